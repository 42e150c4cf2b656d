import Foundation
import Testing

@Suite struct MetricsTests {
    @Test func helpNamesTheDefaultAsItIsWritten() throws {
        try Run.inTemporaryFolder { run in
            let help = try run("help", "metrics").output
            #expect(help.contains("default: all") && !help.contains("Ledger."), "\(help)")
        }
    }

    /// The lines of a CSV text, split into fields; for texts without quotes.
    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func goldenValuesOfAllAndByAnalyst() throws {
        try Golden.inWorkspace { run in
            var found: [String: (unit: String, value: String)] = [:]
            for scope in ["all", "analyst"] {
                let result = try run("metrics", "--by", scope, "--format", "csv", "--as-of", "2026-06-30")
                #expect(result.code == 0)
                #expect(result.output.hasPrefix("scope,key,metric,unit,value,reason\n"))
                for row in rows(result.output) {
                    found[row[0...2].joined(separator: ",")] = (row[3], row[4])
                    #expect(row[4].isEmpty != row[5].isEmpty)
                }
            }
            var compared = 0
            for row in rows(try Golden.text("expected.csv")) {
                guard let figure = found[row[0...2].joined(separator: ",")] else { continue }
                compared += 1
                let expected = row[3] == "n/a" ? "" : figure.unit == "EUR" ? major(row[3]) : row[3]
                #expect(agree(figure.value, expected), "\(row): \(figure.value)")
            }
            #expect(compared >= 150)
        }
    }

    /// 123456 minor units as 1234.56.
    private func major(_ minor: String) -> String {
        let digits = minor.hasPrefix("-") ? String(minor.dropFirst()) : minor
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        return (minor.hasPrefix("-") ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
    }

    /// Same text, or the same number to the 12 digits that both are written with.
    private func agree(_ left: String, _ right: String) -> Bool {
        guard left != right else { return true }
        guard let first = Double(left), let second = Double(right) else { return false }
        return abs(first - second) <= 1e-11 * max(abs(first), abs(second))
    }

    /// One company whose document numbers start again each year, as `sap` profiles put them: the fiscal year stands in the line.
    private func numbersThatRepeat(_ body: (Run) throws -> Void) throws {
        try Run.inWorkspace { run in
            let postings = "posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears\n"
            try run.write(
                postings + """
                    2025-03-03,X,100,2025-1,invoice,C,2025-03-03,2025-04-02,EUR,500.00,
                    2025-04-02,X,P1,1,payment,C,2025-04-02,,EUR,-500.00,100
                    2026-05-11,X,100,2026-1,invoice,C,2026-05-11,2026-06-10,EUR,700.00,
                    2026-06-10,X,P2,1,payment,C,2026-06-10,,EUR,-700.00,100

                    """, to: "postings.csv")
            let ledger = "company,document,line,kind,customer,document_date,due_date,currency,open_amount\n"
            for day in ["2026-05-31", "2026-06-30"] {
                let open = day == "2026-05-31" ? "X,100,2026-1,invoice,C,2026-05-11,2026-06-10,EUR,700.00\n" : ""
                let other = "X,200,2026-1,invoice,C,2026-05-20,2026-07-10,EUR,10.00\n"
                try run.write(ledger + open + other, to: "ledger-\(day).csv")
            }
            #expect(try run("import", "postings.csv", "ledger-2026-05-31.csv", "ledger-2026-06-30.csv").code == 0)
            try body(run)
        }
    }

    @Test(arguments: [("payment.days-late", "0"), ("payment.days-to-pay", "30"), ("payment.on-time-amount", "1")])
    func aPaymentClearsTheInvoiceOfItsYear(metric: String, value: String) throws {
        try numbersThatRepeat { run in
            let found = rows(try run("metrics", "--metric", metric, "--as-of", "2026-06-30", "--format", "csv").output)
            #expect(found.map { Double($0[4]) } == [Double(value)])
        }
    }

    @Test func workingDaysAreThoseOfTheTeam() throws {
        try Golden.inWorkspace { run in
            let analysts = rows(try Golden.text("analysts.csv"))
            let team = try #require(analysts.first { $0[0] == "AN1" })[3]
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            // Another calendar of work than that of Italy, where 2 June is a holiday.
            try run.write(settings.replacing("teams: {}", with: "teams: {\"\(team)\": IE}"), to: "incasso.yml")
            func days(_ scope: String, _ key: String) throws -> Int? {
                let text = try run("metrics", "--metric", "input.working-days", "--by", scope, "--as-of", "2026-06-30", "--format", "csv")
                    .output
                return rows(text).first { $0[1] == key }.flatMap { Int($0[4]) }
            }
            // 22 weekdays; 1 June is the June bank holiday of Ireland, 2 June the Republic Day of Italy.
            #expect(try days("all", "") == 21)
            #expect(try days("team", team) == 21)
            let table = try run("explain", "contacts.per-day", "--scope", "team=\(team)", "--as-of", "2026-06-30").output
            #expect(table.contains(try Regex("Work calendar +IE")), "\(table)")
            try run.write(settings.replacing("teams: {}", with: "teams: {\"\(team)\": TARGET}"), to: "incasso.yml")
            #expect(try days("all", "") == 21)
            #expect(try days("team", team) == 22)
            #expect(try days("analyst", "AN1") == 22)
            try run.write(settings.replacing("teams: {}", with: "teams: {X: IEE}"), to: "incasso.yml")
            let refused = try run("metrics")
            #expect(refused.code == 78 && refused.messages.contains("did you mean \"IE\"?"), "\(refused.messages)")
        }
    }

    @Test func aMissingHalfYearOfInterestIsAnError() throws {
        try Golden.inWorkspace { run in
            try run.write("half_year,rate,currency\n2020-H1,8,\n", to: "interest.csv")
            #expect(try run("import", "interest.csv").code == 0)
            for arguments in [["metrics"], ["metrics", "--metric", "interest.claimable"], ["explain", "interest.claimable"], ["verify"]] {
                let result = try run.run(arguments)
                #expect(result.code == 1 && result.messages.contains("[missing-interest-rate]"), "\(arguments): \(result.messages)")
            }
            #expect(try run("metrics", "--metric", "ar.net").code == 0)
        }
    }

    @Test func theFirstMissingHalfYearIsNamedAndOthersAreCounted() throws {
        try Run.inWorkspace { run in
            try run.write("half_year,rate,currency\n2020-H1,8,\n", to: "interest.csv")
            try run.write(
                """
                company,document,kind,customer,document_date,due_date,currency,amount,open_amount
                IT01,F1,invoice,C1,2024-05-02,2024-06-30,EUR,500.00,500.00

                """, to: "ledger-2026-06-30.csv")
            #expect(try run("import", "interest.csv", "ledger-2026-06-30.csv").code == 0)
            let result = try run("metrics", "--metric", "interest.claimable")
            #expect(result.output.contains("no interest rate for 2024-H2 (EUR) and 3 more half-years"), "\(result.output)")
            #expect(result.messages.contains("2024-H2 (EUR), 2025-H1 (EUR), 2025-H2 (EUR), 2026-H1 (EUR)"), "\(result.messages)")
        }
    }

    @Test func theNewestSnapshotIsTheDefault() throws {
        try Golden.inWorkspace { run in
            let said = try run("metrics", "--as-of", "2026-06-30", "--format", "csv").output
            let newest = try run("metrics", "--format", "csv").output
            #expect(newest == said)
        }
    }

    @Test func disputesStandByDepartmentAndReason() throws {
        try Golden.inWorkspace { run in
            let whole = rows(
                try run("metrics", "--metric", "dispute.open-count", "dispute.open-amount", "dispute.rate", "--format", "csv").output)
            for dimension in ["department", "reason"] {
                let result = try run("metrics", "--by", dimension, "--format", "csv")
                #expect(result.code == 0)
                let found = rows(result.output)
                #expect(!found.isEmpty && found.allSatisfy { $0[0] == dimension && !$0[1].isEmpty })
                for expected in whole {
                    let parts = found.filter { $0[2] == expected[2] }.compactMap { Double($0[4]) }
                    let (sum, value) = (parts.reduce(0, +), Double(expected[4])!)
                    #expect(abs(sum - value) <= 1e-9 * abs(value), "\(dimension) \(expected)")
                }
            }
            let other = try run("metrics", "--by", "department", "--metric", "ar.net")
            #expect(other.code == 64 && other.messages.contains("impossible-scope"))
        }
    }

    @Test func anInputIsSuggestedLikeAMetric() throws {
        try Golden.inWorkspace { run in
            let result = try run("metrics", "--metric", "input.migration.1-30.setled")
            #expect(result.code == 64 && result.messages.contains("input.migration.1-30.settled"))
        }
    }

    @Test func metricsAreGivenInTheOrderAsked() throws {
        try Golden.inWorkspace { run in
            let result = try run("metrics", "--metric", "cei", "ar.net", "--metric", "dso.simple", "--format", "csv")
            #expect(rows(result.output).map { $0[2] } == ["cei", "ar.net", "dso.simple"])
        }
    }

    @Test func aFigureThatIsNotAvailableHasAReason() throws {
        try Golden.inWorkspace { run in
            let result = try run("metrics", "--metric", "cei", "--as-of", "2026-05-31", "--format", "csv")
            #expect(result.output == "scope,key,metric,unit,value,reason\nall,,cei,ratio,,no snapshot of 30 Apr 2026\n")
        }
    }

    @Test func jsonKeepsTheDigits() throws {
        try Golden.inWorkspace { run in
            let result = try run("metrics", "--metric", "ar.net", "--format", "json")
            #expect(result.output.contains("\"value\": 47300.00"))
            _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        }
    }

    @Test func tableIsForPeople() throws {
        try Golden.inWorkspace { run in
            let result = try run("metrics", "--metric", "ar.net", "cei")
            #expect(
                result.output == """
                    Figures of 2026-06-30 by all

                    metric     value  unit  reason
                    ar.net  47300.00  EUR
                    cei      72.64 %

                    """)
        }
    }

    @Test func keysThatSpreadsheetsWouldRunAreDefused() throws {
        try Run.inWorkspace { run in
            try run.write(
                "company,document,kind,customer,document_date,due_date,currency,open_amount\n"
                    + "IT01,1,invoice,=1+1,2026-06-01,2026-06-30,EUR,10.00\nIT01,2,credit_note,-5,2026-06-01,2026-06-30,EUR,-3.00\n",
                to: "ledger-2026-06-30.csv")
            let imported = try run("import", "ledger-2026-06-30.csv")
            #expect(imported.code == 0, "\(imported.messages)")
            let result = try run("metrics", "--by", "customer", "--metric", "ar.net", "--format", "csv")
            #expect(result.output.contains("customer,'=1+1,ar.net,EUR,10.00,"))
            #expect(result.output.contains("customer,'-5,ar.net,EUR,-3.00,"))
        }
    }
}
