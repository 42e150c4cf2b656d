import Ledger

/// The additive sums behind the figures of one scope key on one day. Facts of disjoint keys add up to the facts of their union.
///
/// Reporting minor units unless said otherwise. Arrays have the lengths `bucketCount`, months of ``FactsFrame/months`` and so on.
public struct Facts: Sendable {
    /// Debit items by bucket.
    var buckets: [Int128]
    /// Credit items by the bucket the policy puts them in (≤ 0); none under `separate`.
    var placedCredits: [Int128]
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
    /// Flows of the period by raw `PostingKind`.
    var flows: [Int128]
    /// Invoices of the period due by month end.
    var invoicesDueInMonth: Int128 = 0
    var unexplained: Int128 = 0
    /// Sales by month of the frame; the last month runs to D.
    var salesByMonth: [Int128]
    /// Debit items by document month: one entry a month of the frame, and last what lies outside of it.
    var documents: [DocumentFacts]
    var onCollectable: Int128 = 0
    var attributed: Int128 = 0
    var payments = PaymentFacts()
    /// Entry `from × (buckets + 1) + to`.
    var moved: [Int128]
    /// What of the settled amounts was paid, credited and written off: entry `from × 3 + raw Settlement`.
    var settled: [Int128]
    var new: [Int128]
    /// Late-payment interest, and the invoices that add the fixed sum.
    var interestMinor: Int128 = 0
    var interestInvoices: Int64 = 0
    var collection = CollectionFacts()
    var coverage = CoverageFacts()
    var risk = RiskFacts()
    /// Net balances above zero, one a customer, the largest first; for concentration.
    var positiveNets: [Int128] = []
    var landing = LandingFacts()

    /// Debit items of a document month.
    struct DocumentFacts: Sendable {
        /// Σ open × (D − document day).
        var minorDays: Int128 = 0
        var openMinor: Int128 = 0
        var count: Int64 = 0
    }

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
        /// Forecast − cash of the month for each month the forecast was re-run in.
        var hindcastErrors: [Int128] = []
    }

    /// Customers past due at opening, and those of them that were contacted in the period.
    struct CoverageFacts: Sendable {
        var customers: Int64 = 0
        var contacted: Int64 = 0
        var pastDueMinor: Int128 = 0
        var contactedMinor: Int128 = 0
    }

    init(bucketCount: Int, monthCount: Int) {
        buckets = [Int128](repeating: 0, count: bucketCount)
        placedCredits = [Int128](repeating: 0, count: bucketCount)
        flows = [Int128](repeating: 0, count: FlowsRollup.kindCount)
        salesByMonth = [Int128](repeating: 0, count: monthCount)
        documents = [DocumentFacts](repeating: DocumentFacts(), count: monthCount + 1)
        moved = [Int128](repeating: 0, count: bucketCount * (bucketCount + 1))
        settled = [Int128](repeating: 0, count: bucketCount * Settlement.allCases.count)
        new = [Int128](repeating: 0, count: bucketCount)
    }

    /// Gross: all debit items.
    var gross: Int128 { buckets.reduce(0, +) }
    /// Net: debit and credit items.
    var net: Int128 { gross + credits }
}

/// What is the same for all facts of a day: which inputs there are, and over which months.
public struct FactsFrame: Sendable {
    /// The most months sales are looked back over: what lies further back tells nothing about today's balance, and may be a mistyped year.
    static let monthLimit = 120

    public let asOf: Day
    public private(set) var policy: Policy
    public var period: Period { .monthToDate(asOf) }
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
    /// The interest rates that are needed and not known.
    public internal(set) var missingInterest: [MissingInterestRate] = []

    init(
        asOf: Day, policy: Policy, hasOpening: Bool, hasYearOpening: Bool, firstPostingMonth: Month?, months: [Month]
    ) {
        (self.asOf, self.policy, self.hasOpening, self.hasYearOpening) = (asOf, policy, hasOpening, hasYearOpening)
        (self.firstPostingMonth, self.months) = (firstPostingMonth, months)
        workingDayCount = policy.workCalendar.businessDayCount(.monthToDate(asOf))
    }

    /// The same for people who all work by one calendar.
    func working(_ calendar: HolidayCalendar) -> FactsFrame {
        var frame = self
        (frame.policy.workCalendar, frame.policy.teamCalendars) = (calendar, [:])
        frame.workingDayCount = calendar.businessDayCount(period)
        return frame
    }

    /// The day of the year's opening snapshot.
    public var yearOpeningDay: Day { Month(year: asOf.month.year - 1, month: 12).lastDay }
    /// The day of the period's opening snapshot.
    public var openingDay: Day { period.openingDay }

    /// Calendar days of a month of the frame; the month of D counts to D.
    func dayCount(_ month: Month) -> Int { month == asOf.month ? period.dayCount : month.dayCount }

    /// Why flows since the start of a month are not known; nil when they are.
    func missingFlows(since month: Month) -> UnavailableReason? {
        guard let firstPostingMonth else { return .noPostings }
        return month < firstPostingMonth ? .postingsStartLater(firstPostingMonth, needed: month) : nil
    }
}
