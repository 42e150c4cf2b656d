import Ledger

/// Days on which euro payments settle, with Easter from a printed table.
enum OracleBankDays {
    /// Easter Sunday by year, month and day.
    private static let easter: [Int: (month: Int, day: Int)] = [
        2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1),
    ]

    static func easterSunday(_ year: Int) -> Day {
        guard let easter = easter[year] else { fatalError("no Easter of \(year) in the table") }
        return Day(year: year, month: easter.month, day: easter.day)!
    }

    static func settles(on day: Day) -> Bool {
        let (year, month, number) = day.components
        if day.weekday == 6 || day.weekday == 7 { return false }
        switch (month, number) {
        case (1, 1), (5, 1), (12, 25), (12, 26): return false
        default: break
        }
        let sunday = easterSunday(year)
        return day != sunday.adding(days: -2) && day != sunday.adding(days: 1)
    }
}
