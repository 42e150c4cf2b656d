import Ledger
import Testing

@Suite("Days and months")
struct DayTests {
    @Test("go from parts to number and back over four centuries")
    func roundTrip() {
        var day = Day(year: 1896, month: 1, day: 1)!
        let end = Day(year: 2301, month: 1, day: 1)!
        var previous = day.adding(days: -1).components
        while day < end {
            let parts = day.components
            #expect(Day(year: parts.year, month: parts.month, day: parts.day) == day)
            let isNextDay = parts.day == previous.day + 1 && parts.month == previous.month && parts.year == previous.year
            #expect(isNextDay || (parts.day == 1 && previous.day == Day.dayCount(year: previous.year, month: previous.month)))
            previous = parts
            day = day.adding(days: 1)
        }
    }

    @Test("know the epoch, leap days and days of the week")
    func knownDays() {
        #expect(Day(iso: "1970-01-01")?.daysSinceEpoch == 0)
        #expect(Day(iso: "2000-02-29") != nil)
        #expect(Day(iso: "1900-02-29") == nil)
        #expect(Day(iso: "2026-11-23")?.weekday == 1)
        #expect(Day(iso: "1969-12-28")?.weekday == 7)
        #expect(Day(iso: "0001-01-01")?.isoText == "0001-01-01")
        #expect(Day(iso: "9999-12-31")?.isoText == "9999-12-31")
    }

    @Test(
        "refuse what is no ISO day",
        arguments: ["", "2026-2-03", "2026-02-30", "2026-13-01", "20260203", "2026/02/03", "2026-02-03 ", "0000-01-01"])
    func badDays(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test("count a period's days with both ends")
    func periods() {
        let period = Period.monthToDate(Day(iso: "2026-06-30")!)
        #expect(period.dayCount == 30)
        #expect(period.openingDay.isoText == "2026-05-31")
        #expect(period.contains(Day(iso: "2026-06-01")!) && !period.contains(Day(iso: "2026-05-31")!))
        #expect(Month(iso: "2026-01")?.adding(months: -1).isoText == "2025-12")
        #expect(Month(iso: "2024-02")?.dayCount == 29)
        #expect(Month(iso: "2026-13") == nil)
    }
}
