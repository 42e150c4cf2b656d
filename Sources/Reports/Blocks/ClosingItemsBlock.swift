import Ledger
import Metrics
import ReportDocument

/// The items due by month end that the landing forecast does not count on, the largest first, and how much of the gap to the target they would close together.
struct ClosingItemsBlock {
    let id: String
    let title: LocalizedText
    let rowsMax: Int

    /// Columns of amounts, by number.
    private static let open = 7
    private static let counted = 8
    private static let adds = 9

    /// Nothing at the end of a month: no item closes a gap any more.
    func blocks(_ context: BlockContext) -> [DraftBlock] { context.isWholeMonth ? [] : [.table(table(context))] }

    private func table(_ context: BlockContext) -> DraftTable {
        let words = context.words
        let items = context.data.closingItems
        let shown = items?.largest.prefix(rowsMax) ?? []
        let amount: (String, String) -> Column = { Column(id: $0, title: $1, unit: context.currency.code, kind: .number) }
        var rows: [(role: Row.Role, cells: [DraftCell])] = shown.enumerated().map { (.item, cells($1, row: $0, context)) }
        if !shown.isEmpty { rows += totals(shown.count, context) }
        return DraftTable(
            id: id, title: title.text(context.language),
            caption: items.map {
                (hasGap(context) ? "" : words.noGapToClose + " ") + words.closingItems($0.count, minor: $0.addsMinor, context.currency)
            },
            columns: [
                context.textColumn(.customer, id: "customer"), context.textColumn(.customerName, id: "name"),
                context.textColumn(.owner, id: "portfolio"), context.textColumn(.document, id: "document"),
                Column(id: "due", title: words.heading(ListHeading.dueOn), kind: .date),
                Column(id: "days-late", title: words.heading(ListHeading.daysLate), kind: .number),
                context.textColumn(.dispute, id: "dispute"), amount("open", words.heading(.amount)),
                amount("counted", words.heading(.countedInForecast)), amount("adds", words.heading(.wouldAdd)),
            ], rows: rows, isHome: true)
    }

    /// Whether the forecast falls short of the target, or there is none to tell by.
    private func hasGap(_ context: BlockContext) -> Bool {
        if case .money(let minor) = context.figures.value(.landingGap) { minor < 0 } else { true }
    }

    private func cells(_ item: ClosingItem, row: Int, _ context: BlockContext) -> [DraftCell] {
        let money: (Int64) -> DraftCell = { DraftCell(.money($0, context.currency)) }
        var adds = money(item.addsMinor)
        adds.formula = .subtract(.cell(cell(row, Self.open)), .cell(cell(row, Self.counted)))
        let dispute = item.department.map { $0.isEmpty ? context.words.heading(.notStated) : $0 }
        return [
            context.text(item.customer), context.text(context.data.tables.customers[item.customer]?.name ?? ""),
            context.text(context.words.key(item.owner)),
            context.text(item.document),
            DraftCell(.date(item.dueOn)), DraftCell(.count(Int64(max(0, context.data.asOf.days(since: item.dueOn))))),
            dispute.map { context.text($0) } ?? DraftCell(.empty), money(item.convertedMinor), money(item.expectedMinor), adds,
        ]
    }

    private func cell(_ row: Int, _ column: Int) -> CellReference { CellReference(table: id, row: row, column: column) }

    /// The items together, the gap as it is, and the gap if they were paid; without a target the gap says why it is not there.
    private func totals(_ count: Int, _ context: BlockContext) -> [(role: Row.Role, cells: [DraftCell])] {
        let shown = context.data.closingItems?.largest.prefix(rowsMax) ?? []
        func sum(_ column: Int, _ minor: (ClosingItem) -> Int64) -> DraftCell {
            var cell = DraftCell(.money(shown.reduce(Int64(0)) { $0 + minor($1) }, context.currency))
            cell.formula = .sum(table: id, column: column, firstRow: 0, lastRow: count - 1)
            return cell
        }
        func row(_ name: String, _ last: [DraftCell]) -> (role: Row.Role, cells: [DraftCell]) {
            (.total, [context.text(name)] + [DraftCell](repeating: DraftCell(.empty), count: 9 - last.count) + last)
        }
        let adds = sum(Self.adds, \.addsMinor)
        var rows = [
            row(context.words.heading(.total), [sum(Self.open, \.convertedMinor), sum(Self.counted, \.expectedMinor), adds]),
            row(context.name(.landingGap), [context.cell(.landingGap)]),
        ]
        if case .money(let gap) = context.figures.value(.landingGap), case .money(let added, _) = adds.value {
            var left = DraftCell(.money(gap + added, context.currency))
            left.formula = .add(.cell(cell(count + 1, Self.adds)), .cell(cell(count, Self.adds)))
            rows.append(row(context.words.heading(.gapWithItems), [left]))
        }
        return rows
    }
}
