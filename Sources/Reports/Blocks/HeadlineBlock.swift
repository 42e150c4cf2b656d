import Ledger
import Metrics
import ReportDocument

/// Headline figures: each with its target, the variance and the status, last month, the change, and the same month last year.
struct HeadlineBlock {
    let metrics: [Metric]
    let links: [Metric: String]
    let section: String

    func table(_ context: BlockContext) -> DraftTable {
        let words = context.words
        let number: (Heading, String) -> Column = { Column(id: $1, title: words.heading($0), kind: .number) }
        let id = "\(section)-headline"
        return DraftTable(
            id: id, title: words.heading(.headlineFigures),
            columns: [
                Column(id: "figure", title: words.heading(.figure), kind: .text), number(.actual, "actual"),
                Column(id: "unit", title: words.heading(.unit), kind: .text), number(.target, "target"), number(.variance, "variance"),
                Column(id: "status", title: words.heading(.status), kind: .status), number(.previousMonth, "previous-month"),
                number(.change, "change"), number(.sameMonthLastYear, "same-month-last-year"),
            ],
            rows: metrics.enumerated().map { index, metric in (.item, cells(metric, row: index, table: id, context)) },
            presentation: .headline, isHome: false)
    }

    private func cells(_ metric: Metric, row: Int, table: String, _ context: BlockContext) -> [DraftCell] {
        func place(_ column: Int) -> CellReference { CellReference(table: table, row: row, column: column) }
        let name = DraftCell(.text(context.name(metric)), linkToSection: links[metric])
        var actual = context.cell(metric)
        actual.note = context.words.caution(metric)
        let unit = DraftCell(context.words.unit(metric.unit, context.currency).map { .text($0) } ?? .empty)
        let previous = context.cell(metric, on: context.previousDay)
        let change = DraftCell.difference(actual, at: place(1), previous, at: place(6))
        let lastYear = context.cell(metric, on: context.lastYearDay)
        guard let target = MetricTarget(metric, .all, "", context) else {
            return [name, actual, unit, DraftCell(.empty), DraftCell(.empty), DraftCell(.empty), previous, change, lastYear]
        }
        let goal = DraftCell(target.value)
        var variance = DraftCell.difference(actual, at: place(1), goal, at: place(3))
        let status = target.status(of: actual.value, amberWithin: context.spec.amberWithin)
        variance.status = status
        let statusCell = DraftCell(status.map { .text(context.words.renderer.statusNames[$0] ?? "") } ?? .empty, status: status)
        return [name, actual, unit, goal, variance, statusCell, previous, change, lastYear]
    }
}
