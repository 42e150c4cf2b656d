import Ledger
import Metrics
import ReportDocument

/// The target of a figure for a scope key in the month of the as-of day.
struct MetricTarget {
    /// The target in the figure's unit.
    let value: CellValue
    private let metric: Metric

    /// The target of a metric, or nil when none is set. Cash targets are set under `cash.collected`. Ratio targets are percentages.
    init?(_ metric: Metric, _ scope: Scope, _ key: String, _ context: BlockContext) {
        let id = metric == .collectCash || metric == .cashAttributed ? "cash.collected" : metric.id(context.aging)
        guard let found = context.data.tables.target(id, scope, key, context.data.asOf.month) else { return nil }
        self.metric = metric
        switch metric.unit {
        case .money:
            // A cash target of nothing is none: the catalogue divides by it.
            guard id != "cash.collected" || found.value.mantissa > 0,
                let converted = context.data.tables.amountMinor(of: found, on: context.data.asOf)
            else { return nil }
            value = .money(converted, context.currency)
        case .ratio: value = .ratio(found.value.rational / Rational(100))
        case .days: value = .days(found.value.rational)
        case .count, .index: value = .number(found.value.rational)
        }
    }

    /// How the figure in one cell is judged against the target in another.
    func judgement(actual: CellReference, target: CellReference, amberWithin: Rational) -> Judgement {
        Judgement(actual: actual, target: target, isBetterWhenHigher: metric.isBetterWhenHigher, amberWithin: amberWithin)
    }
}

extension Metric {
    /// Whether more of it is good news. Balances, days and losses are better when they are lower.
    var isBetterWhenHigher: Bool {
        switch self {
        case .sales, .cei, .ceiCash, .ceiYearToDate, .collectCash, .collectOnCollectable, .collectRate, .collectTrackerRate,
            .cashAttributed, .arTurnover,
            .collectAttainment, .ratioCurrent, .paymentOnTimeCount, .paymentOnTimeAmount, .targetGap, .pace,
            .promiseKept, .promiseKeptRate, .promiseKeptAmountRate, .contacts, .contactsReached, .contactsPromiseConversion,
            .contactsPerDay,
            .coverageAccounts, .coverageBalance, .followUpOnTime, .landingForecast, .landingGap:
            true
        default: false
        }
    }
}
