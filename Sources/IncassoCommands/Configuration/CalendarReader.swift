import Ledger
import StrictYAML

/// Reads the holiday calendars of a workspace, one file a calendar in `calendars/`.
///
/// ```yaml
/// base: IT                        # IT, IE, GB, TARGET, or none
/// weekend: [saturday, sunday]
/// added: [12-07, 2026-12-24]      # every year, or one day
/// removed: [06-02]                # holidays of the base that are worked
/// ```
enum CalendarReader {
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// The calendar of a text; nil when something is wrong. `name` is the file's name without ending, `file` what faults carry.
    static func read(utf8 bytes: [UInt8], file: String, name: String) -> (calendar: HolidayCalendar?, faults: [Diagnostic]) {
        var (root, faults) = YAMLReader.read(utf8: bytes, file: file)
        guard let mapping = root?.mapping(keys: ["base", "weekend", "added", "removed"], &faults) else { return (nil, faults) }
        let word = mapping.required("base", &faults)?.word(of: PublicHolidays.allCases.map(\.rawValue) + ["none"], &faults)
        let base = word.flatMap { PublicHolidays(rawValue: $0) }
        let weekend = mapping["weekend"].flatMap { self.weekend($0, &faults) } ?? [6, 7]
        let added = mapping["added"].flatMap { days($0, &faults) } ?? []
        let removed = mapping["removed"].flatMap { days($0, &faults) } ?? []
        if let word {
            for entry in added {
                guard let day = entry.day, base?.isHoliday(day) == true || removed.contains(where: { $0.day == day }) else { continue }
                faults.append(
                    entry.node.fault(
                        "needless-day", "\(day.isoText) is a holiday of \(word) already, or is removed as well",
                        advice: "remove it from one of the lists"))
            }
            for entry in removed where !entry.isHoliday(of: base) {
                faults.append(
                    entry.node.fault(
                        "no-such-holiday", "\(entry.text) is no holiday of \(word)", advice: "only holidays of the base can be removed"))
            }
        }
        guard faults.isEmpty else { return (nil, faults) }
        return (HolidayCalendar(name: name, base: base, added: set(added), removed: set(removed), weekend: weekend), [])
    }

    /// A day as it is written: of one year, or of all.
    private struct Entry {
        let node: YAMLNode
        let text: String
        let day: Day?
        /// Month × 100 + day, for a day of every year.
        let yearly: Int?

        /// Whether the base has it: in its year, or in some year of a long while.
        func isHoliday(of base: PublicHolidays?) -> Bool {
            guard let base else { return false }
            if let day { return base.isHoliday(day) }
            guard let yearly else { return false }
            return (2000...2099).contains { year in
                Day(year: year, month: yearly / 100, day: yearly % 100).map(base.isHoliday) ?? false
            }
        }
    }

    private static func days(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> [Entry]? {
        guard let entries = node.list(&faults, each: entry) else { return nil }
        var seen: Set<String> = []
        for entry in entries where !seen.insert(entry.text).inserted {
            faults.append(entry.node.fault("needless-day", "\(entry.text) stands twice in \(node.name)", advice: "remove one of the two"))
        }
        return entries
    }

    private static func entry(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> Entry? {
        if let text = node.scalarText {
            if let day = Day(iso: text) { return Entry(node: node, text: text, day: day, yearly: nil) }
            // A leap year has all days there are.
            if text.utf8.count == 5, let day = Day(iso: "2000-" + text) {
                return Entry(node: node, text: text, day: nil, yearly: day.components.month * 100 + day.components.day)
            }
        }
        faults.append(
            node.fault("bad-day", "\(node.name) is no day", advice: "write it like 2026-12-24, or 12-24 for every year"))
        return nil
    }

    private static func weekend(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> Set<Int>? {
        guard let words = node.list(&faults, each: { $0.word(of: weekdays, &$1) }) else { return nil }
        let numbers = Set(words.compactMap { weekdays.firstIndex(of: $0).map { $0 + 1 } })
        guard numbers.count == words.count, numbers.count <= 6 else {
            faults.append(
                node.fault(
                    "bad-weekend", "\(node.name) must name each day once, and not all seven",
                    advice: "write it like: weekend: [saturday, sunday]"))
            return nil
        }
        return numbers
    }

    private static func set(_ entries: [Entry]) -> HolidaySet {
        HolidaySet(days: Set(entries.compactMap(\.day)), yearly: Set(entries.compactMap(\.yearly)))
    }
}
