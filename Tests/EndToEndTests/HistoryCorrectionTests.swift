import Foundation
import Testing

@Suite("A corrected history")
struct HistoryCorrectionTests {
    private static let header = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"

    /// Day and net amount of the current snapshots.
    private static func balances(_ run: Run) throws -> [String] {
        try run("snapshots", "--format", "csv").output.split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            return "\(fields[0]) \(fields[3]) \(fields[9])"
        }
    }

    /// What a store says that knows a list alone.
    private static func fresh(_ text: String) throws -> [String] {
        var told: [String] = []
        try Run.inWorkspace { run in
            try run.write(text, to: "h.csv")
            let code = try run("import", "h.csv").code
            #expect(code == 0)
            told = try balances(run)
        }
        return told
    }

    @Test("leaves nothing of the earlier list in any month-end, also in those with nothing open any more") func clearedEarlier() throws {
        let corrected =
            Self.header
            + "A,1,C,2026-01-04,2026-02-04,EUR,10.00,2026-01-20\nA,2,C,2026-03-04,2026-03-20,EUR,100.00,2026-03-06\n"
        try Run.inWorkspace { run in
            try run.write(
                Self.header + "A,1,C,2026-01-04,2026-02-04,EUR,10.00,\nA,2,C,2026-03-04,2026-03-20,EUR,100.00,2026-04-06\n", to: "h.csv")
            let first = try run("import", "h.csv").code
            #expect(first == 0)
            try run.write(corrected, to: "h.csv")
            let again = try run("import", "h.csv")
            #expect(again.code == 0, "\(again.messages)")
            #expect(again.output.contains("stored: dropped, as the list does not reach them any more: 2026-04-30"), "\(again.output)")
            let (told, expected) = (try Self.balances(run), try Self.fresh(corrected))
            #expect(told == expected && told.count == 3, "\(told) \(expected)")
            let verified = try run("verify")
            #expect(verified.code == 0, "\(verified.output)")
            // What went stays readable, and comes again with the list.
            let all = try run("snapshots", "--all", "--format", "csv").output
            #expect(all.contains("2026-04-30,1,no,"), "\(all)")
            try run.write(
                Self.header + "A,1,C,2026-01-04,2026-02-04,EUR,10.00,\nA,2,C,2026-03-04,2026-03-20,EUR,100.00,2026-04-06\n", to: "h.csv")
            let back = try run("import", "h.csv")
            #expect(
                back.code == 0 && back.output.contains("snapshot of 2026-04-30, version 2, 1 items"), "\(back.output)\(back.messages)")
        }
    }

    @Test("is told from a list of other invoices of its company, under its name or another", arguments: ["h.csv", "second.csv"])
    func otherInvoices(name: String) throws {
        try Run.inWorkspace { run in
            try run.write(
                Self.header + "A,1,C,2026-01-04,2026-02-04,EUR,100.00,2026-02-20\nA,2,C,2026-01-05,2026-02-04,EUR,200.00,\n", to: "h.csv")
            #expect(try run("import", "h.csv").code == 0)
            try run.write(Self.header + "A,3,C,2026-01-06,2026-02-04,EUR,10.00,\n", to: name)
            let other = try run("import", name)
            #expect(
                other.code == 0 && other.output.contains("none of its invoices is among the 2 of h.csv"), "\(other.output)\(other.messages)"
            )
            #expect(other.output.contains("[replaced-other-items]"))
            // A list that corrects it has some of them.
            try run.write(Self.header + "A,3,C,2026-01-06,2026-02-04,EUR,10.50,\nA,4,C,2026-01-06,2026-02-04,EUR,1.00,\n", to: name)
            let corrected = try run("import", name)
            #expect(corrected.code == 0 && !corrected.output.contains("replaced-other-items"), "\(corrected.output)")
        }
    }

    @Test("is held against payments that come later and name none of its invoices") func laterPayments() throws {
        let header = "company,document,line,kind,customer,posting_date,document_date,due_date,currency,amount,clears\n"
        try Run.inWorkspace { run in
            try run.write(
                Self.header + "A,0001,C,2026-01-04,2026-02-04,EUR,100.00,2026-03-20\nA,0002,C,2026-01-05,2026-02-04,EUR,200.00,\n",
                to: "h.csv")
            #expect(try run("import", "h.csv").code == 0)
            try run.write(header + "A,P1,,payment,C,2026-02-10,2026-02-10,,EUR,-50.00,2\n", to: "cut.csv")
            let cut = try run("import", "cut.csv")
            #expect(
                cut.code == 0 && cut.output.contains("1 posting names a document that is no invoice of the company's history"),
                "\(cut.output)")
            #expect(cut.output.contains("the first '2'") && cut.output.contains("[payments-without-invoice]"))
            // One that names an invoice is none of them, and neither is one of another company, of a later day, or for an invoice that was posted.
            try run.write(
                header
                    + "A,P2,,payment,C,2026-02-11,2026-02-11,,EUR,-5.00,0002\nB,P3,,payment,C,2026-02-11,2026-02-11,,EUR,-5.00,77\n"
                    + "A,P4,,payment,C,2026-09-11,2026-09-11,,EUR,-5.00,88\nA,99,,invoice,C,2026-02-11,2026-02-11,,EUR,5.00,\n"
                    + "A,P5,,payment,C,2026-02-12,2026-02-12,,EUR,-5.00,99\n", to: "right.csv")
            let right = try run("import", "right.csv")
            // The list itself is held against all postings when it is rebuilt.
            let told = right.output.components(separatedBy: "no invoice of the company's history").count
            #expect(right.code == 0 && told == 1, "\(right.output)")
        }
    }

    @Test("read with days and months the other way round leaves no month of the first reading") func swappedDates() throws {
        let text =
            Self.header.replacingOccurrences(of: ",", with: ";")
            + "A;1;C;04/01/2026;05/02/2026;EUR;10,00;06/03/2026\nA;2;C;07/05/2026;08/06/2026;EUR;20,00;\n"
        try Run.inWorkspace { run in
            try run.write(text, to: "h.csv")
            let wrong = try run("import", "--dates", "mdy", "h.csv").code
            #expect(wrong == 0)
            let right = try run("import", "--dates", "dmy", "h.csv")
            #expect(right.code == 0, "\(right.messages)")
            let told = try Self.balances(run)
            #expect(told.map { String($0.prefix(7)) } == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"], "\(told)")
        }
    }

    @Test("of several companies comes again when one of them has nothing open at an old month-end any more") func twoCompanies() throws {
        let b = "B,1,C,2026-01-05,2026-02-04,EUR,7.00,2026-02-10\n"
        try Run.inWorkspace { run in
            try run.write(
                "company,document,kind,customer,document_date,due_date,currency,open_amount\nZ,1,invoice,C,2026-01-05,,EUR,3.00\n",
                to: "ledger-2026-01-31.csv")
            try run.write(Self.header + "A,1,C,2026-01-04,2026-02-04,EUR,10.00,2026-02-05\n" + b, to: "h.csv")
            let first = try run("import", "ledger-2026-01-31.csv", "h.csv").code
            #expect(first == 0)
            try run.write(Self.header + "A,1,C,2026-01-04,2026-02-04,EUR,10.00,2026-01-15\n" + b, to: "h.csv")
            let again = try run("import", "h.csv")
            #expect(again.code == 0, "\(again.messages)")
            let told = try Self.balances(run)
            // The other file of the day stays.
            #expect(told.first == "2026-01-31 2 10.00", "\(told)")
        }
    }
}
