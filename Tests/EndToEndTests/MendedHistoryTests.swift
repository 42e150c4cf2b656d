import Foundation
import Ledger
import SeededNumbers
import Testing
import WorkbookFixtures

@Suite("Mended rows of a history")
struct MendedHistoryTests {
    private static let header = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
    private static let paymentHeader = "posting_date,company,document,kind,customer,currency,amount,clears\n"

    private static let rows = [
        "A,1,C1,2026-01-10,2026-02-09,EUR,100.00,2026-03-20", "A,2,C1,2026-01-31,2026-03-02,EUR,50.00,",
        "A,3,C2,2026-03-01,2026-03-31,EUR,70.00,2026-03-15", "A,4,C2,2026-02-11,2026-03-31,EUR,30.00,2026-04-15",
    ]
    private static let payments = ["2026-02-15,A,Z1,payment,C1,EUR,-40.00,1", "2026-02-28,A,Z2,payment,C1,EUR,-10.00,2"]

    private static func list(_ rows: [String]) -> String { header + rows.map { $0 + "\n" }.joined() }
    private static func payments(_ rows: [String]) -> String { paymentHeader + rows.map { $0 + "\n" }.joined() }

    /// Rows with the currency of some misspelt.
    private static func broken(_ rows: [String], _ places: Set<Int>) -> [String] {
        rows.enumerated().map { places.contains($0) ? $1.replacingOccurrences(of: ",EUR,", with: ",EURO,") : $1 }
    }

    /// Puts right what ``broken(_:_:)`` misspelt in a file of rejected rows, in all rows or in those that name a document.
    private static func mend(_ run: Run, _ name: String, only document: String = "") throws {
        let lines = String(decoding: run.bytes("rejects/" + name) ?? Data(), as: UTF8.self).components(separatedBy: "\n")
        let mended = lines.map { document.isEmpty || $0.contains(document) ? $0.replacingOccurrences(of: "EURO", with: "EUR") : $0 }
        try run.write(mended.joined(separator: "\n"), to: "rejects/" + name)
    }

    /// What a store says that had the right files from the start.
    private static func expected(_ files: [(name: String, text: String)], days: [String] = []) throws -> (StoredLedger, [String]) {
        var told: (StoredLedger, [String])?
        try Run.inWorkspace { run in
            for (name, text) in files { try run.write(text, to: name) }
            let taken = try run.run(["import"] + files.map(\.name))
            #expect(taken.code == 0, "\(taken.messages)")
            told = (try StoredLedger(run), try figures(run, days))
        }
        return try #require(told)
    }

    /// The catalogue of some days, by customer.
    private static func figures(_ run: Run, _ days: [String]) throws -> [String] {
        try days.map { try run("metrics", "--as-of", $0, "--by", "customer", "--format", "csv").output }
    }

    private static func importBroken(_ run: Run, _ places: Set<Int> = [2, 3], paid: Bool = true) throws {
        try run.write(list(broken(rows, places)), to: "h.csv")
        try run.write(payments(broken(payments, [1])), to: "p.csv")
        let taken = try run.run(["import", "--allow-rejects", "2", "h.csv"] + (paid ? ["p.csv"] : []))
        #expect(taken.code == 1 && taken.output.contains("rejects/h.rejected.csv; mend them and import this file"), "\(taken.messages)")
    }

    private static func expectVerified(_ run: Run) throws {
        let verified = try run("verify")
        #expect(verified.code == 0, "\(verified.output)\(verified.messages)")
    }

    @Test("and of its payments give what the right files would have given", arguments: [true, false]) func likeTheOriginal(
        isListFirst: Bool
    ) throws {
        let days = ["2026-02-28", "2026-03-31", "2026-04-30"]
        let (expected, figures) = try Self.expected([("h.csv", Self.list(Self.rows)), ("p.csv", Self.payments(Self.payments))], days: days)
        try Run.inWorkspace { run in
            try Self.importBroken(run)
            let names = ["h.rejected.csv", "p.rejected.csv"]
            for name in isListFirst ? names : names.reversed() {
                try Self.mend(run, name)
                let mended = try run("import", "rejects/" + name)
                #expect(mended.code == 0 && mended.output.contains("read like "), "\(mended.messages)")
                #expect(!mended.output.contains("do not know these postings"), "\(mended.output)")
                let before = run.bytes("ledger.incasso")
                let again = try run("import", "rejects/" + name)
                #expect(
                    again.code == 0 && again.output.contains("nothing changed") && run.bytes("ledger.incasso") == before, "\(again.output)")
            }
            let (stored, told) = (try StoredLedger(run), try Self.figures(run, days))
            #expect(stored == expected && told == figures)
            try Self.expectVerified(run)
            // The original is the same file as before, and the rows that were mended stay.
            let known = try run("import", "--allow-rejects", "2", "h.csv", "p.csv")
            let after = try StoredLedger(run)
            #expect(after == expected, "\(known.output)")
            let files = try run("snapshots", "--format", "csv").output
            #expect(files.contains("2026-04-30,\(isListFirst ? 2 : 1),yes,1,0,EUR,1,40.00,0.00,40.00,h.csv + h.rejected.csv"), "\(files)")
        }
    }

    @Test("give what the right files would have given, whatever was wrong and however it is mended", arguments: 0..<5) func random(
        seed: Int
    ) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var (rows, payments): ([String], [String]) = ([], [])
        for index in 1...12 {
            let day = Day(iso: "2026-01-05")!.adding(days: Int.random(in: 0..<100, using: &random))
            let cleared = Bool.random(using: &random) ? day.adding(days: Int.random(in: -3..<90, using: &random)).isoText : ""
            let amount = Int.random(in: -200...900, using: &random) * 2 + 1
            rows.append("A,\(index),C\(index % 3),\(day.isoText),\(day.adding(days: 30).isoText),EUR,\(amount).00,\(cleared)")
            let paid = day.adding(days: Int.random(in: -20..<60, using: &random))
            payments.append("\(paid.isoText),A,Z\(index),payment,C\(index % 3),EUR,-\(Int.random(in: 1...300, using: &random)).00,\(index)")
        }
        let wrong = (0..<2).map { _ in Set(rows.indices.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }).union([5]) }
        let right = [("h.csv", Self.list(rows)), ("p.csv", Self.payments(payments))]
        let (expected, _) = try Self.expected(right)
        try Run.inWorkspace { run in
            try run.write(Self.list(Self.broken(rows, wrong[0])), to: "h.csv")
            try run.write(Self.payments(Self.broken(payments, wrong[1])), to: "p.csv")
            _ = try run("import", "--allow-rejects", "90%", "h.csv", "p.csv")
            // One row of the list first, the rest out of the file that is written then.
            try Self.mend(run, "h.rejected.csv", only: ",6,")
            let first = try run("import", "--allow-rejects", "90%", "rejects/h.rejected.csv")
            #expect(first.code == (wrong[0].count > 1 ? 1 : 0), "\(first.messages)")
            try Self.mend(run, "p.rejected.csv")
            let paid = try run("import", "rejects/p.rejected.csv").code
            #expect(paid == 0)
            if wrong[0].count > 1 {
                try Self.mend(run, "h.rejected-2.rejected.csv".replacingOccurrences(of: ".rejected-2", with: "-2"))
                let second = try run("import", "rejects/h-2.rejected.csv")
                #expect(second.code == 0, "\(second.messages)")
            }
            let stored = try StoredLedger(run)
            #expect(stored == expected, "seed \(seed)")
            try Self.expectVerified(run)
        }
    }

    @Test("that are still wrong are written again, and refused without --allow-rejects") func stillWrong() throws {
        try Run.inWorkspace { run in
            try Self.importBroken(run)
            try Self.mend(run, "h.rejected.csv", only: "A,3,")
            let before = try StoredLedger(run)
            let refused = try run("import", "rejects/h.rejected.csv")
            let kept = try StoredLedger(run)
            #expect(refused.code == 65 && refused.messages.contains("rejects/h.rejected.csv:3:9: error: ") && kept == before)
            let half = try run("import", "--allow-rejects", "1", "rejects/h.rejected.csv")
            #expect(half.code == 1 && half.output.contains("rejected rows: rejects/h-2.rejected.csv; mend them"), "\(half.output)")
            let text = String(decoding: run.bytes("rejects/h-2.rejected.csv") ?? Data(), as: UTF8.self)
            #expect(text.contains("\n5,unknown-currency: ") && text.contains("A,4,") && !text.contains("A,3,"), "\(text)")
            // Mended on in the old file: what is there already is passed over.
            try Self.mend(run, "h.rejected.csv")
            let whole = try run("import", "rejects/h.rejected.csv")
            #expect(whole.code == 0 && whole.output.contains("1 row was in the list already, with the same values"), "\(whole.output)")
            try run.write(
                String(decoding: run.bytes("rejects/h.rejected.csv") ?? Data(), as: UTF8.self).replacingOccurrences(
                    of: "A,4,", with: "A,5,"),
                to: "rejects/h.rejected.csv")
            let more = try run("import", "rejects/h.rejected.csv")
            #expect(
                more.code == 65 && more.messages.contains("none of that list is missing in the store [rejected-rows-only]"),
                "\(more.messages)")
        }
    }

    @Test("with the number of another row are refused, in the list and among the payments") func collisions() throws {
        try Run.inWorkspace { run in
            try Self.importBroken(run)
            for (name, from, to, code, key) in [
                ("h.rejected.csv", "A,3,", "A,2,", "already-in-list", "A/2"),
                ("p.rejected.csv", "A,Z2,", "A,Z1,", "already-posted", "A/Z1//payment"),
            ] {
                try Self.mend(run, name)
                let right = run.bytes("rejects/" + name) ?? Data()
                try run.write(String(decoding: right, as: UTF8.self).replacingOccurrences(of: from, with: to), to: "rejects/" + name)
                let before = try StoredLedger(run)
                let refused = try run("import", "rejects/" + name)
                #expect(refused.code == 65 && refused.messages.contains("; the first is \(key) [\(code)]"), "\(refused.messages)")
                let after = try StoredLedger(run)
                #expect(after == before)
            }
        }
    }

    @Test("are refused when a month-end or postings of their list are gone, and taken once it is imported again") func goneSince() throws {
        let (expected, _) = try Self.expected([("h.csv", Self.list(Self.rows)), ("p.csv", Self.payments([Self.payments[0]]))])
        for words in [["--delete", "2026-02-28@1"], ["--take-back", "A/1//invoice"], ["--take-back-file", "h.csv"]] {
            try Run.inWorkspace { run in
                try Self.importBroken(run)
                let gone = try run.run(["snapshots"] + words)
                #expect(gone.code == 0, "\(gone.messages)")
                #expect(
                    gone.output.contains("Its 3 month-ends from 2026-01-31 to 2026-03-31 stay without them") == (words[1] == "h.csv"),
                    "\(gone.output)")
                try Self.mend(run, "h.rejected.csv")
                let refused = try run("import", "rejects/h.rejected.csv")
                #expect(refused.code == 65 && refused.messages.contains("[rejected-rows-only]; "), "\(words) \(refused.messages)")
                let back = try run("import", "--allow-rejects", "2", "h.csv")
                #expect(back.code == 1, "\(back.messages)")
                let mended = try run("import", "rejects/h.rejected.csv")
                #expect(mended.code == 0, "\(words) \(mended.messages)")
                let stored = try StoredLedger(run)
                #expect(stored == expected, "\(words)")
                try Self.expectVerified(run)
            }
        }
    }

    @Test("of a list that another one of its name took the place of are refused") func listImportedAgain() throws {
        try Run.inWorkspace { run in
            try Self.importBroken(run)
            try Self.mend(run, "h.rejected.csv")
            try run.write(Self.list(Array(Self.rows[0...2])), to: "h.csv")
            let corrected = try run("import", "h.csv").code
            #expect(corrected == 0)
            let refused = try run("import", "rejects/h.rejected.csv")
            #expect(
                refused.code == 65 && refused.messages.contains("another list of its name, h.csv, was imported since"),
                "\(refused.messages)")
            // In another workspace nothing is known of the list at all.
            try Run.inWorkspace { other in
                try other.write(Array(run.bytes("rejects/h.rejected.csv") ?? Data()), to: "mended.csv")
                let unknown = try other("import", "mended.csv")
                #expect(
                    unknown.code == 65 && unknown.messages.contains("the other rows of that list are not in the store"),
                    "\(unknown.messages)")
            }
        }
    }

    @Test("leave the days alone that a ledger imported since says what was open on") func ledgerSince() throws {
        let ledger =
            "company,document,kind,customer,document_date,due_date,currency,open_amount\nA,2,invoice,C1,2026-01-31,2026-03-02,EUR,45.00\n"
        try Run.inWorkspace { run in
            try Self.importBroken(run)
            try run.write(ledger, to: "ledger-2026-04-30.csv")
            try run.write(ledger, to: "ledger-2026-03-31.csv")
            let taken = try run("import", "ledger-2026-03-31.csv", "ledger-2026-04-30.csv").code
            #expect(taken == 0)
            try Self.mend(run, "h.rejected.csv")
            let mended = try run("import", "rejects/h.rejected.csv")
            #expect(mended.output.contains("says what was open: 2026-03-31, 2026-04-30\n"), "\(mended.output)\(mended.messages)")
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-02-28,2,yes,3,0,EUR,3,140.00"), "\(told)")
            #expect(told.contains("2026-03-31,2,yes,1,0,EUR,1,45.00") && told.contains("2026-04-30,1,yes,1,0,EUR,1,45.00"), "\(told)")
        }
    }

    @Test("stay when the list is imported again with the company said, or after something was taken back") func originalAgain() throws {
        try Run.inWorkspace { run in
            let head = Self.header.replacingOccurrences(of: "company,", with: "")
            let rows = Self.broken(Self.rows, [3]).map { String($0.dropFirst(2)) + "\n" }
            try run.write(head + rows.joined(), to: "h.csv")
            let words = ["import", "--company", "A", "--allow-rejects", "1", "h.csv"]
            let taken = try run.run(words).code
            #expect(taken == 1)
            try Self.mend(run, "h.rejected.csv")
            let mended = try run("import", "rejects/h.rejected.csv")
            #expect(mended.code == 0, "\(mended.messages)")
            let whole = try StoredLedger(run)
            for (deleted, told) in [
                ("", "nothing changed"), ("2026-02-28@1", "nothing changed"),
                ("2026-02-28@2", "snapshot of 2026-02-28, version 3, 3 items"),
            ] {
                if !deleted.isEmpty {
                    let code = try run("snapshots", "--delete", deleted).code
                    #expect(code == 0)
                }
                let again = try run.run(words)
                let stored = try StoredLedger(run)
                #expect(stored == whole && again.output.contains(told), "\(again.output)")
            }
            let other = try run("import", "--company", "B", "--allow-rejects", "1", "h.csv")
            #expect(other.output.contains("snapshot of 2026-01-31, new version 2, "), "\(other.output)")
        }
    }

    @Test("part-pay their invoices without a word when the list is imported again") func paidSince() throws {
        try Run.inWorkspace { run in
            try run.write(Self.list(Self.broken(Self.rows, [1])), to: "h.csv")
            let taken = try run("import", "--allow-rejects", "1", "h.csv").code
            try Self.mend(run, "h.rejected.csv")
            let mended = try run("import", "rejects/h.rejected.csv").code
            try run.write(Self.payments([Self.payments[1]]), to: "p.csv")
            let paid = try run("import", "p.csv").code
            #expect(taken == 1 && mended == 0 && paid == 0)
            let again = try run("import", "--allow-rejects", "1", "h.csv")
            #expect(again.code == 0 || again.code == 1, "\(again.messages)")
            #expect(!again.output.contains("payments-without-invoice"), "\(again.output)")
            let stored = try StoredLedger(run)
            let (expected, _) = try Self.expected([("h.csv", Self.list(Self.rows)), ("p.csv", Self.payments([Self.payments[1]]))])
            #expect(stored == expected)
        }
    }

    @Test("of a list in a system's form are read as it was, with the currency that was said") func systemList() throws {
        let header = "countryCode,customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate\n"
        let rows = [
            "391,C1,0000611365,1/2/2013,2/1/2013,55.94,No,1/15/2013", "406,C2,0007900770,1/26/2013,2/25/2013,61.74,Yes,3/3/2013",
            "406,C2,0007900771,2/3/2013,3/5/2013,70.00,No,",
        ]
        func list(_ rows: [String]) -> String { header + rows.map { $0 + "\n" }.joined() }
        var expected: StoredLedger?
        try Run.inWorkspace { run in
            try run.write(list(rows), to: "inv.csv")
            let right = try run("import", "--currency", "USD", "inv.csv").code
            #expect(right == 0)
            expected = try StoredLedger(run)
        }
        try Run.inWorkspace { run in
            try run.write(list(rows.map { $0.replacingOccurrences(of: "2/3/2013,3/5", with: "2/30/2013,3/5") }), to: "inv.csv")
            _ = try run("import", "--currency", "USD", "--allow-rejects", "1", "inv.csv")
            let text = String(decoding: run.bytes("rejects/inv.rejected.csv") ?? Data(), as: UTF8.self)
            try run.write(text.replacingOccurrences(of: "2/30/2013", with: "2/3/2013"), to: "rejects/inv.rejected.csv")
            let mended = try run("import", "rejects/inv.rejected.csv")
            #expect(mended.code == 0 && mended.output.contains("document_date mdy (stated)"), "\(mended.messages)\(mended.output)")
            let stored = try StoredLedger(run)
            #expect(stored == expected)
        }
    }

    @Test("without the column that names their list, or in a workbook, are refused") func withoutOrigin() throws {
        try Run.inWorkspace { run in
            try Self.importBroken(run)
            try Self.mend(run, "h.rejected.csv")
            let text = String(decoding: run.bytes("rejects/h.rejected.csv") ?? Data(), as: UTF8.self)
            try run.write(WorkbookFixture(canonical: text).bytes, to: "mended.xlsx")
            let workbook = try run("import", "mended.xlsx")
            #expect(workbook.code == 65 && workbook.messages.contains("[rejected-rows-only]; save them as CSV"), "\(workbook.messages)")
            try run.write(text.replacingOccurrences(of: "rejected.of", with: "of"), to: "mended.csv")
            let unnamed = try run("import", "mended.csv")
            #expect(
                unnamed.code == 65 && unnamed.messages.contains("rejected rows of a history, and nothing in a column 'rejected.of' says"),
                "\(unnamed.messages)")
        }
    }
}

@Suite("Payments that come after a history")
struct LatePaymentTests {
    @Test("and all its versions are taken back together, by the newest of them") func takeBackList() throws {
        let head = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
        let rows = ["A,1,C1,2026-01-10,2026-02-09,EUR,100.00,\n", "A,2,C1,2026-01-11,2026-02-09,EURO,9.00,\n"]
        try Run.inWorkspace { run in
            try run.write(head + rows.joined(), to: "h.csv")
            _ = try run("import", "--allow-rejects", "1", "h.csv")
            let text = String(decoding: run.bytes("rejects/h.rejected.csv") ?? Data(), as: UTF8.self)
            try run.write(text.replacingOccurrences(of: "EURO", with: "EUR"), to: "rejects/h.rejected.csv")
            let mended = try run("import", "rejects/h.rejected.csv").code
            try run.write(
                head + rows[0] + rows[1].replacingOccurrences(of: "EURO,9", with: "EUR,9") + "A,3,C1,2026-01-12,2026-02-09,EUR,1.00,\n",
                to: "h.csv")
            let corrected = try run("import", "h.csv").code
            #expect(mended == 0 && corrected == 0)
            let stored = try StoredLedger(run)
            let refused = try run("snapshots", "--take-back-file", "h.rejected.csv")
            let after = try StoredLedger(run)
            #expect(
                refused.code == 66 && refused.messages.contains("h.csv was imported after it, for the same list") && after == stored,
                "\(refused.messages)")
            let digest = try Run.execute(URL(fileURLWithPath: "/usr/bin/sha256sum"), ["h.csv"], in: run.folder).output.prefix(16)
            let back = try run("snapshots", "--take-back-file", String(digest))
            #expect(back.output.contains("Took 3 postings of h.csv + h.rejected.csv + h.csv back\n"), "\(back.output)\(back.messages)")
            #expect(back.output.contains("Its month-end 2026-01-31 stays without them"), "\(back.output)")
            let again = try run("import", "h.csv")
            let restored = try StoredLedger(run)
            #expect(again.code == 0 && restored == stored, "\(again.output)")
        }
    }

    @Test("when its list was taken back are told, and those of other companies not") func withoutList() throws {
        let invoices =
            "company,document,customer,document_date,due_date,currency,amount,cleared_on\nA,1,C1,2026-01-10,2026-02-09,EUR,100.00,\n"
        let payments = "posting_date,company,document,kind,customer,currency,amount,clears\n"
        try Run.inWorkspace { run in
            try run.write(invoices, to: "h.csv")
            try run.write(payments + "2026-01-15,A,1,payment,C1,EUR,-40.00,1\n", to: "p.csv")
            try run.write(payments + "2026-01-15,B,1,payment,C1,EUR,-40.00,1\n", to: "q.csv")
            let alone = try run("import", "h.csv").code
            let back = try run("snapshots", "--take-back-file", "h.csv")
            #expect(
                alone == 0 && back.output.contains("Its month-end 2026-01-31 stays without them; import the list again"), "\(back.output)")
            let told = "month-ends rebuilt from h.csv do not know these postings: import it again, so that part payments count"
            let other = try run("import", "q.csv")
            #expect(other.code == 0 && !other.output.contains(told), "\(other.output)")
            let paid = try run("import", "p.csv")
            #expect(paid.code == 0 && paid.output.contains(told), "\(paid.output)")
        }
    }

    @Test("dated far in the future are told") func farAway() throws {
        let payments = "posting_date,company,document,kind,customer,currency,amount,clears,due_date\n"
        try Run.inWorkspace { run in
            try run.write(
                payments
                    + "2026-01-15,A,1,payment,C1,EUR,-40.00,1,\n2926-01-16,A,2,payment,C1,EUR,-40.00,1,\n2026-01-16,A,3,invoice,C1,EUR,9.00,,9999-12-31\n",
                to: "p.csv")
            let told = try run("import", "p.csv")
            #expect(told.code == 0 && told.output.contains("1 posting is dated more than a year after today, "), "\(told.output)")
            #expect(told.output.contains("the first is document '2' on 2926-01-16 [future-date]"), "\(told.output)")
            #expect(
                told.output.contains(
                    "1 row has a due date more than two years after the document date, or the posting date where there is none [far-due-date]"
                ),
                "\(told.output)")
        }
    }

    @Test("rebuild its month-ends") func rebuilt() throws {
        let invoices =
            "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
            + "A,1,C1,2026-01-10,2026-02-09,EUR,100.00,2026-03-20\nA,2,C1,2026-01-31,2026-03-02,EUR,50.00,\n"
        let payments = "posting_date,company,document,kind,customer,currency,amount,clears\n2026-02-15,A,1,payment,C1,EUR,-40.00,1\n"
        try Run.inWorkspace { run in
            try run.write(invoices, to: "h.csv")
            try run.write(payments, to: "p.csv")
            try run.write(
                payments.replacingOccurrences(of: "2026-02-15,A,1", with: "2026-02-20,A,2").replacingOccurrences(of: ",1\n", with: ",7\n"),
                to: "q.csv")
            let alone = try run("import", "h.csv").code
            #expect(alone == 0)
            let paid = try run("import", "p.csv", "q.csv")
            #expect(paid.code == 0 && paid.output.contains("stored: month-ends of h.csv rebuilt with these postings\n"), "\(paid.output)")
            #expect(paid.output.contains("1 posting names a document that is no invoice of the list"), "\(paid.output)")
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-02-28,2,yes,2,0,EUR,2,110.00,0.00,110.00,h.csv"), "\(told)")
            let again = try run("import", "h.csv").output
            #expect(again.contains("nothing changed"), "\(again)")
            // A corrected payment counts instead.
            try run.write(payments.replacingOccurrences(of: "-40.00", with: "-30.00"), to: "p.csv")
            let corrected = try run("import", "p.csv")
            #expect(corrected.output.contains("0 added, 1 replaced"), "\(corrected.output)")
            let after = try run("snapshots", "--format", "csv").output
            #expect(after.contains("2026-02-28,3,yes,2,0,EUR,2,120.00,0.00,120.00,h.csv"), "\(after)")
        }
    }

    @Test(
        "leave its month-ends again when they are taken back",
        arguments: [["--take-back", "A/Z1//payment"], ["--take-back-file", "p.csv"]])
    func takenBack(words: [String]) throws {
        let head = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
        try Run.inWorkspace { run in
            try run.write(head + "A,1,C1,2026-01-10,2026-02-09,EUR,100.00,2026-03-20\n", to: "h.csv")
            try run.write(head + "B,1,C1,2026-01-10,2026-02-09,EUR,9.00,2026-03-20\n", to: "i.csv")
            let alone = try run("import", "h.csv", "i.csv").code
            let before = try StoredLedger(run)
            let payments = "posting_date,company,document,kind,customer,currency,amount,clears\n2026-02-15,A,Z1,payment,C1,EUR,-40.00,1\n"
            try run.write(payments, to: "p.csv")
            let paid = try run("import", "p.csv").code
            #expect(alone == 0 && paid == 0)
            let changed = try StoredLedger(run)
            #expect(changed != before)
            let back = try run.run(["snapshots"] + words)
            #expect(
                back.output.contains("Month-ends of h.csv rebuilt without it\n  snapshot of 2026-02-28, new version 3, "), "\(back.output)")
            #expect(!back.output.contains("i.csv rebuilt"), "\(back.output)")
            let after = try StoredLedger(run)
            #expect(after == before)
        }
    }
}
