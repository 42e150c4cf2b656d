import Foundation
import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("The golden ledger")
struct GoldenLedgerTests {
    private static func folder(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: name)
    }

    /// The lines of `expected.csv`: scope, key, metric, value.
    private static func expected(_ name: String) throws -> [[String]] {
        try String(contentsOf: folder(name).appending(path: "expected.csv"), encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test(
        "gives every expected value",
        arguments: [
            // 68 ids of the catalogue for the whole ledger and two analysts.
            ("Golden", "2026-06-30", 204),
            // 42 others, and the risk score of two customers.
            ("GoldenMidMonth", "2026-06-15", 128),
        ])
    func expectedValues(name: String, day: String, count: Int) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder(name).path).filter {
            $0.hasSuffix(".csv") && $0 != "expected.csv"
        }
        let files = try names.map { (name: $0, text: try String(contentsOf: Self.folder(name).appending(path: $0), encoding: .utf8)) }
        var ledger = OracleLedger(files: files)
        ledger.lossRates = OracleLedger.standardLossRates
        let figures = try ScannedLedger(ledger).engine.figures(asOf: Day(iso: day)!)
        var compared = 0
        for fields in try Self.expected(name) {
            let metric = try #require(Metric(id: fields[2], aging: .standard), "\(fields[2])")
            let value = figures.value(metric, try #require(Scope(rawValue: fields[0])), fields[1])
            let text = if let number = value.rational { number.decimalText() } else { "n/a" }
            #expect(text == fields[3], "\(fields)")
            compared += 1
        }
        #expect(compared == count)
    }

    @Test("has an expected value for every figure of the catalogue")
    func everyFigure() throws {
        let covered = Set(try (Self.expected("Golden") + Self.expected("GoldenMidMonth")).map { $0[2] })
        #expect(covered == Set(Metric.catalogue(.standard).map { $0.id(.standard) }))
    }
}
