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

    /// The positions of a day's items, or nil when a currency has no rate yet: they are then computed when a figure first needs them.
    ///
    /// - Throws: `amounts-too-large`.
    public func positions(_ items: ItemColumns, day: Day) throws(MetricsError) -> PositionsRollup? {
        guard currenciesWithoutRate(items, day: day).isEmpty else { return nil }
        return try PositionsRollup.scan(items, day: day, aging: policy.aging, rates: table, threads: threads)
    }

    /// The codes of currencies that have no rate on or before a day, sorted.
    public func currenciesWithoutRate(_ items: ItemColumns, day: Day) -> [String] {
        items.currencies.filter { table.conversion(of: $0, on: day) == nil }.map(\.code).sorted()
    }

    /// Keeps the positions of the part a file brought.
    public func keep(_ rollup: PositionsRollup, of part: SnapshotPart, in transaction: ImportTransaction) throws(StoreError) {
        try transaction.saveRollup(
            name: PositionsKeeping.name, key: PositionsKeeping.key(rollup.day, part: part.id),
            fingerprint: PositionsKeeping.fingerprint(part.fingerprint, policy, rates.text(until: rollup.day)), bytes: rollup.archive)
    }
}
