import Foundation
import Ledger
import Metrics
import Reports
import Testing

/// The JSON Schema for editors knows what the reader knows: blocks, keys, words and figures.
@Suite("The schema of report specs") struct ReportSpecSchemaTests {
    private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("report-specs/report-spec.schema.json")

    private let schema: [String: Any]
    private let definitions: [String: Any]

    init() throws {
        schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: Self.path)) as? [String: Any])
        definitions = try #require(schema["$defs"] as? [String: Any])
    }

    /// What the reader lists as valid in place of a word it does not know.
    private func valid(_ code: String, _ text: String) -> Set<String> {
        let faults = ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: .standard).faults
        guard let advice = faults.first(where: { $0.code == code })?.text, let list = advice.range(of: "alid: ") else { return [] }
        return Set(advice[list.upperBound...].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
    }

    private func block(_ text: String) -> String {
        "title: {en: A, it: B}\naudience: manager\nsections:\n  - {id: one, title: {en: One, it: Uno}, blocks: [\(text)]}\n"
    }

    /// The keys of an object, behind a reference if need be.
    private func keys(_ object: Any?) -> Set<String> {
        guard let object = object as? [String: Any] else { return [] }
        if let reference = object["$ref"] as? String { return keys(definitions[String(reference.split(separator: "/").last ?? "")]) }
        return Set((object["properties"] as? [String: Any] ?? [:]).keys)
    }

    private func words(_ definition: Any?) -> Set<String> {
        Set((definition as? [String: Any])?["enum"] as? [String] ?? [])
    }

    @Test("has the keys of a report and of a section") func outerKeys() {
        #expect(keys(schema) == valid("unknown-key", "zzzzzzzzzzzz: 1\n"))
        #expect(keys(definitions["section"]) == valid("unknown-key", "sections:\n  - {zzzzzzzzzzzz: 1}\n"))
        #expect(keys(definitions["text"]) == valid("unknown-key", "title: {zzzzzzzzzzzz: 1}\n"))
    }

    @Test("has the kinds of block, and the keys of each") func blocks() {
        let settings = (definitions["block-with-settings"] as? [String: Any])?["properties"] as? [String: Any] ?? [:]
        let kinds = valid("unknown-block-kind", block("zzzzzzzzzzzzzzzzzzzz"))
        #expect(kinds == words(definitions["plain-block"]).union(settings.keys))
        for (kind, object) in settings {
            #expect(keys(object) == valid("unknown-key", block("{\(kind): {zzzzzzzzzzzzzzzzzzzz: 1}}")), "\(kind)")
        }
    }

    @Test("has the words for audience, format, language, scope and chart") func wordLists() {
        func property(_ name: String) -> [String: Any]? { (schema["properties"] as? [String: Any])?[name] as? [String: Any] }
        func setting(_ kind: String, _ name: String) -> Any? {
            let settings = (definitions["block-with-settings"] as? [String: Any])?["properties"] as? [String: Any]
            return ((settings?[kind] as? [String: Any])?["properties"] as? [String: Any])?[name]
        }
        #expect(words(property("audience")) == Set(ReportSpec.Audience.allCases.map(\.rawValue)))
        #expect(words(property("formats")?["items"]) == Set(ReportSpec.Format.allCases.map(\.rawValue)))
        #expect(words(property("languages")?["items"]) == Set(Language.allCases.map(\.rawValue)))
        #expect(words(setting("by-scope", "scope")) == Set(Scope.allCases.map(\.rawValue)).subtracting(["all"]))
        let systems = ((setting("emulation", "systems") as? [String: Any])?["items"] as? [String: Any])?["anyOf"] as? [Any]
        #expect(words(systems?.first) == Set(BucketRule.shipped.map(\.id)))
        #expect(words(setting("chart", "kind")) == Set(ChartSpec.Kind.allCases.map(\.rawValue)))
    }

    /// `INCASSO_RECORD_GOLDENS=1` writes the list again, and still fails.
    @Test("has every figure that a spec may name under the standard bucket limits") func metrics() throws {
        let ids = ReportSpecReader.metricIds(.standard)
        if ProcessInfo.processInfo.environment["INCASSO_RECORD_GOLDENS"] != nil {
            let text = try String(contentsOf: Self.path, encoding: .utf8)
            let list =
                "\"metric-id\": {\n      \"enum\": [\n" + ids.map { "        \"\($0)\"" }.joined(separator: ",\n") + "\n      ]\n    }"
            let recorded = text.replacing(#/"metric-id": \{\s*"enum": \[[^\]]*\]\s*\}/#, with: list)
            try Data(recorded.utf8).write(to: Self.path)
            Issue.record("recorded the figures of the schema")
        }
        #expect((definitions["metric-id"] as? [String: Any])?["enum"] as? [String] == ids)
    }
}
