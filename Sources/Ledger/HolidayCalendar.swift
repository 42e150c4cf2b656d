/// Public holidays: which days are worked, or money moves.
///
/// Sources: TARGET closing days of the European Central Bank; Italian law 260/1949 with its changes (4 October again from 2026); Irish Organisation of Working Time
/// Act 1997, second schedule (St Brigid's day from 2023); bank holidays of England and Wales (Banking and Financial Dealings Act 1971, regular ones with substitute days).
public enum HolidayCalendar: String, CaseIterable, Sendable {
    case target = "TARGET"
    case italy = "IT"
    case ireland = "IE"
    case unitedKingdom = "GB"

    /// Whether a day is from Monday to Friday and no holiday.
    public func isBusinessDay(_ day: Day) -> Bool { day.weekday <= 5 && !isHoliday(day) }

    /// Business days in a period, both ends inclusive.
    public func businessDayCount(_ period: Period) -> Int {
        (0..<period.dayCount).count { isBusinessDay(period.first.adding(days: $0)) }
    }

    /// Business days after a day up to the end of its month.
    public func businessDaysLeft(inMonthOf day: Day) -> Int {
        day == day.month.lastDay ? 0 : businessDayCount(Period(first: day.adding(days: 1), last: day.month.lastDay))
    }

    /// The day `count` business days after a day; with 0 the day itself.
    public func businessDay(_ day: Day, plus count: Int) -> Day {
        var (current, left) = (day, count)
        while left > 0 {
            current = current.adding(days: 1)
            if isBusinessDay(current) { left -= 1 }
        }
        return current
    }

    /// The day `count` business days before a day; with 0 the day itself.
    public func businessDay(_ day: Day, minus count: Int) -> Day {
        var (current, left) = (day, count)
        while left > 0 {
            current = current.adding(days: -1)
            if isBusinessDay(current) { left -= 1 }
        }
        return current
    }

    /// Whether a day is a holiday of the calendar, on whatever day of the week.
    public func isHoliday(_ day: Day) -> Bool {
        let (year, month, number) = day.components
        let afterEaster = day.days(since: HolidayCalendar.easterSunday(year))
        switch self {
        case .target:
            return [-2, 1].contains(afterEaster) || isOne(of: [(1, 1), (5, 1), (12, 25), (12, 26)], month, number)
        case .italy:
            let fixed = [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)]
            return afterEaster == 0 || afterEaster == 1 || isOne(of: fixed, month, number) || (year >= 2026 && month == 10 && number == 4)
        case .ireland: return afterEaster == 1 || isIrishHoliday(day, year, month, number)
        case .unitedKingdom: return [-2, 1].contains(afterEaster) || isBritishHoliday(day, year, month, number)
        }
    }

    private func isOne(of days: [(Int, Int)], _ month: Int, _ number: Int) -> Bool { days.contains { $0 == (month, number) } }

    private func isIrishHoliday(_ day: Day, _ year: Int, _ month: Int, _ number: Int) -> Bool {
        if isOne(of: [(1, 1), (3, 17), (12, 25), (12, 26)], month, number) { return true }
        let isMonday = day.weekday == 1
        if isMonday, number <= 7, [5, 6, 8].contains(month) { return true }
        if isMonday, month == 10, number > 24 { return true }
        // St Brigid: the first Monday of February, or the first of February when that is a Friday.
        guard month == 2, year >= 2023 else { return false }
        let firstIsFriday = Day(daysSinceEpoch: Day.daysSinceEpoch(year: year, month: 2, day: 1)).weekday == 5
        return firstIsFriday ? number == 1 : isMonday && number <= 7
    }

    private func isBritishHoliday(_ day: Day, _ year: Int, _ month: Int, _ number: Int) -> Bool {
        let isMonday = day.weekday == 1
        if isMonday, (month == 5 && (number <= 7 || number > 24)) || (month == 8 && number > 24) { return true }
        // A fixed holiday on a weekend is taken on the next weekday that is none.
        if month == 1 { return number == 1 || (isMonday && number <= 3) }
        guard month == 12 else { return false }
        return [25, 26].contains(number) || (number == 27 && [1, 2].contains(day.weekday))
            || (number == 28 && [1, 2].contains(day.weekday))
    }

    /// Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
    public static func easterSunday(_ year: Int) -> Day {
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let epact = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let weekday = (32 + 2 * (b % 4) + 2 * (c / 4) - epact - c % 4) % 7
        let correction = (a + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * correction + 114
        return Day(daysSinceEpoch: Day.daysSinceEpoch(year: year, month: sum / 31, day: sum % 31 + 1))
    }
}
