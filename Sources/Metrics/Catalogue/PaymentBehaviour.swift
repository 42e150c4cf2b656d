import Ledger

/// `payment.*`: over payments of the period applied to known invoices, weighted by amount.
///
/// days-to-pay: posting day − document day; days-late: posting day − due day (signed); on-time: share posted on or before the due day.
enum PaymentBehaviour {
    static let daysToPay = average(\.payMinorDays, over: \.applied) { .days($0) }
    static let daysLate = average(\.lateMinorDays, over: \.dated) { .days($0) }
    static let onTimeAmount = average(\.onTime, over: \.dated) { .ratio($0) }
    static let onTimeCount = average(measure: .count, { Int128($0.onTimeCount) }, over: { Int128($0.datedCount) }) { .ratio($0) }

    private static func average(
        measure: Basis.Measure = .money, _ sum: @escaping @Sendable (Facts.PaymentFacts) -> Int128,
        over weight: @escaping @Sendable (Facts.PaymentFacts) -> Int128,
        _ value: @escaping @Sendable (Rational) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: .payments(measure: measure) { Share(sum($0.payments), weight: weight($0.payments)) }) { facts, context in
            if let reason = context.frame.missingFlows(since: context.frame.asOf.month) { return .unavailable(reason) }
            let divisor = weight(facts.payments)
            return divisor > 0 ? value(Rational(sum(facts.payments), divisor)) : .unavailable(.noAppliedPayments)
        }
    }
}
