/// The public holidays of a country, or the days on which TARGET is closed.
///
/// Sources: TARGET closing days of the European Central Bank; Italian law 260/1949 with its changes (4 October again from 2026); Irish Organisation of Working Time
/// Act 1997, second schedule (St Brigid's day from 2023; the day of remembrance of 18 March 2022); bank holidays of England and Wales (Banking and Financial
/// Dealings Act 1971: regular ones with substitute days, and those moved or proclaimed once since 2011).
public enum PublicHolidays: String, CaseIterable, Sendable {
    case target = "TARGET"
    case italy = "IT"
    case ireland = "IE"
    case unitedKingdom = "GB"

    /// British bank holidays of one year only, and the regular ones they replaced; month × 100 + day.
    private static let britishOnce: [Int: (off: Set<Int>, worked: Set<Int>)] = [
        2011: ([429], []), 2012: ([604, 605], [528]), 2020: ([508], [504]), 2022: ([602, 603, 919], [530]), 2023: ([508], []),
    ]

    /// Whether a day is a holiday of the country or of TARGET, on whatever day of the week.
    public func isHoliday(_ day: Day) -> Bool {
        let (year, month, number) = day.components
        let afterEaster = day.days(since: PublicHolidays.easterSunday(year))
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
        if isOne(of: [(1, 1), (3, 17), (12, 25), (12, 26)], month, number) || (year, month, number) == (2022, 3, 18) { return true }
        let isMonday = day.weekday == 1
        if isMonday, number <= 7, [5, 6, 8].contains(month) { return true }
        if isMonday, month == 10, number > 24 { return true }
        // St Brigid: the first Monday of February, or the first of February when that is a Friday.
        guard month == 2, year >= 2023 else { return false }
        let firstIsFriday = Day(daysSinceEpoch: Day.daysSinceEpoch(year: year, month: 2, day: 1)).weekday == 5
        return firstIsFriday ? number == 1 : isMonday && number <= 7
    }

    private func isBritishHoliday(_ day: Day, _ year: Int, _ month: Int, _ number: Int) -> Bool {
        let moved = PublicHolidays.britishOnce[year]
        if let moved, moved.off.contains(month * 100 + number) { return true }
        if let moved, moved.worked.contains(month * 100 + number) { return false }
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
