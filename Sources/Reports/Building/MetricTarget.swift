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

    /// Green when the actual meets the target, amber when it misses it by no more than a share of it, else red; nil when either is not available.
    func status(of actual: CellValue, amberWithin: Rational) -> Status? {
        guard let actual = Self.number(actual), let target = Self.number(value) else { return nil }
        let shortfall = metric.isBetterWhenHigher ? target - actual : actual - target
        if shortfall <= .zero { return .green }
        let magnitude = target < .zero ? .zero - target : target
        return shortfall <= magnitude * amberWithin ? .amber : .red
    }

    private static func number(_ value: CellValue) -> Rational? {
        switch value {
        case .money(let minor, _): Rational(minor)
        case .ratio(let number), .days(let number), .number(let number): number
        case .count(let count): Rational(count)
        case .empty, .text, .ratioPoints, .date, .month, .notAvailable: nil
        }
    }
}

extension Metric {
    /// Whether more of it is good news. Balances, days and losses are better when they are lower.
    var isBetterWhenHigher: Bool {
        switch self {
        case .sales, .cei, .ceiCash, .ceiYearToDate, .collectCash, .collectOnCollectable, .collectRate, .collectTrackerRate,
            .cashAttributed,
            .collectAttainment, .ratioCurrent, .paymentOnTimeCount, .paymentOnTimeAmount, .targetGap, .pace,
            .promiseKept, .promiseKeptRate, .promiseKeptAmountRate, .contacts, .contactsReached, .contactsPromiseConversion,
            .contactsPerDay,
            .coverageAccounts, .coverageBalance, .followUpOnTime, .landingForecast, .landingGap:
            true
        default: false
        }
    }
}
