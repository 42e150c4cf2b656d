import Ledger

/// When a message was written: a moment and the clock of the place. The caller's clock; there is none in this module.
public struct MessageDate: Hashable, Sendable {
    /// Seconds since 1970-01-01 00:00 UTC.
    public let secondsSinceEpoch: Int64
    /// What the place's clock shows ahead of UTC, in minutes.
    public let offsetMinutes: Int

    /// - Precondition: The offset is less than a day, the moment between the years 1 and 9999.
    public init(secondsSinceEpoch: Int64, offsetMinutes: Int) {
        precondition(abs(offsetMinutes) < 1440 && (-62_135_596_800..<253_402_214_400).contains(secondsSinceEpoch))
        self.secondsSinceEpoch = secondsSinceEpoch
        self.offsetMinutes = offsetMinutes
    }

    /// Midnight UTC at the beginning of a day.
    public init(startOf day: Day) { self.init(secondsSinceEpoch: Int64(day.daysSinceEpoch) * 86_400, offsetMinutes: 0) }

    /// As in a `Date` header: `Tue, 30 Jun 2026 06:30:00 +0200` (RFC 5322, 3.3).
    var headerText: String {
        let seconds = secondsSinceEpoch + Int64(offsetMinutes) * 60
        let dayNumber = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
        let secondOfDay = Int(seconds - dayNumber * 86_400)
        let day = Day(daysSinceEpoch: Int32(dayNumber)).components
        // 1970-01-01 was a Thursday.
        let weekday = Int(((dayNumber + 3) % 7 + 7) % 7)
        let time = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map(Self.twoDigits).joined(separator: ":")
        let offset = abs(offsetMinutes)
        let zone = (offsetMinutes < 0 ? "-" : "+") + Self.twoDigits(offset / 60) + Self.twoDigits(offset % 60)
        let year = String(repeating: "0", count: max(0, 4 - String(day.year).count)) + String(day.year)
        return "\(Self.weekdays[weekday]), \(day.day) \(Self.months[day.month - 1]) \(year) \(time) \(zone)"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
