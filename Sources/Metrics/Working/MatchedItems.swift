import Ledger
import LedgerColumns

/// Debit items of an opening and a closing snapshot, each with what it adds to the facts of migration.
///
/// An item adds to one or two entries of them, so that visiting all items costs no more than these; no facts are kept for an item.
struct MatchedItems {
    /// An item, with where its entries end.
    private struct Item {
        let isOpening: Bool
        let row: Int32
        let entriesEnd: Int32
    }

    /// What an item adds to one place of ``Facts``.
    private struct Entry {
        let row: FactsRow
        let offset: Int
        let minor: Int64
    }

    private let bucketCount: Int
    private var items: [Item] = []
    private var entries: [Entry] = []

    /// Matches items as ``MigrationRollup`` does.
    ///
    /// - Parameter rows: The items to be matched, of the opening and of the closing snapshot.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    init(
        opening: ItemColumns, rows openingRows: [Int], on openingDay: Day, closing: ItemColumns, rows closingRows: [Int], on day: Day,
        postings: PostingColumns, aging: AgingLimits, rates: RateTable
    ) throws {
        let rollup = try MigrationRollup.scan(
            opening: Self.singled(opening, openingRows, letter: "o"), on: openingDay,
            closing: Self.singled(closing, closingRows, letter: "c"), on: day, postings: postings, aging: aging, rates: rates)
        bucketCount = aging.bucketCount
        for group in 0..<rollup.groups.count {
            let name = rollup.groups.customers[Int(rollup.groups.customer[group])]
            guard let letter = name.first, let row = Int32(name.dropFirst()) else { continue }
            add(rollup.movedMinor, .moved, group, bucketCount * (bucketCount + 1))
            add(rollup.settledMinor, .settled, group, bucketCount * Settlement.allCases.count)
            add(rollup.newMinor, .new, group, bucketCount)
            items.append(Item(isOpening: letter == "o", row: row, entriesEnd: Int32(entries.count)))
        }
    }

    private mutating func add(_ minor: [Int64], _ row: FactsRow, _ group: Int, _ width: Int) {
        for offset in 0..<width where minor[group * width + offset] != 0 {
            entries.append(Entry(row: row, offset: offset, minor: minor[group * width + offset]))
        }
    }

    /// Gives each item to `body`: its snapshot and row, and the facts of it alone.
    func forEach(_ body: (_ isOpening: Bool, _ row: Int, _ facts: Facts) -> Void) {
        var facts = Facts(FactsLayout(bucketCount: bucketCount, monthCount: 0))
        var start = 0
        for item in items {
            let own = start..<Int(item.entriesEnd)
            start = own.upperBound
            for entry in entries[own] { facts.add(Int128(entry.minor), to: entry.row, entry.offset) }
            body(item.isOpening, Int(item.row), facts)
            for entry in entries[own] { facts.add(-Int128(entry.minor), to: entry.row, entry.offset) }
        }
    }

    /// Each of some items as a customer of its own, named by a letter and its row: a rollup's rows are then single items.
    private static func singled(_ items: ItemColumns, _ rows: [Int], letter: String) -> ItemColumns {
        var single = items
        single.customers = StringDictionary(values: [""] + rows.map { letter + String($0) })
        single.customer = [UInt32](repeating: 0, count: items.count)
        for (number, row) in rows.enumerated() { single.customer[row] = UInt32(number + 1) }
        return single
    }
}
