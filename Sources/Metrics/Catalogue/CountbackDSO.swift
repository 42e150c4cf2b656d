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
        if let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
        guard facts.net > 0 else { return .days(.zero) }
        var (days, wholeDays, left) = (Rational.zero, 0, facts.net)
        forEachStep(facts, context.frame) { step in
            days = days + step.days
            wholeDays += step.monthDays
            left = step.leftMinor
        }
        return left == 0 ? .days(days) : .unavailable(.moreThanDays(wholeDays))
    }

    /// The months that are taken off net, newest first, until nothing is left or the history ends; none when net is zero or less.
    static func steps(_ facts: Facts, _ frame: FactsFrame) -> [CountbackStep] {
        var steps: [CountbackStep] = []
        forEachStep(facts, frame) { steps.append($0) }
        return steps
    }

    private static func forEachStep(_ facts: Facts, _ frame: FactsFrame, _ body: (CountbackStep) -> Void) {
        var remaining = facts.net
        for index in frame.months.indices.reversed() where remaining > 0 {
            let (month, sales) = (frame.months[index], facts[.sales, index])
            let monthDays = frame.dayCount(month)
            let isLast = sales > 0 && remaining <= sales
            let days = isLast ? .quotient(remaining * Int128(monthDays), by: sales) : Rational(monthDays)
            remaining = isLast ? 0 : remaining - max(0, sales)
            body(CountbackStep(month: month, salesMinor: sales, monthDays: monthDays, days: days, leftMinor: remaining))
        }
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
