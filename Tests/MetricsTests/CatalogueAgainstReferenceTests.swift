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
            let ledger = OracleLedger.random(seed: seed)
            let engine = ScannedLedger(ledger, threads: 1 + Int(seed % 3)).engine
            // Three days a ledger: the first, one in between, the last.
            let days = ledger.asOfDays
            for day in Set([days.first, days[days.count / 2], days.last].compactMap { $0 }) {
                try compare(engine, ledger, day, seed: seed)
            }
        }
    }

    private func compare(_ engine: MetricsEngine, _ ledger: OracleLedger, _ day: Day, seed: UInt64) throws {
        let figures = try engine.figures(asOf: day)
        let expected = OracleMetrics.evaluate(ledger, asOf: day)
        var differences: [String] = []
        var compared = 0
        for (key, value) in expected {
            let scope = try #require(Scope(rawValue: key.scope))
            let metric = try #require(Metric(id: key.metric, aging: engine.policy.aging), "\(key.metric)")
            let actual = figures.value(metric, scope, key.key)
            compared += 1
            if !agrees(actual, value) { differences.append("\(key.scope) \(key.key) \(key.metric): \(actual) instead of \(value)") }
        }
        for scope in Scope.allCases {
            let keys = Set(expected.keys.filter { $0.scope == scope.rawValue }.map(\.key))
            if keys != Set(figures.keys(scope)) {
                differences.append("keys of \(scope): \(figures.keys(scope)) instead of \(keys.sorted())")
            }
        }
        #expect(compared > 500)
        #expect(
            differences.isEmpty,
            "seed \(seed), \(day): \(differences.count) differences\n\(differences.sorted().prefix(12).joined(separator: "\n"))")
    }

    private func agrees(_ actual: FigureValue, _ expected: OracleValue) -> Bool {
        switch (actual, expected) {
        case (.money(let left), .money(let right)): left == right
        case (.ratio(let left), .fraction(let right)), (.days(let left), .fraction(let right)), (.index(let left), .fraction(let right)):
            left == right
        case (.count(let left), .count(let right)): left == right
        case (.unavailable, .notAvailable): true
        default: false
        }
    }

    @Test("exactly, for the migration matrix")
    func migration() throws {
        var compared = 0
        for seed in UInt64(0)..<200 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, let expected = OracleMetrics.migration(ledger, asOf: day) else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day, scopes: [.all])
            let buckets = ledger.limits.count + 2
            for from in 0..<buckets {
                for to in 0...buckets {
                    let amount = to == buckets ? expected.settled[from] : expected.standing[from][to]
                    #expect(figures.value(.migration(from: from, to: to)) == .money(amount), "seed \(seed) from \(from) to \(to)")
                }
                #expect(figures.value(.migrationNew(to: from)) == .money(expected.new[from]), "seed \(seed) new \(from)")
            }
            compared += 1
        }
        #expect(compared > 100)
    }
}
