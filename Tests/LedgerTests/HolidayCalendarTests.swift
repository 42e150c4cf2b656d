import Ledger
import Testing

@Suite("Holiday calendars")
struct HolidayCalendarTests {
    private func holidays(_ calendar: HolidayCalendar, _ year: Int) -> [String] {
        let first = Day(year: year, month: 1, day: 1)!
        return (0..<366).map { first.adding(days: $0) }.filter { $0.components.year == year && calendar.isHoliday($0) }.map(\.isoText)
    }

    /// Holidays from Monday to Friday, as `MM-DD`: what published lists of days off have.
    private func daysOff(_ calendar: HolidayCalendar, _ year: Int) -> String {
        holidays(calendar, year).filter { Day(iso: $0)!.weekday <= 5 }.map { String($0.dropFirst(5)) }.joined(separator: " ")
    }

    @Test(
        "know Easter",
        arguments: [
            (1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20"),
            (2026, "2026-04-05"), (2038, "2038-04-25"),
        ])
    func easter(year: Int, day: String) {
        #expect(PublicHolidays.easterSunday(year).isoText == day)
    }

    @Test("close TARGET on six days a year")
    func target() {
        #expect(holidays(.target, 2026) == ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26"])
    }

    @Test(
        "close TARGET on the days of the central bank's lists",
        arguments: [
            (2023, "04-07 04-10 05-01 12-25 12-26"), (2024, "01-01 03-29 04-01 05-01 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-01 12-25 12-26"), (2026, "01-01 04-03 04-06 05-01 12-25"), (2027, "01-01 03-26 03-29"),
        ])
    func targetLists(year: Int, days: String) {
        #expect(daysOff(.target, year) == days)
    }

    @Test("keep 4 October in Italy from 2026 on")
    func italy() {
        #expect(
            holidays(.italy, 2026) == [
                "2026-01-01", "2026-01-06", "2026-04-05", "2026-04-06", "2026-04-25", "2026-05-01", "2026-06-02", "2026-08-15",
                "2026-10-04", "2026-11-01", "2026-12-08", "2026-12-25", "2026-12-26",
            ])
        #expect(!HolidayCalendar.italy.isHoliday(Day(iso: "2025-10-04")!))
    }

    @Test(
        "keep the Italian days off",
        arguments: [
            (2023, "01-06 04-10 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26"),
            (2024, "01-01 04-01 04-25 05-01 08-15 11-01 12-25 12-26"),
            (2025, "01-01 01-06 04-21 04-25 05-01 06-02 08-15 12-08 12-25 12-26"),
            (2026, "01-01 01-06 04-06 05-01 06-02 12-08 12-25"), (2027, "01-01 01-06 03-29 06-02 10-04 11-01 12-08"),
            (2028, "01-06 04-17 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26"),
        ])
    func italianLists(year: Int, days: String) {
        #expect(daysOff(.italy, year) == days)
    }

    @Test(
        "keep the Irish public holidays: Mondays, St Brigid's day from 2023, the day of remembrance of 2022",
        arguments: [
            (2022, "03-17 03-18 04-18 05-02 06-06 08-01 10-31 12-26"), (2023, "02-06 03-17 04-10 05-01 06-05 08-07 10-30 12-25 12-26"),
            (2024, "01-01 02-05 04-01 05-06 06-03 08-05 10-28 12-25 12-26"),
            (2025, "01-01 02-03 03-17 04-21 05-05 06-02 08-04 10-27 12-25 12-26"),
            (2026, "01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25"),
            (2030, "01-01 02-01 04-22 05-06 06-03 08-05 10-28 12-25 12-26"),
        ])
    func irishLists(year: Int, days: String) {
        #expect(daysOff(.ireland, year) == days)
    }

    @Test(
        "keep the bank holidays of England and Wales, with substitute days and those of one year only",
        arguments: [
            (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"), (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
            (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
            (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
            (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"), (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"), (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"), (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        ])
    func britishLists(year: Int, days: String) {
        #expect(daysOff(.unitedKingdom, year) == days)
    }

    @Test("count business days")
    func businessDays() {
        let june = Period(first: Day(iso: "2026-06-01")!, last: Day(iso: "2026-06-30")!)
        #expect(HolidayCalendar.italy.businessDayCount(june) == 21)
        #expect(HolidayCalendar.target.businessDay(Day(iso: "2026-04-02")!, plus: 2).isoText == "2026-04-08")
        #expect(HolidayCalendar.target.businessDay(Day(iso: "2026-04-04")!, plus: 0).isoText == "2026-04-04")
        #expect(HolidayCalendar.target.businessDay(Day(iso: "2026-04-08")!, minus: 2).isoText == "2026-04-02")
        #expect(HolidayCalendar.italy.businessDay(Day(iso: "2026-11-06")!, minus: 10).isoText == "2026-10-23")
    }

    @Test("add, remove and have another weekend where a workspace says so")
    func custom() {
        let calendar = HolidayCalendar(
            name: "milano", base: .italy, added: HolidaySet(days: [Day(iso: "2026-12-24")!], yearly: [1207]),
            removed: HolidaySet(days: [Day(iso: "2026-01-06")!], yearly: [602]), weekend: [5, 6])
        let expected: [(String, Bool)] = [
            ("2026-12-07", false), ("2027-12-07", false), ("2026-12-24", false), ("2025-12-24", true), ("2026-01-06", true),
            ("2027-01-06", false), ("2026-06-02", true), ("2027-06-02", true), ("2026-11-06", false), ("2026-11-08", true),
        ]
        for (day, isWorked) in expected { #expect(calendar.isBusinessDay(Day(iso: day)!) == isWorked, "\(day)") }
        #expect(calendar.businessDay(Day(iso: "2026-11-05")!, plus: 1).isoText == "2026-11-08")
    }

    @Test("stretch a promise's tolerance")
    func tolerance() {
        let due = Day(iso: "2026-12-23")!
        #expect(PromiseTolerance(text: "3 days")?.lastDay(after: due, calendar: .target).isoText == "2026-12-26")
        #expect(PromiseTolerance(text: "2 business days")?.lastDay(after: due, calendar: .target).isoText == "2026-12-28")
        for text in ["", "3", "three days", "-1 days", "61 days", "2 weeks"] { #expect(PromiseTolerance(text: text) == nil, "\(text)") }
    }
}
