import Ledger
import LedgerColumns
import LedgerStore
import Metrics

/// The positions rollup of a ledger file, made while its columns are in memory and kept in the import's own transaction.
public struct ImportRollups: Sendable {
    private let policy: Policy
    private let table: RateTable
    private let rates: RateFingerprints
    private let threads: Int

    /// - Parameter rates: all rates the store will hold when the import is done.
    public init(policy: Policy, rates: [ExchangeRate], threads: Int) {
        self.policy = policy
        self.threads = threads
        table = RateTable(reporting: policy.reportingCurrency, rates: rates)
        self.rates = RateFingerprints(rates: rates)
    }

    /// Begins to make the positions of a day's items on other threads, or returns nil when a currency has no rate yet: they are then computed when a figure
    /// first needs them.
    public func begin(_ items: PackedItems, day: Day) -> PendingPositions? {
        guard currenciesWithoutRate(items, day: day).isEmpty else { return nil }
        return PendingPositions { () throws(MetricsError) in
            try PositionsRollup.archive(scanning: items, day: day, aging: policy.aging, rates: table, threads: threads)
        }
    }

    /// Columns that are not looked at, so that their memory may be freed while rollups are made.
    public static let unusedColumns = Set(ItemColumn.allCases).subtracting(PositionsRollup.scannedColumns)

    /// The codes of currencies that have no rate on or before a day, sorted.
    public func currenciesWithoutRate(_ items: PackedItems, day: Day) -> [String] {
        items.currencies.filter { table.conversion(of: $0, on: day) == nil }.map(\.code).sorted()
    }

    /// Keeps the positions of the part a file brought, once they are made.
    ///
    /// - Throws: `amounts-too-large`, or what the store throws.
    public func keep(_ positions: PendingPositions, day: Day, of part: SnapshotPart, in transaction: ImportTransaction) throws {
        try transaction.saveRollup(
            name: PositionsKeeping.name, key: PositionsKeeping.key(day, part: part.id),
            fingerprint: PositionsKeeping.fingerprint(part.fingerprint, policy, rates.text(until: day)), bytes: try positions.take())
    }
}
