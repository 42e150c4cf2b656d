/// What the values of a date column say about its order. Counts are values; sums do not depend on the order of rows.
struct DateEvidence: Hashable, Sendable {
    /// `YYYY-MM-DD` to the letter.
    var strict = 0
    /// Year first in another form: `2026/10/31`, `20261031`, `20261031.0`, with a time of day.
    var yearFirst = 0
    /// Possible only with the day first: `31/10/2026`.
    var dayFirst = 0
    /// Possible only with the month first: `10/31/2026`.
    var monthFirst = 0
    /// Possible either way, and not the same day: `10/11/2026`.
    var eitherWay = 0
    /// The same day either way: `10/10/2026`.
    var sameDay = 0
    /// Day counts of spreadsheets.
    var serial = 0
    /// With the name of the month: `31-OCT-2026`. Columns with the year last may have such days too.
    var monthNamed = 0
    /// Days with a type, as cells of a sheet have, and those of them that lie behind the 12th of their month.
    var typed = 0
    var typedBehindTwelfth = 0
    /// Days with a time from eight in the evening in UTC: `2026-10-30T22:00:00Z`.
    var utcEvenings = 0
    /// The first line of a value that fits either way; 0: none.
    var eitherWayLine: UInt32 = 0
    /// What values of three parts of two digits say about where their year stands.
    var shortYears = ShortYearEvidence()

    /// Adds the evidence of other rows of the column.
    mutating func add(_ other: DateEvidence) {
        strict += other.strict
        yearFirst += other.yearFirst
        dayFirst += other.dayFirst
        monthFirst += other.monthFirst
        eitherWay += other.eitherWay
        sameDay += other.sameDay
        serial += other.serial
        monthNamed += other.monthNamed
        typed += other.typed
        typedBehindTwelfth += other.typedBehindTwelfth
        utcEvenings += other.utcEvenings
        eitherWayLine = firstLine(eitherWayLine, other.eitherWayLine)
        shortYears.add(other.shortYears)
    }

    /// Whether the days with a type may be dates whose day and month a spreadsheet program took for each other when it opened a text: all of them fit both ways,
    /// and of the written ones those are left that fit one way only.
    var mayHaveSwappedDays: Bool {
        typed > 0 && typedBehindTwelfth == 0 && eitherWay + sameDay == 0 && (dayFirst > 0) != (monthFirst > 0)
    }

    /// The first line of a value that leaves the order open.
    func openLine(_ context: ShortYearEvidence.Context) -> UInt32 {
        asksForYear(context) ? firstLine(eitherWayLine, shortYears.line) : eitherWayLine
    }

    /// Whether nothing tells where the year of all values stands.
    func asksForYear(_ context: ShortYearEvidence.Context) -> Bool {
        guard areYearsShort, case .open = shortYears.place(context) else { return false }
        return true
    }

    /// Whether all values with parts of two digits only could have their year in front, and no other value tells.
    private var areYearsShort: Bool {
        shortYears.count > 0 && shortYears.count == dayFirst + monthFirst + eitherWay + sameDay + shortYears.yearFirstOnly
    }

    /// Whether years stand at the end for sure: some are written with four digits, or all make sense there only.
    func hasYearsAtEnd(_ context: ShortYearEvidence.Context) -> Bool {
        let yearLast = dayFirst + monthFirst + eitherWay + sameDay
        return yearLast > shortYears.count - shortYears.yearFirstOnly
            || (shortYears.count > 0 && shortYears.place(context) == .end(isSure: true))
    }

    /// The order that fits the column, and how sure that is; nil when it fits two ways and nothing says which.
    ///
    /// Of orders that exclude each other the one with most values is taken, of equal ones the one that is `stated`; the values that do not fit
    /// are rejected. `stated` is what the profile says, `option` what the user says, which stands above everything; `context` is what else tells
    /// where a year of two digits stands.
    func decision(
        stated: ImportProfile.DateOrder?, option: ImportProfile.DateOrder?, context: ShortYearEvidence.Context = .init()
    ) -> Decision<ImportProfile.DateOrder>? {
        if let option { return Decision(style: option, basis: .option) }
        var candidates: [(order: ImportProfile.DateOrder, count: Int)] = [
            (yearFirst > 0 ? .yearMonthDay : .iso, strict + yearFirst), (.dayMonthYear, dayFirst > 0 ? dayFirst + monthNamed : 0),
            (.monthDayYear, monthFirst > 0 ? monthFirst + monthNamed : 0), (.serial, serial),
            (.monthNamed, dayFirst + monthFirst + eitherWay + sameDay == 0 ? monthNamed : 0),
        ]
        candidates.removeAll { $0.count == 0 }
        var isLikelyAtMost = false
        if areYearsShort {
            switch shortYears.place(context) {
            case .front: candidates = [(.yearMonthDay, shortYears.count)]
            case .end(let isSure): isLikelyAtMost = !isSure
            case .open(let mayBeAtEnd):
                if stated == .yearMonthDay { return Decision(style: .yearMonthDay, basis: .profile) }
                guard mayBeAtEnd, let stated, stated == .dayMonthYear || stated == .monthDayYear else { return nil }
                return Decision(style: stated, basis: .profile)
            }
        }
        let most = candidates.map(\.count).max() ?? 0
        let leading = candidates.filter { $0.count == most }
        if let order = leading.first(where: { $0.order == stated })?.order ?? leading.first?.order {
            let isYearLast = order == .dayMonthYear || order == .monthDayYear
            let isSure = !isLikelyAtMost && candidates.count == 1 && (isYearLast || eitherWay + sameDay == 0)
            return Decision(style: order, basis: isSure ? .allValues : .mostValues)
        }
        let yearLast = stated == .dayMonthYear || stated == .monthDayYear ? stated : nil
        if eitherWay > 0 { return yearLast.map { Decision(style: $0, basis: .profile) } }
        if sameDay > 0 { return Decision(style: yearLast ?? .dayMonthYear, basis: isLikelyAtMost ? .mostValues : .noDifference) }
        return Decision(style: stated ?? .iso, basis: .noDifference)
    }
}

/// What dates of three parts of two digits, such as `25-01-10`, say about where their year stands. Sums do not depend on the order of rows.
struct ShortYearEvidence: Hashable, Sendable {
    /// What the file says beside the values.
    struct Context: Hashable, Sendable {
        /// The year the file is of; nil: nothing says.
        var year: Int?
        /// Whether another column of dates has its years at the end for sure.
        var isAtEndElsewhere = false
    }

    /// Where the year stands.
    enum Place: Hashable {
        case front
        /// Behind day and month; not for sure when only the marks between the parts and the years they give say so.
        case end(isSure: Bool)
        /// Nothing tells; `mayBeAtEnd` says whether the years at the end make sense too.
        case open(mayBeAtEnd: Bool)
    }

    /// Such values in all, and those of them that are dates only with the year in front.
    var count = 0
    var yearFirstOnly = 0
    /// Values that are no dates with the year in front.
    private var yearLastOnly = 0
    /// Values with hyphens between the parts, as years in front mostly have.
    private var hyphenCount = 0
    /// The years of all values when they stand in front, and when they stand at the end.
    private var first: ClosedRange<Int>?
    private var last: ClosedRange<Int>?
    /// The first line of such a value; 0: none.
    var line: UInt32 = 0

    /// Years that the dates of one column lie apart at the most, and lie before and behind the year of the file.
    private static let spanMax = 10
    private static let aheadMax = 2

    /// Where the year stands, when all of the values are dates both ways: where it makes sense, if that is one place only. Where both do, dots and slashes and
    /// another column speak for the end, and what else there is is to be asked.
    func place(_ context: Context) -> Place {
        guard count > 0, yearLastOnly == 0, let first, let last else { return .end(isSure: true) }
        if yearFirstOnly > 0 { return .front }
        let (mayBeInFront, mayBeAtEnd) = (Self.makesSense(first, context.year), Self.makesSense(last, context.year))
        if !mayBeInFront, first.count > last.count || (mayBeAtEnd && context.year != nil) { return .end(isSure: true) }
        guard mayBeAtEnd, first.count >= last.count else { return .open(mayBeAtEnd: mayBeAtEnd) }
        if context.isAtEndElsewhere || (context.year != nil && hyphenCount == 0) { return .end(isSure: false) }
        return .open(mayBeAtEnd: true)
    }

    private static func makesSense(_ years: ClosedRange<Int>, _ year: Int?) -> Bool {
        guard years.count <= spanMax + 1 else { return false }
        return year.map { years.lowerBound >= $0 - spanMax && years.upperBound <= $0 + aheadMax } ?? true
    }

    mutating func add(_ years: WrittenDate.ShortYears?, isYearLast: Bool, line: UInt32) {
        guard let years else { return }
        count += 1
        if years.hasHyphens { hyphenCount += 1 }
        self.line = firstLine(self.line, line)
        if years.yearFirst == nil { yearLastOnly += 1 } else if !isYearLast { yearFirstOnly += 1 }
        first = Self.joined(first, years.first...years.first)
        last = Self.joined(last, years.last...years.last)
    }

    mutating func add(_ other: ShortYearEvidence) {
        count += other.count
        yearFirstOnly += other.yearFirstOnly
        yearLastOnly += other.yearLastOnly
        hyphenCount += other.hyphenCount
        first = Self.joined(first, other.first)
        last = Self.joined(last, other.last)
        line = firstLine(line, other.line)
    }

    private static func joined(_ left: ClosedRange<Int>?, _ right: ClosedRange<Int>?) -> ClosedRange<Int>? {
        guard let left, let right else { return left ?? right }
        return min(left.lowerBound, right.lowerBound)...max(left.upperBound, right.upperBound)
    }
}

/// The style of a column, and what it rests on.
struct Decision<Style: Hashable & Sendable>: Hashable, Sendable {
    let style: Style
    let basis: StyleBasis
}

/// What the style of a column rests on.
public enum StyleBasis: String, CaseIterable, Sendable {
    /// The user said so.
    case option
    /// All values that can tell fit it, and nothing else fits them.
    case allValues = "all-values"
    /// More values fit it than any other style; the others are rejected.
    case mostValues = "most-values"
    /// The values fit two ways; the profile says which is meant.
    case profile
    /// The values read the same in every style.
    case noDifference = "no-difference"

    /// Whether the values say it.
    var isOfValues: Bool { self == .allValues || self == .mostValues }

    /// How sure the style is, in a word.
    public var confidence: Confidence {
        switch self {
        case .option: .stated
        case .allValues, .noDifference: .certain
        case .mostValues: .likely
        case .profile: .stated
        }
    }
}

/// How sure the import is of something it found out about a file.
public enum Confidence: String, CaseIterable, Sendable {
    /// Nothing else fits.
    case certain
    /// Something else is possible, but less likely.
    case likely
    /// The user or the profile says so.
    case stated
}

/// The smaller of two lines, where 0 is none.
func firstLine(_ first: UInt32, _ second: UInt32) -> UInt32 {
    first == 0 ? second : second == 0 ? first : min(first, second)
}
