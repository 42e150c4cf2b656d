import Foundation
import Testing

@Suite struct DiffTests {
    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    private func net(_ run: Run, _ day: String) throws -> String {
        rows(try run("metrics", "--metric", "ar.net", "--as-of", day, "--format", "csv").output)[1][4]
    }

    @Test func theBridgeTiesOutToBothBalances() throws {
        try Golden.inWorkspace { run in
            let result = try run("diff", "2026-05-31", "2026-06-30", "--format", "csv")
            #expect(result.code == 0)
            let found = rows(result.output)
            #expect(
                found[0].joined(separator: ",")
                    == "scope,key,opening,new,grown,paid,credited,written_off,adjusted,settled_otherwise,fx,closing")
            let total = try #require(found.first { $0[0] == "all" })
            #expect(total[2] == (try net(run, "2026-05-31")))
            #expect(total[11] == (try net(run, "2026-06-30")))
            #expect(found.contains { $0[0] == "company" } && found.contains { $0[0] == "currency" })
            let customer = found[1][1]
            let items = rows(try run("diff", "2026-05-31", "2026-06-30", "--customer", customer, "--format", "csv").output)
            #expect(items.contains { $0[0] == "item" } && items.contains { $0[0] == "posting" })
        }
    }

    @Test func aRestatedDayTellsWhatChangedAndWhy() throws {
        try Golden.inWorkspace { run in
            let before = try net(run, "2026-06-30")
            var ledger = try Golden.text("ledger-2026-06-30.csv").split(separator: "\n").map(String.init)
            let header = ledger[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            func field(_ name: String, _ row: Int) -> String {
                ledger[row].split(separator: ",", omittingEmptySubsequences: false).map(String.init)[header.firstIndex(of: name)!]
            }
            // The first debit item was paid a day before, which is learnt later; the next one vanishes.
            let debits = ledger.indices.dropFirst().filter { !field("open_amount", $0).hasPrefix("-") }
            let paid = debits[0]
            let posting = [
                "2026-06-29", field("company", paid), "LATE-1", "1", "payment", field("customer", paid), "2026-06-29", "",
                field("currency", paid), "-" + field("open_amount", paid), field("document", paid),
            ]
            let names = "posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears\n"
            try run.write(names + posting.joined(separator: ",") + "\n", to: "late.csv")
            let gone = field("document", debits[1])
            ledger.remove(at: debits[1])
            ledger.remove(at: paid)
            try run.write(ledger.joined(separator: "\n") + "\n", to: "ledger-2026-06-30.csv")
            #expect(try run("import", "late.csv", "ledger-2026-06-30.csv").code == 0)
            let result = try run("diff", "2026-06-30@1", "2026-06-30")
            #expect(result.code == 0)
            #expect(result.output.contains(try Regex("late cash -[0-9.]+ \\(LATE-1 of 2026-06-29\\)")))
            #expect(result.output.contains("vanished without late posting"))
            #expect(result.output.contains(gone))
            let text = try run("diff", "2026-06-30@1", "2026-06-30@2", "--format", "json").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect(object["removed"] as? Int == 2)
            let figures = try #require(object["figures"] as? [[String: Any]])
            // What the first version says is what was said before the second came.
            let netFigure = try #require(figures.first { $0["metric"] as? String == "ar.net" })
            #expect((netFigure["before"] as? Double) == Double(before))
            #expect((netFigure["after"] as? Double) == Double(try net(run, "2026-06-30")))
            #expect(netFigure["changed"] as? Bool == true)
        }
    }

    /// A ledger of one day in two versions: an item of two changed fields, one that went to another customer, one gone and one new.
    private func restated(_ body: (Run) throws -> Void) throws {
        try Run.inWorkspace { run in
            let header = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount\n"
            func write(_ rows: [String]) throws {
                try run.write(header + rows.map { "X,\($0)\n" }.joined(), to: "ledger-2026-06-30.csv")
                #expect(try run("import", "ledger-2026-06-30.csv").code == 0)
            }
            try write([
                "A,1,invoice,C1,2026-05-01,2026-05-31,EUR,100.00,100.00", "B,1,invoice,C1,2026-05-01,2026-05-31,EUR,40.00,40.00",
                "G,1,invoice,C1,2026-05-01,2026-05-31,EUR,7.00,7.00", "S,1,invoice,C2,2026-05-01,2026-05-31,EUR,1.00,1.00",
            ])
            try write([
                "A,1,invoice,C1,2026-05-01,2026-06-15,EUR,100.00,60.00", "B,1,invoice,C2,2026-05-01,2026-05-31,EUR,40.00,40.00",
                "N,1,credit_note,C1,2026-06-01,2026-06-20,EUR,-5.00,-5.00", "S,1,invoice,C2,2026-05-01,2026-05-31,EUR,1.00,1.00",
            ])
            try body(run)
        }
    }

    private func restatement(_ run: Run, _ more: String...) throws -> [[String]] {
        let result = try run.run(["diff", "2026-06-30@1", "2026-06-30@2", "--format", "csv"] + more)
        #expect(result.code == 0, "\(result.messages)")
        return Array(rows(result.output).dropFirst())
    }

    @Test func theNetColumnOfARestatementAddsUpForTheLedgerAndEachCustomer() throws {
        try restated { run in
            func net(_ rows: [[String]]) -> Int { rows.map { Int($0[9].replacingOccurrences(of: ".", with: "")) ?? 0 }.reduce(0, +) }
            let all = try restatement(run)
            #expect(all.filter { $0[3] == "A" }.map { [$0[6], $0[9]] } == [["open_amount", "-40.00"], ["due_date", ""]])
            #expect(net(all) == -5200)
            let moved = all.filter { $0[3] == "B" }
            #expect(
                moved.map { [$0[1], $0[6], $0[7], $0[8], $0[9]] } == [
                    ["C1", "customer", "C1", "C2", "-40.00"], ["C2", "customer", "C1", "C2", "40.00"],
                ])
            #expect(net(try restatement(run, "--customer", "C1")) == -9200)
            #expect(net(try restatement(run, "--customer", "C2")) == 4000)
        }
    }

    /// The golden ledger, then versions of 30 June with other open amounts of I1, each after the postings given for it.
    private func versions(_ run: Run, _ later: [(open: String, postings: [String])]) throws {
        let names = "posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears\n"
        let ledger = try Golden.text("ledger-2026-06-30.csv")
        let row = try #require(ledger.split(separator: "\n").first { $0.contains(",I1,") })
        let header = rows(ledger)[0]
        for (number, version) in later.enumerated() {
            if !version.postings.isEmpty {
                try run.write(names + version.postings.map { $0 + "\n" }.joined(), to: "late\(number).csv")
                #expect(try run("import", "late\(number).csv").code == 0)
            }
            var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            fields[header.firstIndex(of: "open_amount")!] = version.open
            try run.write(ledger.replacing(row, with: fields.joined(separator: ",")), to: "ledger-2026-06-30.csv")
            #expect(try run("import", "ledger-2026-06-30.csv").code == 0)
        }
    }

    @Test func theCausesOfARestatedAmountAddUpToItsChange() throws {
        try Golden.inWorkspace { run in
            let item = try #require(rows(try Golden.text("ledger-2026-06-30.csv")).first { $0.contains("I1") })
            let header = rows(try Golden.text("ledger-2026-06-30.csv"))[0]
            func field(_ name: String) -> String { item[header.firstIndex(of: name)!] }
            func payment(_ id: String, _ amount: String) -> String {
                "2026-06-29,\(field("company")),\(id),1,payment,\(field("customer")),2026-06-29,,\(field("currency")),\(amount),I1"
            }
            try versions(run, [("4000.00", []), ("1000.00", [payment("L1", "-2000.00")]), ("5000.00", [payment("L2", "-1.00")])])
            func causes(_ from: Int, _ to: Int) throws -> [String] {
                let text = try run("diff", "2026-06-30@\(from)", "2026-06-30@\(to)", "--format", "json").output
                let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
                let items = try #require(object["items"] as? [[String: Any]])
                #expect(items.count == 1)
                return try #require(items[0]["causes"] as? [[String: Any]]).map {
                    "\($0["reason"]!) \(($0["amount"] as? NSNumber)?.intValue ?? 0)"
                }
            }
            #expect(try causes(2, 3) == ["late cash -2000", "corrected amount, no late posting -1000"])
            // A payment of 1.00 explains no rise by 4,000.00.
            #expect(try causes(3, 4) == ["corrected amount, no late posting 4000"])
            let table = try run("diff", "2026-06-30@2", "2026-06-30@3").output
            #expect(table.contains(try Regex("late cash +1 +-2000.00")), "\(table)")
            #expect(table.contains(try Regex("corrected amount, no late posting +1 +-1000.00")), "\(table)")
        }
    }

    @Test func aBridgeToAnEarlierVersionStaysWhatItWas() throws {
        try Golden.inWorkspace { run in
            let before = try run("diff", "2026-05-31", "2026-06-30@1", "--format", "csv").output
            let item = try #require(rows(try Golden.text("ledger-2026-06-30.csv")).first { $0.contains("I1") })
            try versions(run, [("4000.00", ["2026-06-29,\(item[0]),L1,1,payment,C-A,2026-06-29,,EUR,-2000.00,I1"])])
            #expect(try run("diff", "2026-05-31", "2026-06-30@1", "--format", "csv").output == before)
            #expect(try run("diff", "2026-05-31", "2026-06-30", "--format", "csv").output != before)
        }
    }

    @Test func addedAndRemovedItemsShowAmountDueDateAndKind() throws {
        try restated { run in
            let all = try restatement(run)
            #expect(
                all.filter { $0[0] == "removed" }.map { [$0[6], $0[7], $0[8]] } == [
                    ["open_amount", "7.00", ""], ["due_date", "2026-05-31", ""], ["kind", "invoice", ""],
                ])
            #expect(
                all.filter { $0[0] == "added" }.map { [$0[6], $0[7], $0[8], $0[9]] } == [
                    ["open_amount", "", "-5.00", "-5.00"], ["due_date", "", "2026-06-20", ""], ["kind", "", "credit_note", ""],
                ])
        }
    }

    @Test func withACustomerCountsCausesAndFiguresAreOfThatCustomer() throws {
        try restated { run in
            let text = try run("diff", "2026-06-30@1", "2026-06-30@2", "--customer", "C2", "--format", "json").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect(object["customer"] as? String == "C2")
            #expect(["added", "removed", "changed", "unchanged"].map { object[$0] as? Int } == [0, 0, 1, 1])
            let net = try #require((object["figures"] as? [[String: Any]])?.first { $0["metric"] as? String == "ar.net" })
            #expect([net["before"], net["after"]].map { $0 as? Double } == [1, 41])
            let table = try run("diff", "2026-06-30@1", "2026-06-30@2", "--customer", "C2").output
            #expect(table.contains("Only customer C2, figures too: 0 items added, 0 removed, 1 changed, 1 unchanged"), "\(table)")
            #expect(try run("diff", "2026-06-30@1", "2026-06-30@2", "--customer", "nobody").code == 64)
        }
    }

    @Test(arguments: [
        (["diff", "2026-06-30", "2026-05-31"], Int32(64), "[bad-order]"), (["diff", "2026-06-31", "2026-06-30"], 64, "[bad-snapshot]"),
        (["diff", "2026-05-31", "2026-06-30@0"], 64, "[bad-snapshot]"), (["diff", "2026-05-31", "2026-06-30@7"], 66, "[no-snapshot]"),
        (["diff", "2026-05-31", "2026-06-30", "--customer", "nobody"], 64, "[unknown-customer]"),
        (["diff", "2026-05-31", "2026-06-30", "--customer", "C-H"], 64, "did you mean \"C-A\"?"),
        (["diff", "2026-05-31", "2026-06-30", "--limit", "-1"], 64, "--limit"),
    ])
    func badArgumentsAreRefused(arguments: [String], code: Int32, message: String) throws {
        try Golden.inWorkspace { run in
            let result = try run.run(arguments)
            #expect(result.code == code)
            #expect(result.output.isEmpty)
            #expect(result.messages.contains(message), "\(result.messages)")
        }
    }
}
