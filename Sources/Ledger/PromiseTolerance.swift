/// How long after its due day a promise still counts as kept.
public struct PromiseTolerance: Hashable, Sendable {
    /// What is counted.
    public enum Unit: String, CaseIterable, Sendable {
        case days
        /// Days from Monday to Friday that are no holidays of the money calendar.
        case businessDays = "business days"
    }

    /// 0...60.
    public var count: Int
    public var unit: Unit

    /// A tolerance of some days.
    public init(count: Int, unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// `3 days`, `1 day`, `2 business days`; nil for anything else.
    public init?(text: String) {
        let words = text.split(separator: " ")
        guard let first = words.first, let count = Int(first), (0...60).contains(count) else { return nil }
        switch words.dropFirst().joined(separator: " ") {
        case "day", "days": self.init(count: count, unit: .days)
        case "business day", "business days": self.init(count: count, unit: .businessDays)
        default: return nil
        }
    }

    /// 3 calendar days.
    public static let standard = PromiseTolerance(count: 3, unit: .days)

    /// The last day on which a payment still keeps a promise due on a day.
    public func lastDay(after due: Day, calendar: HolidayCalendar) -> Day {
        switch unit {
        case .days: due.adding(days: count)
        case .businessDays: calendar.businessDay(due, plus: count)
        }
    }
}
