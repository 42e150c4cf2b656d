/// A calendar month.
public struct Month: Hashable, Comparable, Sendable {
    /// Months since January of year 0.
    public let index: Int

    /// A month from its index since January of year 0.
    public init(index: Int) { self.index = index }

    /// A month from year and month number (1...12).
    public init(year: Int, month: Int) {
        precondition(month >= 1 && month <= 12, "a month number is 1 to 12")
        self.index = year * 12 + month - 1
    }

    /// A month from `YYYY-MM`; nil for anything else.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == 0x2D, let year = Day.digits(bytes[0..<4]), let month = Day.digits(bytes[5..<7]),
            year >= 1, month >= 1, month <= 12
        else { return nil }
        self.init(year: year, month: month)
    }

    /// The calendar year.
    public var year: Int { index / 12 }
    /// The month number, 1...12.
    public var number: Int { index % 12 + 1 }
    /// Calendar days in the month.
    public var dayCount: Int { Day.dayCount(year: year, month: number) }
    /// The first day.
    public var firstDay: Day { Day(daysSinceEpoch: Day.daysSinceEpoch(year: year, month: number, day: 1)) }
    /// The last day.
    public var lastDay: Day { Day(daysSinceEpoch: Day.daysSinceEpoch(year: year, month: number, day: dayCount)) }
    /// This month moved by `months` (negative: earlier).
    public func adding(months: Int) -> Month { Month(index: index + months) }
    /// `YYYY-MM`.
    public var isoText: String { Day.padded(year, 4) + "-" + Day.padded(number, 2) }

    public static func < (left: Month, right: Month) -> Bool { left.index < right.index }
}

/// A span of days, both ends inclusive.
public struct Period: Hashable, Sendable {
    /// First day, inclusive.
    public let first: Day
    /// Last day, inclusive.
    public let last: Day

    /// A period of both days and all between; `first` must not be after `last`.
    public init(first: Day, last: Day) {
        precondition(first <= last, "a period starts on or before its last day")
        self.first = first
        self.last = last
    }

    /// The catalogue's period of an as-of day: from the first day of its calendar month to the day itself.
    public static func monthToDate(_ asOf: Day) -> Period { Period(first: asOf.month.firstDay, last: asOf) }

    /// Calendar days in the period.
    public var dayCount: Int { last.days(since: first) + 1 }
    /// The day before the period starts: the day of the opening snapshot.
    public var openingDay: Day { first.adding(days: -1) }
    /// Whether `day` lies in the period, ends included.
    public func contains(_ day: Day) -> Bool { first <= day && day <= last }
}
