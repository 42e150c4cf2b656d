import Ledger
import Metrics
import ReportDocument

/// Figures of the whole ledger by month, oldest first, beside their targets where asked; the last row is the as-of day's month. Months before the first snapshot are
/// left out.
struct TrendBlock {
    let id: String
    let title: LocalizedText
    let metrics: [Metric]
    let targets: TargetChoice

    func table(_ context: BlockContext) -> DraftTable {
        let days = Self.days(context)
        let goals = days.map { day in
            context.data.figures[day].map { TargetsOfDay($0, context.data.thresholds, general: context.spec.amberWithin) }
        }
        let metrics = shown(context)
        let judged = Set(metrics.filter { metric in targets.mayInclude(metric) && goals.contains { $0?.target(of: metric) != nil } })
        let columns = metrics.flatMap { metric in
            [context.column(metric)] + (judged.contains(metric) ? [Self.targetColumn(metric, context)] : [])
        }
        return DraftTable(
            id: id, title: title.text(context.language),
            columns: [Column(id: "month", title: context.words.heading(.month), kind: .date)] + columns,
            rows: zip(days, goals).map { day, goals in
                let cells = metrics.flatMap { metric in
                    [cell(metric, on: day, context)] + (judged.contains(metric) ? [target(of: metric, goals, on: day, context)] : [])
                }
                return (.item, [context.month(day)] + cells)
            },
            unshownColumns: context.lastDays(days), isHome: true)
    }

    /// The id of the column with a metric's targets.
    static func targetColumnId(_ metric: Metric, _ context: BlockContext) -> String { context.columnId(metric) + "-target" }

    private static func targetColumn(_ metric: Metric, _ context: BlockContext) -> Column {
        var column = context.column(metric)
        column.id = targetColumnId(metric, context)
        column.title += ": " + context.words.heading(.target).lowercased()
        return column
    }

    /// A forecast is of the running month: a whole one has none, and the months before it are over.
    private func shown(_ context: BlockContext) -> [Metric] { metrics.filter { $0 != .landingForecast || !context.isWholeMonth } }

    private func cell(_ metric: Metric, on day: Day, _ context: BlockContext) -> DraftCell {
        if metric == .landingForecast, day != context.data.asOf { return DraftCell(.empty) }
        // What is said of every value of a figure is said once, beside the newest.
        return day != context.data.asOf && context.isAlwaysCautioned(metric)
            ? context.cell(metric, on: day) : context.cautionedCell(metric, on: day)
    }

    /// The target of the whole month.
    private func target(of metric: Metric, _ goals: TargetsOfDay?, on day: Day, _ context: BlockContext) -> DraftCell {
        guard let goals else { return DraftCell(.notAvailable(reason: context.words.reason(.noSnapshot(day)))) }
        guard let target = goals.target(of: metric) else {
            return DraftCell(.notAvailable(reason: goals.unjudged(metric).map(context.words.reason) ?? context.words.noTarget(day.month)))
        }
        var goal = DraftCell(context.cell(of: target))
        if metric.targetId(context.aging) == Metric.cashTargetId {
            goal.address = FigureAddress(metric: .targetCash, scope: .all, key: "", day: day)
        }
        return goal
    }

    /// The days of a trend, from the first one with figures.
    static func days(_ context: BlockContext) -> [Day] {
        Array(context.spec.days(asOf: context.data.asOf).suffix(context.spec.months).drop { context.data.figures[$0] == nil })
    }
}

extension TargetChoice {
    /// Whether a figure may have a column for its target.
    fileprivate func mayInclude(_ metric: Metric) -> Bool {
        switch self {
        case .none: false
        case .all: true
        case .of(let metrics): metrics.contains(metric)
        }
    }
}
