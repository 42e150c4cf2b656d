import Ledger
import Testing

@Suite("Holiday calendars")
struct HolidayCalendarTests {
    private func holidays(_ calendar: HolidayCalendar, _ year: Int) -> [String] {
        let first = Day(year: year, month: 1, day: 1)!
        return (0..<366).map { first.adding(days: $0) }.filter { $0.components.year == year && calendar.isHoliday($0) }.map(\.isoText)
    }

    @Test(
        "know Easter",
        arguments: [
            (1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20"),
            (2026, "2026-04-05"), (2038, "2038-04-25"),
        ])
    func easter(year: Int, day: String) {
        #expect(HolidayCalendar.easterSunday(year).isoText == day)
    }

    @Test("close TARGET on six days a year")
    func target() {
        #expect(holidays(.target, 2026) == ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26"])
    }

    @Test("keep 4 October in Italy from 2026 on")
    func italy() {
        #expect(
            holidays(.italy, 2026) == [
                "2026-01-01", "2026-01-06", "2026-04-05", "2026-04-06", "2026-04-25", "2026-05-01", "2026-06-02", "2026-08-15",
                "2026-10-04",
                "2026-11-01", "2026-12-08", "2026-12-25", "2026-12-26",
            ])
        #expect(!HolidayCalendar.italy.isHoliday(Day(iso: "2025-10-04")!))
    }

    @Test("keep the Irish Mondays and St Brigid's day")
    func ireland() {
        #expect(
            holidays(.ireland, 2026) == [
                "2026-01-01", "2026-02-02", "2026-03-17", "2026-04-06", "2026-05-04", "2026-06-01", "2026-08-03", "2026-10-26",
                "2026-12-25",
                "2026-12-26",
            ])
        // The first of February is a Friday in 2030; there was no such holiday in 2022.
        #expect(HolidayCalendar.ireland.isHoliday(Day(iso: "2030-02-01")!) && !HolidayCalendar.ireland.isHoliday(Day(iso: "2030-02-04")!))
        #expect(!HolidayCalendar.ireland.isHoliday(Day(iso: "2022-02-07")!))
    }

    @Test("move British holidays that fall on a weekend to the next weekday")
    func unitedKingdom() {
        // Boxing Day 2026 is a Saturday, Christmas 2027 a Saturday, New Year 2028 a Saturday, Christmas 2022 a Sunday.
        #expect(
            holidays(.unitedKingdom, 2026) == [
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-26",
                "2026-12-28",
            ])
        for day in ["2027-12-27", "2027-12-28", "2028-01-03", "2022-12-26", "2022-12-27"] {
            #expect(HolidayCalendar.unitedKingdom.isHoliday(Day(iso: day)!), "\(day)")
        }
        for day in ["2028-12-27", "2026-12-29", "2028-01-04", "2023-12-27", "2022-12-28"] {
            #expect(!HolidayCalendar.unitedKingdom.isHoliday(Day(iso: day)!), "\(day)")
        }
    }

    @Test("count business days")
    func businessDays() {
        let june = Period(first: Day(iso: "2026-06-01")!, last: Day(iso: "2026-06-30")!)
        #expect(HolidayCalendar.italy.businessDayCount(june) == 21)
        #expect(HolidayCalendar.target.businessDay(Day(iso: "2026-04-02")!, plus: 2).isoText == "2026-04-08")
        #expect(HolidayCalendar.target.businessDay(Day(iso: "2026-04-04")!, plus: 0).isoText == "2026-04-04")
    }

    @Test("stretch a promise's tolerance")
    func tolerance() {
        let due = Day(iso: "2026-12-23")!
        #expect(PromiseTolerance(text: "3 days")?.lastDay(after: due, calendar: .target).isoText == "2026-12-26")
        #expect(PromiseTolerance(text: "2 business days")?.lastDay(after: due, calendar: .target).isoText == "2026-12-28")
        for text in ["", "3", "three days", "-1 days", "61 days", "2 weeks"] { #expect(PromiseTolerance(text: text) == nil, "\(text)") }
    }
}
