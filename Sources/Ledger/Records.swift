/// A customer account.
public struct Customer: Hashable, Sendable {
    public var customer: String
    public var name: String
    public var country: String?
    public var language: String?
    public var segment: String?
    /// In minor units of ``creditLimitCurrency``.
    public var creditLimitMinor: Int64?
    public var creditLimitCurrency: Currency?
    public var parent: String?

    public init(
        customer: String, name: String, country: String? = nil, language: String? = nil, segment: String? = nil,
        creditLimitMinor: Int64? = nil, creditLimitCurrency: Currency? = nil, parent: String? = nil
    ) {
        self.customer = customer
        self.name = name
        self.country = country
        self.language = language
        self.segment = segment
        self.creditLimitMinor = creditLimitMinor
        self.creditLimitCurrency = creditLimitCurrency
        self.parent = parent
    }
}

/// A person who collects.
public struct Analyst: Hashable, Sendable {
    public var analyst: String
    public var name: String
    public var email: String?
    public var team: String?
    public var language: String?

    public init(analyst: String, name: String, email: String? = nil, team: String? = nil, language: String? = nil) {
        self.analyst = analyst
        self.name = name
        self.email = email
        self.team = team
        self.language = language
    }
}

/// Who owns a customer from one day to another, both inclusive; assignments of one customer never overlap.
public struct PortfolioAssignment: Hashable, Sendable {
    public var customer: String
    public var analyst: String
    public var validFrom: Day
    /// Last day, inclusive; nil: until further notice.
    public var validTo: Day?

    public init(customer: String, analyst: String, validFrom: Day, validTo: Day? = nil) {
        self.customer = customer
        self.analyst = analyst
        self.validFrom = validFrom
        self.validTo = validTo
    }
}

/// A contact with a customer.
public struct Activity: Hashable, Sendable {
    public enum Channel: String, CaseIterable, Sendable { case phone, email, letter, meeting }
    public enum Direction: String, CaseIterable, Sendable { case out, `in` }
    public enum Outcome: String, CaseIterable, Sendable {
        case reached, noAnswer = "no_answer", leftMessage = "left_message", promise, dispute, escalated
    }
    public var activity: String
    public var date: Day
    public var analyst: String
    public var customer: String
    public var channel: Channel
    public var direction: Direction
    public var outcome: Outcome
    public var document: String?
    public var followUpOn: Day?
    public var followUpDoneOn: Day?

    public init(
        activity: String, date: Day, analyst: String, customer: String, channel: Channel, direction: Direction, outcome: Outcome,
        document: String? = nil, followUpOn: Day? = nil, followUpDoneOn: Day? = nil
    ) {
        self.activity = activity
        self.date = date
        self.analyst = analyst
        self.customer = customer
        self.channel = channel
        self.direction = direction
        self.outcome = outcome
        self.document = document
        self.followUpOn = followUpOn
        self.followUpDoneOn = followUpDoneOn
    }
}

/// A customer's promise to pay.
public struct PaymentPromise: Hashable, Sendable {
    public var promise: String
    public var customer: String
    public var document: String?
    public var madeOn: Day
    public var dueOn: Day
    public var currency: Currency
    /// In minor units of ``currency``.
    public var amountMinor: Int64
    public var analyst: String?

    public init(
        promise: String, customer: String, document: String? = nil, madeOn: Day, dueOn: Day, currency: Currency, amountMinor: Int64,
        analyst: String? = nil
    ) {
        self.promise = promise
        self.customer = customer
        self.document = document
        self.madeOn = madeOn
        self.dueOn = dueOn
        self.currency = currency
        self.amountMinor = amountMinor
        self.analyst = analyst
    }
}

/// A customer's objection to a document.
public struct Dispute: Hashable, Sendable {
    public var dispute: String
    public var customer: String
    public var document: String
    public var openedOn: Day
    /// nil while it is open.
    public var closedOn: Day?
    public var currency: Currency
    /// In minor units of ``currency``.
    public var amountMinor: Int64
    public var reason: String?
    public var department: String?

    public init(
        dispute: String, customer: String, document: String, openedOn: Day, closedOn: Day? = nil, currency: Currency, amountMinor: Int64,
        reason: String? = nil, department: String? = nil
    ) {
        self.dispute = dispute
        self.customer = customer
        self.document = document
        self.openedOn = openedOn
        self.closedOn = closedOn
        self.currency = currency
        self.amountMinor = amountMinor
        self.reason = reason
        self.department = department
    }
}

/// What a file of activities, promises or disputes without rows says: from a day on there are none but those on record.
public struct NoneOnRecord: Hashable, Sendable {
    /// Of what: activities, promises or disputes.
    public var kind: FileKind
    /// The first day of which it is said.
    public var from: Day

    public init(kind: FileKind, from: Day) { (self.kind, self.from) = (kind, from) }

    /// The kinds of which it can be said: nothing is known of them before their first record.
    public static let kinds: Set<FileKind> = [.activities, .promises, .disputes]
}

/// What a figure should be in a month.
public struct Target: Hashable, Sendable {
    public var month: Month
    /// all, company, team or analyst.
    public var scope: Scope
    /// Empty for scope all.
    public var key: String
    /// A catalogue id or `cash.collected`.
    public var metric: String
    /// Money in major units of ``currency``, days in days, counts as they are, ratios in percent.
    public var value: Decimal64
    /// For money only.
    public var currency: Currency?

    public init(month: Month, scope: Scope, key: String, metric: String, value: Decimal64, currency: Currency? = nil) {
        self.month = month
        self.scope = scope
        self.key = key
        self.metric = metric
        self.value = value
        self.currency = currency
    }
}
