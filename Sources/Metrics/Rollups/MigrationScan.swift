import Ledger
import LedgerColumns

/// Adds up a migration by account group, cell by cell.
struct MigrationScan: Sendable {
    private let ledgers: MigrationLedgers
    private let aging: AgingLimits
    private let items: MigrationItems
    private let order: AccountOrder

    init(ledgers: MigrationLedgers, levels: MigrationLevels, settled: SettledParts, aging: AgingLimits) {
        self.ledgers = ledgers
        self.aging = aging
        let (opening, closing) = (ledgers.opening, ledgers.closing)
        var (companies, customers, currencies) = (opening.companies, opening.customers, opening.currencies)
        let closingCompany = companies.codes(adding: closing.companies.values)
        let closingCustomer = customers.codes(adding: closing.customers.values)
        let closingCurrency = currencies.codes(adding: closing.currencies)
        order = AccountOrder(
            companies: companies.values, customers: customers.values, currencies: currencies, kindCount: 1,
            rowCount: opening.count + closing.count)
        items = MigrationItems(
            ledgers: ledgers, levels: levels, settled: settled, aging: aging, order: order, closingCompany: closingCompany,
            closingCustomer: closingCustomer, closingCurrency: closingCurrency)
    }

    func run(threads: Int) -> MigrationRollup {
        let rowCount = ledgers.opening.count + ledgers.closing.count
        let cells = Cells(items, parts: max(1, min(threads, rowCount / 4096)))
        let shares = cells.shares(threads)
        var parts = concurrentParts(shares.count) { sum(cells, shares[$0]) }
        var rollup = parts.removeFirst()
        for part in parts { rollup.append(part) }
        rollup.groups.removeUnusedValues()
        return rollup
    }

    private func sum(_ cells: Cells<MigrationItem>, _ share: Range<Int>) -> MigrationRollup {
        var rollup = MigrationRollup(
            openingDay: ledgers.openingDay, day: ledgers.day,
            groups: AccountGroups(companies: order.companies, customers: order.customers, currencies: order.currencies),
            bucketCount: aging.bucketCount, movedMinor: [], newMinor: [], settledMinor: [])
        let places = MigrationPlaces(bucketCount: aging.bucketCount)
        var keys = GroupSort(codeBitCount: order.codeBitCount)
        var sums = [Int64](repeating: 0, count: places.count)
        for cell in share {
            cells.withItems(of: cell) { items in
                keys.sort(items)
                var first = 0
                while let indices = keys.group(from: first) {
                    first = indices.upperBound
                    for place in sums.indices { sums[place] = 0 }
                    for index in indices {
                        let item = items[keys.place(index)]
                        // Exact: ``MigrationLevels`` found that the sum of all amounts fits.
                        sums[Int(item.place)] &+= item.minor
                    }
                    let code = keys.code(indices.lowerBound)
                    rollup.append(order.group(cell: cell, code: code), sums[places.moved], sums[places.new], sums[places.settled])
                }
            }
        }
        return rollup
    }
}

/// An amount of a group that belongs to one of its sums.
private struct MigrationItem: GroupedItem {
    let code: UInt32
    let place: UInt32
    /// Converted.
    let minor: Int64
}

/// Where the sums of a group stand: moved amounts by both buckets, new ones by bucket, settled ones by bucket and kind.
private struct MigrationPlaces: Sendable {
    let bucketCount: Int

    var count: Int { settled.upperBound }
    var moved: Range<Int> { 0..<bucketCount * (bucketCount + 1) }
    var new: Range<Int> { moved.upperBound..<moved.upperBound + bucketCount }
    var settled: Range<Int> { new.upperBound..<new.upperBound + bucketCount * Settlement.allCases.count }

    func moved(from: Int, to: Int) -> UInt32 { UInt32(from * (bucketCount + 1) + to) }
    func new(_ bucket: Int) -> UInt32 { UInt32(new.lowerBound + bucket) }
    func settled(from: Int, _ kind: Settlement) -> UInt32 {
        UInt32(settled.lowerBound + from * Settlement.allCases.count + kind.rawValue)
    }
}

/// The amounts of both snapshots and of what settled the items by the cells of their accounts.
private struct MigrationItems: CellSource {
    typealias Item = MigrationItem

    let ledgers: MigrationLedgers
    let levels: MigrationLevels
    let settled: SettledParts
    let aging: AgingLimits
    let order: AccountOrder
    /// Codes of the order's lists by code of the closing snapshot.
    let closingCompany: [UInt32]
    let closingCustomer: [UInt32]
    let closingCurrency: [UInt32]

    private var places: MigrationPlaces { MigrationPlaces(bucketCount: aging.bucketCount) }
    var cellCount: Int { order.cellCount }

    func emit<Sink: CellSink>(part: Int, of parts: Int, into sink: inout Sink) where Sink.Item == MigrationItem {
        for row in Self.rows(ledgers.opening.count, part: part, of: parts) where ledgers.opening.openMinor[row] > 0 {
            emitOpening(row, into: &sink)
        }
        for row in Self.rows(ledgers.closing.count, part: part, of: parts) where levels.grownMinor[row] > 0 {
            emitNew(row, into: &sink)
        }
        for index in Self.rows(settled.parts.count, part: part, of: parts) {
            let part = settled.parts[index]
            let row = Int(part.row)
            let places = places
            emit(
                row, MigrationItem(code: openingCode(row), place: places.settled(from: openingBucket(row), part.kind), minor: part.minor),
                into: &sink)
        }
    }

    private func emitOpening<Sink: CellSink>(_ row: Int, into sink: inout Sink) where Sink.Item == MigrationItem {
        let places = places
        let (open, stays) = (ledgers.opening.openMinor[row], levels.staysMinor[row])
        if stays > 0 {
            let due = ledgers.closing.dueDay[Int(levels.matches.closingRow[row])]
            emit(
                row,
                MigrationItem(
                    code: openingCode(row), place: places.moved(from: openingBucket(row), to: bucket(due, on: ledgers.day)),
                    minor: ledgers.opened(row, stays)), into: &sink)
        }
        if stays < open {
            emit(
                row,
                MigrationItem(
                    code: openingCode(row), place: places.moved(from: openingBucket(row), to: aging.bucketCount),
                    minor: ledgers.opened(row, open) - ledgers.opened(row, stays)), into: &sink)
        }
    }

    /// Hands on an item of an opening row.
    @inline(__always)
    private func emit<Sink: CellSink>(
        _ row: Int, _ item: @autoclosure () -> MigrationItem, into sink: inout Sink
    ) where Sink.Item == MigrationItem {
        let (company, customer) = (ledgers.opening.company[row], ledgers.opening.customer[row])
        sink.take(cell: order.cell(company: company, customer: customer), item())
    }

    private func emitNew<Sink: CellSink>(_ row: Int, into sink: inout Sink) where Sink.Item == MigrationItem {
        let closing = ledgers.closing
        let company = closingCompany[Int(closing.company[row])]
        let customer = closingCustomer[Int(closing.customer[row])]
        sink.take(
            cell: order.cell(company: company, customer: customer),
            MigrationItem(
                code: order.code(
                    company: company, customer: customer, currency: closingCurrency[Int(closing.currency[row])], kind: 0),
                place: places.new(bucket(closing.dueDay[row], on: ledgers.day)), minor: ledgers.closed(row, levels.grownMinor[row])))
    }

    private func openingCode(_ row: Int) -> UInt32 {
        let opening = ledgers.opening
        return order.code(
            company: opening.company[row], customer: opening.customer[row], currency: UInt32(opening.currency[row]), kind: 0)
    }

    private func openingBucket(_ row: Int) -> Int { bucket(ledgers.opening.dueDay[row], on: ledgers.openingDay) }

    private func bucket(_ due: Int32, on day: Day) -> Int {
        due == ItemColumns.noDay ? 0 : aging.bucket(daysPastDue: Int(day.daysSinceEpoch) - Int(due))
    }
}

extension MigrationRollup {
    /// Appends the row of a group that comes behind all others.
    fileprivate mutating func append(_ group: GroupCode, _ moved: ArraySlice<Int64>, _ new: ArraySlice<Int64>, _ settled: ArraySlice<Int64>)
    {
        groups.append(group)
        movedMinor += moved
        newMinor += new
        settledMinor += settled
    }

    /// Appends the rows of groups that come behind all others, of the same lists of values.
    fileprivate mutating func append(_ other: MigrationRollup) {
        groups.append(other.groups)
        movedMinor += other.movedMinor
        newMinor += other.newMinor
        settledMinor += other.settledMinor
    }
}
