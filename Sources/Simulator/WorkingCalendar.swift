import Ledger

/// The days the simulated team works: Monday to Friday without the fixed holidays its countries share.
enum WorkingCalendar {
    private static let holidays: Set<Int> = [1_01, 5_01, 8_15, 12_25, 12_26]

    static func isWorking(_ day: Day) -> Bool {
        guard day.weekday <= 5 else { return false }
        let parts = day.components
        return !holidays.contains(parts.month * 100 + parts.day)
    }

    /// The day itself when it is a working day, else the next one.
    static func onOrAfter(_ day: Day) -> Day {
        var working = day
        while !isWorking(working) { working = working.adding(days: 1) }
        return working
    }

    /// The first working day after a day.
    static func after(_ day: Day) -> Day { onOrAfter(day.adding(days: 1)) }

    /// The last working day of a month.
    static func lastWorkingDay(of month: Month) -> Day {
        var working = month.lastDay
        while !isWorking(working) { working = working.adding(days: -1) }
        return working
    }
}
