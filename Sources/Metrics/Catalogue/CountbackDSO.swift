import Ledger

/// `dso.countback`: whole calendar months of sales are taken off net, newest first, each adding its days; the last one counts remaining ÷ sales × days.
///
/// The month of D runs to D. A month without sales adds its days. Net ≤ 0 is 0 days. When sales history ends first: not available, "more than N days".
enum CountbackDSO {
    static let definition = MetricDefinition.base(
        restsOn: Basis(
            [
                .postings(.history) { posting, frame in
                    Sales.counts(posting.kind, frame.policy) ? Share(posting.convertedMinor) : nil
                }
            ], inputs: [.arNet], settings: [.sales, .conversion, .ownership, .period, .lookBack])
    ) { facts, context in
        if let reason = context.frame.missingFlows(since: context.frame.asOf.month) { return .unavailable(reason) }
        guard facts.net > 0 else { return .days(.zero) }
        let steps = steps(facts, context.frame)
        let days = steps.reduce(Rational.zero) { $0 + $1.days }
        return (steps.last?.leftMinor ?? facts.net) == 0 ? .days(days) : .unavailable(.moreThanDays(steps.reduce(0) { $0 + $1.monthDays }))
    }

    /// The months that are taken off net, newest first, until nothing is left or the history ends; none when net is zero or less.
    static func steps(_ facts: Facts, _ frame: FactsFrame) -> [CountbackStep] {
        var remaining = facts.net
        var steps: [CountbackStep] = []
        for (index, month) in frame.months.enumerated().reversed() where remaining > 0 {
            let (sales, monthDays) = (facts.salesByMonth[index], frame.dayCount(month))
            let isLast = sales > 0 && remaining <= sales
            let days = isLast ? Rational(remaining, sales) * Rational(monthDays) : Rational(monthDays)
            remaining = isLast ? 0 : remaining - max(0, sales)
            steps.append(CountbackStep(month: month, salesMinor: sales, monthDays: monthDays, days: days, leftMinor: remaining))
        }
        return steps
    }
}

/// A month of sales taken off the balance.
public struct CountbackStep: Hashable, Sendable {
    public let month: Month
    public let salesMinor: Int128
    /// Calendar days of the month; the month of D runs to D.
    public let monthDays: Int
    /// The days it adds: all of them, or the part that what was left of the balance is of the month's sales.
    public let days: Rational
    /// What is left of the balance after it.
    public let leftMinor: Int128
}
