import Ledger

/// An open item on the day of a snapshot.
public struct SimulatedItem: Hashable, Sendable {
    public var company: String
    public var document: String
    public var line: Int
    public var kind: ItemKind
    public var customer: String
    public var documentDay: Day
    public var dueDay: Day?
    public var currency: Currency
    /// The original amount in minor units, signed.
    public var amountMinor: Int64
    /// What is open, in minor units: debit items positive, credit items negative, never 0.
    public var openMinor: Int64
    /// The customer's own number, often empty.
    public var reference: String
}

/// A movement of the ledger.
public struct SimulatedPosting: Hashable, Sendable {
    public var postingDay: Day
    public var company: String
    public var document: String
    public var line: Int
    public var kind: PostingKind
    public var customer: String
    public var documentDay: Day?
    public var dueDay: Day?
    public var currency: Currency
    /// In minor units, signed as it moves the balance.
    public var amountMinor: Int64
    /// The document it is applied to; empty for none.
    public var clears: String
}

/// All open items at the end of a day, by customer, then in order of posting.
public struct SimulatedSnapshot: Hashable, Sendable {
    public var day: Day
    public var items: [SimulatedItem]
}

/// Everything a simulated team leaves behind.
///
/// For each company, customer and currency: the items of a snapshot = the items of any earlier one + the postings of the days between, to the cent;
/// before the first posting the ledger is empty.
public struct SimulatedLedger: Hashable, Sendable {
    public var options: SimulatorOptions
    public var snapshots: [SimulatedSnapshot] = []
    public var postings: [SimulatedPosting] = []
    public var customers: [Customer] = []
    public var analysts: [Analyst] = []
    public var portfolios: [PortfolioAssignment] = []
    public var activities: [Activity] = []
    public var promises: [PaymentPromise] = []
    public var disputes: [Dispute] = []
    public var targets: [Target] = []
    public var rates: [ExchangeRate] = []
}
