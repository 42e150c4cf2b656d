import Foundation
import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("The golden ledger")
struct GoldenLedgerTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")

    @Test("gives every expected value, for the whole ledger and by analyst")
    func expectedValues() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".csv") && $0 != "expected.csv"
        }
        let files = try names.map { (name: $0, text: try String(contentsOf: Self.folder.appending(path: $0), encoding: .utf8)) }
        let ledger = OracleLedger(files: files)
        let figures = try ScannedLedger(ledger).engine.figures(asOf: Day(iso: "2026-06-30")!)
        var compared = 0
        for line in try String(contentsOf: Self.folder.appending(path: "expected.csv"), encoding: .utf8).split(separator: "\n").dropFirst()
        {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let metric = try #require(Metric(id: fields[2], aging: .standard), "\(fields[2])")
            let value = figures.value(metric, try #require(Scope(rawValue: fields[0])), fields[1])
            let text = if let number = value.rational { number.decimalText() } else { "n/a" }
            #expect(text == fields[3], "\(line)")
            compared += 1
        }
        // 68 ids of the catalogue for the whole ledger and two analysts.
        #expect(compared == 204)
    }
}
