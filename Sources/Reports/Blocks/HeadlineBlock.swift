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
        let period = Period.monthToDate(context.data.asOf)
        let isWholeMonth = period.last == period.last.month.lastDay
        return DraftTable(
            id: id, title: words.heading(.headlineFigures), caption: isWholeMonth ? nil : words.partOfMonth(period),
            columns: [
                Column(id: "figure", title: words.heading(.figure), kind: .text), number(.actual, "actual"),
                number(.target, "target"), number(.variance, "variance"),
                Column(id: "status", title: words.heading(.status), kind: .status), number(.previousMonth, "previous-month"),
                number(.change, "change"), number(.sameMonthLastYear, "same-month-last-year"),
            ],
            rows: metrics.enumerated().map { index, metric in (.item, cells(metric, row: index, table: id, context)) },
            presentation: .headline, isHome: false)
    }

    private func cells(_ metric: Metric, row: Int, table: String, _ context: BlockContext) -> [DraftCell] {
        func place(_ column: Int) -> CellReference { CellReference(table: table, row: row, column: column) }
        let unit = metric.unit == .ratio ? nil : context.words.unit(metric.unit, context.currency)
        let name = DraftCell(.text(context.name(metric) + (unit.map { " (" + $0 + ")" } ?? "")), linkToSection: links[metric])
        var actual = context.cell(metric)
        actual.note = context.words.caution(metric)
        actual.origin = context.data.workings[metric].map { WorkingsBlock.origin($0, context) }
        actual.name = context.columnId(metric)
        let previous = context.cell(metric, on: context.previousDay)
        let change = DraftCell.difference(actual, at: place(1), previous, at: place(5))
        let lastYear = context.cell(metric, on: context.lastYearDay)
        guard let target = MetricTarget(metric, .all, "", context) else {
            return [name, actual, DraftCell(.empty), DraftCell(.empty), DraftCell(.empty), previous, change, lastYear]
        }
        let goal = DraftCell(target.value)
        var variance = DraftCell.difference(actual, at: place(1), goal, at: place(2))
        var judged = DraftCell(.empty)
        if let number = actual.value.number, let aim = goal.value.number {
            let judgement = target.judgement(actual: place(1), target: place(2), amberWithin: context.spec.amberWithin)
            judged.judgement = judgement
            judged.status = judgement.status(actual: number, target: aim)
            variance.status = judged.status
        }
        return [name, actual, goal, variance, judged, previous, change, lastYear]
    }
}
