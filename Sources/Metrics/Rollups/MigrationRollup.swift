import Ledger
import LedgerColumns

/// Where the debit items of one snapshot stand in a later one: items matched on company + document + line, summed per company × customer × currency.
///
/// Shape: ``movedMinor`` has `groups.count × bucketCount × (bucketCount + 1)` entries: for each row and opening bucket, the amount by bucket at D, and last
/// what was settled meanwhile; these add up to the opening bucket. ``newMinor`` has `groups.count × bucketCount`. Reporting minor units; moved and settled
/// amounts at the opening day's rate, new ones at D's. ``settledMinor`` has `groups.count × bucketCount × 3`: what of the settled amount was paid, credited and
/// written off. Readings 19 and 20 of the catalogue, and “Full migration”.
public struct MigrationRollup: Hashable, Sendable {
    public var openingDay: Day
    public var day: Day
    public var groups: AccountGroups
    public var bucketCount: Int
    public var movedMinor: [Int64]
    public var newMinor: [Int64]
    /// Entry `(row × bucketCount + from) × 3 + raw Settlement`.
    public var settledMinor: [Int64]

    /// The amount of a row that stood in bucket `from` and now stands in `to` (`to` = ``bucketCount``: settled).
    public func movedMinor(_ row: Int, from: Int, to: Int) -> Int64 { movedMinor[(row * bucketCount + from) * (bucketCount + 1) + to] }

    /// Matches two snapshots, and what left the opening one with the postings of the period. Linear in all, on up to `threads` threads, with a result that does not
    /// depend on their number.
    ///
    /// - Parameter postings: those of the days after the opening up to D at least; others are passed over.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public static func scan(
        opening: ItemColumns, on openingDay: Day, closing: ItemColumns, on day: Day, postings: PostingColumns, aging: AgingLimits,
        rates: RateTable, threads: Int = 1
    ) throws(MetricsError) -> MigrationRollup {
        let ledgers = MigrationLedgers(
            opening: ScannedItems(opening), openingDay: openingDay, closing: ScannedItems(closing), day: day, postings: postings,
            aging: aging, rates: rates)
        return try inMemory { try MigrationScan(ledgers, threads: threads).run() }
    }

    /// Matches two snapshots that are decoded piece by piece: the same rollup.
    ///
    /// - Throws: `missing-rate` and `amounts-too-large` as ``MetricsError``; a `ColumnError` that names the segment when one cannot be decoded.
    public static func scan(
        opening: EncodedItems, on openingDay: Day, closing: EncodedItems, on day: Day, postings: PostingColumns, aging: AgingLimits,
        rates: RateTable, threads: Int = 1
    ) throws -> MigrationRollup {
        let ledgers = MigrationLedgers(
            opening: ScannedItems(opening), openingDay: openingDay, closing: ScannedItems(closing), day: day, postings: postings,
            aging: aging, rates: rates)
        return try MigrationScan(ledgers, threads: threads).run()
    }
}
