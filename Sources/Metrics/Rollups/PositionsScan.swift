import Ledger
import LedgerColumns
import Synchronization

/// Adds the items of a snapshot up by account group and kind.
///
/// Pieces of the items are decoded when it is their turn, once to see which values and days there are, and once to deal their items out to the cells of an ``AccountOrder``,
/// 8 bytes for most (``PositionWords``). Then one cell after the other is put in the order of its groups and added up.
struct PositionsScan: Sendable {
    /// Sums of magnitudes up to this fit 64 bits with their sign, so kernels may add without overflow checks once it is known to hold.
    static let sumLimit: UInt128 = 4_000_000_000_000_000_000

    /// Items of a part.
    private static let partItemCount = 16_384

    private let day: Day
    private let order: AccountOrder
    /// By rank of the currency.
    private let conversions: [Conversion]
    private let words: PositionWords
    /// What each thread dealt out.
    private let dealt: [DealtPositions]

    /// Deals the items out.
    ///
    /// - Throws: `missing-rate` as ``MetricsError`` when a currency of the items has no rate on or before the day; a `ColumnError` when a piece cannot be decoded.
    init(_ items: ScannedItems, day: Day, aging: AgingLimits, rates: RateTable, threads: Int) throws {
        self.day = day
        let used = try Self.surveyed(items, day: day, threads: threads)
        let accounts = used.values(of: items.parts)
        // Also those of currencies without items are to be known, as in other scans.
        _ = try rates.conversions(of: items.currencies, on: day)
        let order = AccountOrder(
            companies: accounts.companies.values, customers: accounts.customers.values, currencies: accounts.currencies.values,
            kindCount: ItemKind.allCases.count, rowCount: items.count)
        let places = items.parts.indices.map { part in
            order.places(
                companies: accounts.companies.places[part], customers: accounts.customers.places[part],
                currencies: accounts.currencies.places[part])
        }
        let days = PositionDays(asOf: day, aging: aging, documents: used.documentDays.days, dues: used.dueDays.days)
        let words = PositionWords(codeBitCount: order.codeBitCount, days: days)
        dealt = try PieceJobs([items.pieceCount]).run(threads, begin: { DealtPositions(cellCount: order.cellCount, words) }) {
            dealt, _, piece throws(ColumnError) in
            let (columns, rows) = try items.piece(piece, PositionsRollup.scannedColumns)
            dealt.take(columns, rows, places[items.part(ofPiece: piece)])
        }
        self.order = order
        self.conversions = try rates.conversions(of: order.currencies, on: day)
        self.words = words
    }

    /// What is to be known of all items before they are dealt out.
    private static func surveyed(_ items: ScannedItems, day: Day, threads: Int) throws -> ItemSurvey {
        let nothing = ItemSurvey(partCount: items.parts.count, around: day)
        let found = try PieceJobs([items.pieceCount]).run(threads, begin: { nothing }) { survey, _, piece throws(ColumnError) in
            let (columns, rows) = try items.piece(piece, ItemSurvey.columns)
            survey.add(columns, rows, part: items.part(ofPiece: piece))
        }
        return found.reduce(into: nothing) { $0.add($1) }
    }

    /// Hands the sums of all groups to each of the takers, part by part in their order. Takers of one part are called at the same time, while the next parts are being
    /// added up; each is called with one part after the other.
    ///
    /// Frees the items when it is done.
    ///
    /// - Throws: `amounts-too-large` when sums could leave 64 bits; what was taken up to then is worth nothing.
    consuming func run(threads: Int, into takers: [@Sendable (PositionsPart) -> Void]) throws(MetricsError) {
        var rowCount = 0
        // Wrapping sums are exact when Σ |converted| stays within the limit.
        var magnitude: UInt128 = 0
        var made: [PositionsPart] = []
        let shares = shares()
        for first in stride(from: 0, to: shares.count, by: threads) {
            made = addUp(shares[first..<min(first + threads, shares.count)], while: takers, take: made)
            for index in made.indices {
                made[index].firstRow = rowCount
                rowCount += made[index].rollup.count
                magnitude += made[index].magnitude
            }
            guard made.allSatisfy(\.fits), magnitude <= Self.sumLimit else { throw .amountsTooLarge("open items of \(day.isoText)") }
        }
        let last = made
        _ = concurrentParts(takers.count) { taker in for part in last { takers[taker](part) } }
    }

    /// Ranges of cells with about as many items each.
    private func shares() -> [(cells: Range<Int>, itemCount: Int)] {
        var shares: [(cells: Range<Int>, itemCount: Int)] = []
        var (first, count) = (0, 0)
        for cell in 0..<order.cellCount {
            count += dealt.reduce(0) { $0 + $1.count(of: cell) }
            if count >= Self.partItemCount || cell == order.cellCount - 1 {
                shares.append((first..<cell + 1, count))
                (first, count) = (cell + 1, 0)
            }
        }
        return shares
    }

    /// The sums of some shares of cells, each made on a thread of its own while the takers get the parts that were made before.
    private func addUp(
        _ shares: ArraySlice<(cells: Range<Int>, itemCount: Int)>, while takers: [@Sendable (PositionsPart) -> Void],
        take earlier: [PositionsPart]
    ) -> [PositionsPart] {
        concurrentParts(shares.count + takers.count) { job -> PositionsPart? in
            guard job >= shares.count else { return sum(shares[shares.startIndex + job]) }
            for part in earlier { takers[job - shares.count](part) }
            return nil
        }.compactMap { $0 }
    }

    /// The sums of a share of cells.
    private func sum(_ share: (cells: Range<Int>, itemCount: Int)) -> PositionsPart {
        var part = PositionsPart(rollup: emptyRollup())
        // Memory that is not written is not used.
        part.rollup.reserveCapacity(share.itemCount)
        part.documentMonths.reserveCapacity(share.itemCount)
        var sort = GroupSort(codeShift: words.codeShift)
        var sums = GroupSums(words)
        var (narrow, wide): ([UInt64], [PositionItem]) = ([], [])
        for cell in share.cells {
            narrow.removeAll(keepingCapacity: true)
            wide.removeAll(keepingCapacity: true)
            for dealt in dealt { dealt.append(cell: cell, to: &narrow, &wide) }
            sort.sort(&narrow)
            sort.sort(&wide)
            let (items, others) = (narrow.span, wide.span)
            var (next, nextOther) = (0, 0)
            while next < items.count || nextOther < others.count {
                var code = next < items.count ? words.code(items[next]) : UInt32.max
                if nextOther < others.count { code = min(code, others[nextOther].code) }
                let group = order.group(cell: cell, code: code)
                let conversion = conversions[Int(group.currency)]
                sums.clear()
                let first = next
                while next < items.count, words.code(items[next]) == code { next += 1 }
                sums.add(items.extracting(first..<next), conversion)
                while nextOther < others.count, others[nextOther].code == code {
                    sums.add(others[nextOther], conversion)
                    nextOther += 1
                }
                part.rollup.append(group, sums)
                sums.appendMonths(to: &part.documentMonths, row: UInt32(part.rollup.count - 1))
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
            bucketCount: words.days.aging.bucketCount)
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
