/// A calendar day of the proleptic Gregorian calendar, without time or time zone.
///
/// Stored as whole days since 1970-01-01, so that days can be columns of `Int32` and differences are subtractions.
/// Valid range: 0001-01-01 to 9999-12-31.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let daysSinceEpoch: Int32

    /// A day from its distance to 1970-01-01. The value is not range-checked: it must come from another `Day`.
    @inlinable
    public init(daysSinceEpoch: Int32) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// A day from its parts, or nil when there is no such day in the calendar (2026-02-29) or the year is not in 1...9999.
    @inlinable
    public init?(year: Int, month: Int, day: Int) {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1, day <= Day.dayCount(year: year, month: month) else { return nil }
        self.daysSinceEpoch = Day.daysSinceEpoch(year: year, month: month, day: day)
    }

    /// A day from `YYYY-MM-DD`, exactly ten ASCII characters; nil for anything else.
    public init?(iso text: some StringProtocol) {
        guard let day = text.utf8.withContiguousStorageIfAvailable(Day.read) ?? Array(text.utf8).withUnsafeBufferPointer(Day.read) else {
            return nil
        }
        self = day
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        guard bytes.count == 10, bytes[4] == hyphen, bytes[7] == hyphen,
            let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]), let day = digits(bytes[8..<10])
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static let hyphen: UInt8 = 0x2D

    @inlinable
    public static func < (left: Day, right: Day) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }

    /// This day moved by `days` (negative: earlier).
    @inlinable
    public func adding(days: Int) -> Day { Day(daysSinceEpoch: daysSinceEpoch + Int32(days)) }

    /// Calendar days from `other` to this day; negative when this day is earlier.
    @inlinable
    public func days(since other: Day) -> Int { Int(daysSinceEpoch) - Int(other.daysSinceEpoch) }

    /// Year, month (1...12) and day of month (1...31).
    public var components: (year: Int, month: Int, day: Int) {
        // Civil-from-days over 400-year eras that start on 1 March, so that the leap day ends a year.
        let shifted = Int(daysSinceEpoch) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The calendar month this day lies in.
    public var month: Month {
        let parts = components
        return Month(year: parts.year, month: parts.month)
    }

    /// ISO day of week: 1 Monday … 7 Sunday.
    public var weekday: Int {
        let remainder = (Int(daysSinceEpoch) + 3) % 7
        return (remainder < 0 ? remainder + 7 : remainder) + 1
    }

    /// `YYYY-MM-DD`.
    public var isoText: String {
        let parts = components
        guard (0...9999).contains(parts.year) else {
            return Day.padded(parts.year, 4) + "-" + Day.padded(parts.month, 2) + "-" + Day.padded(parts.day, 2)
        }
        return String(unsafeUninitializedCapacity: 10) { text in
            func write(_ value: Int, from first: Int, through last: Int) {
                var rest = value
                for place in stride(from: last, through: first, by: -1) {
                    text[place] = 0x30 + UInt8(rest % 10)
                    rest /= 10
                }
            }
            write(parts.year, from: 0, through: 3)
            text[4] = Day.hyphen
            write(parts.month, from: 5, through: 6)
            text[7] = Day.hyphen
            write(parts.day, from: 8, through: 9)
            return 10
        }
    }

    /// Days in a month of the Gregorian calendar; `month` in 1...12.
    @inlinable
    public static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 of a day whose parts are known to be valid.
    @inlinable
    public static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int32 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    static func digits(_ bytes: some Sequence<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

extension Day: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String { isoText }
}
