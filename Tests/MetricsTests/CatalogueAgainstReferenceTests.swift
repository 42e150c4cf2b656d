import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("The catalogue agrees with an independent reference")
struct CatalogueAgainstReferenceTests {
    /// Seeds of 200 random ledgers, in batches so that they run side by side.
    static let batches: [Range<UInt64>] = stride(from: UInt64(0), to: 200, by: 10).map { $0..<($0 + 10) }

    @Test("exactly, for every metric, scope and key of random ledgers", arguments: batches)
    func randomLedgers(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var ledger = OracleLedger.random(seed: seed).losingFiles(seed: seed)
            ledger.risk = .random(seed: seed)
            let engine = ScannedLedger(ledger, threads: 1 + Int(seed % 3)).engine
            // Two days a ledger: the last, and another one that goes through all places.
            let days = ledger.asOfDays
            for day in Set([days[Int(seed) % days.count], days.last].compactMap { $0 }) {
                let comparison = CatalogueComparison(try engine.figures(asOf: day), OracleMetrics.evaluate(ledger, asOf: day))
                #expect(comparison.compared > 500)
                #expect(comparison.differences.isEmpty, "seed \(seed), \(day): \(comparison.summary)")
            }
        }
    }

    @Test("on ledgers in which each figure has a value, and not only zero")
    func everyFigureIsPutToTheTest() {
        // The cells of the migration matrix are made alike, and an item seldom goes from one end of it to the other.
        let inputs = Metric.allInputs(.standard).filter { if case .migration = $0 { false } else { true } }
        let metrics = Metric.catalogue(.standard) + inputs
        var untested = Set(metrics.map { $0.id(.standard) })
        for seed in UInt64(0)..<200 where !untested.isEmpty {
            var ledger = OracleLedger.random(seed: seed)
            guard ledger.limits == AgingLimits.standard.limits else { continue }
            ledger.risk = .random(seed: seed)
            for day in ledger.asOfDays.suffix(2) {
                for (key, value) in OracleMetrics.evaluate(ledger, asOf: day) where untested.contains(key.metric) {
                    switch value {
                    case .money(0), .count(0), .fraction(.zero), .notAvailable: break
                    default: untested.remove(key.metric)
                    }
                }
            }
        }
        #expect(untested.isEmpty, "\(untested.sorted())")
    }

    @Test("exactly, for the migration matrix")
    func migration() throws {
        var compared = 0
        for seed in UInt64(0)..<200 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, let expected = OracleMetrics.migration(ledger, asOf: day) else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day, scopes: [.all])
            let differences = MigrationComparison(figures, expected).differences
            #expect(differences.isEmpty, "seed \(seed): \(differences)")
            compared += 1
        }
        #expect(compared > 100)
    }
}
