import Ledger

/// `payment.*`: over payments of the period applied to known invoices, weighted by amount.
///
/// days-to-pay: posting day − document day; days-late: posting day − due day (signed); on-time: share posted on or before the due day.
enum PaymentBehaviour {
    static let daysToPay = average(of: .payMinorDays, over: .applied)
    static let daysLate = average(of: .lateMinorDays, over: .dated)
    static let onTimeAmount = MetricDefinition.formula(
        .metric(.ratioPart(.paymentOnTimeAmount)) / (.metric(.ratioPart(.paymentDatedAmount)), .noAppliedPayments))
    static let onTimeCount = MetricDefinition.formula(
        .metric(.ratioPart(.paymentOnTimeCount)) / (.metric(.ratioPart(.paymentDatedCount)), .noAppliedPayments))

    /// Applied payments whose invoice has a due day, and those of them posted on or before it: amounts and numbers.
    static let datedAmount = sum(of: .dated)
    static let punctualAmount = sum(of: .onTime)
    static let datedCount = number(of: .datedCount)
    static let punctualCount = number(of: .onTimeCount)

    private static func sum(of entry: FactsEntry) -> MetricDefinition {
        .base(restsOn: .payments { Share(nonzero: $0[entry]) }, entry, needs: .flows)
    }

    private static func number(of entry: FactsEntry) -> MetricDefinition {
        .base(restsOn: .payments(measure: .count) { Share(nonzero: $0[entry]) }, entry, as: .count, needs: .flows)
    }

    private static func average(of sum: FactsEntry, over weight: FactsEntry) -> MetricDefinition {
        .base(restsOn: .payments { Share($0[sum], weight: $0[weight]) }) { facts, context in
            if let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
            let divisor = facts[weight]
            return divisor > 0 ? .days(.quotient(facts[sum], by: divisor)) : .unavailable(.noAppliedPayments)
        }
    }
}
