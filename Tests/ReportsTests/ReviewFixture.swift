import Foundation
import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Reports
import Testing

/// The shipped monthly target review over ledgers of the tests.
enum ReviewFixture {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func spec(_ aging: AgingLimits = .standard) throws -> (spec: ReportSpec?, faults: [Diagnostic]) {
        let file = root.appending(path: "report-specs/monthly-target-review.yml")
        return ReportSpecReader.read(
            name: "monthly-target-review", utf8: Array(try Data(contentsOf: file)), file: "monthly-target-review.yml",
            aging: aging)
    }

    /// A spec of one section with some blocks, each with its indentation.
    static func spec(_ blocks: [String], audience: String) throws -> ReportSpec {
        let text = """
            title: {en: Mine, it: Mio}
            audience: \(audience)
            sections:
              - id: a
                title: {en: A, it: A}
                blocks:

            """
        let (spec, faults) = ReportSpecReader.read(
            name: "mine", utf8: Array((text + blocks.joined()).utf8), file: "mine.yml", aging: .standard)
        return try #require(spec, "\(faults.map(\.text))")
    }

    /// The canonical files of a folder.
    static func ledger(folder: String) throws -> OracleLedger {
        let folder = root.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".csv") && $0 != "expected.csv" && !$0.hasPrefix("sap") }
        return OracleLedger(files: try names.map { (name: $0, text: try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) })
    }

    static func data(_ ledger: OracleLedger, _ spec: ReportSpec, asOf: Day) throws -> ReportData {
        let scanned = ScannedLedger(ledger)
        var figures: [Day: DayFigures] = [:]
        for day in spec.days(asOf: asOf) where scanned.items[day] != nil {
            figures[day] = try scanned.engine.figures(asOf: day, scopes: spec.scopes(on: day, asOf: asOf))
        }
        let sourceDays = spec.snapshotDays(behind: figures, asOf: asOf, among: Set(scanned.items.keys))
        let sources = sourceDays.map {
            SnapshotSource(
                day: $0, version: 1, itemCount: scanned.items[$0]!.count, file: "ledger-\($0).csv", fingerprint: "0123456789abcdef")
        }
        var data = ReportData(
            asOf: asOf, policy: scanned.policy, figures: figures, tables: scanned.tables, sources: sources, analystNames: .portfolio,
            lists: try figures[asOf].map(scanned.engine.lists))
        for day in sourceDays where figures[day] == nil { data.itemCounts[day] = try scanned.engine.itemCounts(on: day, by: .analyst) }
        if let count = spec.closingItemCount { data.closingItems = try scanned.engine.closingItems(asOf: asOf, limit: count) }
        if let figures = figures[asOf] {
            let builder = WorkingBuilder(engine: scanned.engine, figures: figures)
            for metric in spec.workingMetrics(scanned.policy.aging) { data.workings[metric] = try builder.working(of: metric) }
            for emulation in try scanned.engine.emulations(of: spec.emulatedRules, figures) {
                data.emulations[emulation.rule.id] = emulation
            }
        }
        return data
    }
}
