import GRDB
import Ledger

extension Customer: StoredRecord {
    static let table = RecordTable(
        name: "customer", key: ["customer"],
        others: ["name", "country", "language", "segment", "credit_limit_minor", "credit_limit_currency", "parent"])
    static let revisionKind = RevisionKind.customers

    func bind(to row: inout RowBinder) {
        row.text(customer)
        row.text(name)
        row.text(country)
        row.text(language)
        row.text(segment)
        row.integer(creditLimitMinor)
        row.text(creditLimitCurrency?.code)
        row.text(parent)
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

    func bind(to row: inout RowBinder) {
        row.text(analyst)
        row.text(name)
        row.text(email)
        row.text(team)
        row.text(language)
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            analyst: try row.text("analyst"), name: try row.text("name"), email: try row.optionalText("email"),
            team: try row.optionalText("team"), language: try row.optionalText("language"))
    }
}

extension PortfolioAssignment: StoredRecord {
    static let table = RecordTable(name: "portfolio", key: ["customer", "valid_from"], others: ["analyst", "valid_to"])
    static let revisionKind = RevisionKind.portfolios

    func bind(to row: inout RowBinder) {
        row.text(customer)
        row.day(validFrom)
        row.text(analyst)
        row.day(validTo)
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            customer: try row.text("customer"), analyst: try row.text("analyst"), validFrom: try row.day("valid_from"),
            validTo: try row.optionalDay("valid_to"))
    }
}

extension PaymentPromise: StoredRecord {
    static let table = RecordTable(
        name: "promise", key: ["promise"],
        others: ["customer", "document", "made_on", "due_on", "currency", "amount_minor", "analyst"])
    static let revisionKind = RevisionKind.promises

    func bind(to row: inout RowBinder) {
        row.text(promise)
        row.text(customer)
        row.text(document)
        row.day(madeOn)
        row.day(dueOn)
        row.text(currency.code)
        row.integer(amountMinor)
        row.text(analyst)
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

    func bind(to row: inout RowBinder) {
        row.text(dispute)
        row.text(customer)
        row.text(document)
        row.day(openedOn)
        row.day(closedOn)
        row.text(currency.code)
        row.integer(amountMinor)
        row.text(reason)
        row.text(department)
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

    func bind(to row: inout RowBinder) {
        row.text(month.isoText)
        row.text(scope.rawValue)
        row.text(key)
        row.text(metric)
        row.text(value.text)
        row.text(currency?.code)
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            month: try row.month("month"), scope: try row.word("scope"), key: try row.text("key"), metric: try row.text("metric"),
            value: try row.decimal("value"), currency: try row.optionalCurrency("currency"))
    }
}

extension ExchangeRate: StoredRecord {
    static let table = RecordTable(name: "exchange_rate", key: ["day", "currency"], others: ["rate"])
    static let revisionKind = RevisionKind.rates

    func bind(to row: inout RowBinder) {
        row.day(day)
        row.text(currency.code)
        row.text(rate.text)
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(day: try row.day("day"), currency: try row.currency("currency"), rate: try row.decimal("rate"))
    }
}

extension InterestRate: StoredRecord {
    static let table = RecordTable(name: "interest_rate", key: ["half_year", "currency"], others: ["rate_percent"])
    static let revisionKind = RevisionKind.interest

    /// An empty currency stands for all that have no rows of their own.
    func bind(to row: inout RowBinder) {
        row.text(halfYear.isoText)
        row.text(currency?.code ?? "")
        row.text(ratePercent.text)
    }

    init(_ row: RecordRow) throws(StoreError) {
        self.init(
            halfYear: try row.halfYear("half_year"), currency: try row.text("currency").isEmpty ? nil : try row.currency("currency"),
            ratePercent: try row.decimal("rate_percent"))
    }
}

extension NoneOnRecord: StoredRecord {
    static let table = RecordTable(name: "none_on_record", key: ["kind"], others: ["from_day"])
    static let revisionKind = RevisionKind.noneOnRecord

    func bind(to row: inout RowBinder) {
        row.text(kind.rawValue)
        row.day(from)
    }

    init(_ row: RecordRow) throws(StoreError) { self.init(kind: try row.word("kind"), from: try row.day("from_day")) }
}
