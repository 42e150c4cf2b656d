import Ledger
import Metrics
import ReportDocument

/// Disputes by department or reason: how many are open, their amount and share of gross, how long those closed took, and the oldest one.
struct DisputeGroupsBlock {
    let id: String
    let dimension: DisputesOfDay.Dimension

    func table(_ context: BlockContext) -> DraftTable {
        let words = context.words
        let groups = context.figures.disputes.groups(by: dimension)
        let number: (Heading, String) -> Column = { Column(id: $1, title: words.heading($0), kind: .number) }
        var rows: [(role: Row.Role, cells: [DraftCell])] = groups.enumerated().map { row, group in
            (.item, cells(group, row: row, context))
        }
        rows.append((.total, totals(groups, context)))
        return DraftTable(
            id: id, title: words.heading(dimension == .department ? .disputesByDepartment : .disputesByReason),
            columns: [
                context.textColumn(dimension == .department ? .department : .disputeReason, id: dimension.rawValue),
                context.keyColumn(.disputeOpenCount), context.keyColumn(.disputeOpenAmount), context.keyColumn(.disputeRate),
                number(.closedInPeriod, "closed"), context.keyColumn(.disputeCycleDays),
                context.textColumn(.oldestOpen, id: "oldest"), context.textColumn(.customer, id: "customer"),
                Column(id: "opened-on", title: words.heading(.openedOn), kind: .date), number(.daysOpen, "days-open"),
            ], rows: rows, isHome: false)
    }

    private func cells(_ group: DisputeGroup, row: Int, _ context: BlockContext) -> [DraftCell] {
        let figure: (Metric) -> DraftCell = { DraftCell(context.value(context.figures.value($0, of: group))) }
        var share = figure(.disputeRate)
        if case .ratio = share.value { share.partOf = part(row: row, context) }
        return [
            context.text(group.key ?? context.words.heading(.notStated)), figure(.disputeOpenCount), figure(.disputeOpenAmount), share,
            DraftCell(.count(group.closedCount)), figure(.disputeCycleDays),
        ] + Self.oldest(group.oldest, context)
    }

    /// A row's amount as a part of the gross.
    private func part(row: Int, _ context: BlockContext) -> DraftCell.Part {
        DraftCell.Part(
            cell: CellReference(table: id, row: row, column: 2),
            whole: FigureAddress(metric: .arGross, scope: .all, key: "", day: context.data.asOf))
    }

    private static func oldest(_ dispute: OpenDispute?, _ context: BlockContext) -> [DraftCell] {
        guard let dispute else { return [DraftCell](repeating: DraftCell(.empty), count: 4) }
        return [
            context.text(dispute.dispute.dispute), context.text(dispute.dispute.customer), DraftCell(.date(dispute.dispute.openedOn)),
            DraftCell(.count(Int64(dispute.daysOpen))),
        ]
    }

    private func totals(_ groups: [DisputeGroup], _ context: BlockContext) -> [DraftCell] {
        func sum(_ column: Int, _ cell: DraftCell) -> DraftCell {
            var cell = cell
            if !groups.isEmpty { cell.formula = .sum(table: id, column: column, firstRow: 0, lastRow: groups.count - 1) }
            return cell
        }
        let missing = context.figures.frame.imported.missing(.disputes).map { context.value(.unavailable($0)) }
        var share = context.cell(.disputeRate)
        if case .ratio = share.value { share.partOf = part(row: groups.count, context) }
        return [
            context.text(context.words.key("")), sum(1, context.cell(.disputeOpenCount)), sum(2, context.cell(.disputeOpenAmount)),
            share, sum(4, DraftCell(missing ?? .count(groups.map(\.closedCount).reduce(0, +)))), meanDays(groups, context),
        ] + Self.oldest(context.figures.disputes.open.first, context)
    }

    /// A spreadsheet's formula has room for so many rows.
    private static let meanRowsMax = 100

    /// The days that disputes took on average: those of the rows, each as often as disputes were closed in it.
    private func meanDays(_ groups: [DisputeGroup], _ context: BlockContext) -> DraftCell {
        var cell = context.cell(.disputeCycleDays)
        let rows = groups.indices.filter { groups[$0].closedCount > 0 }
        let (days, count) = (groups.map(\.closedDays).reduce(0, +), groups.map(\.closedCount).reduce(0, +))
        guard rows.count <= Self.meanRowsMax, count > 0, cell.value.number == Rational(Int128(days), Int128(count)) else { return cell }
        func place(_ row: Int, _ column: Int) -> Formula { .cell(CellReference(table: id, row: row, column: column)) }
        let parts = rows.map { Formula.multiply(place($0, 4), place($0, 5)) }
        cell.formula = .divide(parts.dropFirst().reduce(parts[0], Formula.add), place(groups.count, 4))
        return cell
    }
}

/// The disputes that have been open longest: with whom they are, and for how long.
struct OldestDisputesBlock {
    let id: String
    let rowsMax: Int

    func table(_ context: BlockContext) -> DraftTable {
        let open = context.figures.disputes.open
        let notStated = context.words.heading(.notStated)
        return DraftTable(
            id: id, title: context.words.heading(.oldestDisputes),
            caption: context.figures.frame.imported.missing(.disputes).map(context.words.sentence),
            columns: [
                context.textColumn(.dispute, id: "dispute"), context.textColumn(.customer, id: "customer"),
                context.textColumn(.customerName, id: "name"), context.textColumn(.document, id: "document"),
                Column(id: "amount", title: context.words.heading(.amount), unit: context.currency.code, kind: .number),
                context.textColumn(.disputeReason, id: "reason"), context.textColumn(.department, id: "department"),
                context.textColumn(.owner, id: "portfolio"),
                Column(id: "opened-on", title: context.words.heading(.openedOn), kind: .date),
                Column(id: "days-open", title: context.words.heading(.daysOpen), kind: .number),
            ],
            rows: open.map { entry in
                let dispute = entry.dispute
                return (
                    .item,
                    [
                        context.text(dispute.dispute), context.text(dispute.customer),
                        context.text(context.data.tables.customers[dispute.customer]?.name ?? ""), context.text(dispute.document),
                        DraftCell(.money(entry.amountMinor, context.currency)), context.text(dispute.reason ?? notStated),
                        context.text(dispute.department ?? notStated), context.text(context.words.key(entry.owner)),
                        DraftCell(.date(dispute.openedOn)), DraftCell(.count(Int64(entry.daysOpen))),
                    ]
                )
            }, isHome: false
        ).capped(at: rowsMax, more: context.words.moreDisputes)
    }
}
