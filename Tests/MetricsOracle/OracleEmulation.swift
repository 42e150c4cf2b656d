import Ledger

/// Where an item stands in another system and in ours, and why that differs: item by item, each system's rule written out as its source tells it.
public struct OracleEmulatedItem: Hashable, Sendable {
    /// The system's column: `current`, `0-30`, `over-120`; nil for none.
    public var column: String?
    /// Our bucket's number, or the number of buckets for outside them.
    public var place: Int
    /// The place the system's column is compared at; nil for none.
    public var counterpart: Int?
    /// nil when the places are the same.
    public var cause: String?
}

/// Naive reading of other systems' bucket rules.
public enum OracleEmulation {
    /// An item in a system, under bucket limits and a policy for credits; credits that are set off stand outside the buckets.
    public static func item(
        _ item: OracleItem, in system: String, on day: Day, limits: [Int], credits: OracleCreditsPolicy
    ) -> OracleEmulatedItem {
        let column = Self.column(item, in: system, on: day)
        let place = Self.place(item, on: day, limits: limits, credits: credits)
        let counterpart = column.map { Self.counterpart($0, limits: limits) }
        guard counterpart != place || item.openMinor < 0 && credits == .oldestFirst else {
            return OracleEmulatedItem(column: column, place: place, counterpart: counterpart, cause: nil)
        }
        let cause = Self.cause(item, in: system, isNowhere: column == nil, on: day, credits: credits)
        return OracleEmulatedItem(column: column, place: place, counterpart: counterpart, cause: cause)
    }

    /// The due date; of a credit without one the document date.
    private static func due(_ item: OracleItem) -> Day? { item.dueDate ?? (item.openMinor < 0 ? item.documentDate : nil) }

    private static func place(_ item: OracleItem, on day: Day, limits: [Int], credits: OracleCreditsPolicy) -> Int {
        if item.openMinor < 0 {
            if credits == .separate || credits == .oldestFirst { return limits.count + 2 }
            if credits == .current { return 0 }
        }
        return bucket(due(item).map { day.days(since: $0) } ?? 0, limits)
    }

    private static func bucket(_ daysPastDue: Int, _ limits: [Int]) -> Int {
        if daysPastDue <= 0 { return 0 }
        var bucket = 1
        for limit in limits where daysPastDue > limit { bucket += 1 }
        return bucket
    }

    private static func column(_ item: OracleItem, in system: String, on day: Day) -> String? {
        switch system {
        case "erpnext":
            let date = item.dueDate ?? item.documentDate
            return date > day ? nil : stepped(day.days(since: date), [0, 31, 61, 91, 121])
        case "business-central":
            guard let date = due(item) else { return stepped(Int.max, monthStarts(day)) }
            return date > day ? "current" : stepped(day.days(since: date), monthStarts(day))
        case "business-central-30d":
            guard let date = due(item) else { return "over-89" }
            return date > day ? "current" : stepped(day.days(since: date), [0, 30, 60, 90])
        case "oca":
            guard let date = due(item), date < day else { return "current" }
            return stepped(day.days(since: date), [1, 31, 61, 91, 121])
        case "sage-intacct":
            guard let date = due(item), date <= day else { return nil }
            return stepped(day.days(since: date), [0, 31, 61, 91, 121])
        case "zuora-example":
            guard let date = due(item), date <= day, date >= day.adding(days: -151) else { return nil }
            let found = stepped(day.days(since: date), [0, 2, 31, 61, 91, 121])
            return found == "over-120" ? "121-151" : found
        case "due-day-0-30":
            guard let date = due(item), date <= day else { return "to-30" }
            return stepped(day.days(since: date), [0, 31, 61, 91]).replacing("0-30", with: "to-30")
        case "document-day-0-30":
            guard item.documentDate <= day else { return "to-30" }
            return stepped(day.days(since: item.documentDate), [0, 31, 61, 91]).replacing("0-30", with: "to-30")
        default: fatalError("no oracle for \(system)")
        }
    }

    /// The span an age lies in: from each start to the day before the next one, the last one without end.
    private static func stepped(_ age: Int, _ starts: [Int]) -> String {
        for (start, next) in zip(starts, starts.dropFirst()) where age < next { return "\(start)-\(next - 1)" }
        return "over-\(starts[starts.count - 1] - 1)"
    }

    /// 0, and the ages at which a month, two and three before the day after D end.
    private static func monthStarts(_ day: Day) -> [Int] {
        var starts = [0]
        var first = day.adding(days: 1)
        for _ in 0..<3 {
            var (year, month, number) = first.components
            month -= 1
            if month == 0 { (year, month) = (year - 1, 12) }
            while Day(year: year, month: month, day: number) == nil { number -= 1 }
            first = Day(year: year, month: month, day: number)!
            starts.append(day.days(since: first) + 1)
        }
        return starts
    }

    private static func counterpart(_ column: String, limits: [Int]) -> Int {
        if column == "current" { return 0 }
        if column.hasPrefix("over-") { return limits.count + 1 }
        let ends = column.replacing("to-", with: "0-").split(separator: "-").compactMap { Int($0) }
        let ages = Array(ends[0]...ends[1])
        return bucket(ages[(ages.count - 1) / 2], limits)
    }

    private static func cause(
        _ item: OracleItem, in system: String, isNowhere: Bool, on day: Day, credits: OracleCreditsPolicy
    ) -> String {
        if item.openMinor < 0, credits != .byOwnDate { return "credits" }
        if system == "zuora-example", isNowhere, let date = due(item), day.days(since: date) > 151 { return "beyond-last-range" }
        guard let date = due(item) else { return "undated" }
        if system == "document-day-0-30" { return "document-day" }
        return date > day ? "not-yet-due" : date == day ? "due-today" : "ranges"
    }
}
