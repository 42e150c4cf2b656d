import Ledger

/// `payment.*`: over payments of the period applied to known invoices, weighted by amount.
///
/// days-to-pay: posting day − document day; days-late: posting day − due day (signed); on-time: share posted on or before the due day.
enum PaymentBehaviour {
    static let daysToPay = average(of: { $0.payMinorDays }, over: { $0.applied })
    static let daysLate = average(of: { $0.lateMinorDays }, over: { $0.dated })
    static let onTimeAmount = MetricDefinition.formula(
        .metric(.ratioPart(.paymentOnTimeAmount)) / (.metric(.ratioPart(.paymentDatedAmount)), .noAppliedPayments))
    static let onTimeCount = MetricDefinition.formula(
        .metric(.ratioPart(.paymentOnTimeCount)) / (.metric(.ratioPart(.paymentDatedCount)), .noAppliedPayments))

    /// Applied payments whose invoice has a due day, and those of them posted on or before it: amounts and numbers.
    static let datedAmount = sum(of: { $0.dated }) { FigureValue(minor: $0) }
    static let punctualAmount = sum(of: { $0.onTime }) { FigureValue(minor: $0) }
    static let datedCount = sum(measure: .count, of: { Int128($0.datedCount) }) { .count(Int64($0)) }
    static let punctualCount = sum(measure: .count, of: { Int128($0.onTimeCount) }) { .count(Int64($0)) }

    private static func sum(
        measure: Basis.Measure = .money, of sum: @escaping @Sendable (Facts.PaymentFacts) -> Int128,
        _ value: @escaping @Sendable (Int128) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: .payments(measure: measure) { Share(nonzero: sum($0.payments)) }) { facts, context in
            if let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
            return value(sum(facts.payments))
        }
    }

    private static func average(
        of sum: @escaping @Sendable (Facts.PaymentFacts) -> Int128, over weight: @escaping @Sendable (Facts.PaymentFacts) -> Int128
    ) -> MetricDefinition {
        .base(restsOn: .payments { Share(sum($0.payments), weight: weight($0.payments)) }) { facts, context in
            if let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
            let divisor = weight(facts.payments)
            return divisor > 0 ? .days(Rational(sum(facts.payments), divisor)) : .unavailable(.noAppliedPayments)
        }
    }
}
