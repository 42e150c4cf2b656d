import Foundation
import Testing

@Suite struct ExplainTests {
    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func theWorkingReachesRowsSnapshotsAndFiles() throws {
        try Golden.inWorkspace { run in
            let result = try run("explain", "dso.simple", "--as-of", "2026-06-30")
            #expect(result.code == 0)
            for text in [
                "dso.simple = ar.net ÷ sales × input.period-days", "open items of 30 Jun 2026", "postings from 1 Jun 2026 to 30 Jun 2026",
                "Settings that shape it", "ledger-2026-06-30.csv", "postings.csv", "SHA-256",
            ] { #expect(result.output.contains(text), "\(text) in \(result.output)") }
            #expect(!result.output.contains("Bucket limits"))
        }
    }

    @Test func theRowsAddUpToTheFigure() throws {
        try Golden.inWorkspace { run in
            let value = rows(
                try run("metrics", "--by", "analyst", "--metric", "ar.gross", "--format", "csv", "--as-of", "2026-06-30").output)
            let analyst = value[1]
            let found = rows(
                try run("explain", "ar.gross", "--scope", "analyst=" + analyst[1], "--rows", "--format", "csv", "--as-of", "2026-06-30")
                    .output)
            #expect(found[0].joined(separator: ",").hasPrefix("figure,record,id,customer,company,document,line,"))
            let cents = found.dropFirst().map { Int($0[15].replacingOccurrences(of: ".", with: "")) ?? 0 }.reduce(0, +)
            #expect(!found.dropFirst().isEmpty)
            #expect(cents == Int(analyst[4].replacingOccurrences(of: ".", with: "")))
        }
    }

    @Test func theTargetIsPrintedWithVarianceAndStatus() throws {
        try Golden.inWorkspace { run in
            let text = try run("explain", "contacts", "--scope", "analyst=AN1", "--as-of", "2026-06-30").output
            for part in ["Target\n", "Variance  ", "-4", "Off target (red)", "targets.csv", "Missed by no more than 5% of the target"] {
                #expect(text.contains(part), "\(part) in \(text)")
            }
            let json = try run("explain", "cei", "--as-of", "2026-06-30", "--format", "json").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            let target = try #require(object["target"] as? [String: Any])
            #expect((target["target"] as? NSNumber)?.doubleValue == 0.8 && target["status"] as? String == "red")
            let lines = rows(try run("explain", "dso.simple", "--as-of", "2026-06-30", "--format", "csv").output)
            #expect(lines[0].dropLast(3).suffix(5) == ["target", "target_to_date", "variance", "status", "amber_within"])
            #expect(lines[1].dropLast(3).suffix(5) == ["42", "", "3.77419354839", "red", "0.05"])
            #expect(lines[2].dropLast(3).suffix(5).joined().isEmpty)
            let none = try run("explain", "ar.net", "--as-of", "2026-06-30").output
            #expect(!none.contains("Target\n"))
        }
    }

    @Test func csvHasSettingsSnapshotsFilesAndRates() throws {
        try Golden.inWorkspace { run in
            try run.write("half_year,rate\n" + (2022...2026).map { "\($0)-H1,10.00\n\($0)-H2,10.00\n" }.joined(), to: "interest.csv")
            let imported = try run("import", "interest.csv").code
            #expect(imported == 0)
            let text = try run("explain", "interest.claimable", "--as-of", "2026-06-30", "--format", "csv").output
            let lines = rows(text)
            #expect(lines[0].suffix(2) == ["name", "content"])
            for (record, name) in [
                ("setting", "Reporting currency"), ("snapshot", "ledger-2026-06-30.csv"), ("file", "interest.csv"),
                ("interest-rate", "EUR"),
            ] {
                let found = lines.contains { $0.count > 6 && $0[6] == record && $0.contains(name) && $0[0].isEmpty }
                #expect(found, "\(record) \(name) in \(text)")
            }
        }
    }

    @Test func italianIsItalian() throws {
        try Golden.inWorkspace { run in
            let cash = ["explain", "cash.attributed", "--scope", "analyst=AN1", "--as-of", "2026-06-30", "--rows", "--language", "it"]
            let text = try run.run(cash).output
            for part in ["Fuori obiettivo (rosso)", " pagamento ", "obiettivi ", "registrazioni "] {
                #expect(text.contains(part), "\(part) in \(text)")
            }
            for part in ["(red)", " payment ", " targets ", " postings "] { #expect(!text.contains(part), "\(part) in \(text)") }
            let net = try run("explain", "ar.net", "--as-of", "2026-06-30", "--rows", "--language", "it").output
            #expect(net.contains("nota di credito") && !net.contains("credit_note"), "\(net)")
            let contacts = try run("explain", "contacts", "--as-of", "2026-06-30", "--rows", "--language", "it").output
            #expect(contacts.contains("nessuna risposta") && !contacts.contains("no_answer"), "\(contacts)")
        }
    }

    @Test(arguments: ["en", "it"]) func disputesOfADepartmentAreExplained(language: String) throws {
        try Golden.inWorkspace { run in
            let arguments = ["explain", "dispute.rate", "--scope", "department=Billing", "--as-of", "2026-06-30", "--rows"]
            let text = try run.run(arguments + ["--language", language]).output
            // 1,500.00 of 51,500.00, open since 10 March.
            let parts =
                language == "en"
                ? [
                    "Department Billing", "2.91 %", "1500.00", "51500.00", "Oldest open dispute",
                    "Billing, price, open for 112 days, the oldest",
                ]
                : [
                    "Ufficio Billing", "2,91 %", "1500,00", "51500,00", "Contestazione aperta più vecchia",
                    "Billing, price, aperta da 112 giorni, la più vecchia",
                ]
            for part in parts + ["d1"] { #expect(text.contains(part), "\(part) in \(text)") }
            let tax = try run.run(["explain", "dispute.cycle-days", "--scope", "reason=tax", "--as-of", "2026-06-30", "--rows"]).output
            #expect(tax.contains("closed on 20 Jun 2026 after 18 days") && tax.contains("= 18.0 days") && !tax.contains("Oldest"), "\(tax)")
            let json = try run.run(arguments + ["--format", "json"]).output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            #expect(object["scope"] as? String == "department" && object["key"] as? String == "Billing")
            #expect((object["oldestDispute"] as? [String: Any])?["dispute"] as? String == "d1")
        }
    }

    @Test func aFigureThatIsNotAvailableSaysWhatToImport() throws {
        try Golden.inWorkspace { run in
            let result = try run("explain", "cei", "--as-of", "2026-05-31")
            #expect(result.code == 0)
            #expect(result.output.contains("= n/a"))
            #expect(result.output.contains("import the ledger of 30 Apr 2026"))
            let italian = try run("explain", "cei", "--as-of", "2026-05-31", "--language", "it").output
            #expect(italian.contains("importare il partitario del 30/04/2026"))
        }
    }

    @Test func aCalendarOfTheWorkspaceSaysWhatItIsMadeOf() throws {
        try Golden.inWorkspace { run in
            let text = "base: IT\nremoved: [06-02]\nadded: [2026-06-12, 06-13]\nweekend: [friday, saturday]\n"
            try run.write(text, to: "calendars/Local.yml")
            let settings = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            let changed = settings.replacingOccurrences(of: "work: IT", with: "work: Local")
            #expect(changed != settings)
            try run.write(changed, to: "incasso.yml")
            let english = try run("explain", "contacts.per-day", "--as-of", "2026-06-30").output
            let made = "Local (holidays of IT; weekend: Friday, Saturday; off besides: 06-13, 2026-06-12; worked: 06-02)"
            #expect(english.contains(made), "\(english)")
            // 30 days without four Fridays and four Saturdays; the days named are among them, and the 2nd is worked.
            #expect(english.contains("input.working-days") && english.contains(" 22 "), "\(english)")
            for (language, words) in [("en", "neither weekend nor holidays"), ("it", "né fine settimana né festivi")] {
                for metric in ["input.working-days", "input.month-working-days"] {
                    let text = try run("explain", metric, "--as-of", "2026-06-30", "--language", language).output
                    #expect(text.contains(words), "\(text)")
                }
            }
            let italian = try run("explain", "contacts.per-day", "--as-of", "2026-06-30", "--language", "it").output
            #expect(
                italian.contains(
                    "Local (festività IT; fine settimana: venerdì, sabato; altri giorni liberi: 06-13, 2026-06-12; lavorati: 06-02)"))
        }
    }

    @Test func numbersFollowTheLanguageForPeopleOnly() throws {
        try Golden.inWorkspace { run in
            for metric in ["dso.simple", "dso.countback", "cash.attributed", "collect.rate", "ecl.estimate", "risk.score"] {
                for scope in ["all", "customer=C-B", "analyst=AN1"] {
                    let arguments = ["explain", metric, "--as-of", "2026-06-30", "--rows", "--language", "it"]
                    let explain = { try run.run(arguments + (scope == "all" ? [] : ["--scope", scope]) + ["--format", $0]).output }
                    let text = try explain("table")
                    // A point stands between thousands, in ids and in names of files.
                    let decimals = text.matches(of: /[0-9]\.[0-9]{1,2}(?![0-9])/).map { String($0.output) }
                    #expect(decimals.isEmpty, "\(metric) of \(scope): \(decimals) in \(text)")
                    let csv = try explain("csv")
                    #expect(!csv.contains(/(^|,)-?[0-9]+,[0-9]{2}"/), "\(csv)")
                    let json = Data(try explain("json").utf8)
                    #expect(try JSONSerialization.jsonObject(with: json) is [String: Any])
                }
            }
            let target = try run("explain", "cei", "--as-of", "2026-06-30", "--language", "it").output
            #expect(target.contains(/-[0-9]+,[0-9]{2} punti/), "\(target)")
            let none = try run("explain", "cei", "--as-of", "2026-05-31", "--language", "it").output
            #expect(none.contains("= n.d.") && !none.contains("n/a"), "\(none)")
        }
    }

    @Test func jsonHasRowsWheneverTheyAreAskedFor() throws {
        try Golden.inWorkspace { run in
            func rows(_ arguments: String...) throws -> [Any]? {
                let text = try run.run(["explain"] + arguments + ["--as-of", "2026-06-30", "--format", "json"]).output
                return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])["rows"] as? [Any]
            }
            let (none, some, unasked) = (try rows("input.working-days", "--rows"), try rows("ar.net", "--rows"), try rows("ar.net"))
            #expect(none?.isEmpty == true && some?.isEmpty == false && unasked == nil)
        }
    }

    @Test func jsonIsATree() throws {
        try Golden.inWorkspace { run in
            let text = try run("explain", "cei", "--as-of", "2026-06-30", "--format", "json", "--rows").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let figure = try #require(object["figure"] as? [String: Any])
            #expect(figure["metric"] as? String == "cei")
            #expect((figure["inputs"] as? [[String: Any]])?.compactMap { $0["metric"] as? String }.contains("bridge.opening") == true)
            #expect((object["rows"] as? [Any])?.isEmpty == false)
            #expect((object["snapshots"] as? [Any])?.count == 2)
        }
    }

    @Test(arguments: [
        (["explain", "dso.simpel"], "did you mean \"dso.simple\"?"),
        (["explain", "cei", "--scope", "analist=AN1"], "did you mean \"analyst\"?"),
        (["explain", "cei", "--scope", "department=Billing"], "there is no cei by department"),
        (["explain", "dispute.rate", "--scope", "department=Biling"], "did you mean \"Billing\"?"),
        (["explain", "dispute.rate", "--scope", "departmnt=Billing"], "did you mean \"department\"?"),
        (["explain", "cei", "--scope", "analyst"], "[bad-scope]"), (["explain", "cei", "--scope", "analyst=AN"], "[unknown-scope-key]"),
    ])
    func unknownNamesAreRefused(arguments: [String], message: String) throws {
        try Golden.inWorkspace { run in
            let result = try run.run(arguments)
            #expect(result.code == 64)
            #expect(result.output.isEmpty)
            #expect(result.messages.contains(message), "\(result.messages)")
        }
    }
}
