import Ledger
import LedgerColumns

/// The balances of one snapshot, summed per company × customer × currency × kind: the first of the three scans over items.
///
/// Shape: every array has ``AccountGroups/count`` entries (``bucketsMinor``: that many per bucket, bucket after bucket in a row).
/// Reporting amounts are minor units of the reporting currency, each item converted on its own at the snapshot day's rate.
public struct PositionsRollup: Hashable, Sendable {
    /// The snapshot's as-of day D.
    public var day: Day
    public var groups: AccountGroups
    public var bucketCount: Int
    /// Debit items by bucket: entry `row × bucketCount + bucket`, reporting currency.
    public var bucketsMinor: [Int64]
    /// Credit items (≤ 0), reporting currency.
    public var creditsMinor: [Int64]
    /// Credit items (≤ 0) by the bucket of their own due day, or of their document day when they have none: entry as in ``bucketsMinor``.
    public var creditsByDateMinor: [Int64]
    /// All items in document currency.
    public var netDocumentMinor: [Int64]
    /// Debit items due on or before the last day of the month that contains D + 1, reporting currency: what the month that D opens can collect.
    public var dueInOpenedMonthMinor: [Int64]
    /// Σ open × days past due over past-due debit items, reporting minor units × days.
    public var pastDueMinorDays: [Int128]
    public var debitCount: [Int64]
    public var creditCount: [Int64]
    /// Debit items without a due day; they stand in the current bucket.
    public var undatedCount: [Int64]
    /// The earliest due day of a past-due debit item; `ItemColumns.noDay` when there is none.
    public var oldestDueDay: [Int32]
    /// Debit items by the calendar month of their document day.
    public var documentMonths = DocumentMonths()

    /// Number of rows.
    public var count: Int { groups.count }

    /// Net balance of a row in the reporting currency.
    public func netMinor(_ row: Int) -> Int128 {
        (0..<bucketCount).reduce(Int128(creditsMinor[row])) { $0 + Int128(bucketsMinor[row * bucketCount + $1]) }
    }

    /// Whether a row has debit items past due.
    func isPastDue(_ row: Int) -> Bool { oldestDueDay[row] != ItemColumns.noDay }

    init(day: Day, groups: AccountGroups, bucketCount: Int) {
        self.day = day
        self.groups = groups
        self.bucketCount = bucketCount
        let count = groups.count
        bucketsMinor = [Int64](repeating: 0, count: count * bucketCount)
        creditsMinor = [Int64](repeating: 0, count: count)
        creditsByDateMinor = [Int64](repeating: 0, count: count * bucketCount)
        netDocumentMinor = [Int64](repeating: 0, count: count)
        dueInOpenedMonthMinor = [Int64](repeating: 0, count: count)
        pastDueMinorDays = [Int128](repeating: 0, count: count)
        debitCount = [Int64](repeating: 0, count: count)
        creditCount = [Int64](repeating: 0, count: count)
        undatedCount = [Int64](repeating: 0, count: count)
        oldestDueDay = [Int32](repeating: ItemColumns.noDay, count: count)
    }

    /// A rollup whose sums are yet to be put in.
    init(day: Day, archivedGroups groups: AccountGroups, bucketCount: Int) {
        self.day = day
        self.groups = groups
        self.bucketCount = bucketCount
        (bucketsMinor, creditsMinor, creditsByDateMinor, netDocumentMinor, dueInOpenedMonthMinor) = ([], [], [], [], [])
        (pastDueMinorDays, debitCount, creditCount, undatedCount, oldestDueDay) = ([], [], [], [], [])
    }
}

extension PositionsRollup {
    /// The columns of items that scans look at.
    public static let scannedColumns: Set<ItemColumn> = [.company, .customer, .currency, .kind, .documentDay, .dueDay, .openMinor]

    /// Scans a snapshot's items into a rollup. Linear in the rows; on up to `threads` threads, with a result that does not depend on their number.
    ///
    /// - Throws: `missing-rate` when a currency of the snapshot has no rate on or before its day; `amounts-too-large` when converted sums do not fit.
    public static func scan(
        _ items: ItemColumns, day: Day, aging: AgingLimits, rates: RateTable, threads: Int = 1
    ) throws(MetricsError) -> PositionsRollup {
        try inMemory {
            let scan = try PositionsScan(ScannedItems(items), day: day, aging: aging, rates: rates, threads: threads)
            return try rollup(scan, rowLimit: items.count, threads: threads)
        }
    }

    /// Scans items that are decoded piece by piece: the same rollup.
    ///
    /// - Throws: as ``scan(_:day:aging:rates:threads:)``, as ``MetricsError``; a `ColumnError` that names the segment when one cannot be decoded.
    public static func scan(
        _ items: EncodedItems, day: Day, aging: AgingLimits, rates: RateTable, threads: Int = 1
    ) throws -> PositionsRollup {
        let scan = try PositionsScan(ScannedItems(items), day: day, aging: aging, rates: rates, threads: threads)
        return try rollup(scan, rowLimit: items.count, threads: threads)
    }

    private static func rollup(_ scan: PositionsScan, rowLimit: Int, threads: Int) throws(MetricsError) -> PositionsRollup {
        let collected = CollectedPositions(scan.emptyRollup(), rowLimit: rowLimit)
        try scan.run(threads: threads, into: [collected.append])
        return collected.take()
    }

    /// The ``archive`` of packed items: the same bytes as those of a rollup that is scanned first, of which only pieces are in memory here.
    ///
    /// - Throws: as ``scan(_:day:aging:rates:threads:)``.
    public static func archive(
        scanning items: PackedItems, day: Day, aging: AgingLimits, rates: RateTable, threads: Int = 1
    ) throws(MetricsError) -> [UInt8] {
        try inMemory {
            let scan = try PositionsScan(
                ScannedItems(items.encoded(scannedColumns)), day: day, aging: aging, rates: rates, threads: threads)
            let streamed = StreamedPositions(day: day, bucketCount: aging.bucketCount)
            let lists = scan.emptyRollup().groups
            try (consume scan).run(threads: threads, into: streamed.takers)
            // Dealt-out items and archive together would be the peak of an import.
            FreedMemory.release(ofRows: items.count)
            return streamed.archive(lists)
        }
    }
}

/// What is made of items in memory, of which none is damaged.
func inMemory<Value>(_ make: () throws -> Value) throws(MetricsError) -> Value {
    do { return try make() } catch let error as MetricsError { throw error } catch {
        preconditionFailure("items in memory can be decoded: \(error)")
    }
}
