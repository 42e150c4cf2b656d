import Ledger

/// `cash.attributed`: payments by the owner of the customer on the posting day; `collect.attainment`: that ÷ the month's target `cash.collected`.
enum AttributedCash {
    static let cash = MetricDefinition.base { facts, context in context.flow(facts.attributed) }

    /// The target of exactly this scope, key and month; money in another currency is converted at D.
    static let target = MetricDefinition.base { _, context in
        let month = context.frame.asOf.month
        let found = context.tables.targets.last {
            $0.month == month && $0.scope == context.scope && $0.key == context.key && $0.metric == "cash.collected"
        }
        let reporting = context.frame.policy.reportingCurrency
        let currency = found?.currency ?? reporting
        guard let found, let minor = found.value.minorUnits(exponent: currency.exponent), minor > 0,
            let converted = context.tables.rates.conversion(of: currency, on: context.frame.asOf)?.convert(minor)
        else { return .unavailable(.noTarget(month)) }
        return .money(converted)
    }

    /// What is missing (negative) or over (positive).
    static let gap = MetricDefinition.formula(.difference(.metric(.cashAttributed), .metric(.targetCash)))

    static func attainment(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.metric(.cashAttributed) / (.metric(.targetCash), .noTarget(frame.asOf.month)))
    }
}
