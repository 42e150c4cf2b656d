import Foundation
import RenderedFiles
import Testing

@Suite("The schema of report specs, by a JSON Schema validator") struct SpecSchemaTests {
    private let schema = ShippedReports.packageRoot + "/report-specs/report-spec.schema.json"

    @Test("accepts the shipped specs", .tags(.slow)) func shipped() throws {
        let paths = try ShippedReports.specs().map { ShippedReports.packageRoot + "/report-specs/\($0).yml" }
        let faults = try SpecSchema.faults(schema, paths)
        #expect(faults.count == paths.count)
        #expect(!paths.isEmpty)
        for (path, faults) in zip(paths, faults) { #expect(faults.isEmpty, "\(path): \(faults)") }
    }

    @Test("refuses what is wrong in a spec", .tags(.slow)) func bad() throws {
        let head = "title: {en: A, it: B}\naudience: manager\n"
        func spec(_ block: String) -> String { head + "sections:\n  - {id: one, title: {en: A, it: B}, blocks: [\(block)]}\n" }
        let good = [
            spec("findings"), spec("{trend: {id: t, title: {en: T, it: T}, metrics: [aging.*, cei, ratio.over-45]}}"),
            spec("{text: {en: A, it: B}}"),
        ]
        let bad = [
            head, "titel: {en: A, it: B}\n" + spec("stamp"), spec("finding"), spec("trend"), spec("{trend: {id: t, metrics: [cei]}}"),
            spec("{trend: {id: t, title: {en: T, it: T}, metrics: [dso.simpel]}}"),
            spec("{trend: {id: T t, title: {en: T, it: T}, metrics: [cei]}}"), spec("{headline: {metric: [cei]}}"),
            spec("{by-scope: {id: t, title: {en: T, it: T}, scope: all, metrics: [cei]}}"), spec("{bridge: {id: b}, migration: {id: m}}"),
            spec("{text: {en: A}}"), "months: 99\n" + spec("stamp"), "formats: [docx]\n" + spec("stamp"),
            head + "sections: []\n", "formats: []\n" + spec("stamp"), "languages: []\n" + spec("stamp"),
            spec("{accolades: {rules: []}}"), spec("{emulation: {id: e, systems: []}}"),
            spec("{trend: {id: t, title: {en: T, it: T}, metrics: [cei], targets: []}}"),
        ]
        try TemporaryFolder.with { folder in
            let paths = try (good + bad).enumerated().map { position, text in
                let path = folder + "/\(position).yml"
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                return path
            }
            let faults = try SpecSchema.faults(schema, paths)
            for (position, faults) in faults.enumerated() {
                #expect(faults.isEmpty == (position < good.count), "\((good + bad)[position]): \(faults)")
            }
        }
    }
}
