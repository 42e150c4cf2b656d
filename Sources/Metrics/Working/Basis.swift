import Ledger

/// What a base figure rests on: the rows it is made from, what each of them adds to it, the figures it takes in whole, and the settings that shape it.
///
/// Stands beside the figure's own definition and is all its working is made from: what the rows add gives the figure exactly, which a test proves for every base
/// figure and scope. A figure with a divisor is Σ numerator ÷ Σ denominator over its rows.
public struct Basis: Sendable {
    /// Where rows come from, and what a row adds; nil for a row that does not belong to the figure.
    enum Rows: Sendable {
        /// Open items of a snapshot.
        case items(Snapshot, @Sendable (ItemView, FactsFrame) -> Share?)
        /// Postings of a span.
        case postings(Span, @Sendable (PostingView, FactsFrame) -> Share?)
        /// Payments of the period, matched with what they clear: the facts of one payment.
        case payments(@Sendable (Facts) -> Share?)
        /// Payments of the period by whom the attribution policy credits.
        case attributedPayments
        /// Debit items of both snapshots, matched: the facts of one opening item, or of what is new of a closing one.
        case migration(@Sendable (Facts) -> Share?)
        /// The same for what the period's postings settled.
        case settlement(@Sendable (Facts) -> Share?)
        /// Debit items of the closing snapshot of months without sales on record.
        case documentsOutside(@Sendable (ItemView) -> Share)
        /// Debit items of the other months: each the days it adds, in ``Measure/days``.
        case documents
        /// Items late-payment interest is claimed on; whether it is the interest that a row adds.
        case claimedItems(isInterest: Bool, @Sendable (InterestClaim, FactsFrame) -> Share?)
        /// Accounts with credits in a bucket of the aging.
        case placedCredits(bucket: Int)
        /// Accounts (company, customer, currency) whose movements do not explain their balance.
        case unexplainedAccounts
        /// Customers with a positive net balance: their balances, descending; the shares of as many of the first of them as belong to the figure.
        case balances(@Sendable ([Int128]) -> [Share])
        /// Customers past due at opening, or those of them with a contact in the period: the facts of one customer.
        case pastDueCustomers(contactedOnly: Bool, @Sendable (CoverageFacts) -> Share?)
        /// Disputes, judged promises or activities: the facts of one record.
        case records(RecordKind, @Sendable (CollectionFacts) -> Share?)
        /// Parts of the debit items of D, as the forecast places them.
        case landing(@Sendable (LandingPart) -> Share?)
        /// Earlier months in which the forecast was re-run.
        case hindcasts(@Sendable (HindcastMonth) -> Share)
        /// The month's target.
        case target
        /// The rules of the risk score that fire for a customer.
        case riskRules
    }

    /// A snapshot by what it is to the figure.
    enum Snapshot: Hashable, Sendable { case closing, opening, yearOpening }

    /// The days of postings, up to D.
    enum Span: Hashable, Sendable {
        /// The month of D and some months before it.
        case months(Int)
        /// From 1 January.
        case year
        /// All months the figure looks back to.
        case history
    }

    let rows: [Rows]
    /// Figures it takes in whole.
    let inputs: [Metric]
    /// What each of ``inputs`` is multiplied with; nil when they are not simply added up.
    let weights: [Rational]?
    let settings: Set<Setting>
    let measure: Measure

    /// What shares are measured in.
    public enum Measure: Hashable, Sendable {
        /// Minor units of the reporting currency, or minor units × days.
        case money
        /// Rows, days or plain numbers.
        case count
        /// 10^-12 days.
        case days
        /// Minor units of the reporting currency over a number of rows.
        case meanMoney
    }

    /// Whether the figure is the same for every scope and key of a day: it follows from dates and settings alone.
    var isSameForEveryKey: Bool { rows.isEmpty && inputs.isEmpty }

    init(_ rows: [Rows], inputs: [Metric] = [], weights: [Rational]? = nil, settings: Set<Setting> = [], measure: Measure = .money) {
        self.rows = rows
        self.inputs = inputs
        self.weights = weights
        self.settings = settings
        self.measure = measure
    }

    static func items(
        _ snapshot: Snapshot, shapedBy settings: Set<Setting> = [], _ share: @escaping @Sendable (ItemView, FactsFrame) -> Share?
    ) -> Basis { Basis([.items(snapshot, share)], settings: settings.union([.conversion, .ownership])) }

    static func postings(
        _ span: Span = .months(0), shapedBy settings: Set<Setting> = [], _ share: @escaping @Sendable (PostingView, FactsFrame) -> Share?
    ) -> Basis { Basis([.postings(span, share)], settings: settings.union([.conversion, .ownership, .period])) }

    static func payments(measure: Measure = .money, _ share: @escaping @Sendable (Facts) -> Share?) -> Basis {
        Basis([.payments(share)], settings: [.conversion, .ownership, .period], measure: measure)
    }

    static func migration(_ share: @escaping @Sendable (Facts) -> Share?) -> Basis {
        Basis([.migration(share)], settings: [.conversion, .ownership, .agingLimits])
    }

    static func settlement(_ share: @escaping @Sendable (Facts) -> Share?) -> Basis {
        Basis([.settlement(share)], settings: [.conversion, .ownership, .period, .agingLimits])
    }

    static func records(
        _ kind: RecordKind, measure: Measure = .count, shapedBy settings: Set<Setting>,
        _ share: @escaping @Sendable (CollectionFacts) -> Share?
    ) -> Basis { Basis([.records(kind, share)], settings: settings, measure: measure) }

    /// The calendar alone.
    static func calendar(_ settings: Set<Setting>) -> Basis { Basis([], settings: settings, measure: .count) }
}

extension Basis.Rows {
    /// What kind of rows these are on the days of a frame. Of re-run months the snapshots are not known here.
    ///
    /// - Parameter firstMonth: Where the span `history` begins.
    func kind(_ frame: FactsFrame, firstMonth: Month) -> Evidence.Kind {
        switch self {
        case .items(let snapshot, _): .items(snapshot.day(frame))
        case .postings(let span, _): .postings(span.period(frame.asOf, firstMonth: firstMonth))
        case .landing, .documents, .documentsOutside, .claimedItems: .items(frame.asOf)
        case .hindcasts: .hindcasts([])
        case .payments: .payments(frame.period, opening: frame.hasOpening ? frame.openingDay : nil)
        case .attributedPayments: .postings(frame.period)
        case .migration, .settlement: .matchedItems(opening: frame.openingDay, closing: frame.asOf)
        case .unexplainedAccounts: .accounts
        case .placedCredits: .creditAccounts(frame.asOf)
        case .balances: .customers(frame.asOf)
        case .pastDueCustomers(contactedOnly: true, _): .contactedCustomers(frame.openingDay)
        case .pastDueCustomers: .pastDueCustomers(frame.openingDay)
        case .records(.disputes, _): .disputes
        case .records(.promises, _): .promises
        case .records(.activities, _): .activities
        case .target: .target
        case .riskRules: .riskRules
        }
    }
}

extension Basis.Snapshot {
    func day(_ frame: FactsFrame) -> Day {
        switch self {
        case .closing: frame.asOf
        case .opening: frame.openingDay
        case .yearOpening: frame.yearOpeningDay
        }
    }
}

extension Basis.Span {
    func period(_ asOf: Day, firstMonth: Month) -> Period {
        switch self {
        case .months(let count): Period(first: asOf.month.adding(months: -count).firstDay, last: asOf)
        case .year: Period(first: Month(year: asOf.month.year, month: 1).firstDay, last: asOf)
        case .history: Period(first: firstMonth.firstDay, last: asOf)
        }
    }
}

/// What a row adds to a figure: minor units, minor units × days, days, or a number, as the figure's definition says.
public struct Share: Hashable, Sendable {
    public let numerator: Int128
    /// For figures with a divisor.
    public let denominator: Int128?

    init(_ numerator: Int128, over denominator: Int128? = nil) {
        self.numerator = numerator
        self.denominator = denominator
    }

    init(_ numerator: Int64, over denominator: Int64? = nil) { self.init(Int128(numerator), over: denominator.map { Int128($0) }) }

    /// Nil for a row that adds nothing.
    init?(nonzero numerator: Int128) {
        guard numerator != 0 else { return nil }
        self.init(numerator)
    }

    /// Nil for a row with no weight and nothing to add.
    init?(_ numerator: Int128, weight: Int128) {
        guard numerator != 0 || weight != 0 else { return nil }
        self.init(numerator, over: weight)
    }
}

/// A choice that shapes figures, printed with the figures it shaped. Its value stands in the policy or the frame of the day.
public enum Setting: Int, Hashable, CaseIterable, Comparable, Sendable {
    /// Each row converted on its own at its day's rate.
    case conversion
    /// Who owns the customer on D.
    case ownership
    case period
    case agingLimits
    /// Where credit items stand in the buckets.
    case agingCredits
    /// The provision matrix.
    case lossRates
    case sales
    case promiseTolerance
    case bankCalendar
    case workCalendar
    /// How far sales are looked back over.
    case lookBack
    case attribution
    /// Points and thresholds of the risk score.
    case riskRules
    /// What the landing forecast looks back over, and what stands in where nothing is known.
    case landingRules

    public static func < (left: Setting, right: Setting) -> Bool { left.rawValue < right.rawValue }
}

/// An open item as a definition sees it.
struct ItemView {
    let openMinor: Int64
    /// Reporting minor units at the snapshot day's rate.
    let convertedMinor: Int64
    /// 0 for an item without a due day.
    let daysPastDue: Int
    let bucket: Int
    /// Whether it has a due day on or before the last day of D's month.
    let isDueInMonth: Bool

    var isDebit: Bool { openMinor > 0 }
}

/// A posting as a definition sees it.
struct PostingView {
    let kind: PostingKind
    /// Reporting minor units at the posting day's rate, signed as it moves the balance.
    let convertedMinor: Int64
    /// Whether it has a due day on or before the last day of D's month.
    let isDueInMonth: Bool
}
