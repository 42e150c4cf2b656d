import Foundation
import Testing

/// What to look at in a figure is said in every format.
@Suite struct CautionTests {
    private static let said = "No disputes on record: nothing is taken off for items in dispute."

    /// The golden ledger without disputes, with rates of interest.
    private func withoutDisputes(_ body: (Run) throws -> Void) throws {
        try Run.inWorkspace { run in
            let rates = (2022...2026).flatMap { ["\($0)-H1,10.00\n", "\($0)-H2,10.00\n"] }
            try run.write("half_year,rate\n" + rates.joined(), to: "interest.csv")
            let files = Golden.files.filter { !$0.hasSuffix("/disputes.csv") && !$0.hasSuffix("/activities.csv") }
            let imported = try run.run(["import", "interest.csv"] + files).code
            #expect(imported == 0)
            try body(run)
        }
    }

    private func figure(_ text: String) throws -> [String: Any] {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        return try #require(object["figure"] as? [String: Any])
    }

    @Test func explainSaysItInEveryFormat() throws {
        try withoutDisputes { run in
            let claim = ["explain", "interest.claimable", "--as-of", "2026-06-30"]
            let csv = try run.run(claim + ["--format", "csv"]).output
            #expect(csv.contains(",caution,,,,,,,,,,,,interest.claimable," + Self.said), "\(csv)")
            let json = try figure(try run.run(claim + ["--format", "json"]).output)
            #expect(json["caution"] as? String == Self.said)
            let italian = try run.run(claim + ["--format", "csv", "--language", "it"]).output
            #expect(italian.contains("Nessuna contestazione registrata: nulla è tolto"), "\(italian)")
            // Rows have no place for it.
            let rows = try run.run(claim + ["--rows", "--format", "csv"])
            #expect(rows.messages.contains("interest.claimable: " + Self.said.dropLast() + " [figure-caution]"), "\(rows.messages)")
        }
    }

    @Test func whatRestsOnACautionedFigureSaysItToo() throws {
        try withoutDisputes { run in
            try run.write("month,scope,key,metric,value,currency\n2026-06,all,,cash.collected,60000.00,EUR\n", to: "more-targets.csv")
            let imported = try run("import", "more-targets.csv").code
            #expect(imported == 0)
            let table = try run("metrics", "--metric", "landing.gap", "--as-of", "2026-06-30").output
            #expect(table.contains(Self.said), "\(table)")
        }
        try Golden.inWorkspace { run in
            let loss = try run("explain", "ecl.estimate", "--as-of", "2026-06-30", "--format", "csv").output
            #expect(loss.contains(",caution,,,,,,,,,,,,ecl.estimate,An estimate from the loss rates of the settings."), "\(loss)")
        }
    }

    @Test func rulesThatAreNotJudgedAreNamed() throws {
        try withoutDisputes { run in
            let metrics = try run("metrics", "--by", "customer", "--metric", "ar.past-due", "--as-of", "2026-06-30", "--format", "csv")
            let late = metrics.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
                .first { $0.count > 4 && $0[2] == "ar.past-due" && $0[4].contains(/[1-9]/) }
            let customer = String(try #require(late)[1])
            let score = ["explain", "risk.score", "--scope", "customer=" + customer, "--as-of", "2026-06-30"]
            let csv = try run.run(score + ["--format", "csv"]).output
            #expect(csv.contains(",not-judged,,,,,,,,,,,,no_contact,no activities on record"), "\(csv)")
            let json = try figure(try run.run(score + ["--format", "json"]).output)
            let rules = (json["evidence"] as? [[String: Any]])?[0]["notJudged"] as? [[String: Any]]
            #expect(rules?.first?["rule"] as? String == "no_contact" && rules?.first?["reason"] as? String == "no activities on record")
            let rows = try run.run(score + ["--rows", "--format", "csv"]).messages
            #expect(rows.contains("no_contact is not judged: no activities on record [unjudged-rule]"), "\(rows)")
        }
    }

    @Test func metricsWarnInCSV() throws {
        try withoutDisputes { run in
            let figures = ["metrics", "--metric", "interest.claimable", "ecl.estimate", "--as-of", "2026-06-30", "--by", "analyst"]
            let csv = try run.run(figures + ["--format", "csv"])
            #expect(csv.code == 0 && csv.output.hasPrefix("scope,key,metric,unit,value,reason\n"), "\(csv.output)")
            let warnings = csv.messages.split(separator: "\n").filter { $0.contains("[figure-caution]") }
            #expect(warnings.count == 1 && warnings[0].contains("interest.claimable: No disputes on record"), "\(csv.messages)")
            let table = try run.run(figures).messages
            #expect(!table.contains("[figure-caution]"), "\(table)")
        }
    }

    @Test func reasonsAreInTheLanguageOfTheNames() throws {
        try withoutDisputes { run in
            let csv = try run(
                "explain", "dispute.rate", "--as-of", "2026-06-30", "--format", "csv", "--language", "it"
            ).output
            #expect(csv.contains(",nessuna contestazione registrata,") && !csv.contains("no disputes on record"), "\(csv)")
        }
    }
}
