import Ledger
import Metrics
import ReportDocument

/// Figures of the as-of day beside those of the latest snapshot before it, which is named.
struct DayChangeBlock {
    let id: String
    let title: LocalizedText
    let metrics: [Metric]

    func table(_ context: BlockContext) -> DraftTable {
        let previous = context.data.workingDay?.previousSnapshot
        let heading = previous.map { context.words.format.date($0) } ?? context.words.heading(.dayBefore)
        let rows: [(role: Row.Role, cells: [DraftCell])] = metrics.enumerated().map { row, metric in
            let now = context.cell(metric)
            let before = previous.map { context.cell(metric, on: $0) } ?? DraftCell(.notAvailable(reason: context.words.noEarlierSnapshot))
            let change = DraftCell.difference(
                now, at: CellReference(table: id, row: row, column: 1), before, at: CellReference(table: id, row: row, column: 2))
            // Messages write amounts with their currency.
            let hasOwnUnit = metric.unit == .ratio || context.spec.form == .mail
            let unit = hasOwnUnit ? nil : context.words.unit(metric.unit, context.currency)
            return (.item, [context.text(context.name(metric) + (unit.map { " (" + $0 + ")" } ?? "")), now, before, change])
        }
        let number: (String, String) -> Column = { Column(id: $0, title: $1, kind: .number) }
        return DraftTable(
            id: id, title: title.text(context.language),
            columns: [
                context.textColumn(.figure, id: "figure"), number("today", context.words.heading(.today)), number("before", heading),
                number("change", context.words.heading(.change)),
            ], rows: rows, isHome: false)
    }
}
