import Ledger
import LedgerColumns

/// Debit items of an opening and a closing snapshot, each with what it adds to the facts of migration.
///
/// An item adds to a few entries of them, so that visiting all items costs no more than these; no facts are kept for an item.
struct MatchedItems {
    private let places: MigrationPlaces
    /// By item: those of the opening snapshot by row, then those of the closing one.
    private var amounts: [MigrationItemAmount]

    /// Matches items as ``MigrationRollup`` does.
    ///
    /// - Parameter rows: The items that are wanted, of the opening and of the closing snapshot.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    init(
        opening: ItemColumns, rows openingRows: [Int], on openingDay: Day, closing: ItemColumns, rows closingRows: [Int], on day: Day,
        postings: PostingColumns, aging: AgingLimits, rates: RateTable
    ) throws {
        let ledgers = MigrationLedgers(
            opening: ScannedItems(opening), openingDay: openingDay, closing: ScannedItems(closing), day: day, postings: postings,
            aging: aging, rates: rates)
        places = MigrationPlaces(bucketCount: aging.bucketCount)
        let all = try MigrationScan(ledgers, threads: 1).itemAmounts()
        // Counting sort by item: linear, and stable.
        var starts = [Int32](repeating: -1, count: opening.count + closing.count)
        for row in openingRows { starts[row] = 0 }
        for row in closingRows { starts[opening.count + row] = 0 }
        func item(_ amount: MigrationItemAmount) -> Int { (amount.isOpening ? 0 : opening.count) + Int(amount.row) }
        for amount in all where starts[item(amount)] >= 0 { starts[item(amount)] += 1 }
        var count: Int32 = 0
        for item in starts.indices where starts[item] >= 0 { (starts[item], count) = (count, count + starts[item]) }
        amounts = Array(repeating: MigrationItemAmount(isOpening: false, row: 0, place: 0, minor: 0), count: Int(count))
        for amount in all {
            let place = starts[item(amount)]
            guard place >= 0 else { continue }
            amounts[Int(place)] = amount
            starts[item(amount)] += 1
        }
    }

    /// Gives each item that has amounts to `body`: its snapshot and row, and the facts of it alone.
    func forEach(_ body: (_ isOpening: Bool, _ row: Int, _ facts: Facts) -> Void) {
        var facts = Facts(FactsLayout(bucketCount: places.bucketCount, monthCount: 0))
        var start = 0
        while start < amounts.count {
            let first = amounts[start]
            var end = start + 1
            while end < amounts.count, amounts[end].row == first.row, amounts[end].isOpening == first.isOpening { end += 1 }
            for index in start..<end { add(Int128(amounts[index].minor), amounts[index].place, to: &facts) }
            body(first.isOpening, Int(first.row), facts)
            for index in start..<end { add(-Int128(amounts[index].minor), amounts[index].place, to: &facts) }
            start = end
        }
    }

    private func add(_ minor: Int128, _ place: UInt32, to facts: inout Facts) {
        let place = Int(place)
        if places.moved.contains(place) {
            facts.add(minor, to: .moved, place - places.moved.lowerBound)
        } else if places.new.contains(place) {
            facts.add(minor, to: .new, place - places.new.lowerBound)
        } else {
            facts.add(minor, to: .settled, place - places.settled.lowerBound)
        }
    }
}
