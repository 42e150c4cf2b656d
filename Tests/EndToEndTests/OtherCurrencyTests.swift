import Foundation
import Testing

/// Targets and credit limits in another currency: what is written and the rate it was converted with are printed with the figures they are held against.
@Suite struct OtherCurrencyTests {
    /// The golden ledger, all of it in euros, with targets in pounds.
    private func targetsInPounds(_ body: (Run) throws -> Void) throws {
        try Golden.inWorkspace { run in
            try run.write("date,currency,rate\n2026-06-29,GBP,1.1733\n", to: "rates.csv")
            try run.write(
                """
                month,scope,key,metric,value,currency
                2026-06,all,,cash.collected,50000.00,GBP
                2026-06,analyst,AN1,ar.net,1000.00,GBP

                """, to: "more-targets.csv")
            let imported = try run("import", "rates.csv", "more-targets.csv").code
            #expect(imported == 0)
            try body(run)
        }
    }

    private func explained(_ run: Run, _ arguments: String...) throws -> [String: Any] {
        let text = try run.run(["explain"] + arguments + ["--format", "json"]).output
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func explainPrintsTheTargetAsWrittenAndItsRate() throws {
        try targetsInPounds { run in
            let figure = ["explain", "collect.cash", "--as-of", "2026-06-30"]
            let table = try run.run(figure).output
            for part in ["58665.00  EUR (50000.00 GBP × 1.1733)", "2026-06-29  1 GBP = 1.1733 EUR", "\nrates.csv "] {
                #expect(table.contains(part), "\(part) in \(table)")
            }
            let italian = try run.run(figure + ["--language", "it"]).output
            #expect(italian.contains("58665,00  EUR (50000,00 GBP × 1,1733)"), "\(italian)")
            let csv = try run.run(figure + ["--format", "csv"]).output
            for line in [
                ",,GBP,50000.00,,,target,,,,,,,,,,,,cash.collected,", ",,EUR,1.1733,,,rate,2026-06-29,2026-06-29,,,,,,,,,,GBP,",
                ",,,,,,file,,,,,,,,,,,,rates.csv,",
            ] { #expect(csv.contains("\n" + line), "\(line) in \(csv)") }
            let json = try explained(run, "ar.net", "--scope", "analyst=AN1", "--as-of", "2026-06-30")
            let written = (json["target"] as? [String: Any])?["written"] as? [String: Any]
            #expect((written?["amount"] as? NSNumber)?.doubleValue == 1000 && written?["currency"] as? String == "GBP", "\(json)")
            #expect((written?["rate"] as? NSNumber)?.doubleValue == 1.1733 && written?["from"] as? String == "2026-06-29")
            let rates = json["rates"] as? [[String: Any]]
            #expect(rates?.count == 1 && rates?[0]["currency"] as? String == "GBP")
            let inEuros = try explained(run, "collect.cash", "--scope", "analyst=AN1", "--as-of", "2026-06-30")
            let target = try #require(inEuros["target"] as? [String: Any])
            #expect(target["written"] == nil && (inEuros["rates"] as? [Any])?.isEmpty == true)
        }
    }

    @Test(arguments: ["en", "it"]) func reportsPrintThemToo(language: String) throws {
        try targetsInPounds { run in
            let made = try run(
                "report", "monthly-target-review", "--as-of", "2026-06-30", "--format", "csv,html", "--language", language)
            #expect(made.code == 0, "\(made.messages)")
            let name = "output/monthly-target-review-2026-06-30.\(language)"
            func file(_ table: String) -> String {
                String(decoding: run.bytes("\(name).csv/monthly-target-review-\(table).csv") ?? Data(), as: UTF8.self)
            }
            let (settings, rates) = (file("settings"), file("rates"))
            let written =
                language == "en"
                ? ["Targets in other currencies,cash.collected: £50,000.00 × 1.1733 = €58,665.00; ar.net, portfolio AN1: £1,000.00"]
                : ["Obiettivi in altre divise", "cash.collected: 50.000,00\u{A0}£ × 1,1733 = 58.665,00\u{A0}€"]
            for part in written {
                let found = settings.replacing("\"", with: "").contains(part)
                #expect(found, "\(part) in \(settings)")
            }
            #expect(rates.contains("GBP,2026-06-29,1.1733"), "\(rates)")
            let page = String(decoding: run.bytes(name + ".html") ?? Data(), as: UTF8.self)
            let number = language == "en" ? "50,000.00 × 1.1733" : "£ × 1,1733"
            #expect(page.contains(number))
            let huddle = try run("report", "huddle-snapshot", "--as-of", "2026-06-30", "--format", "html", "--language", language)
            let board = String(decoding: run.bytes("output/huddle-snapshot-2026-06-30.\(language).html") ?? Data(), as: UTF8.self)
            let cash = language == "en" ? "Cash target: £50,000.00 × 1.1733." : "Obiettivo di incasso: 50.000,00"
            #expect(huddle.code == 0 && board.contains(cash), "\(huddle.messages)")
        }
    }

    @Test func ofALimitTooInScoresListsAndReports() throws {
        try Run.inWorkspace { run in
            try run.write("customer,name,credit_limit,credit_limit_currency\nC1,One,20000.00,GBP\nC2,Two,,\n", to: "customers.csv")
            try run.write("date,currency,rate\n2026-06-29,GBP,1.1733\n", to: "rates.csv")
            try run.write(
                """
                company,document,kind,customer,document_date,due_date,currency,amount,open_amount
                IT01,F1,invoice,C1,2026-01-02,2026-02-02,EUR,50000.00,50000.00
                IT01,F2,invoice,C2,2026-01-02,2026-02-02,EUR,50000.00,50000.00

                """, to: "ledger-2026-06-30.csv")
            let imported = try run("import", "customers.csv", "rates.csv", "ledger-2026-06-30.csv").code
            #expect(imported == 0)
            let score = try run("explain", "risk.score", "--scope", "customer=C1", "--rows").output
            for part in ["above the limit of €23,466.00 (£20,000.00 × 1.1733)", "1 GBP = 1.1733 EUR", "\nrates.csv "] {
                #expect(score.contains(part), "\(part) in \(score)")
            }
            let rates = try explained(run, "risk.score", "--scope", "customer=C1")["rates"] as? [Any]
            let others = try explained(run, "risk.score", "--scope", "customer=C2")["rates"] as? [Any]
            #expect(rates?.count == 1 && others?.isEmpty == true)
            let list = try run("list", "high-risk", "--language", "it").output.split(whereSeparator: \.isWhitespace)
            let said = list.joined(separator: " ")
            #expect(said.contains("(20.000,00 £ × 1,1733)"), "\(said)")
            let made = try run("report", "monthly-target-review", "--format", "csv", "--language", "en")
            #expect(made.code == 0, "\(made.messages)")
            let path = "output/monthly-target-review-2026-06-30.en.csv/monthly-target-review-rates.csv"
            let table = String(decoding: run.bytes(path) ?? Data(), as: UTF8.self)
            #expect(table.contains("GBP,2026-06-29,1.1733"), "\(table)")
        }
    }
}
