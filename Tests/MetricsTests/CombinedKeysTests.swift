import Ledger
import LedgerFixtures
import MetricsOracle
import Testing

@testable import Metrics

@Suite("Keys taken together")
struct CombinedKeysTests {
    private static func figures(_ seed: UInt64) throws -> DayFigures? {
        let ledger = OracleLedger.random(seed: seed)
        guard let asOf = ledger.asOfDays.last else { return nil }
        return try ScannedLedger(ledger).engine.figures(asOf: asOf)
    }

    @Test("have what the scan gives for a team's analysts, for every figure that follows from theirs")
    func teams() throws {
        var (compared, unknown) = (0, 0)
        for seed in UInt64(0)..<30 {
            guard let figures = try Self.figures(seed) else { continue }
            // Targets are set for each scope by itself.
            let metrics = Metric.catalogue(figures.frame.policy.aging).filter { ![.collectAttainment, .pace, .landingGap].contains($0) }
            for team in figures.keys(.team) {
                let analysts = figures.keys(.analyst).filter { ScopeKey.team(of: $0, tables: figures.tables) == team }
                var combined = CombinedKeys(analysts, of: .analyst, in: figures)
                for metric in metrics {
                    guard let value = combined.value(metric) else {
                        unknown += 1
                        continue
                    }
                    #expect(value == figures.value(metric, .team, team), "seed \(seed) \(metric) \(team)")
                    compared += 1
                }
            }
        }
        #expect(compared > 2_000 && unknown > 50)
    }

    @Test("are the whole ledger when they are all keys, and nothing when they are none")
    func allAndNone() throws {
        for seed in UInt64(0)..<10 {
            guard let figures = try Self.figures(seed) else { continue }
            var all = CombinedKeys(figures.keys(.customer), of: .customer, in: figures)
            var none = CombinedKeys([], of: .customer, in: figures)
            for metric in [Metric.arNet, .arPastDue, .sales, .ratioPastDue, .dsoSimple, .cei] {
                #expect(all.value(metric) == figures.value(metric), "seed \(seed) \(metric)")
            }
            #expect(none.value(.arGross)?.rational == .zero)
        }
    }
}
