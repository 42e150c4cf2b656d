import Ledger
import Metrics
import MetricsOracle

/// The figures of a day held against the reference: every metric and input of every scope and key, exactly. One without a reference is a difference.
public struct CatalogueComparison {
    /// Number of figures compared.
    public private(set) var compared = 0
    /// What is not the same, in words.
    public private(set) var differences: [String] = []

    /// - Parameters:
    ///   - figures: Of all scopes.
    ///   - expected: What `OracleMetrics.evaluate` gives for the same ledger and day.
    public init(_ figures: DayFigures, _ expected: [OracleKey: OracleValue]) {
        let aging = figures.frame.policy.aging
        let metrics = Dictionary(uniqueKeysWithValues: (Metric.catalogue(aging) + Metric.allInputs(aging)).map { ($0.id(aging), $0) })
        for (key, value) in expected {
            guard let scope = Scope(rawValue: key.scope), let metric = metrics[key.metric] else {
                differences.append("\(key.scope) \(key.metric): unknown to the catalogue")
                continue
            }
            let actual = figures.value(metric, scope, key.key)
            compared += 1
            if !Self.agrees(actual, value) { differences.append("\(key.scope) \(key.key) \(key.metric): \(actual) instead of \(value)") }
        }
        for scope in Scope.allCases {
            let keys = Set(expected.keys.lazy.filter { $0.scope == scope.rawValue }.map(\.key))
            if keys != Set(figures.keys(scope)) {
                differences.append("keys of \(scope): \(figures.keys(scope)) instead of \(keys.sorted())")
            }
            for key in keys {
                for id in metrics.keys where expected[OracleKey(scope: scope.rawValue, key: key, metric: id)] == nil {
                    differences.append("\(scope) \(key) \(id): no reference")
                }
            }
        }
    }

    /// The differences for a failure's text: how many, and the first.
    public var summary: String { "\(differences.count) differences\n\(differences.sorted().prefix(12).joined(separator: "\n"))" }

    private static func agrees(_ actual: FigureValue, _ expected: OracleValue) -> Bool {
        switch (actual, expected) {
        case (.money(let left), .money(let right)): left == right
        case (.ratio(let left), .fraction(let right)), (.days(let left), .fraction(let right)), (.index(let left), .fraction(let right)):
            left == right
        case (.count(let left), .count(let right)): left == right
        case (.unavailable, .notAvailable): true
        default: false
        }
    }
}

/// The migration matrix of a day held against the reference.
public struct MigrationComparison {
    /// What is not the same, in words.
    public private(set) var differences: [String] = []

    public init(_ figures: DayFigures, _ expected: OracleMigration) {
        let buckets = figures.frame.policy.aging.bucketCount
        for from in 0..<buckets {
            for to in 0...buckets {
                let amount = to == buckets ? expected.settled[from] : expected.standing[from][to]
                compare(figures.value(.migration(from: from, to: to)), amount, "from \(from) to \(to)")
            }
            compare(figures.value(.migrationNew(to: from)), expected.new[from], "new \(from)")
        }
    }

    private mutating func compare(_ actual: FigureValue, _ amount: Int64, _ place: String) {
        if actual != .money(amount) { differences.append("\(place): \(actual) instead of \(amount)") }
    }
}

extension DayFigures {
    /// Every figure of every scope and key, with the inputs of the migration matrix and the reasons of what is not available.
    public var everyValue: [EveryKey: FigureValue] {
        let buckets = frame.policy.aging.bucketCount
        var metrics = Metric.catalogue(frame.policy.aging)
        metrics += (0..<buckets).flatMap { from in (0...buckets).map { Metric.migration(from: from, to: $0) } }
        metrics += (0..<buckets).map { Metric.migrationNew(to: $0) }
        var values: [EveryKey: FigureValue] = [:]
        for scope in Scope.allCases {
            for key in keys(scope) {
                for metric in metrics { values[EveryKey(scope: scope, key: key, metric: metric)] = value(metric, scope, key) }
            }
        }
        return values
    }

    /// One figure of one scope and key.
    public struct EveryKey: Hashable, Sendable {
        public var scope: Scope
        public var key: String
        public var metric: Metric
    }
}
