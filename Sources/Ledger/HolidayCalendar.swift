/// Which days are worked, or money moves: the public holidays of a country or of TARGET, changed where a workspace says so.
public struct HolidayCalendar: Hashable, Sendable {
    /// A country's code, `TARGET`, or the name of the workspace's file.
    public let name: String
    /// The holidays it starts from; nil: none.
    public let base: PublicHolidays?
    /// Days that are off besides.
    public let added: HolidaySet
    /// Holidays of the base that are worked.
    public let removed: HolidaySet
    /// Days of the week that are off: 1 Monday … 7 Sunday; at most six.
    public let weekend: Set<Int>

    /// A calendar of one's own. At least one day of the week must be none of the weekend.
    public init(
        name: String, base: PublicHolidays?, added: HolidaySet = HolidaySet(), removed: HolidaySet = HolidaySet(),
        weekend: Set<Int> = [6, 7]
    ) {
        precondition(weekend.count <= 6 && weekend.allSatisfy { (1...7).contains($0) }, "one day of the week must be worked")
        self.name = name
        self.base = base
        self.added = added
        self.removed = removed
        self.weekend = weekend
    }

    private init(_ holidays: PublicHolidays) { self.init(name: holidays.rawValue, base: holidays) }

    public static let target = HolidayCalendar(.target)
    public static let italy = HolidayCalendar(.italy)
    public static let ireland = HolidayCalendar(.ireland)
    public static let unitedKingdom = HolidayCalendar(.unitedKingdom)
    /// The calendars that come with the product.
    public static let shipped = [target, italy, ireland, unitedKingdom]

    /// Everything that decides which days are worked, in one canonical text: equal for calendars that agree on every day by the same rules.
    public var contentText: String {
        let off = "\(base?.rawValue ?? "none") \(weekend.sorted())"
        return added.count + removed.count == 0 ? off : off + " +\(added.contentText) -\(removed.contentText)"
    }

    /// Whether a day is a holiday of the calendar, on whatever day of the week.
    public func isHoliday(_ day: Day) -> Bool {
        added.contains(day) || (base?.isHoliday(day) == true && !removed.contains(day))
    }

    /// Whether a day is no weekend and no holiday.
    public func isBusinessDay(_ day: Day) -> Bool { !weekend.contains(day.weekday) && !isHoliday(day) }

    /// Business days in a period, both ends inclusive.
    public func businessDayCount(_ period: Period) -> Int {
        (0..<period.dayCount).count { isBusinessDay(period.first.adding(days: $0)) }
    }

    /// Business days after a day up to the end of its month.
    public func businessDaysLeft(inMonthOf day: Day) -> Int {
        day == day.month.lastDay ? 0 : businessDayCount(Period(first: day.adding(days: 1), last: day.month.lastDay))
    }

    /// The day `count` business days after a day; with 0 the day itself.
    public func businessDay(_ day: Day, plus count: Int) -> Day { businessDay(day, count, step: 1) }

    /// The day `count` business days before a day; with 0 the day itself.
    public func businessDay(_ day: Day, minus count: Int) -> Day { businessDay(day, count, step: -1) }

    private func businessDay(_ day: Day, _ count: Int, step: Int) -> Day {
        var (current, left) = (day, count)
        while left > 0 {
            current = current.adding(days: step)
            if isBusinessDay(current) { left -= 1 }
        }
        return current
    }
}

/// Some days of the calendar, single ones and such that come every year.
public struct HolidaySet: Hashable, Sendable {
    public var days: Set<Day>
    /// Month × 100 + day of the month.
    public var yearly: Set<Int>

    public init(days: Set<Day> = [], yearly: Set<Int> = []) {
        self.days = days
        self.yearly = yearly
    }

    /// How many days were written.
    public var count: Int { days.count + yearly.count }

    /// The days in order.
    var contentText: String {
        (yearly.sorted().map(String.init) + days.sorted().map(\.isoText)).joined(separator: ",")
    }

    public func contains(_ day: Day) -> Bool {
        if days.contains(day) { return true }
        guard !yearly.isEmpty else { return false }
        let parts = day.components
        return yearly.contains(parts.month * 100 + parts.day)
    }
}
