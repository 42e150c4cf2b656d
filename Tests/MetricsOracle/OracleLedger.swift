import Ledger

/// One open item of a snapshot, amounts in minor units of its currency.
public struct OracleItem: Hashable, Sendable {
    public var company: String
    public var document: String
    /// Empty when the file names none.
    public var line: String
    public var kind: ItemKind
    public var customer: String
    public var documentDate: Day
    public var dueDate: Day?
    public var currency: Currency
    public var amountMinor: Int64
    public var openMinor: Int64

    public init(
        company: String, document: String, line: String, kind: ItemKind, customer: String, documentDate: Day, dueDate: Day?,
        currency: Currency, amountMinor: Int64, openMinor: Int64
    ) {
        self.company = company
        self.document = document
        self.line = line
        self.kind = kind
        self.customer = customer
        self.documentDate = documentDate
        self.dueDate = dueDate
        self.currency = currency
        self.amountMinor = amountMinor
        self.openMinor = openMinor
    }
}

/// One movement, signed as it moves the balance, in minor units of its currency.
public struct OraclePosting: Hashable, Sendable {
    public var postingDate: Day
    public var company: String
    public var document: String
    /// Empty when the file names none.
    public var line: String
    public var kind: PostingKind
    public var customer: String
    public var documentDate: Day?
    public var dueDate: Day?
    public var currency: Currency
    public var amountMinor: Int64
    /// The document it is applied to.
    public var clears: String?

    public init(
        postingDate: Day, company: String, document: String, line: String, kind: PostingKind, customer: String, documentDate: Day? = nil,
        dueDate: Day? = nil, currency: Currency, amountMinor: Int64, clears: String? = nil
    ) {
        self.postingDate = postingDate
        self.company = company
        self.document = document
        self.line = line
        self.kind = kind
        self.customer = customer
        self.documentDate = documentDate
        self.dueDate = dueDate
        self.currency = currency
        self.amountMinor = amountMinor
        self.clears = clears
    }
}

/// Whether credit notes reduce sales.
public enum OracleSalesPolicy: String, CaseIterable, Sendable {
    case gross, net
}

/// A whole ledger as plain rows: everything the reference metrics read.
public struct OracleLedger: Hashable, Sendable {
    public var snapshots: [Day: [OracleItem]] = [:]
    public var postings: [OraclePosting] = []
    public var customers: [Customer] = []
    public var analysts: [Analyst] = []
    public var portfolios: [PortfolioAssignment] = []
    public var targets: [Target] = []
    public var rates: [ExchangeRate] = []
    public var interestRates: [InterestRate] = []
    public var activities: [Activity] = []
    public var promises: [PaymentPromise] = []
    public var disputes: [Dispute] = []
    public var reportingCurrency: Currency = .eur
    /// Ascending upper ends of the past-due buckets.
    public var limits: [Int] = [30, 60, 90]
    public var salesPolicy: OracleSalesPolicy = .gross
    public var creditsPolicy: OracleCreditsPolicy = .separate
    /// The share lost of each bucket; nil: none are known.
    public var lossRates: [Rational]?
    /// What a new workspace has: of current, 1–30, 31–60, 61–90 and over 90 days.
    public static let standardLossRates = [5, 20, 50, 150, 500].map { Rational($0, 1000) }
    /// Days after its due day within which a payment still serves a promise.
    public var promiseToleranceDays = 3
    /// Whether these are days on which euro payments settle; else calendar days.
    public var promiseToleranceIsInBankDays = false
    /// Who is credited with a payment.
    public var attribution = Attribution()
    /// The rules of the risk score.
    public var risk = RiskRules()
    /// Whether every difference between two snapshots is explained by the postings between them. Not part of the files.
    public var isExplained = false

    public init() {}

    /// The snapshot days worth asking for: those in or after the month of the earliest posting, ascending.
    public var asOfDays: [Day] {
        guard let earliest = postings.map(\.postingDate).min() else { return [] }
        return snapshots.keys.filter { $0 >= earliest.month.firstDay }.sorted()
    }
}
