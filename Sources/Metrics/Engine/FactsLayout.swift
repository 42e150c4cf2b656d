/// The amounts of ``Facts`` that stand alone. Reporting minor units unless said otherwise.
enum FactsEntry: Int, CaseIterable, Sendable {
    /// All credit items.
    case credits
    /// Σ open × days past due over past-due debit items.
    case pastDueMinorDays
    /// Numbers of items.
    case debitCount, creditCount, undatedCount
    /// Net balance of the opening snapshot and of 31 December.
    case opening, yearOpening
    /// Debit items of the opening snapshot due by month end, and invoices of the period due by month end.
    case openingDueInMonth, invoicesDueInMonth
    case unexplained
    /// Payments of the period: applied to the collectable, to any known invoice, and to known invoices with a due day; amounts count positive.
    case onCollectable, applied, dated
    /// Σ amount × (posting day − document day), and × (posting day − due day).
    case payMinorDays, lateMinorDays
    /// Of the payments with a due day: their number, and amount and number of those on or before it.
    case datedCount, onTime, onTimeCount
    /// Payments that name no known invoice.
    case unmatched, unmatchedCount
    /// Late-payment interest, and the number of invoices that add the fixed sum.
    case interest, interestInvoices
    /// What is expected by month end of the items of D, by the rule that placed them.
    case landingPromised, landingDue, landingDisputed
    /// Customers past due at opening, and those of them that were contacted in the period: numbers and past-due amounts.
    case pastDueCustomers, contactedCustomers, pastDueAtOpening, contactedAtOpening
}

/// The amounts of ``Facts`` that come in rows: one for each bucket, kind of posting or month.
enum FactsRow: Sendable {
    /// Debit items by bucket.
    case buckets
    /// Credit items by the bucket the policy puts them in (≤ 0); none under `separate`.
    case placedCredits
    /// New debit items by bucket.
    case new
    /// What of the settled amounts was paid, credited and written off: entry `from × 3 + raw Settlement`.
    case settled
    /// Entry `from × (buckets + 1) + to`.
    case moved
    /// Flows of the period by raw `PostingKind`.
    case flows
    /// Sales by month of the frame; the last month runs to D.
    case sales
    /// Debit items by document month: one entry a month of the frame, and last what lies outside of it. Σ open × (D − document day), Σ open, and their number.
    case documentMinorDays, documentOpen, documentCount
    /// Forecast − cash of the month for each month the forecast was re-run in.
    case hindcastErrors
}

/// Where the amounts of ``Facts`` stand in one array, so that facts are made, copied and added up at the cost of a single one.
struct FactsLayout: Hashable, Sendable {
    let bucketCount: Int
    let monthCount: Int
    let hindcastCount: Int
    /// Where the rows that follow the first begin; each ends where the next one begins.
    private let placedCredits, new, settled, moved, flows, sales, documentMinorDays, documentOpen, documentCount, hindcastErrors: Int
    /// All amounts.
    let count: Int

    init(bucketCount: Int, monthCount: Int, hindcastCount: Int = 0) {
        (self.bucketCount, self.monthCount, self.hindcastCount) = (bucketCount, monthCount, hindcastCount)
        placedCredits = FactsEntry.allCases.count + bucketCount
        new = placedCredits + bucketCount
        settled = new + bucketCount
        moved = settled + bucketCount * Settlement.allCases.count
        flows = moved + bucketCount * (bucketCount + 1)
        sales = flows + FlowsRollup.kindCount
        documentMinorDays = sales + monthCount
        documentOpen = documentMinorDays + monthCount + 1
        documentCount = documentOpen + monthCount + 1
        hindcastErrors = documentCount + monthCount + 1
        count = hindcastErrors + hindcastCount
    }

    /// Where an amount stands that stands alone.
    @inline(__always)
    func start(_ entry: FactsEntry) -> Int { entry.rawValue }

    /// Where a row begins.
    @inline(__always)
    func start(_ row: FactsRow) -> Int {
        switch row {
        case .buckets: FactsEntry.allCases.count
        case .placedCredits: placedCredits
        case .new: new
        case .settled: settled
        case .moved: moved
        case .flows: flows
        case .sales: sales
        case .documentMinorDays: documentMinorDays
        case .documentOpen: documentOpen
        case .documentCount: documentCount
        case .hindcastErrors: hindcastErrors
        }
    }

    /// The entries of a row.
    @inline(__always)
    func count(_ row: FactsRow) -> Int {
        switch row {
        case .buckets: bucketCount
        case .placedCredits: new - placedCredits
        case .new: settled - new
        case .settled: moved - settled
        case .moved: flows - moved
        case .flows: sales - flows
        case .sales: documentMinorDays - sales
        case .documentMinorDays: documentOpen - documentMinorDays
        case .documentOpen: documentCount - documentOpen
        case .documentCount: hindcastErrors - documentCount
        case .hindcastErrors: count - hindcastErrors
        }
    }
}
