import Foundation
import Testing

/// `incasso metrics --targets`: figures beside their targets.
@Suite struct MetricTargetsTests {
    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test func csvHasTargetVarianceAndStatusOfEveryFigureThatHasOne() throws {
        try Golden.inWorkspace { run in
            let all = try run("metrics", "--targets", "--format", "csv", "--as-of", "2026-06-30").output
            #expect(
                lines(all) == [
                    "scope,key,metric,unit,value,reason,target,target_to_date,variance,status,amber_within,target_reason",
                    "all,,dso.simple,days,45.7741935484,,42,,3.77419354839,red,0.05,",
                    "all,,cei,ratio,0.726380368098,,0.8,,-0.0736196319018,red,0.05,",
                ])
            let analysts = lines(
                try run("metrics", "--targets", "--by", "analyst", "--format", "csv", "--as-of", "2026-06-30").output)
            #expect(analysts.contains("analyst,AN1,cash.attributed,EUR,32000.00,,40000.00,,-8000.00,red,0.05,"))
            #expect(analysts.contains("analyst,AN2,cash.attributed,EUR,24000.00,,20000.00,,4000.00,green,0.05,"))
            #expect(analysts.contains("analyst,AN1,contacts,count,6,,10,,-4,red,0.05,"))
            // Collected, attributed, forecast and contacts of two analysts.
            #expect(analysts.count == 1 + 8)
        }
    }

    @Test func thresholdsOfTheSettingsDecideWhatIsAmber() throws {
        try Golden.inWorkspace { run in
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            let changed = settings.replacingOccurrences(of: "amber_within: 0.05", with: "amber_within: 0.10")
                .replacingOccurrences(of: "metrics: {}", with: "metrics: {cei: 0.09}")
            #expect(changed != settings)
            try run.write(changed, to: "incasso.yml")
            let table = try run("metrics", "--targets", "--as-of", "2026-06-30").output
            let cei = try #require(lines(table).first { $0.contains("cei") })
            #expect(cei.contains("80.00 %") && cei.contains("-7.36 points") && cei.hasSuffix("red"), "\(table)")
            let dso = try #require(lines(table).first { $0.contains("dso.simple") })
            #expect(dso.contains("42.0") && dso.contains("+3.8") && dso.hasSuffix("amber"), "\(table)")
            #expect(table.contains("Near target (amber): Missed by no more than 10% of the target; cei: 9%"), "\(table)")
        }
    }

    @Test func jsonSaysWhatARunningMonthIsHeldAgainst() throws {
        try Golden.inWorkspace { run in
            try run.write(try Golden.text("ledger-2026-05-31.csv"), to: "ledger-2026-06-12.csv")
            #expect(try run("import", "ledger-2026-06-12.csv").code == 0)
            let text = try run("metrics", "--targets", "--by", "analyst", "--format", "json", "--as-of", "2026-06-12").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect((object["workingDays"] as? [String: Any])?["gone"] as? Int == 9)
            let figures = try #require(object["figures"] as? [[String: Any]])
            let cash = try #require(figures.first { $0["key"] as? String == "AN1" && $0["metric"] as? String == "cash.attributed" })
            // 40,000.00 × 9 ÷ 21; 7,000.00 came in.
            #expect((cash["targetToDate"] as? NSNumber)?.doubleValue == 17_142.86)
            #expect((cash["variance"] as? NSNumber)?.doubleValue == -10_142.86)
            #expect(cash["status"] as? String == "red" && cash["judgedAtMonthEnd"] as? Bool == false)
            let all = try run("metrics", "--targets", "--as-of", "2026-06-12").output
            #expect(all.contains("at month end") && all.contains("9 of the month’s 21 working days are gone."), "\(all)")
        }
    }

    @Test func aTargetWithoutARateIsTold() throws {
        try Golden.inWorkspace { run in
            try run.write(
                "month,scope,key,metric,value,currency\n2026-06,all,,cash.collected,1000,SEK\n2026-06,all,,sales,1000,SEK\n"
                    + "2026-06,company,IT01,sales,1000,\n", to: "t.csv")
            let taken = try run("import", "t.csv")
            #expect(taken.code == 0, "\(taken.messages)")
            let found = try run("metrics", "--as-of", "2026-06-30", "--metric", "collect.attainment", "--format", "csv")
            #expect(
                found.messages.contains(
                    "1 target is not compared: no exchange rate of SEK for 30 Jun 2026 [unjudged-target]; import exchange"),
                "\(found.messages)")
            #expect(found.output.contains("no exchange rate of SEK for 30 Jun 2026"), "\(found.output)")
            let sales = try run("metrics", "--as-of", "2026-06-30", "--targets", "--metric", "sales")
            #expect(sales.messages.contains("[unjudged-target]") && !sales.messages.contains("There is no target"), "\(sales.messages)")
            let explained = try run("explain", "sales", "--as-of", "2026-06-30").messages
            #expect(explained.contains("[unjudged-target]"), "\(explained)")
            let listed = try run("metrics", "--as-of", "2026-06-30", "--targets", "--format", "csv").output
            let line = lines(listed).first { $0.contains(",cash.attributed,") }
            #expect(line == "all,,cash.attributed,EUR,56000.00,,,,,,,no exchange rate of SEK for 30 Jun 2026", "\(listed)")
            let json = try run("metrics", "--as-of", "2026-06-30", "--targets", "--format", "json").output
            #expect(json.contains("\"targetReason\": \"no exchange rate of SEK for 30 Jun 2026\""), "\(json)")
            let working = try run("explain", "cash.attributed", "--as-of", "2026-06-30", "--language", "it").output
            #expect(working.contains("nessun cambio di SEK per il 30/06/2026; importare i cambi di SEK"), "\(working)")
            let others = try run("metrics", "--as-of", "2026-06-30", "--metric", "cei").messages
            #expect(!others.contains("unjudged-target"), "\(others)")
            // Headline and totals say why there is no target, and take no sum of parts in its place.
            let reported = try run(
                "report", "monthly-target-review", "--as-of", "2026-06-30", "--language", "en", "--format", "csv", "--output", "out")
            #expect(reported.code == 0, "\(reported.messages)")
            #expect(reported.messages.contains("2 targets are not compared: no exchange rate of SEK for 30 Jun 2026 [unjudged-target]"))
            let credits = try run("metrics", "--as-of", "2026-06-30", "--metric", "ar.credits").messages
            #expect(!credits.contains("unjudged-target"), "\(credits)")
            let folder = "out/monthly-target-review-2026-06-30.en.csv/monthly-target-review-"
            let headline = String(decoding: run.bytes(folder + "summary-headline.csv") ?? Data(), as: UTF8.self)
            #expect(
                headline.split(whereSeparator: \.isNewline).contains {
                    $0.hasPrefix("Cash collected") && $0.contains("no exchange rate of SEK")
                },
                "\(headline)")
            // The total of portfolios does not take the sum of theirs for the target that cannot be converted.
            let byTeam = String(decoding: run.bytes(folder + "targets-by-team.csv") ?? Data(), as: UTF8.self)
            let total = byTeam.split(whereSeparator: \.isNewline).last ?? ""
            #expect(total.hasPrefix("Total,") && total.contains("no exchange rate of SEK") && !total.contains("red"), "\(byTeam)")
        }
    }

    @Test func namedFiguresAreShownWithoutATargetToo() throws {
        try Golden.inWorkspace { run in
            let rows = lines(
                try run("metrics", "--targets", "--by", "analyst", "--metric", "cei", "--format", "csv", "--as-of", "2026-06-30").output)
            #expect(rows.count == 3 && rows.dropFirst().allSatisfy { $0.hasSuffix(",,,,,") }, "\(rows)")
            let none = try run("metrics", "--targets", "--by", "company", "--as-of", "2026-06-30")
            #expect(none.code == 0 && none.messages.contains("There is no target of 2026-06 by company"), "\(none.messages)")
        }
    }

    @Test(arguments: [
        (["metrics", "--targets", "--metric", "ar.credits"], "ar.credits has no target under its own id"),
        (["metrics", "--targets", "--metric", "collect.attainment"], "write cash.collected"),
        (["metrics", "--targets", "--by", "department"], "there are no targets by department"),
    ])
    func impossibleTargetsAreRefused(arguments: [String], message: String) throws {
        try Golden.inWorkspace { run in
            let result = try run.run(arguments)
            #expect(result.code == 64 && result.output.isEmpty && result.messages.contains(message), "\(result.messages)")
        }
    }
    @Test func aTargetMorePreciseThanTheNewReportingCurrencyIsToldSo() throws {
        try Golden.inWorkspace { run in
            try run.write("month,scope,key,metric,value\n2026-06,all,,cash.collected,1000.50\n", to: "t.csv")
            try run.write("date,currency,rate\n2025-01-01,EUR,160\n", to: "rates.csv")
            let taken = try run("import", "t.csv", "rates.csv").code
            #expect(taken == 0)
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            try run.write(settings.replacing("reporting_currency: EUR", with: "reporting_currency: JPY"), to: "incasso.yml")
            let found = try run("metrics", "--as-of", "2026-06-30", "--metric", "collect.attainment")
            #expect(found.output.contains("the target has more decimal places than JPY has (0)"), "\(found.output)")
            #expect(found.messages.contains("[unjudged-target]; write the currency the target is in beside it"), "\(found.messages)")
            let italian = try run("explain", "collect.attainment", "--as-of", "2026-06-30", "--language", "it").output
            #expect(italian.contains("l’obiettivo ha più decimali di quanti ne ha JPY (0)"), "\(italian)")
        }
    }

    @Test func aTotalIsHeldAgainstItsOwnTargetAlone() throws {
        try Golden.inWorkspace { run in
            // The golden ledger has cash targets of its analysts and none of the whole.
            let reported = try run(
                "report", "monthly-target-review", "--as-of", "2026-06-30", "--language", "en", "--format", "csv", "--output", "out")
            #expect(reported.code == 0 && reported.messages.isEmpty, "\(reported.messages)")
            let name = "out/monthly-target-review-2026-06-30.en.csv/monthly-target-review-targets-by-portfolio.csv"
            let table = String(decoding: run.bytes(name) ?? Data(), as: UTF8.self)
            let total = table.split(whereSeparator: \.isNewline).last ?? ""
            #expect(total.contains("no target of the whole for Jun 2026: those of its parts are not added up"), "\(table)")
            #expect(total.contains("no cash target for Jun 2026") && !total.contains("red") && !total.contains("green"), "\(table)")
        }
    }

    @Test func disputesByDepartmentHaveNone() throws {
        try Golden.inWorkspace { run in
            let asked = try run("metrics", "--by", "department", "--targets", "--as-of", "2026-06-30")
            #expect(
                asked.code == 64 && asked.messages.contains("there are no targets by department [impossible-target]; targets are of all,"))
            try run.write("month,scope,key,metric,value\n2026-06,department,Tax,dispute.open-amount,1000\n", to: "t.csv")
            let refused = try run("import", "t.csv")
            #expect(refused.code == 65 && refused.messages.contains("'scope' 'department' is not one of"), "\(refused.messages)")
        }
    }

    @Test func anAnalystIsToldOfTheirOwnTargetsAlone() throws {
        try Golden.inWorkspace { run in
            try run.write("month,scope,key,metric,value,currency\n2026-06,analyst,AN1,cash.collected,900,SEK\n", to: "t.csv")
            let taken = try run("import", "t.csv").code
            #expect(taken == 0)
            for (analyst, isTold) in [("AN1", true), ("AN2", false)] {
                let report = try run("report", "analyst-self-view", "--as-of", "2026-06-30", "--analyst", analyst, "--format", "csv")
                #expect(report.code == 0 && report.messages.contains("unjudged-target") == isTold, "\(report.messages)")
            }
        }
    }
}
