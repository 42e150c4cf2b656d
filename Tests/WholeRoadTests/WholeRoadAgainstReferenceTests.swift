import Ledger
import LedgerFixtures
import LedgerImport
import Metrics
import MetricsOracle
import Testing

@Suite("From files to figures the whole road agrees with an independent reference")
struct WholeRoadAgainstReferenceTests {
    /// Seeds of 80 random ledgers (the kernels alone are compared on 200 in MetricsTests), in batches so that they run side by side.
    static let batches: [Range<UInt64>] = stride(from: UInt64(0), to: 80, by: 10).map { $0..<($0 + 10) }

    /// Chunks of one row, of parts of a row, and of more than a file.
    private static let chunkByteCounts = [1 << 20, 1, 61, 997, 4096, 7, 333]

    @Test("exactly, for every metric, scope and key of random ledgers, computed and kept", .tags(.slow), arguments: batches)
    func randomLedgers(seeds: Range<UInt64>) throws {
        for seed in seeds {
            let ledger = OracleLedger.random(seed: seed).losingFiles(seed: seed)
            var days = Array(ledger.asOfDays.suffix(1))
            if seed % 3 == 0 { days.insert(ledger.asOfDays[ledger.asOfDays.count / 2], at: 0) }
            let options = ImportOptions(
                threads: [1, 2, 7][Int(seed % 3)], chunkByteCount: Self.chunkByteCounts[Int(seed) % Self.chunkByteCounts.count])
            try Road.with(ledger, shuffle: seed, options) { road in
                let engine = try road.engine(threads: 1 + Int(seed % 4))
                for day in Set(days) { try compare(engine, road, ledger, day, seed: seed) }
            }
        }
    }

    private func compare(_ engine: MetricsEngine, _ road: Road, _ ledger: OracleLedger, _ day: Day, seed: UInt64) throws {
        let figures = try engine.figures(asOf: day)
        let comparison = CatalogueComparison(figures, OracleMetrics.evaluate(ledger, asOf: day))
        #expect(comparison.compared > 500)
        #expect(comparison.differences.isEmpty, "seed \(seed), \(day): \(comparison.summary)")
        if let migration = OracleMetrics.migration(ledger, asOf: day) {
            let differences = MigrationComparison(figures, migration).differences
            #expect(differences.isEmpty, "seed \(seed), \(day): \(differences)")
        }
        let computed = figures.everyValue
        let again = try engine.figures(asOf: day, scopes: [.all, .company, .analyst]).everyValue
        let kept = try road.readingEngine().figures(asOf: day).everyValue
        let isSame = again.allSatisfy { computed[$0] == $1 }
        #expect(isSame, "seed \(seed), \(day): in the same engine")
        #expect(computed == kept, "seed \(seed), \(day): from the kept rollups")
    }
}
