import Ledger

/// A target that is an amount of money, in the reporting currency on a day.
public enum TargetAmount: Hashable, Sendable {
    /// Minor units, converted at the day's rate.
    case minor(Int64)
    /// There is one that cannot be converted, and why.
    case unknown(UnavailableReason)

    /// Minor units; nil when it cannot be converted.
    var minor: Int64? {
        if case .minor(let minor) = self { minor } else { nil }
    }

    /// Why it cannot be converted; nil when it can.
    var reason: UnavailableReason? {
        if case .unknown(let reason) = self { reason } else { nil }
    }
}

extension ReferenceTables {
    /// A target that is an amount of money, converted at a day.
    public func amount(of target: Target, on day: Day) -> TargetAmount {
        let currency = target.currency ?? rates.reporting
        guard let minor = target.value.minorUnits(exponent: currency.exponent) else { return .unknown(.beyondRange) }
        guard let conversion = rates.conversion(of: currency, on: day) else { return .unknown(.noRate(currency, day)) }
        return conversion.convert(minor).map(TargetAmount.minor) ?? .unknown(.beyondRange)
    }
}

extension TargetsOfDay {
    /// Why the target of a metric for exactly a scope and key cannot be converted; nil when it can, or there is none.
    public func unjudged(_ metric: Metric, _ scope: Scope = .all, _ key: String = "") -> UnavailableReason? {
        guard metric.unit == .money, let target = record(of: metric, scope, key) else { return nil }
        return tables.amount(of: target, on: frame.asOf).reason
    }

    /// The reasons why targets of some metrics by a scope cannot be converted, and of how many each; by the words of the reason's currency. Figures that are
    /// computed from the cash target count as those of cash. Linear in the targets.
    public func unjudged(_ metrics: [Metric], _ scope: Scope) -> [(reason: UnavailableReason, count: Int)] {
        let aging = frame.policy.aging
        let amounts = Set(Metric.catalogue(aging).filter { $0.unit == .money }.compactMap { $0.targetId(aging) })
        let asked = Set(metrics.map { $0.targetId(aging) ?? Metric.cashTargetId }).intersection(amounts)
        let reasons = records.filter { $0.scope == scope && asked.contains($0.metric) }
            .compactMap { tables.amount(of: $0, on: frame.asOf).reason }
        return Dictionary(grouping: reasons) { $0 }.map { ($0.key, $0.value.count) }.sorted { "\($0.0)" < "\($1.0)" }
    }
}
