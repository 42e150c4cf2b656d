import Foundation
import Testing

@Suite struct ListTests {
    @Test func theReconciliationAsJsonNamesFilesAndControlTotals() throws {
        try Golden.inWorkspace { run in
            let text = try run("list", "reconciliation", "--as-of", "2026-06-30", "--format", "json").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let file = try #require((object["files"] as? [[String: Any]])?.first)
            #expect(file["names"] as? [String] == ["ledger-2026-06-30.csv"])
            let totals = try #require((file["totals"] as? [[String: Any]])?.first)
            #expect(totals["currency"] as? String == "EUR" && totals["debits"] as? Double == 51_500)
            #expect(object["controlTotalsAgree"] as? Bool == true)
        }
    }

    private static let lists = ["high-risk", "worklist", "promises", "disputes", "unapplied", "reconciliation"]

    private func objects(_ text: String) throws -> [[String: Any]] {
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        return try #require(json["rows"] as? [[String: Any]])
    }

    @Test(arguments: lists) func everyListIsWrittenInThreeFormsAndTwoLanguages(list: String) throws {
        try Golden.inWorkspace { run in
            for language in ["en", "it"] {
                let table = try run("list", list, "--as-of", "2026-06-30", "--language", language)
                #expect(table.code == 0 && !table.output.isEmpty, "\(table.messages)")
                #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 120 }, "\(table.output)")
                let rows = try objects(try run("list", list, "--as-of", "2026-06-30", "--language", language, "--format", "json").output)
                #expect(rows.allSatisfy { !(($0["because"] as? String) ?? "").isEmpty })
                let csv = try run("list", list, "--as-of", "2026-06-30", "--language", language, "--format", "csv").output
                #expect(csv.split(separator: "\n").count == rows.count + 1)
                #expect(csv.split(separator: "\n").first?.split(separator: ",").contains("because") == true)
            }
        }
    }

    @Test func theReconciliationSaysThatEverythingTiesOut() throws {
        try Golden.inWorkspace { run in
            let text = try run("list", "reconciliation", "--as-of", "2026-06-30").output
            #expect(text.contains("Everything ties out"), "\(text)")
            #expect(text.contains("The balances are what was counted when the files were imported."))
            #expect(text.contains("ledger-2026-06-30.csv"))
            let opening = try run("list", "reconciliation", "--as-of", "2026-05-31").output
            #expect(opening.contains("cannot be reconciled"), "\(opening)")
        }
    }

    @Test func anAnalystSeesTheOwnPortfolioOnly() throws {
        try Golden.inWorkspace { run in
            var all = 0
            for list in ["worklist", "unapplied"] {
                let rows = try objects(try run("list", list, "--as-of", "2026-06-30", "--format", "json").output)
                let own = try objects(try run("list", list, "--as-of", "2026-06-30", "--analyst", "AN1", "--format", "json").output)
                #expect(own.count == rows.count { $0["portfolio"] as? String == "AN1" })
                all += rows.count
            }
            #expect(all > 0)
        }
    }

    @Test(arguments: ["separate", "current", "by-own-date", "oldest-first"])
    func columnsWithCreditsBesideReasonsWithoutAreTold(policy: String) throws {
        try Golden.inWorkspace { run in
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            try run.write(settings.replacing("credits: separate", with: "credits: " + policy), to: "incasso.yml")
            let hasCredits = policy == "by-own-date" || policy == "oldest-first"
            for list in ["worklist", "high-risk", "promises"] {
                let text = try run("list", list, "--as-of", "2026-06-30").output.replacing("\n", with: " ")
                let isTold = text.contains("reasons, points and what to ask for count debit items only.")
                #expect(isTold == (hasCredits && list != "promises"), "\(text)")
            }
            let italian = try run("list", "worklist", "--as-of", "2026-06-30", "--language", "it").output.replacing("\n", with: " ")
            #expect(italian.contains("contano solo le partite a debito.") == hasCredits, "\(italian)")
        }
    }

    @Test func theLimitCutsAndCounts() throws {
        try Golden.inWorkspace { run in
            let all = try objects(try run("list", "unapplied", "--as-of", "2026-06-30", "--format", "json").output)
            let one = try run("list", "unapplied", "--as-of", "2026-06-30", "--limit", "1").output
            #expect(all.count > 1 && one.contains("\(all.count - 1) more credit item"), "\(one)")
            #expect(
                try objects(try run("list", "unapplied", "--as-of", "2026-06-30", "--limit", "1", "--format", "json").output).count == 1)
        }
    }

    @Test func textsThatLookLikeFormulasAreDefusedAndNegativeNumbersAreNot() throws {
        try Run.inWorkspace { run in
            try run.write("customer,name\nC1,\"=HYPERLINK(\"\"x\"\")\"\n", to: "customers.csv")
            try run.write(
                """
                company,document,kind,customer,document_date,due_date,currency,amount,open_amount
                IT01,-17,payment,C1,2026-05-02,,EUR,-120.00,-120.00
                IT01,F1,invoice,C1,2026-04-02,2026-05-02,EUR,500.00,500.00

                """, to: "ledger-2026-06-30.csv")
            #expect(try run("import", "customers.csv", "ledger-2026-06-30.csv").code == 0)
            let csv = try run("list", "unapplied", "--format", "csv").output
            #expect(csv.contains("\"'=HYPERLINK(\"\"x\"\")\"") && csv.contains(",'-17,") && csv.contains(",-120.00,EUR,"), "\(csv)")
        }
    }

    @Test func whatIsWrongIsSaid() throws {
        try Golden.inWorkspace { run in
            let unknown = try run("list", "worklist", "--as-of", "2026-06-30", "--analyst", "AN")
            #expect(unknown.code == 64 && unknown.messages.contains("[unknown-analyst]; did you mean \"AN1\""), "\(unknown.messages)")
            #expect(try run("list", "work").code == 64)
            #expect(try run("list", "worklist", "--limit", "0").code == 64)
            #expect(try run("list", "reconciliation", "--analyst", "AN1").code == 64)
            let missing = try run("list", "worklist", "--as-of", "2026-06-29")
            #expect(missing.code == 66 && missing.messages.contains("[no-snapshot]"), "\(missing.messages)")
        }
    }

    @Test func calendarsOfTheWorkspaceAreUsedAndChecked() throws {
        try Golden.inWorkspace { run in
            let worked = { try run("metrics", "--as-of", "2026-06-30", "--metric", "input.working-days", "--format", "csv").output }
            #expect(try worked().contains(",21,"))
            try run.write("base: IT\nadded: [2026-06-29, 06-24]\n", to: "calendars/genova.yml")
            try run.write("calendars: {work: genova, bank: TARGET}\n", to: "incasso.yml")
            #expect(try worked().contains(",19,"))
            try run.write("base: IT\nadded: [2026-06-31]\n", to: "calendars/genova.yml")
            try run.write("calendars: {work: genoa}\n", to: "incasso.yml")
            let check = try run("check")
            #expect(check.code == 78 && check.messages.contains("calendars/genova.yml:2:9: error:"), "\(check.messages)")
            #expect(
                check.messages.contains(
                    "incasso.yml:1:19: error: \"calendars.work\" cannot be \"genoa\" [unknown-word]; did you mean \"genova\"?"))
        }
    }
}
