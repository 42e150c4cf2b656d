import Ledger
import Metrics
import ReportDocument

/// The migration matrix: where the debit items of each opening bucket stand now, as amounts and as shares of the opening bucket; behind the total, how what was
/// settled was settled.
struct MigrationBlock {
    let id: String

    func blocks(_ context: BlockContext) -> [DraftBlock] {
        [.table(amounts(context)), .table(shares(context)), .paragraph(context.words.migrationCaption, role: .note)]
    }

    private func columns(_ context: BlockContext, unit: String, totalId: String) -> [Column] {
        let aging = context.aging
        let from = Column(id: "from", title: context.words.heading(.fromBucket), kind: .text)
        let to = (0...aging.bucketCount).map { bucket in
            Column(
                id: bucket == aging.bucketCount ? "settled" : aging.label(bucket),
                title: bucket == aging.bucketCount ? context.words.heading(.settled) : context.words.bucket(bucket, aging), unit: unit,
                kind: .number)
        }
        let headings = [Heading.paid, .credited, .writtenOff, .settledOtherwise]
        let settled = zip(Settlement.allCases.map(\.id) + ["other"], headings).map { id, heading in
            Column(id: "settled-" + id, title: context.words.heading(heading), unit: unit, kind: .number)
        }
        return [from] + to + [Column(id: totalId, title: context.words.heading(.openingTotal), unit: unit, kind: .number)] + settled
    }

    /// The split of what was settled of a bucket: paid, credited, written off, other.
    private func split(_ from: Int) -> [Metric] {
        Settlement.allCases.map { .migrationSettled(from: from, by: $0) } + [.migrationOther(from: from)]
    }

    private func amounts(_ context: BlockContext) -> DraftTable {
        let aging = context.aging
        let buckets = 0..<aging.bucketCount
        var rows: [(role: Row.Role, cells: [DraftCell])] = buckets.map { from in
            let moved = (0...aging.bucketCount).map { context.cell(.migration(from: from, to: $0)) }
            return (
                .item,
                [context.text(context.words.bucket(from, aging))] + moved + [context.cell(.migrationOpening(from: from))]
                    + split(from).map { context.cell($0) }
            )
        }
        let new = buckets.map { context.cell(.migrationNew(to: $0)) }
        let blanks = [DraftCell](repeating: DraftCell(.empty), count: 6)
        rows.append((.item, [context.text(context.words.heading(.new))] + new + blanks))
        let exchange = buckets.map { exchangeDifference(bucket: $0, rows, context) }
        rows.append((.item, [context.text(context.name(.bridgeFx))] + exchange + blanks))
        rows.append((.total, [context.text(context.words.heading(.total))] + totals(rows, context)))
        return DraftTable(
            id: id, title: context.words.heading(.migrationMatrix),
            columns: columns(context, unit: context.currency.code, totalId: "opening"),
            rows: rows, isHome: true)
    }

    /// What a bucket of D holds beyond the amounts above: moved amounts stand at the opening day's rates.
    private func exchangeDifference(bucket: Int, _ rows: [(role: Row.Role, cells: [DraftCell])], _ context: BlockContext) -> DraftCell {
        let standing = context.cell(.debitItems(bucket: bucket)).value
        guard case .money(let closing, _) = standing else { return DraftCell(standing) }
        var rest = Int128(closing)
        for row in rows {
            guard case .money(let minor, _) = row.cells[bucket + 1].value else { return DraftCell(row.cells[bucket + 1].value) }
            rest -= Int128(minor)
        }
        guard let minor = Int64(exactly: rest) else { return DraftCell(.notAvailable(reason: context.words.reason(.beyondRange))) }
        return DraftCell(.money(minor, context.currency))
    }

    /// Column sums: what stands in each bucket now, what was settled, and the opening debit items.
    private func totals(_ rows: [(role: Row.Role, cells: [DraftCell])], _ context: BlockContext) -> [DraftCell] {
        (1...(context.aging.bucketCount + 6)).map { column in
            // New items and exchange differences, the last two rows, are neither settled nor part of the opening.
            let last = column <= context.aging.bucketCount ? rows.count - 1 : rows.count - 3
            var sum: Int128 = 0
            for row in rows[...last] {
                guard case .money(let minor, _) = row.cells[column].value else { return DraftCell(row.cells[column].value) }
                sum += Int128(minor)
            }
            guard let minor = Int64(exactly: sum) else { return DraftCell(.notAvailable(reason: context.words.reason(.beyondRange))) }
            return DraftCell(
                .money(minor, context.currency), formula: .sum(table: id, column: column, firstRow: 0, lastRow: last))
        }
    }

    private func shares(_ context: BlockContext) -> DraftTable {
        let aging = context.aging
        let rows: [(role: Row.Role, cells: [DraftCell])] = (0..<aging.bucketCount).map { from in
            let opening = context.cell(.migrationOpening(from: from))
            let moved = (0...aging.bucketCount).map { context.cell(.migration(from: from, to: $0)) }
            let cells = (moved + [opening] + split(from).map { context.cell($0) }).enumerated().map { position, part in
                share(part, of: opening, row: from, column: position + 1, context)
            }
            return (.item, [context.text(context.words.bucket(from, aging))] + cells)
        }
        return DraftTable(
            id: id + "-shares", title: context.words.heading(.migrationShares), columns: columns(context, unit: "%", totalId: "total"),
            rows: rows + [(.item, [context.text(context.words.heading(.new))] + newShares(context))], isHome: false)
    }

    /// What is new as shares of all that is new, so that this row adds up to 100 % as well; blanks when nothing is.
    private func newShares(_ context: BlockContext) -> [DraftCell] {
        let count = context.aging.bucketCount
        let new = (0..<count).map { context.cell(.migrationNew(to: $0)) }
        let blanks = [DraftCell](repeating: DraftCell(.empty), count: Settlement.allCases.count + 1)
        if let missing = new.first(where: { !$0.isNumber }) {
            return [DraftCell](repeating: DraftCell(missing.value), count: count) + [DraftCell(.empty), DraftCell(missing.value)] + blanks
        }
        let amounts = new.map { cell in if case .money(let minor, _) = cell.value { Int128(minor) } else { Int128(0) } }
        let whole = amounts.reduce(0, +)
        guard whole > 0 else { return [DraftCell](repeating: DraftCell(.empty), count: count + 2) + blanks }
        // The row of what is new stands behind the buckets in the table of amounts.
        let places = (0..<count).map { Formula.cell(CellReference(table: id, row: count, column: $0 + 1)) }
        let sum = places.dropFirst().reduce(places[0]) { .add($0, $1) }
        let shares = zip(amounts, places).map { DraftCell(.ratio(Rational($0, whole)), formula: .divide($1, sum)) }
        return shares + [DraftCell(.empty), DraftCell(.ratio(Rational(1)), formula: .divide(sum, sum))] + blanks
    }

    private func share(_ part: DraftCell, of whole: DraftCell, row: Int, column: Int, _ context: BlockContext) -> DraftCell {
        guard case .money(let wholeMinor, _) = whole.value else { return DraftCell(whole.value) }
        guard case .money(let partMinor, _) = part.value else { return DraftCell(part.value) }
        guard wholeMinor > 0 else { return DraftCell(.notAvailable(reason: context.words.reason(.emptyBucket))) }
        let formula = Formula.divide(
            .cell(CellReference(table: id, row: row, column: column)),
            .cell(CellReference(table: id, row: row, column: context.aging.bucketCount + 2)))
        return DraftCell(.ratio(Rational(Int128(partMinor), Int128(wholeMinor))), formula: formula)
    }
}
