import Ledger

/// The forecast re-run in an earlier month, on a day that corresponds to D.
struct LandingHindcast: Hashable, Sendable {
    /// Months looked back over.
    static let monthCount = 6

    let month: Month
    /// The last day whose snapshot may be used.
    let lastDay: Day

    /// Where the forecast is re-run for D: in each of the six months before, newest first, on the same working day of the month as D, counted from its first day; on
    /// the last day when the month has fewer. Before the first working day it is the day before the month.
    static func plan(asOf: Day, calendar: HolidayCalendar) -> [LandingHindcast] {
        let worked = calendar.businessDayCount(.monthToDate(asOf))
        return (1...monthCount).map { offset in
            let month = asOf.month.adding(months: -offset)
            let opening = month.firstDay.adding(days: -1)
            return LandingHindcast(month: month, lastDay: min(calendar.businessDay(opening, plus: worked), month.lastDay))
        }
    }

    /// The days to look for a snapshot on, newest first: back to the day before the month.
    var days: [Day] { (0...lastDay.days(since: month.firstDay.adding(days: -1))).map { lastDay.adding(days: -$0) } }
}
