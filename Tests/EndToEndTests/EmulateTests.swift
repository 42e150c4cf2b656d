import Foundation
import Testing

@Suite struct EmulateTests {
    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    private func cents(_ text: String) -> Int { Int(text.replacingOccurrences(of: ".", with: "")) ?? Int.min }

    @Test func withoutASystemAllAreListedAndWithOneItIsExplained() throws {
        try Golden.inWorkspace { run in
            let overview = try run("emulate", "--as-of", "2026-06-30")
            #expect(overview.code == 0)
            for text in ["erpnext", "zuora-example", "document-day-0-30", "In no column", "incasso emulate erpnext"] {
                #expect(overview.output.contains(text), "\(text) in \(overview.output)")
            }
            #expect(!overview.output.contains("https://"))
            let one = try run("emulate", "erpnext", "--as-of", "2026-06-30", "--rows", "2").output
            for text in [
                "https://github.com/frappe/erpnext/issues/51596", "Not yet due", "0–30 days", "the causes explain every difference",
            ] {
                #expect(one.contains(text), "\(text) in \(one)")
            }
            let italian = try run("emulate", "erpnext", "--as-of", "2026-06-30", "--language", "it").output
            #expect(italian.contains("le cause spiegano ogni differenza"))
            // Amounts of the tables have the comma of the sentences.
            let points = italian.matches(of: /[0-9]\.[0-9]{2}(?![0-9])/).count
            #expect(points == 0 && italian.contains(/[0-9],[0-9]{2}/), "\(italian)")
        }
    }

    @Test func theLinesOfCSVAddUp() throws {
        try Golden.inWorkspace { run in
            let net = rows(try run("metrics", "--metric", "ar.net", "--format", "csv", "--as-of", "2026-06-30").output)[1][4]
            let lines = rows(try run("emulate", "--format", "csv", "--as-of", "2026-06-30").output).dropFirst()
            for system in Set(lines.map { $0[0] }) {
                let own = lines.filter { $0[0] == system }
                for place in Set(own.filter { $0[1] == "ours" }.map { $0[4] }) {
                    func sum(_ line: String) -> Int { own.filter { $0[1] == line && $0[4] == place }.map { cents($0[5]) }.reduce(0, +) }
                    #expect(sum("ours") + sum("moved") == sum("theirs"), "\(system) \(place)")
                }
                #expect(own.filter { $0[1] == "column" }.map { cents($0[5]) }.reduce(0, +) == cents(net), "\(system)")
            }
        }
    }

    @Test func aRuleOfTheWorkspaceIsNamedLikeTheOthers() throws {
        try Golden.inWorkspace { run in
            let configuration = String(decoding: try #require(run.bytes("incasso.yml")), as: UTF8.self)
            try run.write(configuration + "\nbucket_rules: {old-erp: {name: Old ERP, limits: [45], credits: apart}}\n", to: "incasso.yml")
            let spec = String(decoding: try #require(run.bytes("report-specs/monthly-target-review.yml")), as: UTF8.self)
            try run.write(
                spec.replacingOccurrences(of: "systems: [erpnext", with: "systems: [old-erp, erpnext"), to: "report-specs/own.yml")
            #expect(try run("check").code == 0)
            let text = try run("emulate", "old-erp", "--as-of", "2026-06-30").output.split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
            for word in ["Old ERP (old-erp)", "1–45 days", "written in incasso.yml", "Credits: in a column of their own"] {
                #expect(text.contains(word), "\(word) in \(text)")
            }
            #expect(try run("emulate", "--as-of", "2026-06-30").output.contains("\nold-erp "))
        }
    }

    @Test func jsonHasRuleSourceCausesAndRows() throws {
        try Golden.inWorkspace { run in
            let text = try run("emulate", "oca", "erpnext", "--as-of", "2026-06-30", "--format", "json", "--rows", "1").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let systems = try #require(object["systems"] as? [[String: Any]])
            #expect(systems.map { $0["system"] as? String } == ["oca", "erpnext"])
            #expect((systems[1]["source"] as? String)?.contains("51596") == true)
            #expect((systems[1]["causes"] as? [[String: Any]])?.isEmpty == false)
            #expect((systems[1]["rows"] as? [[String: Any]])?.count == 1)
        }
    }

    @Test(arguments: [
        (["emulate", "erpnxt"], Int32(64), "did you mean \"erpnext\"?"), (["emulate", "--scope", "analyst=AN"], 64, "[unknown-scope-key]"),
        (["emulate", "--rows", "-1"], 64, "--rows"), (["emulate", "--as-of", "2020-01-31"], 66, "[no-snapshot]"),
    ])
    func whatDoesNotExistIsRefused(arguments: [String], code: Int32, message: String) throws {
        try Golden.inWorkspace { run in
            let result = try run.run(arguments)
            #expect(result.code == code)
            #expect(result.output.isEmpty)
            #expect(result.messages.contains(message), "\(result.messages)")
        }
    }
}
