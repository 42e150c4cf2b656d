import Ledger

/// The additive sums behind the figures of one scope key on one day. Facts of disjoint keys add up to the facts of their union.
///
/// Reporting minor units unless said otherwise.
public struct Facts: Sendable {
    let layout: FactsLayout
    /// All amounts by ``FactsLayout``: of facts that stand among others, a part of theirs.
    private(set) var amounts: ArraySlice<Int128>
    /// The earliest due day among past-due debit items; nil without any.
    var oldestDueDay: Day?
    /// Cash of the period by whom the attribution policy credits.
    var attributed: Int128 = 0
    var collection = CollectionFacts()
    var risk = RiskFacts()
    /// Net balances above zero, one a customer, in no order of size; for concentration.
    var positiveNets: ArraySlice<Int128> = []

    /// Facts of nothing.
    init(_ layout: FactsLayout) {
        self.init(layout, amounts: ArraySlice(repeating: 0, count: layout.count))
    }

    init(_ layout: FactsLayout, amounts: ArraySlice<Int128>) {
        precondition(amounts.count == layout.count)
        self.layout = layout
        self.amounts = amounts
    }

    /// An amount that stands alone.
    @inline(__always)
    subscript(_ entry: FactsEntry) -> Int128 { amounts[amounts.startIndex + layout.start(entry)] }

    /// An entry of a row.
    @inline(__always)
    subscript(_ row: FactsRow, _ index: Int) -> Int128 {
        assert(index >= 0 && index < layout.count(row))
        return amounts[amounts.startIndex + layout.start(row) + index]
    }

    /// Adds to an entry of a row.
    @inline(__always)
    mutating func add(_ amount: Int128, to row: FactsRow, _ index: Int) {
        assert(index >= 0 && index < layout.count(row))
        amounts[amounts.startIndex + layout.start(row) + index] += amount
    }

    /// All entries of a row.
    func row(_ row: FactsRow) -> ArraySlice<Int128> {
        let start = amounts.startIndex + layout.start(row)
        return amounts[start..<start + layout.count(row)]
    }

    /// All debit items.
    var gross: Int128 {
        var sum: Int128 = 0
        for bucket in 0..<layout.bucketCount { sum += self[.buckets, bucket] }
        return sum
    }
    /// The oldest bucket.
    var lastBucket: Int128 { self[.buckets, layout.bucketCount - 1] }
    /// Debit items that are past due.
    var pastDue: Int128 { gross - self[.buckets, 0] }
    /// Net: debit and credit items.
    var net: Int128 { gross + self[.credits] }
    /// Debit and credit items: their number.
    var itemCount: Int { Int(self[.debitCount] + self[.creditCount]) }
}

/// What is the same for all facts of a day: which inputs there are, and over which months.
public struct FactsFrame: Sendable {
    /// The most months sales are looked back over: what lies further back tells nothing about today's balance, and may be a mistyped year.
    static let monthLimit = 120

    public let asOf: Day
    /// The calendar month of D, and that month to D.
    public let month: Month
    public let period: Period
    public private(set) var policy: Policy
    /// Whether there is a snapshot of the day before the period, and of 31 December.
    public let hasOpening: Bool
    public let hasYearOpening: Bool
    /// The kinds of records the store knows, also for figures that are cut to a portfolio.
    public let imported: ImportedRecords
    /// The month postings start in; nil without postings.
    public let firstPostingMonth: Month?
    /// Months with sales in ``Facts``: ascending, consecutive, the last one the month of D.
    public let months: [Month]
    /// Days of the period the team works.
    public private(set) var workingDayCount: Int

    /// What each past-due invoice adds to the interest claimable, reporting minor units at D; nil when no interest rates are known.
    public internal(set) var compensationMinor: Int64?
    /// The interest rates that are needed and not known, by half-year.
    public internal(set) var missingInterest: [MissingInterestRate] = []

    init(
        asOf: Day, policy: Policy, hasOpening: Bool, hasYearOpening: Bool, imported: ImportedRecords, firstPostingMonth: Month?,
        months: [Month]
    ) {
        (self.asOf, self.policy, self.hasOpening, self.hasYearOpening) = (asOf, policy, hasOpening, hasYearOpening)
        self.imported = imported
        (month, period) = (asOf.month, .monthToDate(asOf))
        (self.firstPostingMonth, self.months) = (firstPostingMonth, months)
        workingDayCount = policy.workCalendar.businessDayCount(period)
    }

    /// The same for people who all work by one calendar.
    func working(_ calendar: HolidayCalendar) -> FactsFrame {
        var frame = self
        (frame.policy.workCalendar, frame.policy.teamCalendars) = (calendar, [:])
        frame.workingDayCount = calendar.businessDayCount(period)
        return frame
    }

    /// The day of the year's opening snapshot.
    public var yearOpeningDay: Day { Month(year: month.year - 1, month: 12).lastDay }
    /// The day of the period's opening snapshot.
    public var openingDay: Day { period.openingDay }

    /// Calendar days of a month of the frame; the month of D counts to D.
    func dayCount(_ month: Month) -> Int { month == self.month ? period.dayCount : month.dayCount }

    /// Why flows since the start of a month are not known; nil when they are.
    func missingFlows(since month: Month) -> UnavailableReason? {
        guard let firstPostingMonth else { return .noPostings }
        return month < firstPostingMonth ? .postingsStartLater(firstPostingMonth, needed: month) : nil
    }
}
