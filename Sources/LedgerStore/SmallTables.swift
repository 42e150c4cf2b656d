import GRDB
import Ledger

extension Customer: StoredRecord {
    static let table = RecordTable(
        name: "customer", key: ["customer"],
        others: ["name", "country", "language", "segment", "credit_limit_minor", "credit_limit_currency", "parent"])
    static let revisionKind = RevisionKind.customers

    var values: [(any DatabaseValueConvertible)?] {
        [customer, name, country, language, segment, creditLimitMinor, creditLimitCurrency?.code, parent]
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            customer: try row.text("customer"), name: try row.text("name"), country: try row.optionalText("country"),
            language: try row.optionalText("language"), segment: try row.optionalText("segment"),
            creditLimitMinor: try row.optionalInteger("credit_limit_minor"),
            creditLimitCurrency: try row.optionalCurrency("credit_limit_currency"), parent: try row.optionalText("parent"))
    }
}

extension Analyst: StoredRecord {
    static let table = RecordTable(name: "analyst", key: ["analyst"], others: ["name", "email", "team", "language"])
    static let revisionKind = RevisionKind.analysts

    var values: [(any DatabaseValueConvertible)?] { [analyst, name, email, team, language] }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            analyst: try row.text("analyst"), name: try row.text("name"), email: try row.optionalText("email"),
            team: try row.optionalText("team"), language: try row.optionalText("language"))
    }
}

extension PortfolioAssignment: StoredRecord {
    static let table = RecordTable(name: "portfolio", key: ["customer", "valid_from"], others: ["analyst", "valid_to"])
    static let revisionKind = RevisionKind.portfolios

    var values: [(any DatabaseValueConvertible)?] { [customer, validFrom.isoText, analyst, validTo?.isoText] }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            customer: try row.text("customer"), analyst: try row.text("analyst"), validFrom: try row.day("valid_from"),
            validTo: try row.optionalDay("valid_to"))
    }
}

extension Activity: StoredRecord {
    static let table = RecordTable(
        name: "activity", key: ["activity"],
        others: [
            "date", "analyst", "customer", "channel", "direction", "outcome", "document", "follow_up_on", "follow_up_done_on",
        ])
    static let revisionKind = RevisionKind.activities

    var values: [(any DatabaseValueConvertible)?] {
        [
            activity, date.isoText, analyst, customer, channel.rawValue, direction.rawValue, outcome.rawValue, document,
            followUpOn?.isoText, followUpDoneOn?.isoText,
        ]
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            activity: try row.text("activity"), date: try row.day("date"), analyst: try row.text("analyst"),
            customer: try row.text("customer"), channel: try row.word("channel"), direction: try row.word("direction"),
            outcome: try row.word("outcome"), document: try row.optionalText("document"),
            followUpOn: try row.optionalDay("follow_up_on"), followUpDoneOn: try row.optionalDay("follow_up_done_on"))
    }
}

extension PaymentPromise: StoredRecord {
    static let table = RecordTable(
        name: "promise", key: ["promise"],
        others: ["customer", "document", "made_on", "due_on", "currency", "amount_minor", "analyst"])
    static let revisionKind = RevisionKind.promises

    var values: [(any DatabaseValueConvertible)?] {
        [promise, customer, document, madeOn.isoText, dueOn.isoText, currency.code, amountMinor, analyst]
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            promise: try row.text("promise"), customer: try row.text("customer"), document: try row.optionalText("document"),
            madeOn: try row.day("made_on"), dueOn: try row.day("due_on"), currency: try row.currency("currency"),
            amountMinor: try row.integer("amount_minor"), analyst: try row.optionalText("analyst"))
    }
}

extension Dispute: StoredRecord {
    static let table = RecordTable(
        name: "dispute", key: ["dispute"],
        others: ["customer", "document", "opened_on", "closed_on", "currency", "amount_minor", "reason", "department"])
    static let revisionKind = RevisionKind.disputes

    var values: [(any DatabaseValueConvertible)?] {
        [dispute, customer, document, openedOn.isoText, closedOn?.isoText, currency.code, amountMinor, reason, department]
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            dispute: try row.text("dispute"), customer: try row.text("customer"), document: try row.text("document"),
            openedOn: try row.day("opened_on"), closedOn: try row.optionalDay("closed_on"), currency: try row.currency("currency"),
            amountMinor: try row.integer("amount_minor"), reason: try row.optionalText("reason"),
            department: try row.optionalText("department"))
    }
}

extension Target: StoredRecord {
    static let table = RecordTable(name: "target", key: ["month", "scope", "key", "metric"], others: ["value", "currency"])
    static let revisionKind = RevisionKind.targets

    var values: [(any DatabaseValueConvertible)?] { [month.isoText, scope.rawValue, key, metric, value.text, currency?.code] }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            month: try row.month("month"), scope: try row.word("scope"), key: try row.text("key"), metric: try row.text("metric"),
            value: try row.decimal("value"), currency: try row.optionalCurrency("currency"))
    }
}

extension ExchangeRate: StoredRecord {
    static let table = RecordTable(name: "exchange_rate", key: ["day", "currency"], others: ["rate"])
    static let revisionKind = RevisionKind.rates

    var values: [(any DatabaseValueConvertible)?] { [day.isoText, currency.code, rate.text] }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(day: try row.day("day"), currency: try row.currency("currency"), rate: try row.decimal("rate"))
    }
}

extension InterestRate: StoredRecord {
    static let table = RecordTable(name: "interest_rate", key: ["half_year", "currency"], others: ["rate_percent"])
    static let revisionKind = RevisionKind.interest

    /// An empty currency stands for all that have no rows of their own.
    var values: [(any DatabaseValueConvertible)?] { [halfYear.isoText, currency?.code ?? "", ratePercent.text] }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            halfYear: try row.halfYear("half_year"), currency: try row.text("currency").isEmpty ? nil : try row.currency("currency"),
            ratePercent: try row.decimal("rate_percent"))
    }
}
