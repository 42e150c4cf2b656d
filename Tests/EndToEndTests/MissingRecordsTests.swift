import Foundation
import Testing

@Suite struct MissingRecordsTests {
    private static let kinds = ["activities", "disputes", "promises"]

    /// A workspace with the golden ledger without some of its files.
    private func without(_ kinds: [String], _ body: (Run) throws -> Void) throws {
        try Run.inWorkspace { run in
            let files = Golden.files.filter { file in !kinds.contains { file.hasSuffix("/\($0).csv") } }
            #expect(files.count == Golden.files.count - kinds.count)
            #expect(try run.run(["import"] + files).code == 0)
            try body(run)
        }
    }

    @Test func figuresOfFilesThatAreMissingHaveAReason() throws {
        try without(Self.kinds) { run in
            let csv = try run("metrics", "--as-of", "2026-06-30", "--format", "csv").output
            for (metric, reason) in [
                ("contacts", "no activities on record"), ("coverage.accounts", "no activities on record"),
                ("dispute.open-count", "no disputes on record"), ("promise.broken", "no promises on record"),
            ] {
                let line = csv.split(separator: "\n").first { $0.contains(",\(metric),") || $0.hasPrefix("\(metric),") }
                #expect(line?.contains(reason) == true, "\(metric): \(line ?? "")")
            }
            let explained = try run("explain", "dispute.rate", "--as-of", "2026-06-30", "--language", "it").output
            #expect(explained.contains("nessuna contestazione registrata; importare un file di contestazioni"), "\(explained)")
            let rates = (2022...2026).flatMap { ["\($0)-H1,10.00\n", "\($0)-H2,10.00\n"] }
            try run.write("half_year,rate\n" + rates.joined(), to: "interest.csv")
            let imported = try run("import", "interest.csv").code
            #expect(imported == 0)
            let interest = try run("explain", "interest.claimable", "--as-of", "2026-06-30").output
            #expect(interest.contains("\nNo disputes on record: nothing is taken off for items in dispute.\n"), "\(interest)")
            let reported = try run("report", "monthly-target-review", "--as-of", "2026-06-30", "--format", "csv", "--language", "en")
            #expect(reported.code == 0, "\(reported.messages)")
            let workings = String(
                decoding: run.bytes("output/monthly-target-review-2026-06-30.en.csv/monthly-target-review-workings.csv") ?? Data(),
                as: UTF8.self)
            let claim = workings.split(whereSeparator: \.isNewline).first { $0.contains(",interest.claimable,") }
            #expect(claim?.contains(",No disputes on record: nothing is taken off for items in dispute.,") == true, "\(workings)")
            // Trends say it on each of their days.
            try run.write(
                "title: {en: R, it: R}\naudience: manager\nformats: [csv, html]\nlanguages: [en]\nmonths: 2\nsections:\n  - id: s\n    title: {en: S, it: S}\n    blocks:\n"
                    + "      - trend: {id: t, title: {en: T, it: T}, metrics: [interest.claimable, ecl.estimate]}\n",
                to: "report-specs/r.yml")
            let trend = try run("report", "r", "--as-of", "2026-06-30")
            #expect(trend.code == 0, "\(trend.messages)")
            let months = String(decoding: run.bytes("output/r-2026-06-30.en.csv/r-t.csv") ?? Data(), as: UTF8.self)
            let noted = months.split(whereSeparator: \.isNewline).count { $0.contains("No disputes on record") }
            #expect(months.hasPrefix("month,interest-claimable,interest-claimable.note") && noted == 2, "\(months)")
            // What holds for every value is said once.
            #expect(months.split(whereSeparator: \.isNewline).count { $0.contains("An estimate from the loss rates") } == 1, "\(months)")
            let page = String(decoding: run.bytes("output/r-2026-06-30.en.html") ?? Data(), as: UTF8.self)
            #expect(page.contains("No disputes on record: nothing is taken off"))
            let groups = try run("metrics", "--by", "department", "--as-of", "2026-06-30")
            #expect(groups.messages.contains("There are no figures by department: no disputes on record."), "\(groups.messages)")
        }
    }

    @Test func listsSayWhatIsNotJudgedAndClaimNothing() throws {
        try without(Self.kinds) { run in
            let list = { try run("list", $0, "--as-of", "2026-06-30", "--language", $1, "--format", $2).output }
            for name in ["high-risk", "worklist"] {
                let text = try list(name, "en", "table").replacing("\n", with: " ")
                let said = name == "worklist" ? "No activities, disputes or promises on record" : "No activities or promises on record"
                #expect(text.contains(said + ": rules that need them are not judged."), "\(text)")
                #expect(!text.contains("no contact") && !text.contains("neither disputed") && !text.contains("not escalated lately"))
                let italian = try list(name, "it", "table").replacing("\n", with: " ")
                #expect(italian.contains("le regole che ne hanno bisogno non sono valutate."), "\(italian)")
                #expect(!italian.contains("nessun contatto") && !italian.contains("né contestato"), "\(italian)")
            }
            let json = try list("worklist", "en", "json")
            for reason in ["last-contact.reason\": \"no activities", "dispute.reason\": \"no disputes", "promise.reason\": \"no promises"] {
                #expect(json.contains(reason), "\(json)")
            }
            let csv = try run("list", "worklist", "--as-of", "2026-06-30", "--format", "csv").messages
            #expect(
                csv.contains("No activities, disputes or promises on record: rules that need them are not judged [unjudged-rule]"), "\(csv)"
            )
            #expect(try list("disputes", "en", "table") == "No disputes on record.\n")
            #expect(try list("promises", "it", "table") == "Nessuna promessa registrata.\n")
        }
        try without(["activities", "promises"]) { run in
            let text = try run("list", "worklist", "--as-of", "2026-06-30").output.replacing("\n", with: " ")
            #expect(text.contains("past due, not disputed ("), "\(text)")
            #expect(try run("list", "disputes", "--as-of", "2026-06-30").output.contains("Because: open for"))
        }
    }

    @Test func reportsShowWhatIsNotKnown() throws {
        try without(Self.kinds) { run in
            #expect(try run("report", "--as-of", "2026-06-30", "--format", "html", "--language", "en").code == 0)
            let page = { (name: String) in try String(contentsOfFile: run.folder + "/output/\(name)-2026-06-30.en.html", encoding: .utf8) }
            let review = try page("monthly-target-review")
            #expect(review.contains("; not judged: no activities on record") && review.contains("no disputes on record"))
            let huddle = try page("huddle-snapshot")
            for sentence in ["No activities on record.", "No disputes on record.", "No promises on record."] {
                #expect(huddle.contains(sentence), "\(sentence)")
            }
        }
    }

    @Test func aFileWithoutRowsSaysThatThereAreNone() throws {
        try without(Self.kinds) { run in
            let header = "dispute,customer,document,opened_on,closed_on,currency,amount,reason,department\n"
            try run.write(header, to: "disputes.csv")
            let undated = try run("import", "disputes.csv")
            #expect(undated.code == 65 && undated.messages.contains("[header-only]; export the file again, or say from which day on"))
            let value = { (day: String) in try run("metrics", "--as-of", day, "--metric", "dispute.open-count", "--format", "csv").output }
            let stated = try run("import", "disputes.csv", "--as-of", "2026-06-01")
            #expect(stated.code == 0 && stated.output.contains("disputes: none but those on record from 2026-06-01 on"), "\(stated.output)")
            let (june, may) = (try value("2026-06-30"), try value("2026-05-31"))
            #expect(june.contains("dispute.open-count,count,0,"), "\(june)")
            #expect(may.contains("dispute.open-count,count,,no disputes on record"), "\(may)")
            let explained = try run("explain", "dispute.open-amount", "--as-of", "2026-06-30").output
            #expect(explained.contains("0 disputes") && explained.contains("disputes.csv"), "\(explained)")
            #expect(explained.contains("  no disputes from 1 Jun 2026 on but those imported\n"), "\(explained)")
            let other = try run("explain", "ar.net", "--as-of", "2026-06-30").output
            #expect(!other.contains("Said to be none"))
            let before = try run("explain", "dispute.open-amount", "--as-of", "2026-05-31").output
            #expect(!before.contains("Said to be none"))
            for (language, sentence) in [
                ("en", "Said to be none,no disputes from 1 Jun 2026 on but those imported"),
                ("it", "Dichiarato assente,nessuna contestazione oltre a quelle importate dal 01/06/2026"),
            ] {
                let made = try run("report", "monthly-target-review", "--as-of", "2026-06-30", "--format", "csv", "--language", language)
                #expect(made.code == 0, "\(made.messages)")
                let path = "output/monthly-target-review-2026-06-30.\(language).csv/monthly-target-review-settings.csv"
                let settings = String(decoding: run.bytes(path) ?? Data(), as: UTF8.self)
                #expect(settings.contains(sentence), "\(settings)")
            }
            #expect(try run("list", "disputes", "--as-of", "2026-06-30").output.contains("No dispute is open."))
            // The same again changes nothing; of several days the earliest holds.
            let again = try run("import", "disputes.csv", "--as-of", "2026-06-01").output
            #expect(again.contains("already imported"), "\(again)")
            let earlier = try run("import", "disputes.csv", "--as-of", "2026-05-31").code
            let mayNow = try value("2026-05-31")
            #expect(earlier == 0 && mayNow.contains("dispute.open-count,count,0,"), "\(mayNow)")
            let later = try run("import", "disputes.csv", "--as-of", "2026-06-30").output
            let mayStill = try value("2026-05-31")
            #expect(later.contains("from 2026-05-31 on") && mayStill == mayNow, "\(later)")
            // What was said by mistake is taken back; what other files said holds.
            try run.write(header + "\n", to: "disputes-2026-06-15.csv")
            _ = try run("import", "disputes-2026-06-15.csv")
            let back = try run("snapshots", "--take-back-file", "disputes.csv")
            let (mayThen, juneThen) = (try value("2026-05-31"), try value("2026-06-30"))
            #expect(back.output == "Took disputes.csv back: disputes: none but those on record from 2026-06-15 on\n", "\(back)")
            #expect(mayThen == may && juneThen == june)
            let all = try run("snapshots", "--take-back-file", "disputes-2026-06-15.csv")
            let juneWithout = try value("2026-06-30")
            #expect(all.code == 0 && juneWithout.contains("count,,no disputes on record"), "\(all)\(juneWithout)")
            #expect(try run("snapshots", "--take-back-file", "disputes.csv").code == 66)
            #expect(try run("snapshots", "--log", "--format", "csv").output.contains("none-on-record,disputes.csv "))
            #expect(try run("import", "disputes.csv", "--as-of", "2026-05-31").code == 0)
            // The day may stand in the name; rows that come later count as ever.
            try run.write("activity,date,analyst,customer,channel,direction,outcome\n", to: "activities-2026-06-01.csv")
            let named = try run("import", "activities-2026-06-01.csv", Golden.path("disputes.csv"))
            #expect(named.code == 0, "\(named.messages)")
            let contacts = try run("metrics", "--as-of", "2026-06-30", "--metric", "contacts", "--format", "csv").output
            #expect(contacts.contains("contacts,count,0,"), "\(contacts)")
            let disputed = try value("2026-06-30")
            #expect(disputed.contains("dispute.open-count,count,1,"), "\(disputed)")
        }
    }
}
