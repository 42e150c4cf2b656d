import Ledger

/// How a system puts open items into the columns of its aging report: a rule as data.
///
/// An item's age is D less the day the rule ages by, in days: 0 is due today, below 0 is not yet due. Ages up to ``currentThrough`` stand where
/// ``notYetDue`` says; older ones stand in the first range whose upper limit they do not pass; what passes all limits stands in a last column without end, or
/// in none when the rule has none. A credit item ages by its due day, without one by its document day, as the policy `by-own-date` has it.
public struct BucketRule: Hashable, Sendable {
    /// The day an item ages by.
    public enum AgedFrom: String, CaseIterable, Sendable {
        case dueDay = "due-day"
        case documentDay = "document-day"
    }

    /// Where items stand that have not reached the first range.
    public enum NotYetDue: String, CaseIterable, Sendable {
        /// In a column of their own.
        case current
        /// In the first range.
        case firstRange = "first-range"
        /// In no column.
        case nowhere
    }

    /// The upper limits of the ranges.
    public enum Ranges: Hashable, Sendable {
        /// Ages in days, inclusive, ascending.
        case days([Int])
        /// That many spans of so many months, counted back from the day after D, each cut to the days its month has.
        case months(length: Int, count: Int)
    }

    /// Where debit items without a due day stand, when due days decide.
    public enum Undated: String, CaseIterable, Sendable {
        /// Where items that are not yet due stand.
        case notYetDue = "not-yet-due"
        /// By their document day.
        case documentDay = "document-day"
        /// In the last column.
        case lastRange = "last-range"
    }

    /// Where credit items stand.
    public enum Credits: String, CaseIterable, Sendable {
        /// With their sign in the column of their own age.
        case inRanges = "in-ranges"
        /// In a column of their own.
        case apart
        /// In no column.
        case leftOut = "left-out"
    }

    /// Where a rule comes from.
    public enum Source: Hashable, Sendable {
        /// Read in the system's own program or in what its maintainers said.
        case system([String])
        /// Settings a manual prints, read to the letter: what no range names stands in no column.
        case manual([String])
        /// A way of aging that is met in practice, of no system in particular.
        case behaviour
        /// Written in the workspace's configuration.
        case workspace
    }

    /// What the command line and specs call it.
    public let id: String
    /// The system's name, short; nil for a rule of no system in particular.
    public let system: String?
    /// Which of its reports, with which settings.
    public let report: String?
    public let source: Source
    public let agedFrom: AgedFrom
    public let notYetDue: NotYetDue
    /// The last age that is not in a range yet: −1 when what is due today is already in the first one, 0 when it is not late.
    public let currentThrough: Int
    public let ranges: Ranges
    /// Whether what passes the last limit has a column.
    public let hasLastRange: Bool
    public let undated: Undated
    public let credits: Credits

    /// - Precondition: limits ascend, lie above `currentThrough`, and there is at least one.
    public init(
        id: String, system: String?, report: String? = nil, source: Source, agedFrom: AgedFrom = .dueDay, notYetDue: NotYetDue,
        currentThrough: Int,
        ranges: Ranges,
        hasLastRange: Bool = true, undated: Undated, credits: Credits = .inRanges
    ) {
        if case .days(let limits) = ranges {
            precondition(!limits.isEmpty && zip([currentThrough] + limits, limits).allSatisfy { $0 < $1 }, "limits ascend")
        }
        self.id = id
        self.system = system
        self.report = report
        self.source = source
        self.agedFrom = agedFrom
        self.notYetDue = notYetDue
        self.currentThrough = currentThrough
        self.ranges = ranges
        self.hasLastRange = hasLastRange
        self.undated = undated
        self.credits = credits
    }

    /// The inclusive upper limits of the ranges on a day.
    public func limits(asOf: Day) -> [Int] {
        switch ranges {
        case .days(let limits): return limits
        case .months(let length, let count):
            var start = asOf.adding(days: 1)
            return (0..<count).map { _ in
                start = start.adding(months: -length)
                return asOf.days(since: start)
            }
        }
    }
}

extension Day {
    /// The same day of another month, or that month's last day.
    fileprivate func adding(months: Int) -> Day {
        let target = month.adding(months: months)
        return target.firstDay.adding(days: min(components.day, target.dayCount) - 1)
    }
}
