import Ledger

/// `cash.attributed`: payments by whom the attribution policy credits; `collect.attainment`: that ÷ the month's target `cash.collected`, which must be above zero.
enum AttributedCash {
    static func cash(_ frame: FactsFrame) -> MetricDefinition {
        let promises: Set<Setting> = frame.policy.attribution.usesPromises ? [.promiseTolerance, .bankCalendar] : []
        return .base(
            restsOn: Basis([.attributedPayments], settings: promises.union([.conversion, .period, .attribution]))
        ) { facts, context in context.flow(facts.attributed) }
    }

    /// The target of exactly this scope, key and month; money in another currency is converted at D.
    static let target = MetricDefinition.base(restsOn: Basis([.target], settings: [.conversion, .period])) { _, context in
        let month = context.frame.month
        guard let target = context.tables.target("cash.collected", context.scope, context.key, month) else {
            return .unavailable(.noTarget(month))
        }
        switch context.tables.amount(of: target, on: context.frame.asOf) {
        case .minor(let minor): return .money(minor)
        case .unknown(let reason): return .unavailable(reason)
        }
    }

    /// What is missing (negative) or over (positive).
    static let gap = MetricDefinition.formula(.difference(.metric(.cashAttributed), .metric(.targetCash)))

    static func attainment(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.metric(.cashAttributed) / (.metric(.targetCash), .targetNotPositive(frame.month)))
    }
}
