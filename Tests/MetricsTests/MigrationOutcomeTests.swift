import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("The full migration matrix")
struct MigrationOutcomeTests {
    @Test("makes each opening bucket whole, for every key of every scope")
    func rowsSumToOne() throws {
        var rows = 0
        for seed in UInt64(400)..<430 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day)
            let aging = figures.frame.policy.aging
            for scope in Scope.allCases {
                for key in figures.keys(scope) {
                    for bucket in 0..<aging.bucketCount {
                        var parts = MigrationOutcome.cases(from: bucket, aging).map { Metric.rollOutcome(bucket: bucket, $0) }
                        if bucket < aging.bucketCount - 1 { parts.append(.roll(bucket: bucket)) }
                        let shares = parts.compactMap { figures.value($0, scope, key).rational }
                        guard !shares.isEmpty else { continue }
                        #expect(shares.count == parts.count && shares.reduce(.zero, +) == Rational(1), "seed \(seed) \(scope) \(key)")
                        #expect(shares.allSatisfy { $0 >= .zero })
                        rows += 1
                    }
                }
            }
        }
        #expect(rows > 1000)
    }

    @Test("does not depend on the order of items and postings")
    func orderDoesNotMatter() throws {
        for seed in UInt64(430)..<440 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day).everyValue
            var random = OracleRandom(seed: seed)
            var shuffled = ledger
            shuffled.postings = random.shuffled(ledger.postings)
            shuffled.snapshots = ledger.snapshots.mapValues { random.shuffled($0) }
            #expect(try ScannedLedger(shuffled).engine.figures(asOf: day).everyValue == figures, "seed \(seed)")
        }
    }
}
