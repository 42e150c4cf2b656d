import Ledger
import Metrics
import ReportDocument

/// Figures of the whole ledger by month, oldest first; the last row is the as-of day's month. Months before the first snapshot are left out.
struct TrendBlock {
    let id: String
    let title: LocalizedText
    let metrics: [Metric]

    /// A forecast is of the running month: a whole one has none, and the months before it are over.
    private func shown(_ context: BlockContext) -> [Metric] { metrics.filter { $0 != .landingForecast || !context.isWholeMonth } }

    private func cell(_ metric: Metric, on day: Day, _ context: BlockContext) -> DraftCell {
        metric == .landingForecast && day != context.data.asOf ? DraftCell(.empty) : context.cell(metric, on: day)
    }

    func table(_ context: BlockContext) -> DraftTable {
        let metrics = shown(context)
        let days = Self.days(context)
        return DraftTable(
            id: id, title: title.text(context.language),
            columns: [Column(id: "month", title: context.words.heading(.month), kind: .date)] + metrics.map { context.column($0) },
            rows: days.map { day in (.item, [context.month(day)] + metrics.map { cell($0, on: day, context) }) },
            unshownColumns: context.lastDays(days), isHome: true)
    }

    /// The days of a trend, from the first one with figures.
    static func days(_ context: BlockContext) -> [Day] {
        Array(context.spec.days(asOf: context.data.asOf).suffix(context.spec.months).drop { context.data.figures[$0] == nil })
    }
}
