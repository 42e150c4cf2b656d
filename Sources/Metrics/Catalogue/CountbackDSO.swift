import Ledger

/// `dso.countback`: whole calendar months of sales are taken off net, newest first, each adding its days; the last one counts remaining ÷ sales × days.
///
/// The month of D runs to D. A month without sales adds its days. Net ≤ 0 is 0 days. When sales history ends first: not available, "more than N days".
enum CountbackDSO {
    static let definition = MetricDefinition.base { facts, context in
        if let reason = context.frame.missingFlows(since: context.frame.asOf.month) { return .unavailable(reason) }
        var remaining = facts.net
        var days = 0
        guard remaining > 0 else { return .days(.zero) }
        for (index, month) in context.frame.months.enumerated().reversed() {
            let (sales, monthDays) = (facts.salesByMonth[index], context.frame.dayCount(month))
            if sales > 0, remaining <= sales {
                return .days(Rational(days) + Rational(remaining, sales) * Rational(monthDays))
            }
            remaining -= max(0, sales)
            days += monthDays
        }
        return .unavailable(.moreThanDays(days))
    }
}
