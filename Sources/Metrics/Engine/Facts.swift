import Ledger

/// The additive sums behind the figures of one scope key on one day. Facts of disjoint keys add up to the facts of their union.
///
/// Reporting minor units unless said otherwise.
public struct Facts: Sendable {
    let layout: FactsLayout
    /// The amounts that come in rows, one row behind the other.
    var amounts: [Int128]
    /// All credit items.
    var credits: Int128 = 0
    var pastDueMinorDays: Int128 = 0
    var debitCount: Int64 = 0
    var creditCount: Int64 = 0
    var undatedCount: Int64 = 0
    /// The earliest due day among past-due debit items; nil without any.
    var oldestDueDay: Day?
    /// Net balance of the opening snapshot and of 31 December.
    var opening: Int128 = 0
    var yearOpening: Int128 = 0
    var openingDueInMonth: Int128 = 0
    /// Invoices of the period due by month end.
    var invoicesDueInMonth: Int128 = 0
    var unexplained: Int128 = 0
    var onCollectable: Int128 = 0
    var attributed: Int128 = 0
    var payments = PaymentFacts()
    /// Late-payment interest, and the invoices that add the fixed sum.
    var interestMinor: Int128 = 0
    var interestInvoices: Int64 = 0
    var collection = CollectionFacts()
    var coverage = CoverageFacts()
    var risk = RiskFacts()
    /// Net balances above zero, one a customer, in no order of size; for concentration.
    var positiveNets: [Int128] = []
    var landing = LandingFacts()

    /// Payment behaviour sums; amounts count positive.
    struct PaymentFacts: Sendable {
        var applied: Int128 = 0
        var payMinorDays: Int128 = 0
        var dated: Int128 = 0
        var lateMinorDays: Int128 = 0
        var datedCount: Int64 = 0
        var onTime: Int128 = 0
        var onTimeCount: Int64 = 0
        var unmatchedCount: Int64 = 0
        var unmatched: Int128 = 0
    }

    /// What is expected by month end of the items of D, by the rule that placed them.
    struct LandingFacts: Sendable {
        var promised: Int128 = 0
        var due: Int128 = 0
        var disputed: Int128 = 0
    }

    /// Customers past due at opening, and those of them that were contacted in the period.
    struct CoverageFacts: Sendable {
        var customers: Int64 = 0
        var contacted: Int64 = 0
        var pastDueMinor: Int128 = 0
        var contactedMinor: Int128 = 0
    }

    init(_ layout: FactsLayout) {
        self.layout = layout
        amounts = [Int128](repeating: 0, count: layout.count)
    }

    /// An entry of a row.
    @inline(__always)
    subscript(_ row: FactsRow, _ index: Int) -> Int128 {
        assert(index >= 0 && index < layout.count(row))
        return amounts[layout.start(row) + index]
    }

    /// Adds to an entry of a row.
    @inline(__always)
    mutating func add(_ amount: Int128, to row: FactsRow, _ index: Int) {
        assert(index >= 0 && index < layout.count(row))
        amounts[layout.start(row) + index] += amount
    }

    /// All entries of a row.
    func row(_ row: FactsRow) -> ArraySlice<Int128> { amounts[layout.start(row)..<layout.start(row) + layout.count(row)] }

    /// Gross: all debit items.
    var gross: Int128 {
        // The buckets come first.
        var sum: Int128 = 0
        for bucket in 0..<layout.bucketCount { sum += amounts[bucket] }
        return sum
    }
    /// The oldest bucket.
    var lastBucket: Int128 { self[.buckets, layout.bucketCount - 1] }
    /// Debit items that are past due.
    var pastDue: Int128 { gross - self[.buckets, 0] }
    /// Net: debit and credit items.
    var net: Int128 { gross + credits }
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
        asOf: Day, policy: Policy, hasOpening: Bool, hasYearOpening: Bool, firstPostingMonth: Month?, months: [Month]
    ) {
        (self.asOf, self.policy, self.hasOpening, self.hasYearOpening) = (asOf, policy, hasOpening, hasYearOpening)
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
