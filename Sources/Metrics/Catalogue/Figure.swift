import Ledger

/// The value of a metric for one scope key and day, or why there is none.
public enum FigureValue: Hashable, Sendable {
    /// Minor units of the reporting currency.
    case money(Int64)
    case ratio(Rational)
    case days(Rational)
    case count(Int64)
    case index(Rational)
    case unavailable(UnavailableReason)

    /// The value as a number (money in minor units); nil when it is not available.
    public var rational: Rational? {
        switch self {
        case .money(let minor): Rational(minor)
        case .ratio(let value), .days(let value), .index(let value): value
        case .count(let count): Rational(count)
        case .unavailable: nil
        }
    }

    /// A number in a metric's unit. Money must be whole; a sum beyond 64 bits is not available.
    init(_ value: Rational, unit: MetricUnit) {
        switch unit {
        case .money: self.init(minor: value.numerator)
        case .ratio: self = .ratio(value)
        case .days: self = .days(value)
        case .count: self = .count(Int64(truncatingIfNeeded: value.numerator))
        case .index: self = .index(value)
        }
    }

    /// Money, or "beyond range" when it does not fit 64 bits of minor units.
    public init(minor: Int128) {
        self = Int64(exactly: minor).map(FigureValue.money) ?? .unavailable(.beyondRange)
    }
}

/// Why a figure is not available. Reports say it in their language.
///
/// Nothing in it is kept by reference, so that a figure is copied like a number: tables hold millions of them.
public enum UnavailableReason: Hashable, Sendable {
    /// There is no snapshot of a day the figure needs.
    case noSnapshot(Day)
    /// Sales of the period are zero or negative.
    case noSales(Period)
    /// The postings start after the first month the figure needs.
    case postingsStartLater(Month, needed: Month)
    /// No postings are in the store.
    case noPostings
    /// No record of a kind is in the store.
    case notImported(RecordKind)
    /// Countback ran out of sales history after this many days.
    case moreThanDays(Int)
    /// No debit items.
    case noDebitItems
    /// No past-due items.
    case noPastDueItems
    /// Opening balance plus sales less what is not due is zero or negative.
    case nothingToCollect
    /// Nothing was due by month end.
    case nothingCollectable
    /// No target `cash.collected` for the scope and month.
    case noTarget(Month)
    /// The target `cash.collected` of the scope and month is zero or negative.
    case targetNotPositive(Month)
    /// No payments applied to known invoices.
    case noAppliedPayments
    /// The opening bucket was empty.
    case emptyBucket
    /// No customer has a positive balance.
    case noPositiveBalance
    /// No disputes were closed in the period.
    case noClosedDisputes
    /// No promises were due to be judged in the period.
    case noJudgedPromises
    /// No activity of the period reached anybody.
    case nobodyReached
    /// No follow-ups were due in the period.
    case noFollowUps
    /// No customer was past due at opening.
    case nothingPastDueAtOpening
    /// The work calendar has no working day in the period.
    case noWorkingDays(Period)
    /// The work calendar has no working day left in the month after D.
    case noWorkingDaysLeft(Month)
    /// No snapshot of the six months before allows the forecast to be re-run.
    case noHindcast
    /// The records behind the figure do not name what the scope tells apart.
    case notBy(Scope)
    /// The figure is of a single key of this scope.
    case onlyBy(Scope)
    /// The net balance is zero or negative.
    case balanceNotPositive
    /// No open item is of a month with sales on record.
    case noSalesOfDocumentMonths
    /// No late-payment interest rates are in the store.
    case noInterestRates
    /// Items are late in half-years that have no interest rate: the earliest of them, and how many more there are.
    case missingInterestRate(MissingInterestRate, others: Int)
    /// The configuration gives no loss rates for its buckets.
    case noLossRates
    /// There is no exchange rate of a currency on or before a day.
    case noRate(Currency, Day)
    /// The target has more decimal places than its currency has.
    case tooPrecise(Currency)
    /// The amount does not fit.
    case beyondRange
}
