import Ledger
import LedgerColumns

/// The inputs of a positions scan and its kernel.
struct PositionsScan: Sendable {
    /// Sums of magnitudes up to this fit 64 bits with their sign, so kernels may add without overflow checks once it is known to hold.
    static let sumLimit: UInt128 = 4_000_000_000_000_000_000

    let items: ItemColumns
    let day: Day
    let aging: AgingLimits
    /// By code of the items' currencies.
    let conversions: [Conversion]
    let months: MonthOfDay
    let order: AccountOrder

    /// The rows of some cells.
    private struct Part: Sendable {
        var rollup: PositionsRollup
        var documentMonths: [DocumentMonths.Entry] = []
        /// Σ |converted| over all items.
        var magnitude: UInt128 = 0
        /// Whether every conversion fitted 64 bits.
        var fits = true
    }

    /// The rollup; nil when sums could leave 64 bits.
    func run(threads: Int) -> PositionsRollup? {
        let cells = Cells(PositionItems(items: items, order: order), parts: max(1, min(threads, items.count / 4096)))
        let shares = cells.shares(threads)
        let parts = concurrentParts(shares.count) { sum(cells, shares[$0], isFirst: $0 == 0) }
        // Wrapping sums are exact when Σ |converted| stays within the limit.
        guard parts.allSatisfy(\.fits), parts.reduce(UInt128(0), { $0 + $1.magnitude }) <= Self.sumLimit else { return nil }
        return joined(consume parts)
    }

    private func sum(_ cells: Cells<PositionItem>, _ share: Range<Int>, isFirst: Bool) -> Part {
        var part = Part(rollup: emptyRollup())
        // The first part takes up the others. Memory that is not written is not used.
        let rowLimit = isFirst ? items.count : cells.starts[share.upperBound] - cells.starts[share.lowerBound]
        part.rollup.reserveCapacity(rowLimit)
        part.documentMonths.reserveCapacity(rowLimit)
        var keys = GroupSort(codeBitCount: order.codeBitCount)
        var sums = GroupSums(aging: aging, asOf: day, months: months)
        let conversions = order.ranked(conversions)
        for cell in share {
            cells.withItems(of: cell) { items in
                keys.sort(items)
                var first = 0
                while let indices = keys.group(from: first) {
                    first = indices.upperBound
                    let group = order.group(cell: cell, code: keys.code(indices.lowerBound))
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

    private func emptyRollup() -> PositionsRollup {
        PositionsRollup(
            day: day, groups: AccountGroups(companies: order.companies, customers: order.customers, currencies: order.currencies),
            bucketCount: aging.bucketCount)
    }

    /// The rollup of all parts, whose groups follow each other in order.
    private func joined(_ parts: consuming [Part]) -> PositionsRollup {
        var rollup = parts[0].rollup
        var documentMonths = parts[0].documentMonths
        parts.removeFirst()
        for part in parts {
            let offset = UInt32(rollup.count)
            for var entry in part.documentMonths {
                entry.row += offset
                documentMonths.append(entry)
            }
            rollup.append(part.rollup)
        }
        rollup.groups.removeUnusedValues()
        rollup.documentMonths = DocumentMonths(ascending: documentMonths)
        return rollup
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

    let items: ItemColumns
    let order: AccountOrder

    var cellCount: Int { order.cellCount }

    func emit<Sink: CellSink>(part: Int, of parts: Int, into sink: inout Sink) where Sink.Item == PositionItem {
        for row in Self.rows(items.count, part: part, of: parts) {
            let (company, customer) = (items.company[row], items.customer[row])
            sink.take(
                cell: order.cell(company: company, customer: customer),
                PositionItem(
                    code: order.code(company: company, customer: customer, currency: UInt32(items.currency[row]), kind: items.kind[row]),
                    dueDay: items.dueDay[row], documentDay: items.documentDay[row], openMinor: items.openMinor[row]))
        }
    }
}
