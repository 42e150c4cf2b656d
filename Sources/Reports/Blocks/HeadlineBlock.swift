import Ledger
import Metrics
import ReportDocument

/// Headline figures: each with its target, the variance and the status, last month, the change, and the same month last year.
struct HeadlineBlock {
    let metrics: [Metric]
    let links: [Metric: String]
    let section: String

    /// The figures that have something to say: at the end of a month nothing is left to forecast.
    private func shown(_ context: BlockContext) -> [Metric] { metrics.filter { $0 != .landingForecast || !context.isWholeMonth } }

    func blocks(_ context: BlockContext) -> [DraftBlock] {
        let targets = TargetColumns(
            shown(context).filter { context.targets.target(of: $0) != nil || context.targets.unjudged($0) != nil }, context)
        return [.table(table(targets, context))] + targets.note(context)
    }

    private func table(_ targets: TargetColumns, _ context: BlockContext) -> DraftTable {
        let words = context.words
        let number: (Heading, String) -> Column = { Column(id: $1, title: words.heading($0), kind: .number) }
        let id = "\(section)-headline"
        let period = Period.monthToDate(context.data.asOf)
        let isWholeMonth = period.last == period.last.month.lastDay
        return DraftTable(
            id: id, title: words.heading(.headlineFigures), caption: isWholeMonth ? nil : words.partOfMonth(period),
            columns: [Column(id: "figure", title: words.heading(.figure), kind: .text), number(.actual, "actual")]
                + targets.columns(context) + [
                    number(.previousMonth, "previous-month"), number(.change, "change"), number(.sameMonthLastYear, "same-month-last-year"),
                ],
            rows: shown(context).enumerated().map { index, metric in (.item, cells(metric, targets, row: index, table: id, context)) },
            presentation: .headline, isHome: false)
    }

    private func cells(_ metric: Metric, _ targets: TargetColumns, row: Int, table: String, _ context: BlockContext) -> [DraftCell] {
        func place(_ column: Int) -> CellReference { CellReference(table: table, row: row, column: column) }
        let unit = metric.unit == .ratio ? nil : context.words.unit(metric.unit, context.currency)
        let name = DraftCell(.text(context.name(metric) + (unit.map { " (" + $0 + ")" } ?? "")), linkToSection: links[metric])
        var actual = context.cautionedCell(metric)
        actual.origin = context.data.workings[metric].map { WorkingsBlock.origin($0, context) }
        actual.name = context.columnId(metric)
        let previous = context.cell(metric, on: context.previousDay)
        let change =
            context.isComparable(metric)
            ? DraftCell.difference(actual, at: place(1), previous, at: place(2 + targets.count)) : DraftCell(.empty)
        let lastYear = context.cell(metric, on: context.lastYearDay)
        let judged = targets.cells(metric, .all, "", actual: actual, at: place(1), first: 2, context)
        if judged != nil, let origin = actual.origin { actual.origin = origin + "; " + context.nearTarget(metric) }
        return [name, actual] + (judged ?? targets.blanks(reason: context.targets.unjudged(metric).map(context.words.reason))) + [
            previous, change, lastYear,
        ]
    }
}

extension BlockContext {
    /// When a missed target of a figure is amber: setting and value.
    func nearTarget(_ metric: Metric) -> String {
        let line = PolicyLine.targets(amberWithin: targets.amberWithin(metric), of: [:])
        return words.policyName(line) + ": " + words.policyValue(line)
    }
}
