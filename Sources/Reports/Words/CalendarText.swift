import Ledger

extension HolidayCalendar {
    /// Whether it came with the product, so that its name says everything.
    var isShipped: Bool { HolidayCalendar.shipped.contains(self) }
}

extension HolidaySet {
    /// The days as they are written, those of every year first: `12-24`, `2026-06-12`.
    var texts: [String] {
        let everyYear = yearly.sorted().map {
            String(Month(year: 2000, month: $0 / 100).firstDay.adding(days: $0 % 100 - 1).isoText.dropFirst(5))
        }
        return everyYear + days.sorted().map(\.isoText)
    }
}
