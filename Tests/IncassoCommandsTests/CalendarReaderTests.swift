import Ledger
import Testing

@testable import IncassoCommands

@Suite struct CalendarReaderTests {
    private func read(_ text: String) -> (calendar: HolidayCalendar?, faults: [String]) {
        let (calendar, faults) = CalendarReader.read(utf8: Array(text.utf8), file: "calendars/milano.yml", name: "milano")
        return (calendar, faults.map(\.text))
    }

    @Test func everyKeyIsRead() {
        let (calendar, faults) = read("base: IT\nweekend: [sunday]\nadded: [12-07, 2026-12-24]\nremoved: [2026-06-02]\n")
        #expect(faults.isEmpty)
        #expect(
            calendar
                == HolidayCalendar(
                    name: "milano", base: .italy, added: HolidaySet(days: [Day(iso: "2026-12-24")!], yearly: [1207]),
                    removed: HolidaySet(days: [Day(iso: "2026-06-02")!]), weekend: [7]))
        #expect(read("base: none\n").calendar == HolidayCalendar(name: "milano", base: nil))
    }

    @Test(arguments: [
        ("weekend: [sunday]", "1:1: error: the key \"base\" is missing [missing-key]"),
        ("base: ITA", "1:7: error: \"base\" cannot be \"ITA\" [unknown-word]; did you mean \"IT\"?"),
        ("base: IT\nadd: [12-07]", "2:1: error: unknown key \"add\" [unknown-key]; did you mean \"added\"?"),
        ("base: IT\nadded: [12-32]", "2:9: error: \"added[0]\" is no day [bad-day]; write it like 2026-12-24, or 12-24 for every year"),
        ("base: IT\nadded: [2026-02-29]", "2:9: error: \"added[0]\" is no day [bad-day]"),
        ("base: IT\nadded: [2026-12-25]", "2:9: error: 2026-12-25 is a holiday of IT already, or is removed as well [needless-day]"),
        ("base: none\nadded: [12-07, 12-07]", "2:16: error: 12-07 stands twice in \"added\" [needless-day]"),
        ("base: TARGET\nremoved: [06-02]", "2:11: error: 06-02 is no holiday of TARGET [no-such-holiday]"),
        ("base: IT\nremoved: [2026-06-03]", "2:11: error: 2026-06-03 is no holiday of IT [no-such-holiday]"),
        ("base: IT\nweekend: [sunday, sunday]", "2:10: error: \"weekend\" must name each day once, and not all seven [bad-weekend]"),
        ("base: IT\nweekend: [sonntag]", "2:11: error: \"weekend[0]\" cannot be \"sonntag\" [unknown-word]"),
        (
            "base: IT\nweekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]",
            "2:10: error: \"weekend\" must name each day once, and not all seven [bad-weekend]"
        ),
    ])
    func fault(text: String, expected: String) {
        let faults = read(text).faults
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.hasPrefix("calendars/milano.yml:" + expected) == true, "\(faults)")
    }
}
