import Ledger

/// One figure of one scope and key, by plain words: `analyst`, `AN1`, `ar.net`. The key of scope `all` is empty.
public struct OracleKey: Hashable, Sendable {
    public var scope: String
    public var key: String
    public var metric: String

    public init(scope: String, key: String, metric: String) {
        self.scope = scope
        self.key = key
        self.metric = metric
    }
}

/// The value of a figure.
public enum OracleValue: Hashable, Sendable {
    /// Minor units of the reporting currency.
    case money(Int64)
    case fraction(Rational)
    case count(Int64)
    case notAvailable
}

/// Where the opening amounts of each bucket went, in minor units of the reporting currency. Buckets count from 0 (current).
public struct OracleMigration: Hashable, Sendable {
    /// `standing[from][to]`: still open, and in which bucket.
    public var standing: [[Int64]]
    /// No longer open, by opening bucket.
    public var settled: [Int64]
    /// Open now without an opening amount, by bucket of the as-of day.
    public var new: [Int64]

    public init(standing: [[Int64]], settled: [Int64], new: [Int64]) {
        self.standing = standing
        self.settled = settled
        self.new = new
    }
}

/// A naive reading of the metric catalogue: every scope and key filters the rows and adds them up again.
public enum OracleMetrics {
    /// Every figure of every scope and key on a day.
    public static func evaluate(_ ledger: OracleLedger, asOf: Day) -> [OracleKey: OracleValue] {
        let rows = OracleRows(ledger, asOf: asOf)
        var values: [OracleKey: OracleValue] = [:]
        for scope in Scope.allCases {
            for key in keys(of: scope, rows) {
                for (metric, value) in OracleSlice(rows, scope: scope, key: key).values() {
                    values[OracleKey(scope: scope.rawValue, key: key, metric: metric)] = value
                }
            }
        }
        return values
    }

    /// The migration of scope `all`; nil without an opening or a closing snapshot.
    public static func migration(_ ledger: OracleLedger, asOf: Day) -> OracleMigration? {
        let rows = OracleRows(ledger, asOf: asOf)
        guard let opening = rows.opening, let closing = rows.closing else { return nil }
        let count = ledger.limits.count + 2
        let zeros = [Int64](repeating: 0, count: count)
        var migration = OracleMigration(standing: [[Int64]](repeating: zeros, count: count), settled: zeros, new: zeros)
        for row in opening where row.isDebit {
            let stands = row.standing?.amount ?? 0
            if let standing = row.standing { migration.standing[row.bucket][standing.bucket] += stands }
            migration.settled[row.bucket] += row.converted - stands
        }
        for row in closing where row.isDebit {
            let before = opening.first { candidate in
                candidate.isDebit && candidate.item.document == row.item.document && candidate.item.company == row.item.company
                    && candidate.item.line == row.item.line && candidate.item.currency == row.item.currency
            }
            let grown = row.item.openMinor - min(row.item.openMinor, before?.item.openMinor ?? 0)
            migration.new[row.bucket] += rows.money.convert(grown, row.item.currency, on: asOf)
        }
        return migration
    }

    /// `current`, `1-30`, …, `over-90`.
    public static func bucketNames(_ limits: [Int]) -> [String] {
        var names = ["current"]
        var first = 1
        for limit in limits {
            names.append("\(first)-\(limit)")
            first = limit + 1
        }
        return names + ["over-\(limits.last ?? 0)"]
    }

    private static func keys(of scope: Scope, _ rows: OracleRows) -> Set<String> {
        if scope == .all { return [""] }
        var keys: Set<String> = []
        var places: [OraclePlace] = []
        for row in rows.closing ?? [] { places.append(row.place) }
        for row in rows.opening ?? [] { places.append(row.place) }
        for row in rows.postings where rows.period.contains(row.posting.postingDate) {
            places.append(row.place)
            places += row.credits.map(\.place)
        }
        for row in rows.disputes where row.isOpen || row.isClosedInPeriod { places.append(row.place) }
        for row in rows.promises + rows.pending { places.append(row.place) }
        for row in rows.activities { places.append(row.place) }
        for place in places {
            if let key = place.key(in: scope) { keys.insert(key) }
        }
        for analyst in rows.ledger.analysts {
            if scope == .analyst { keys.insert(analyst.analyst) }
            if scope == .team { keys.insert(analyst.team ?? "unknown") }
        }
        return keys
    }
}
