import Ledger

/// A row behind a base figure, and what it adds.
public struct WorkingRow: Hashable, Sendable {
    /// What kind of row it is.
    public enum Record: Hashable, Sendable {
        /// An open item of the snapshot of a day.
        case item(Day)
        case posting
        /// A company's customer in one currency.
        case account
        case customer
        case dispute, promise, activity, target
        /// A rule of the risk score.
        case riskRule
        /// An earlier month in which the forecast was re-run.
        case hindcast
    }

    public let record: Record
    /// The id of a dispute, promise or activity; the metric of a target; the key of a rule.
    public var id = ""
    public var company = ""
    public var customer = ""
    public var document = ""
    public var line = ""
    /// The kind of an item or posting, in the word of canonical files.
    public var kind = ""
    /// The document a payment clears.
    public var clears = ""
    /// The snapshot's, posting's, opening or activity's day.
    public var day: Day?
    public var documentDay: Day?
    public var dueDay: Day?
    public var currency: Currency?
    /// Minor units of ``currency``.
    public var amountMinor: Int64?
    /// Minor units of the reporting currency.
    public var convertedMinor: Int64?
    public var share: Share
    /// What shaped it.
    public var note: RowNote?

    init(_ record: Record, share: Share) {
        self.record = record
        self.share = share
    }
}

/// What kind of rows stand behind a base figure; where they were counted, how many, and what they add up to.
public struct Evidence: Hashable, Sendable {
    /// What kind of rows.
    public enum Kind: Hashable, Sendable {
        case items(Day)
        /// Postings of a period, both ends inclusive.
        case postings(Period)
        /// Payments of a period, matched with invoices posted so far and the items of the opening snapshot, where there is one.
        case payments(Period, opening: Day?)
        /// Items matched between two snapshots.
        case matchedItems(opening: Day, closing: Day)
        /// Customers by their balances of a day.
        case customers(Day)
        /// Customers past due on a day.
        case pastDueCustomers(Day)
        /// Customers past due on a day who were contacted since.
        case contactedCustomers(Day)
        /// Earlier months in which the forecast was re-run from snapshots of these days, newest first.
        case hindcasts([Day])
        /// Accounts with credits in the figure's bucket on a day.
        case creditAccounts(Day)
        /// Accounts that do not tie out.
        case accounts
        case disputes, promises, activities, target, riskRules
    }

    /// Rows that could stand behind the figure and do not.
    public enum LeftOut: Hashable, Sendable {
        /// Customers with a credit balance.
        case creditBalances(Int)
        /// Payments of the period that clear no known invoice.
        case unmatchedPayments(Int)
        /// Debit items of months without sales on record.
        case withoutSales(Int)
        /// Rules of the risk score that could not be judged; at least one.
        case unjudgedRules([UnjudgedRule])

        public var count: Int {
            switch self {
            case .creditBalances(let count), .unmatchedPayments(let count), .withoutSales(let count): count
            case .unjudgedRules(let rules): rules.count
            }
        }
    }

    public let kind: Kind
    /// What the sums are measured in.
    public let measure: Basis.Measure
    /// nil where the rows were not looked at.
    public internal(set) var rowCount: Int? = nil
    public internal(set) var numerator: Int128 = 0
    /// nil when no rows of such a kind are left out.
    public internal(set) var leftOut: LeftOut?
    /// Nil when the figure has no divisor.
    public internal(set) var denominator: Int128?
    /// The rates its rows were converted with, by currency and day.
    public internal(set) var rates: [ExchangeRate] = []
    /// The rates of late-payment interest its rows were computed with, by currency and half-year.
    public internal(set) var interestRates: [UsedInterestRate] = []
    /// The small tables that its rows, or what shapes them, come from.
    public internal(set) var tables: Set<FileKind> = []
    /// The postings it looks at.
    public internal(set) var postings: Period?
}

extension Evidence {
    /// The same kind of rows, of whoever's figure.
    public var uncounted: Evidence {
        var other = self
        other.rowCount = nil
        return other
    }
}
