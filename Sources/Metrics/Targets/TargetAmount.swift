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
        guard let minor = target.value.minorUnits(exponent: currency.exponent) else {
            return .unknown(target.value.placesUsed > currency.exponent ? .tooPrecise(currency) : .beyondRange)
        }
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

    /// The reasons why targets of the month cannot be converted, and of how many of them each, in the order of the reasons. Figures that are computed from the
    /// cash target count as those of cash. Linear in the targets, times what is asked for.
    ///
    /// - Parameter asked: The figures that are to be held against them.
    public func unjudged(_ asked: [TargetedFigures]) -> [(reason: UnavailableReason, count: Int)] {
        let aging = frame.policy.aging
        let amounts = Set(Metric.catalogue(aging).filter { $0.unit == .money }.compactMap { $0.targetId(aging) })
        let ids = asked.map {
            (
                place: $0,
                ids: Set($0.metrics.compactMap { $0.isOfCashTarget ? Metric.cashTargetId : $0.targetId(aging) }).intersection(amounts)
            )
        }
        let reasons = records.filter { record in
            ids.contains { $0.place.scope == record.scope && ($0.place.key ?? record.key) == record.key && $0.ids.contains(record.metric) }
        }.compactMap { tables.amount(of: $0, on: frame.asOf).reason }
        return Dictionary(grouping: reasons) { $0 }.map { ($0.key, $0.value.count) }
            .sorted { UnavailableReason.isNamedBefore($0.reason, $1.reason) }
    }
}

/// Figures by a scope that are held against their targets.
public struct TargetedFigures: Hashable, Sendable {
    public let metrics: [Metric]
    public let scope: Scope
    /// nil: of every key.
    public let key: String?

    public init(_ metrics: [Metric], _ scope: Scope, key: String? = nil) { (self.metrics, self.scope, self.key) = (metrics, scope, key) }
}

extension UnavailableReason {
    /// The order in which reasons for amounts that cannot be converted are told: missing rates, amounts with too many places, each by the code of the currency; others behind them.
    static func isNamedBefore(_ left: UnavailableReason, _ right: UnavailableReason) -> Bool { left.rank < right.rank }

    private var rank: (Int, String) {
        switch self {
        case .noRate(let currency, _): (0, currency.code)
        case .tooPrecise(let currency): (1, currency.code)
        default: (2, "")
        }
    }
}
