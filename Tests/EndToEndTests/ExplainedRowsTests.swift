import Foundation
import Testing

/// What the rows of `explain --rows` say beside their numbers.
@Suite struct ExplainedRowsTests {
    private struct Explained {
        let figure: [String: Any]
        let rows: [[String: Any]]
        let files: [String]

        /// The rows of a base figure.
        func rows(of metric: String) -> [[String: Any]] { rows.filter { $0["figure"] as? String == metric } }
    }

    private func explain(_ run: Run, _ arguments: String...) throws -> Explained {
        let result = try run.run(["explain"] + arguments + ["--rows", "--format", "json"])
        #expect(result.code == 0, "\(result.messages)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let snapshots = (object["snapshots"] as? [[String: Any]] ?? []).flatMap { $0["files"] as? [[String: Any]] ?? [] }
        let files = (object["files"] as? [[String: Any]] ?? []) + snapshots
        return Explained(
            figure: try #require(object["figure"] as? [String: Any]), rows: object["rows"] as? [[String: Any]] ?? [],
            files: files.compactMap { $0["name"] as? String })
    }

    private func number(_ row: [String: Any], _ name: String) -> Double { (row[name] as? NSNumber)?.doubleValue ?? .nan }
    private func facts(_ row: [String: Any]) -> [String: Any] { row["facts"] as? [String: Any] ?? [:] }

    @Test func pointsOfTheRiskScoreAreWholeNumbersWithTheirReason() throws {
        try Golden.inWorkspace { run in
            let score = try explain(run, "risk.score", "--scope", "customer=C-B", "--as-of", "2026-06-30")
            let points = score.rows.map { number($0, "numerator") }
            #expect(!points.isEmpty && points.allSatisfy { $0 >= 1 && $0 == $0.rounded() })
            #expect(points.reduce(0, +) == number(score.figure, "value"))
            for row in score.rows { #expect((row["because"] as? String)?.contains("; rule: ") == true, "\(row)") }
            for file in ["customers.csv", "promises.csv", "activities.csv", "ledger-2026-06-30.csv"] {
                #expect(score.files.contains(file), "\(file) in \(score.files)")
            }
            let table = try run("explain", "risk.score", "--scope", "customer=C-B", "--rows", "--as-of", "2026-06-30").output
            #expect(table.contains("points: past due at least"), "\(table)")
        }
    }

    @Test func theLandingErrorHasARowForEachMonth() throws {
        try Golden.inWorkspace { run in
            // At a month's end each month is forecast from the month-end before it: June from 31 May.
            let end = try explain(run, "landing.error", "--as-of", "2026-06-30")
            let months = end.rows(of: "landing.error").map { [facts($0)["month"] as? String, facts($0)["snapshot"] as? String] }
            #expect(months.first == ["2026-06", "2026-05-31"], "\(months)")
            #expect(months.allSatisfy { $0[1]! < $0[0]! + "-01" })
            for day in ["2026-05-14", "2026-06-15"] { try run.write(try Golden.text("ledger-2026-05-31.csv"), to: "ledger-\(day).csv") }
            #expect(try run("import", "ledger-2026-05-14.csv", "ledger-2026-06-15.csv").code == 0)
            let error = try explain(run, "landing.error", "--as-of", "2026-06-15")
            let rows = error.rows(of: "landing.error")
            #expect(rows.map { facts($0)["month"] as? String } == ["2026-05"])
            let row = try #require(rows.first)
            #expect(facts(row)["snapshot"] as? String == "2026-05-14")
            // 30,000.00 on 8 May and 4,000.00 on 20 May.
            #expect(number(facts(row), "cash") == 34_000)
            #expect(number(row, "numerator") == abs(number(facts(row), "forecast") - 34_000))
            #expect(number(row, "numerator") == number(error.figure, "value"))
            #expect((row["because"] as? String)?.contains("30,000.00 paid by 14 May 2026") == true, "\(row)")
            for file in ["ledger-2026-05-14.csv", "postings.csv", "promises.csv", "disputes.csv"] {
                #expect(error.files.contains(file), "\(file) in \(error.files)")
            }
        }
    }

    @Test func theLandingForecastSaysWhatPutEachPartWhereItIs() throws {
        try Golden.inWorkspace { run in
            try run.write(try Golden.text("ledger-2026-05-31.csv"), to: "ledger-2026-06-15.csv")
            #expect(try run("import", "ledger-2026-06-15.csv").code == 0)
            let forecast = try explain(run, "landing.forecast", "--as-of", "2026-06-15")
            let promised = try #require(forecast.rows(of: "input.landing.promised").first)
            #expect(facts(promised)["promise"] != nil && facts(promised)["kept_rate"] != nil && facts(promised)["of"] != nil)
            for row in forecast.rows(of: "input.landing.due") {
                #expect(facts(row)["days_late"] != nil && (facts(row)["expected_on"] as? String)?.hasPrefix("2026-06") == true, "\(row)")
                #expect((row["because"] as? String)?.contains("due day ") == true)
            }
            #expect(!forecast.rows(of: "input.landing.due").isEmpty)
            for file in ["promises.csv", "disputes.csv", "postings.csv"] { #expect(forecast.files.contains(file), "\(file)") }
        }
    }

    @Test func interestNamesItsRatesAndFiles() throws {
        try Golden.inWorkspace { run in
            try run.write("half_year,rate,currency\n2025-H2,10.15,\n2026-H1,10.375,\n", to: "interest.csv")
            #expect(try run("import", "interest.csv").code == 0)
            let interest = try explain(run, "interest.claimable", "--as-of", "2026-06-30")
            let rows = interest.rows(of: "input.interest-accrued")
            #expect(!rows.isEmpty)
            for row in rows { #expect((row["because"] as? String)?.contains("10.375%") == true, "\(row)") }
            for file in ["interest.csv", "disputes.csv", "postings.csv"] { #expect(interest.files.contains(file), "\(interest.files)") }
            let table = try run("explain", "interest.claimable", "--as-of", "2026-06-30").output
            #expect(table.contains("Interest rates used") && table.contains("10.375"), "\(table)")
        }
    }

    @Test func paymentsNameTheInvoiceTheyClearAndPromisesThePaymentsThatServedThem() throws {
        try Golden.inWorkspace { run in
            let late = try explain(run, "payment.days-late", "--as-of", "2026-06-30")
            let payment = try #require(late.rows.first { $0["document"] as? String == "R5" })
            #expect(facts(payment)["clears"] as? String == "I5")
            #expect(number(payment, "numerator") == 7_000 * number(facts(payment), "days_late"))
            #expect((payment["because"] as? String)?.contains("clears I5 of ") == true)
            let kept = try explain(run, "promise.kept-amount-rate", "--as-of", "2026-06-30")
            let served = kept.rows.compactMap { $0["because"] as? String }
            #expect(served.contains { $0.contains("served by €7,000.00 of R5, 5 Jun 2026") }, "\(served)")
            #expect(served.contains { $0.contains("no payment served it") }, "\(served)")
            #expect(kept.files.contains("postings.csv") && kept.files.contains("promises.csv"))
        }
    }

    @Test func trueDsoShowsTheSalesOfTheMonthAndItsRowsAddUp() throws {
        try Golden.inWorkspace { run in
            let days = try explain(run, "dso.true", "--as-of", "2026-06-30")
            #expect(!days.rows.isEmpty)
            for row in days.rows { #expect(number(facts(row), "sales") > 0, "\(row)") }
            #expect(abs(days.rows.map { number($0, "numerator") }.reduce(0, +) - number(days.figure, "value")) < 1e-9)
            #expect(days.files.contains("postings.csv"))
        }
    }

    @Test func settledPartsOfTheMatrixNameThePostings() throws {
        try Golden.inWorkspace { run in
            for metric in ["roll.1-30.paid", "roll.current.credited"] {
                let share = try explain(run, metric, "--as-of", "2026-06-30")
                #expect(share.files.contains("postings.csv"), "\(metric)")
            }
        }
    }

    @Test(arguments: [("promise", "promises.csv"), ("last-touch", "activities.csv")])
    func attributedCashNamesWhatTheRuleLooksAt(rule: String, file: String) throws {
        try Golden.inWorkspace { run in
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            let changed = settings.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.hasPrefix("attribution:") ? "attribution: \(rule)" : String(line)
            }
            try run.write(changed.joined(separator: "\n"), to: "incasso.yml")
            let cash = try explain(run, "cash.attributed", "--as-of", "2026-06-30")
            #expect(cash.files.contains(file))
            let analyst = try explain(run, "cash.attributed", "--scope", "analyst=AN1", "--as-of", "2026-06-30")
            #expect(!analyst.rows.isEmpty)
            var grounds: Set<String> = []
            for row in analyst.rows {
                let credits = try #require(facts(row)["credits"] as? [[String: Any]], "\(row)")
                #expect(credits.allSatisfy { $0["analyst"] as? String == "AN1" })
                #expect(abs(credits.map { number($0, "amount") }.reduce(0, +) - number(row, "numerator")) < 0.005, "\(row)")
                #expect((row["because"] as? String)?.contains(" to AN1") == true, "\(row)")
                grounds.formUnion(credits.compactMap { $0["by"] as? String })
            }
            #expect(grounds.contains(rule == "promise" ? "promise" : "contact"), "\(grounds)")
        }
    }

    @Test func theExpectedLossShowsRatesAndProducts() throws {
        try Golden.inWorkspace { run in
            let text = try run("explain", "ecl.estimate", "--as-of", "2026-06-30").output
            #expect(text.contains("ecl.estimate = aging.current × 0.5% + aging.1-30 × 2% + "), "\(text)")
            #expect(text.contains(" × 50%\n"))
        }
    }
}
