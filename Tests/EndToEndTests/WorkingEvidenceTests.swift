import Foundation
import Testing

/// What workings say of rows, rates and settings beside the rows themselves.
@Suite struct WorkingEvidenceTests {
    private static let header = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference\n"

    private func json(_ result: Run.Result) throws -> [String: Any] {
        #expect(result.code == 0, "\(result.messages)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    private func ledger(_ run: Run, _ rows: String, day: String = "2026-03-31") throws {
        try run.write(Self.header + rows, to: "ledger-\(day).csv")
        try run.write("date,currency,rate\n2026-01-31,GBP,1.10\n2026-03-31,GBP,1.20\n", to: "rates.csv")
        let imported = try run("import", "ledger-\(day).csv", "rates.csv")
        #expect(imported.code == 0, "\(imported.messages)")
    }

    @Test(arguments: ["oldest-first", "by-own-date", "current"])
    func creditsInABucketNameTheirAccountItsCreditItemsAndTheRate(policy: String) throws {
        try Run.inWorkspace { run in
            try ledger(
                run,
                """
                X,1,1,invoice,C1,2026-03-01,2026-04-30,GBP,100.00,100.00,
                X,2,1,credit_note,C1,2026-03-02,2026-05-31,GBP,-30.00,-30.00,
                X,3,1,invoice,C2,2026-03-01,2026-04-30,EUR,50.00,50.00,

                """)
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            try run.write(settings.replacingOccurrences(of: "credits: separate", with: "credits: \(policy)"), to: "incasso.yml")
            let table = try run("explain", "aging.current", "--as-of", "2026-03-31").output
            #expect(table.contains("1 account with credits in this bucket on 31 Mar 2026"), "\(table)")
            #expect(!table.contains("tie out"))
            let explained = try json(try run("explain", "aging.current", "--as-of", "2026-03-31", "--rows", "--format", "json"))
            let rows = try #require(explained["rows"] as? [[String: Any]]).filter { $0["record"] as? String == "account" }
            let row = try #require(rows.first)
            #expect(rows.count == 1 && row["currency"] as? String == "GBP")
            #expect((row["converted"] as? NSNumber)?.doubleValue == -36)
            let credits = (row["facts"] as? [String: Any])?["credits"] as? [[String: Any]]
            #expect(credits?.count == 1 && credits?.first?["document"] as? String == "2/1")
            let rates = try #require(explained["rates"] as? [[String: Any]])
            #expect(rates.count == 1, "\(rates)")
        }
    }

    @Test func itemsWithNothingOpenBreakNoControlTotal() throws {
        try Run.inWorkspace { run in
            try ledger(
                run,
                """
                X,1,1,invoice,C1,2026-01-05,2026-03-04,EUR,100.00,0.00,
                X,2,1,invoice,C1,2026-03-05,2026-04-04,EUR,10.00,10.00,
                X,3,1,invoice,C1,2026-03-05,2026-04-04,GBP,10.00,0.00,

                """)
            let verified = try run("verify")
            #expect(verified.code == 0, "\(verified.output)\(verified.messages)")
            let listed = try run("list", "reconciliation", "--as-of", "2026-03-31").output
            #expect(!listed.contains("differ from"), "\(listed)")
        }
    }

    @Test func customersInCreditAreLeftOutOfConcentrationAndCounted() throws {
        try Run.inWorkspace { run in
            try ledger(
                run,
                """
                X,1,1,invoice,C1,2026-03-01,2026-04-30,EUR,100.00,100.00,
                X,2,1,credit_note,C2,2026-03-02,2026-05-31,EUR,-30.00,-30.00,

                """)
            let table = try run("explain", "concentration.hhi", "--as-of", "2026-03-31").output
            #expect(table.contains("1 customer by their balances of 31 Mar 2026; 1 with a credit balance left out"), "\(table)")
            let figure = try #require(
                try json(try run("explain", "concentration.hhi", "--as-of", "2026-03-31", "--format", "json"))["figure"] as? [String: Any])
            let evidence = try #require((figure["evidence"] as? [[String: Any]])?.first)
            #expect((evidence["leftOut"] as? NSNumber)?.intValue == 1)
        }
    }

    @Test func salesOfEarlierMonthsNameTheirRates() throws {
        try Run.inWorkspace { run in
            try run.write(
                """
                posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears
                2026-02-10,X,1,1,invoice,C1,2026-02-10,2026-04-30,GBP,100.00,
                2026-03-10,X,2,1,invoice,C1,2026-03-10,2026-04-30,GBP,100.00,

                """, to: "postings.csv")
            try ledger(
                run,
                """
                X,1,1,invoice,C1,2026-02-10,2026-04-30,GBP,100.00,100.00,
                X,2,1,invoice,C1,2026-03-10,2026-04-30,GBP,100.00,100.00,

                """)
            #expect(try run("import", "postings.csv").code == 0)
            let explained = try json(try run("explain", "dso.true", "--as-of", "2026-03-31", "--format", "json"))
            let days = try #require(explained["rates"] as? [[String: Any]]).compactMap { $0["from"] as? String }
            #expect(days == ["2026-01-31", "2026-03-31"], "\(explained["rates"] ?? "none")")
        }
    }

    @Test func aReRunForecastNamesTheRatesOfItsSnapshotAndOfTheCashOfItsMonth() throws {
        try Run.inWorkspace { run in
            try run.write(
                Self.header + """
                    X,1,1,invoice,C1,2026-01-05,2026-02-20,GBP,100.00,100.00,
                    X,2,1,invoice,C2,2026-01-05,2026-02-20,EUR,50.00,50.00,

                    """,
                to: "ledger-2026-02-10.csv")
            try run.write(
                Self.header + "X,3,1,invoice,C1,2026-02-25,2026-03-25,GBP,80.00,80.00,\n", to: "ledger-2026-03-10.csv")
            try run.write(
                """
                posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears
                2026-01-05,X,1,1,invoice,C1,2026-01-05,2026-02-20,GBP,100.00,
                2026-02-18,X,P1,1,payment,C1,2026-02-18,,GBP,-100.00,1
                2026-02-19,X,P2,1,payment,C2,2026-02-19,,EUR,-50.00,2

                """, to: "postings.csv")
            try run.write("date,currency,rate\n2026-01-01,GBP,1.10\n2026-02-18,GBP,1.15\n2026-03-10,GBP,1.20\n", to: "rates.csv")
            let imported = try run("import", "ledger-2026-02-10.csv", "ledger-2026-03-10.csv", "postings.csv", "rates.csv")
            #expect(imported.code == 0, "\(imported.messages)")
            // Expected 110.00 + 50.00 by the snapshot's rate, came in 115.00 + 50.00 by that of the payment's day.
            let explained = try json(try run("explain", "landing.error", "--as-of", "2026-03-10", "--format", "json"))
            #expect(((explained["figure"] as? [String: Any])?["value"] as? NSNumber)?.doubleValue == 5)
            let days = try #require(explained["rates"] as? [[String: Any]]).compactMap { $0["from"] as? String }
            #expect(days == ["2026-01-01", "2026-02-18"], "\(explained["rates"] ?? "none")")
        }
    }

    @Test func aForecastOfTheDaysOwnMonthIsHeldAgainstItsCashToTheDay() throws {
        try Run.inWorkspace { run in
            let item = { (open: String) in "X,1,1,invoice,C1,2026-01-05,2026-02-20,EUR,100.00,\(open),\n" }
            try run.write(Self.header + item("100.00"), to: "ledger-2026-01-31.csv")
            try run.write(Self.header + item("40.00"), to: "ledger-2026-02-27.csv")
            try run.write(
                """
                posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears
                2026-01-05,X,1,1,invoice,C1,2026-01-05,2026-02-20,EUR,100.00,
                2026-02-18,X,P1,1,payment,C1,2026-02-18,,EUR,-60.00,1
                2026-02-28,X,P2,1,payment,C1,2026-02-28,,EUR,-40.00,1

                """, to: "postings.csv")
            #expect(try run("import", "ledger-2026-01-31.csv", "ledger-2026-02-27.csv", "postings.csv").code == 0)
            // Friday the 27th is the month's last working day; what came on Saturday is not known on it.
            let explained = try json(try run("explain", "landing.error", "--as-of", "2026-02-27", "--rows", "--format", "json"))
            #expect(((explained["figure"] as? [String: Any])?["value"] as? NSNumber)?.doubleValue == 40)
            let rows = try #require(explained["rows"] as? [[String: Any]])
            #expect(rows.compactMap { ($0["numerator"] as? NSNumber)?.doubleValue } == [40], "\(rows)")
        }
    }

    @Test func withoutPostingsNoPromiseIsBroken() throws {
        try Run.inWorkspace { run in
            try ledger(run, "X,1,1,invoice,C1,2026-01-05,2026-02-20,EUR,100.00,100.00,\n")
            try run.write(
                "promise,customer,made_on,due_on,amount,currency\nP1,C1,2026-03-01,2026-03-10,100.00,EUR\n", to: "promises.csv")
            #expect(try run("import", "promises.csv").code == 0)
            let figures = try run(
                "metrics", "--as-of", "2026-03-31", "--metric", "promise.judged", "promise.broken", "promise.kept-rate",
                "promise.kept-amount-rate", "--format", "csv"
            ).output
            #expect(figures.components(separatedBy: "no postings imported").count == 5, "\(figures)")
            let list = try run("list", "promises", "--as-of", "2026-03-31").output
            #expect(list.contains("P1") && !list.contains("roken"), "\(list)")
            let risk = try run("explain", "risk.score", "--scope", "customer=C1", "--as-of", "2026-03-31").output
            #expect(!risk.contains("promise broken"), "\(risk)")
            // With postings of the month it is judged.
            try run.write(
                """
                posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears
                2026-01-05,X,1,1,invoice,C1,2026-01-05,2026-02-20,EUR,100.00,

                """, to: "postings.csv")
            #expect(try run("import", "postings.csv").code == 0)
            let judged = try run("metrics", "--as-of", "2026-03-31", "--metric", "promise.broken", "--format", "csv").output
            #expect(judged.contains("promise.broken,count,1,"), "\(judged)")
        }
    }

    @Test func theConcentrationRuleNamesTheRatesOfAllBalances() throws {
        try Run.inWorkspace { run in
            try ledger(
                run,
                """
                X,1,1,invoice,C1,2026-03-01,2026-04-30,GBP,100.00,100.00,
                X,2,1,invoice,C2,2026-03-01,2026-04-30,EUR,100.00,100.00,

                """)
            let arguments = ["explain", "risk.score", "--scope", "customer=C2", "--as-of", "2026-03-31", "--format", "json"]
            func days() throws -> [String] {
                try #require(try json(try run.run(arguments))["rates"] as? [[String: Any]]).compactMap { $0["from"] as? String }
            }
            #expect(try days() == ["2026-03-31"])
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            let off = settings.replacingOccurrences(of: "concentration: {points: 10,", with: "concentration: {points: 0,")
            #expect(off != settings)
            try run.write(off, to: "incasso.yml")
            #expect(try days() == [])
        }
    }

    @Test func aCashTargetOfNothingIsATargetAndNoDivisor() throws {
        try Golden.inWorkspace { run in
            try run.write(
                "month,scope,key,metric,value,currency\n2026-06,all,,cash.collected,0.00,EUR\n", to: "targets.csv")
            #expect(try run("import", "targets.csv").code == 0)
            let table = try run(
                "metrics", "--as-of", "2026-06-30", "--metric", "collect.attainment", "landing.gap", "input.target-cash", "--format", "csv"
            ).output
            #expect(table.contains("collect.attainment,ratio,,the cash target of Jun 2026 is not above zero"), "\(table)")
            let forecast = try run("metrics", "--as-of", "2026-06-30", "--metric", "landing.forecast", "--format", "csv").output
            let value = try #require(forecast.split(separator: ",").dropLast().last)
            #expect(table.contains("landing.gap,EUR,\(value),"), "\(table)\(forecast)")
            #expect(table.contains("input.target-cash,EUR,0.00,"))
            let targets = try run("metrics", "--as-of", "2026-06-30", "--targets", "--metric", "cash.collected")
            #expect(!targets.messages.contains("There is no target"), "\(targets.messages)")
        }
    }

    @Test func aCollectionEffectivenessAboveOneIsFlagged() throws {
        try Run.inWorkspace { run in
            let rows = { (open: String) in "X,1,1,invoice,C1,2025-12-01,2025-12-31,EUR,100.00,\(open),\n" }
            try ledger(run, rows("100.00"), day: "2026-02-28")
            try ledger(run, rows("10.00") + "X,2,1,credit_note,C1,2026-03-02,2026-03-31,EUR,-60.00,-60.00,\n")
            try run.write(
                """
                posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears
                2026-01-10,X,0,1,invoice,C1,2026-01-10,2026-01-31,EUR,1.00,
                2026-03-02,X,2,1,credit_note,C1,2026-03-02,2026-03-31,EUR,-60.00,
                2026-03-20,X,P,1,payment,C1,2026-03-20,,EUR,-90.00,1

                """, to: "postings.csv")
            #expect(try run("import", "postings.csv").code == 0)
            let table = try run("metrics", "--as-of", "2026-03-31", "--metric", "cei").output
            #expect(table.contains("Above 100%"), "\(table)")
            let explained = try run("explain", "cei", "--as-of", "2026-03-31").output
            #expect(explained.contains("Above 100%"))
            let italian = try run("explain", "cei", "--as-of", "2026-03-31", "--language", "it").output
            #expect(italian.contains("Oltre il 100%"), "\(italian)")
            let csv = try run("metrics", "--as-of", "2026-03-31", "--metric", "cei", "--format", "csv").output
            #expect(csv.hasSuffix(",\n"), "the reason is why there is no value: \(csv)")
            let report = try run(
                "report", "monthly-target-review", "--period", "2026-03", "--format", "html", "--language", "en", "--output", "out")
            #expect(report.code == 0, "\(report.messages)")
            let name = try #require(
                FileManager.default.enumerator(atPath: run.folder + "/out")?.compactMap { $0 as? String }
                    .first { $0.hasSuffix(".html") })
            let page = String(decoding: try #require(run.bytes("out/" + name)), as: UTF8.self)
            #expect(page.contains("Above 100%"))
        }
    }

    @Test(arguments: [("en", "Negative: credits are so large"), ("it", "Negativo: i crediti a favore")])
    func negativeDaysDelinquentAreFlagged(language: String, caution: String) throws {
        try Run.inWorkspace { run in
            try run.write(
                """
                posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears
                2026-03-02,X,1,1,invoice,C1,2026-03-02,2026-04-30,EUR,100.00,
                2026-03-03,X,2,1,credit_note,C1,2026-03-03,2026-04-30,EUR,-30.00,

                """, to: "postings.csv")
            try ledger(
                run,
                """
                X,1,1,invoice,C1,2026-03-02,2026-04-30,EUR,100.00,100.00,
                X,2,1,credit_note,C1,2026-03-03,2026-04-30,EUR,-30.00,-30.00,

                """)
            #expect(try run("import", "postings.csv").code == 0)
            // Net 70.00 and current 100.00 of sales of 100.00 in 31 days.
            let explained = try run("explain", "add", "--as-of", "2026-03-31", "--language", language).output
            #expect(explained.contains(caution), "\(explained)")
        }
    }

    @Test func aCalendarOfATeamThatIsNotThereIsToldWithTheNearest() throws {
        try Golden.inWorkspace { run in
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            let changed = settings.replacing(/teams: *\{[^}]*\}/, with: "teams: {Nort: IE}")
            #expect(changed != settings)
            try run.write(changed, to: "incasso.yml")
            let result = try run("metrics", "--as-of", "2026-06-30", "--metric", "contacts.per-day")
            #expect(result.code == 0, "\(result.messages)")
            #expect(result.messages.contains("[unknown-team]"), "\(result.messages)")
            #expect(result.messages.contains("Nort"))
        }
    }

    @Test func aToleranceInCalendarDaysNamesNoBankCalendar() throws {
        try Golden.inWorkspace { run in
            let table = try run("explain", "promise.kept-rate", "--as-of", "2026-06-30").output
            #expect(table.contains("Tolerance of promises") && !table.contains("Calendar of money"), "\(table)")
            let aging = try run("explain", "aging.over-90", "--as-of", "2026-06-30").output
            #expect(aging.contains("Credits"), "\(aging)")
        }
    }

    @Test func theRowsOfANumeratorAreThoseItCounts() throws {
        try Run.inWorkspace { run in
            let items = (1...12).map { "X,\($0),1,invoice,C\($0),2026-03-02,2026-04-30,EUR,100.00,\($0)0.00," }
            try ledger(run, items.joined(separator: "\n") + "\n")
            let text = try run("explain", "concentration.top-10", "--as-of", "2026-03-31").output
            let counts = text.split(separator: "\n").filter { $0.contains("customers by their balances") }
            #expect(counts.count == 2 && counts[0].contains("  10 customers") && counts[1].contains("  12 customers"), "\(text)")
        }
        try Run.inWorkspace { run in
            try run.write(
                "activity,date,analyst,customer,channel,direction,outcome\nx1,2026-06-03,AN1,C-A,phone,out,reached\n", to: "a.csv")
            let imported = try run.run(["import", "a.csv"] + Golden.files.filter { !$0.hasSuffix("/activities.csv") })
            #expect(imported.code == 0, "\(imported.messages)")
            let text = try run("explain", "coverage.accounts", "--as-of", "2026-06-30").output
            for said in ["  1 customer past due on 31 May 2026 and contacted since\n", "  3 customers past due on 31 May 2026\n"] {
                #expect(text.contains(said), "\(text)")
            }
            let italian = try run("explain", "coverage.accounts", "--as-of", "2026-06-30", "--language", "it").output
            #expect(italian.contains("1 cliente con scaduto al 31/05/2026 e contattato dopo"), "\(italian)")
        }
    }
}
