import Foundation
import Ledger
import MetricsOracle
import Testing

/// The reference against the golden ledger, whose values were derived by hand.
struct GoldenTests {
    static func folder(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: name)
    }

    static func ledger(_ name: String = "Golden") throws -> OracleLedger {
        let folder = folder(name)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".csv") }
        return OracleLedger(
            files: try names.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) })
    }

    @Test(arguments: [("Golden", "2026-06-30", 3 * 68), ("GoldenMidMonth", "2026-06-15", 3 * 42 + 2)])
    func everyExpectedValue(name: String, day: String, count: Int) throws {
        var ledger = try GoldenTests.ledger(name)
        ledger.lossRates = OracleLedger.standardLossRates
        let values = OracleMetrics.evaluate(ledger, asOf: Day(iso: day)!)
        let expected = try String(contentsOf: GoldenTests.folder(name).appending(path: "expected.csv"), encoding: .utf8)
        var compared = 0
        for line in expected.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let value = values[OracleKey(scope: fields[0], key: fields[1], metric: fields[2])]
            #expect(value.map(text) == fields[3], "\(line)")
            compared += 1
        }
        #expect(compared == count)
    }

    @Test func migration() throws {
        let migration = OracleMetrics.migration(try GoldenTests.ledger(), asOf: Day(iso: "2026-06-30")!)
        #expect(
            migration
                == OracleMigration(
                    standing: [
                        [0, 1_300_000, 0, 0, 0], [0, 0, 250_000, 0, 0], [0, 0, 0, 600_000, 0], [0, 0, 0, 0, 500_000], [0, 0, 0, 0, 0],
                    ],
                    settled: [4_000_000, 700_000, 0, 0, 200_000], new: [2_500_000, 0, 0, 0, 0]))
    }

    func text(_ value: OracleValue) -> String {
        switch value {
        case .money(let minor): String(minor)
        case .fraction(let fraction): fraction.decimalText()
        case .count(let count): String(count)
        case .notAvailable: "n/a"
        }
    }
}
