import Ledger

/// `payment.*`: over payments of the period applied to known invoices, weighted by amount.
///
/// days-to-pay: posting day − document day; days-late: posting day − due day (signed); on-time: share posted on or before the due day.
enum PaymentBehaviour {
    static let daysToPay = average {
        .days(Rational($0.payMinorDays, $0.applied))
    } over: {
        $0.applied
    }
    static let daysLate = average {
        .days(Rational($0.lateMinorDays, $0.dated))
    } over: {
        $0.dated
    }
    static let onTimeAmount = average {
        .ratio(Rational($0.onTime, $0.dated))
    } over: {
        $0.dated
    }
    static let onTimeCount = average {
        .ratio(Rational(Int128($0.onTimeCount), Int128($0.datedCount)))
    } over: {
        Int128($0.datedCount)
    }

    private static func average(
        _ value: @escaping @Sendable (Facts.PaymentFacts) -> FigureValue, over weight: @escaping @Sendable (Facts.PaymentFacts) -> Int128
    ) -> MetricDefinition {
        .base { facts, context in
            if let reason = context.frame.missingFlows(since: context.frame.asOf.month) { return .unavailable(reason) }
            return weight(facts.payments) > 0 ? value(facts.payments) : .unavailable(.noAppliedPayments)
        }
    }
}
