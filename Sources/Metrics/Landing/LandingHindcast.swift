import Ledger

/// The forecast of a month, re-run on a day that corresponds to D.
struct LandingHindcast: Hashable, Sendable {
    let month: Month
    /// The last day whose snapshot may be used.
    let lastDay: Day

    /// Where the forecast is re-run for D, newest first.
    ///
    /// While working days of D's month are left: in each of the months before, on the same working day of the month as D, counted from its first day; on the last
    /// day when the month has fewer, and before the first working day on the day before the month. When none is left, there is nothing to compare with such a
    /// day: in D's month and those before it, each on the month-end before it.
    static func plan(asOf: Day, policy: Policy) -> [LandingHindcast] {
        let (calendar, count) = (policy.workCalendar, policy.landing.hindcastMonths)
        let isOver = calendar.businessDaysLeft(inMonthOf: asOf) == 0
        let worked = isOver ? 0 : calendar.businessDayCount(.monthToDate(asOf))
        return (isOver ? 0..<count : 1..<count + 1).map { offset in
            let month = asOf.month.adding(months: -offset)
            let opening = month.firstDay.adding(days: -1)
            return LandingHindcast(month: month, lastDay: min(calendar.businessDay(opening, plus: worked), month.lastDay))
        }
    }

    /// The days to look for a snapshot on, newest first: back to the day before the month.
    var days: [Day] { (0...lastDay.days(since: month.firstDay.adding(days: -1))).map { lastDay.adding(days: -$0) } }
}
