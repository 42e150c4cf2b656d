/// A rule that gives points when it fires, and the thresholds at which it does. What a threshold means, the rule says; nil: the rule has none of the kind.
public struct ScoreRule: Hashable, Sendable {
    /// What the rule adds when it fires, 0...1000; 0 switches it off.
    public var points: Int
    /// A share, 0...1.
    public var share: Decimal64?
    /// Major units of the reporting currency.
    public var amount: Int64?
    /// A number of things.
    public var count: Int?
    /// Calendar days.
    public var days: Int?
    /// Working days of the work calendar.
    public var workingDays: Int?

    public init(
        points: Int, share: Decimal64? = nil, amount: Int64? = nil, count: Int? = nil, days: Int? = nil, workingDays: Int? = nil
    ) {
        self.points = points
        self.share = share
        self.amount = amount
        self.count = count
        self.days = days
        self.workingDays = workingDays
    }

    /// Whether the rule is switched on.
    public var isOn: Bool { points > 0 }

    /// Whether an amount in minor units of the reporting currency is at or above the rule's.
    public func isReached(by minor: Int128, in currency: Currency) -> Bool {
        minor > 0 && minor >= Int128(amount ?? 0) * Int128(currency.minorPerMajor)
    }
}

/// The rules behind `risk.score`: the points of a customer are those of the rules that fire, added up.
///
/// Every default can be changed under `risk` in `incasso.yml`; reports print the values used.
public struct RiskRules: Hashable, Sendable {
    /// What is looked at; raw values are the keys of the configuration.
    public enum Rule: String, CaseIterable, Sendable {
        /// Past due ÷ gross at or above `share`, and past due at or above `amount`.
        case pastDueShare = "past_due_share"
        /// The amount in the last bucket at or above `amount`.
        case lastBucket = "last_bucket"
        /// At least `count` promises broken that were due in the `days` that end on D.
        case brokenPromises = "broken_promises"
        /// Net balance above the credit limit.
        case overCreditLimit = "over_credit_limit"
        /// `past-due.days` at or above `days`.
        case daysLate = "days_late"
        /// Something past due and no contact in the `days` that end on D.
        case noContact = "no_contact"
        /// Net balance ÷ the positive balances of the whole ledger at or above `share`.
        case concentration
    }

    public var rules: [Rule: ScoreRule] = [
        .pastDueShare: ScoreRule(points: 20, share: Decimal64(mantissa: 5, scale: 1), amount: 1_000),
        .lastBucket: ScoreRule(points: 25, amount: 5_000),
        .brokenPromises: ScoreRule(points: 15, count: 1, days: 90),
        .overCreditLimit: ScoreRule(points: 15),
        .daysLate: ScoreRule(points: 10, days: 60),
        .noContact: ScoreRule(points: 5, days: 14),
        .concentration: ScoreRule(points: 10, share: Decimal64(mantissa: 5, scale: 2)),
    ]
    /// The score from which an account is on the high-risk list.
    public var highFrom = 40
    /// The score from which an account is to be escalated.
    public var escalateFrom = 60

    public init() {}

    public subscript(_ rule: Rule) -> ScoreRule { rules[rule] ?? ScoreRule(points: 0) }
}

/// The rules behind the worklist: what puts an account on the day's list, what raises its place, and what to do next.
///
/// Every default can be changed under `worklist` in `incasso.yml`; reports print the values used.
public struct WorklistRules: Hashable, Sendable {
    /// What is looked at; raw values are the keys of the configuration.
    public enum Rule: String, CaseIterable, Sendable {
        /// A promise that came out broken or partial in the `workingDays` that end on D with `amount` or more missing, and no contact after its last day.
        case promiseMissed = "promise_missed"
        /// A follow-up due on or before D that is not done.
        case followUp = "follow_up"
        /// The risk score calls for escalation, and nobody escalated in the `workingDays` that end on D.
        case escalate
        /// Past due that is neither in dispute nor promised, at or above `amount`, and no contact in the `workingDays` that end on D.
        case pastDue = "past_due"
        /// A dispute that has been open for `workingDays` or longer.
        case dispute
        /// A promise due today, or due and within its tolerance, that is not paid in full.
        case promiseDue = "promise_due"
        /// Credit items of `amount` or more, with debit items they could clear.
        case credit
        /// Past due that is neither in dispute nor promised, at or above `amount`: raises the place.
        case largeAmount = "large_amount"
        /// The amount in the last bucket at or above `amount`: raises the place.
        case lastBucket = "last_bucket"
        /// The account is on the high-risk list: raises the place.
        case highRisk = "high_risk"

        /// Whether the rule only raises the place of accounts that another rule puts on the list.
        public var onlyRaises: Bool { [.largeAmount, .lastBucket, .highRisk].contains(self) }
    }

    public var rules: [Rule: ScoreRule] = [
        .promiseMissed: ScoreRule(points: 35, amount: 100, workingDays: 10),
        .followUp: ScoreRule(points: 30),
        .escalate: ScoreRule(points: 25, workingDays: 20),
        .pastDue: ScoreRule(points: 20, amount: 500, workingDays: 10),
        .dispute: ScoreRule(points: 20, workingDays: 10),
        .promiseDue: ScoreRule(points: 15),
        .credit: ScoreRule(points: 10, amount: 100),
        .largeAmount: ScoreRule(points: 15, amount: 10_000),
        .lastBucket: ScoreRule(points: 10, amount: 1_000),
        .highRisk: ScoreRule(points: 10),
    ]
    /// What is past due from which a call is due rather than a reminder; major units of the reporting currency.
    public var callFrom: Int64 = 2_500

    public init() {}

    public subscript(_ rule: Rule) -> ScoreRule { rules[rule] ?? ScoreRule(points: 0) }
}
