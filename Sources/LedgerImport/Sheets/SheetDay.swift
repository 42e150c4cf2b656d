import Ledger

/// Days of cells.
enum SheetDay {
    /// The last day of the date system, 31 December 9999.
    private static let serialLast = 2_958_465

    /// The day of a count of days with a fraction; nil when it is none.
    ///
    /// 1900: day 1 is 1 January 1900, and 60 the 29 February 1900 that never was. 1904: day 1 is 2 January 1904; day 0 is what a formula shows of an empty
    /// cell, in both, and is no day here. The time of day is left out; less
    /// than a tenth of a second before midnight is midnight.
    static func day(serial: String, countsFrom1904: Bool) -> Day? {
        guard SheetNumber.isDecimal(serial), let value = Double(serial), value >= 0, value <= Double(serialLast) + 1 else { return nil }
        let count = Int((value + 1e-6).rounded(.down))
        if countsFrom1904 {
            guard count <= serialLast - 1_462 else { return nil }
            return Day(year: 1904, month: 1, day: 1)?.adding(days: count)
        }
        guard count >= 1, count != 60, count <= serialLast else { return nil }
        return Day(year: 1899, month: 12, day: count < 60 ? 31 : 30)?.adding(days: count)
    }

    /// The day with day and month exchanged; nil when the day is no month.
    static func swapped(_ day: Day) -> Day? {
        let parts = day.components
        return Day(year: parts.year, month: parts.day, day: parts.month)
    }

    /// What is wrong with a day that cannot be exchanged.
    static func swapFault(_ column: String, _ day: Day) -> String {
        "'\(column)' \(day) is no date whose day and month were swapped: it has no month \(day.components.day)"
    }

    /// The day of an ISO 8601 date, with or without a time of day; nil when it is none.
    static func day(iso text: String) -> Day? {
        let head = text.utf8.prefix(10)
        guard text.utf8.count == 10 || text.utf8.dropFirst(10).first == UInt8(ascii: "T") else { return nil }
        return Day(iso: String(decoding: head, as: UTF8.self))
    }
}
