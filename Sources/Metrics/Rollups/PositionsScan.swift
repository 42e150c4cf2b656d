import Ledger
import LedgerColumns
import Synchronization

/// The inputs of a positions scan and its kernel.
struct PositionsScan: Sendable {
    /// Sums of magnitudes up to this fit 64 bits with their sign, so kernels may add without overflow checks once it is known to hold.
    static let sumLimit: UInt128 = 4_000_000_000_000_000_000

    /// Items that are dealt out at a time; dealt out, an item takes 24 bytes.
    static let itemLimit = 2_600_000
    /// Items of a part.
    private static let partItemCount = 16_384

    private let items: ScannedItems
    private let day: Day
    private let aging: AgingLimits
    /// By code of the items' currencies.
    private let conversions: [Conversion]
    private let months: MonthOfDay
    private let order: AccountOrder

    /// - Throws: `missing-rate` when a currency of the items has no rate on or before the day.
    init(_ items: ScannedItems, day: Day, aging: AgingLimits, rates: RateTable) throws(MetricsError) {
        self.items = items
        self.day = day
        self.aging = aging
        conversions = try rates.conversions(of: items.currencies, on: day)
        let survey = items.survey()
        months = MonthOfDay(survey.documentDays)
        order = AccountOrder(
            companies: items.companies, customers: items.customers, currencies: items.currencies, used: survey.usedCodes,
            kindCount: ItemKind.allCases.count, rowCount: items.count)
    }

    /// Hands the sums of all groups to each of the takers, part by part in their order. Takers of one part are called at the same time, while the next parts are being
    /// added up; each is called with one part after the other.
    ///
    /// Rows are dealt out in rounds of about `itemLimit` items.
    ///
    /// - Throws: `amounts-too-large` when sums could leave 64 bits; what was taken up to then is worth nothing.
    func run(
        threads: Int, itemLimit: Int = Self.itemLimit, into takers: [@Sendable (PositionsPart) -> Void]
    ) throws(MetricsError) {
        let source = PositionItems(items: items, order: order)
        let counts = CellCounts(source, parts: max(1, min(threads, items.count / 4096)))
        var rowCount = 0
        // Wrapping sums are exact when Σ |converted| stays within the limit.
        var magnitude: UInt128 = 0
        var made: [PositionsPart] = []
        for cells in counts.ranges(itemLimit: itemLimit) {
            let dealt = Cells(source, counts, cells: cells)
            let shares = dealt.shares(max(1, dealt.starts[dealt.count] / Self.partItemCount))
            for first in stride(from: 0, to: shares.count, by: threads) {
                let next = shares[first..<min(first + threads, shares.count)]
                made = addUp(dealt, Array(next), firstCell: cells.lowerBound, while: takers, take: made)
                for index in made.indices {
                    made[index].firstRow = rowCount
                    rowCount += made[index].rollup.count
                    magnitude += made[index].magnitude
                }
                guard made.allSatisfy(\.fits), magnitude <= Self.sumLimit else { throw .amountsTooLarge("open items of \(day.isoText)") }
            }
        }
        let last = made
        _ = concurrentParts(takers.count) { taker in for part in last { takers[taker](part) } }
    }

    /// The sums of some shares of cells, each made on a thread of its own while the takers get the parts that were made before.
    private func addUp(
        _ dealt: Cells<PositionItem>, _ shares: [Range<Int>], firstCell: Int, while takers: [@Sendable (PositionsPart) -> Void],
        take earlier: [PositionsPart]
    ) -> [PositionsPart] {
        concurrentParts(shares.count + takers.count) { job -> PositionsPart? in
            guard job >= shares.count else { return sum(dealt, shares[job], firstCell: firstCell) }
            for part in earlier { takers[job - shares.count](part) }
            return nil
        }.compactMap { $0 }
    }

    /// The sums of a share of dealt cells, of which the first is `firstCell`.
    private func sum(_ dealt: Cells<PositionItem>, _ share: Range<Int>, firstCell: Int) -> PositionsPart {
        var part = PositionsPart(rollup: emptyRollup())
        let rowLimit = dealt.starts[share.upperBound] - dealt.starts[share.lowerBound]
        // Memory that is not written is not used.
        part.rollup.reserveCapacity(rowLimit)
        part.documentMonths.reserveCapacity(rowLimit)
        var keys = GroupSort(codeBitCount: order.codeBitCount)
        var sums = GroupSums(aging: aging, asOf: day, months: months)
        let conversions = order.ranked(conversions)
        for cell in share {
            dealt.withItems(of: cell) { items in
                keys.sort(items)
                var next = 0
                while let indices = keys.group(from: next) {
                    next = indices.upperBound
                    let group = order.group(cell: firstCell + cell, code: keys.code(indices.lowerBound))
                    let conversion = conversions[Int(group.currency)]
                    sums.clear()
                    for index in indices { sums.add(items[keys.place(index)], conversion) }
                    part.rollup.append(group, sums)
                    sums.appendMonths(to: &part.documentMonths, row: UInt32(part.rollup.count - 1))
                }
            }
        }
        part.magnitude = sums.magnitude
        part.fits = sums.fits
        return part
    }

    /// A rollup without groups, with the lists of values of the items.
    func emptyRollup() -> PositionsRollup {
        PositionsRollup(
            day: day, groups: AccountGroups(companies: order.companies, customers: order.customers, currencies: order.currencies),
            bucketCount: aging.bucketCount)
    }
}

/// The sums of neighbouring account groups.
struct PositionsPart: Sendable {
    /// Without document months.
    var rollup: PositionsRollup
    /// Rows are counted from the first of the part.
    var documentMonths: [DocumentMonths.Entry] = []
    /// Rows of all parts before it.
    fileprivate(set) var firstRow = 0
    /// Σ |converted| over all items.
    fileprivate(set) var magnitude: UInt128 = 0
    /// Whether every conversion fitted 64 bits.
    fileprivate(set) var fits = true
}

/// Parts of a rollup put together.
final class CollectedPositions: Sendable {
    private struct State {
        var rollup: PositionsRollup
        var documentMonths: [DocumentMonths.Entry] = []
    }

    private let state: Mutex<State>

    /// - Parameter rowLimit: The most rows there can be; memory that is not written is not used.
    init(_ empty: PositionsRollup, rowLimit: Int) {
        state = Mutex(State(rollup: empty))
        state.withLock {
            $0.rollup.reserveCapacity(rowLimit)
            $0.documentMonths.reserveCapacity(rowLimit)
        }
    }

    /// Appends the part that comes next.
    @Sendable func append(_ part: PositionsPart) {
        state.withLock { state in
            state.rollup.append(part.rollup)
            for var entry in part.documentMonths {
                entry.row += UInt32(part.firstRow)
                state.documentMonths.append(entry)
            }
        }
    }

    /// The rollup of all parts; to be called once.
    func take() -> PositionsRollup {
        state.withLock { state in
            var rollup = state.rollup
            rollup.documentMonths = DocumentMonths(ascending: state.documentMonths)
            return rollup
        }
    }
}

/// What a positions scan needs of an item.
struct PositionItem: GroupedItem {
    let code: UInt32
    let dueDay: Int32
    let documentDay: Int32
    let openMinor: Int64
}

/// The rows of a snapshot by the cells of its accounts.
private struct PositionItems: CellSource {
    typealias Item = PositionItem

    let items: ScannedItems
    let order: AccountOrder

    var cellCount: Int { order.cellCount }

    func emit<Sink: CellSink>(part: Int, of parts: Int, into sink: inout Sink) where Sink.Item == PositionItem {
        let columns: Set<ItemColumn> =
            Sink.takesItems ? [.company, .customer, .currency, .kind, .documentDay, .dueDay, .openMinor] : [.company, .customer]
        items.forEachPiece(part: part, of: parts, columns) { items, rows in
            for row in rows {
                let (company, customer) = (items.company[row], items.customer[row])
                sink.take(
                    cell: order.cell(company: company, customer: customer),
                    PositionItem(
                        code: order.code(
                            company: company, customer: customer, currency: UInt32(items.currency[row]), kind: items.kind[row]),
                        dueDay: items.dueDay[row], documentDay: items.documentDay[row], openMinor: items.openMinor[row]))
            }
        }
    }
}
