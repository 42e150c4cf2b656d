import Ledger

/// What shaped what a row adds, beside the row's own fields.
public enum RowNote: Hashable, Sendable {
    /// A rule of the risk score that fires, with what made it fire.
    case risk(RiskReason)
    /// Where the landing forecast puts a part of an item.
    case placed(LandingPlacement)
    /// A month in which the landing forecast was re-run.
    case hindcast(HindcastMonth)
    /// Who is credited with which part of a payment, and why; nothing is said of parts of nothing.
    case credited([CashCredit])
    /// The invoice that a payment clears.
    case cleared(ClearedInvoice)
    /// Late-payment interest, half-year by half-year; amounts in the currency of the item.
    case interest([InterestSpan], Currency)
    /// The sales of the calendar month of the item's document day, in reporting minor units, and the days since that day.
    case documentMonth(Month, salesMinor: Int128, days: Int)
    /// How a dispute stands.
    case disputed(DisputeStanding)
    /// The credit items of an account, in its currency: what the policy spreads over the buckets.
    case credits([OpenCredit], Currency)
    /// The payments that served a promise, in the promise's currency.
    case served([ServingPayment], Currency)
}

/// A credit item that is open.
public struct OpenCredit: Hashable, Sendable {
    /// With the line, where it has one: `2026/00034/2`.
    public let document: String
    /// Below 0.
    public let openMinor: Int64
}

/// Why a part of an item is expected on a day.
public struct LandingPlacement: Hashable, Sendable {
    /// What a rule looks at.
    public enum Grounds: Hashable, Sendable {
        case promise(String, keptRate: Rational, HabitSource)
        case dispute(String, department: String?, openedOn: Day, cycleDays: Int, HabitSource)
        case due(daysLate: Int, HabitSource)
        case undated
    }

    public let grounds: Grounds
    /// Nil for ``Grounds/undated``.
    public let expectedOn: Day?
    /// What of the item stands there, in minor units of its currency, above 0.
    public let openMinor: Int64
}

/// Whose habit stands behind a number: too little may have been seen of the customer.
public enum HabitSource: String, Hashable, Sendable {
    case customer, team, department, all
    /// Nothing was seen at all.
    case standard = "default"
}

/// An earlier month in which the forecast was re-run, in reporting minor units.
public struct HindcastMonth: Hashable, Sendable {
    public let month: Month
    /// The day of the snapshot it was re-run from: in the month, or the day before it.
    public let snapshotDay: Day
    /// Cash of the month up to the snapshot day.
    public let knownMinor: Int128
    /// What was expected after it.
    public let expectedMinor: Int128
    /// Cash of the whole month.
    public let cashMinor: Int128

    public var forecastMinor: Int128 { knownMinor + expectedMinor }
    /// |forecast − cash|.
    public var missedMinor: Int128 { forecastMinor < cashMinor ? cashMinor - forecastMinor : forecastMinor - cashMinor }
}

/// What a payment of the period clears, and how long it took.
public struct ClearedInvoice: Hashable, Sendable {
    public let document: String
    /// The invoice's document day, its posting day when it has none.
    public let documentDay: Day
    public let dueDay: Day?
    /// Payment's posting day − document day.
    public let daysToPay: Int
    /// Payment's posting day − due day, negative before it; nil without a due day.
    public let daysLate: Int?
}

/// Simple interest on a part of an item in one half-year.
public struct InterestSpan: Hashable, Sendable {
    public let halfYear: HalfYear
    /// Per cent a year.
    public let ratePercent: Rational
    /// Minor units of the item's currency.
    public let principalMinor: Int64
    public let days: Int
    /// principal × rate × days ÷ 36,500, half to even, in minor units of the item's currency.
    public let interestMinor: Int64
}

/// How a dispute stands on the as-of day.
public struct DisputeStanding: Hashable, Sendable {
    public let department: String?
    public let reason: String?
    /// nil while it is open.
    public let closedOn: Day?
    /// Calendar days from the day it was opened on to the day it was closed on, or to the as-of day.
    public let days: Int
    /// Whether it is the open one that was opened first, of those behind the figure.
    public let isOldest: Bool

    init(_ dispute: Dispute, asOf: Day, isOldest: Bool) {
        (department, reason) = (dispute.department, dispute.reason)
        closedOn = dispute.closedOn.flatMap { $0 <= asOf ? $0 : nil }
        days = (closedOn ?? asOf).days(since: dispute.openedOn)
        self.isOldest = isOldest
    }
}

/// What a promise took of a payment.
public struct ServingPayment: Hashable, Sendable {
    public let day: Day
    public let document: String
    /// Minor units of the promise's currency, above 0.
    public let takenMinor: Int64
}

/// An interest rate that a working used.
public struct UsedInterestRate: Hashable, Sendable, Comparable {
    public let currency: Currency
    public let halfYear: HalfYear
    /// Per cent a year.
    public let ratePercent: Rational

    public static func < (left: UsedInterestRate, right: UsedInterestRate) -> Bool {
        (left.currency, left.halfYear) < (right.currency, right.halfYear)
    }
}
