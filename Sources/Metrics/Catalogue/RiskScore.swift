import Ledger
import LedgerColumns

/// `risk.score` of a customer: the points of the rules that fire, added up (readings 42 and 43 of the catalogue).
enum RiskScore {
    static let definition = MetricDefinition.base(
        restsOn: Basis([.riskRules], settings: [.conversion, .agingLimits, .promiseTolerance, .riskRules], measure: .count)
    ) { facts, context in
        guard context.scope == .customer else { return .unavailable(.onlyBy(.customer)) }
        return .count(Int64(RiskAssessment.score(facts, context)))
    }
}

/// The risk of a customer on a day: which rules fire, and why.
public struct RiskAssessment: Hashable, Sendable {
    /// In the order of the rules; each with points above 0.
    public let reasons: [RiskReason]
    /// The rules that might have fired, but could not be judged, in their order.
    public let unjudged: [UnjudgedRule]

    /// `risk.score`.
    public var score: Int { reasons.reduce(0) { $0 + $1.points } }

    /// The same rules without what tells of other portfolios.
    public func cutToPortfolio() -> RiskAssessment {
        RiskAssessment(
            reasons: reasons.map { reason in
                guard case .concentration = reason.finding else { return reason }
                return RiskReason(rule: reason.rule, points: reason.points, finding: .concentration(nil))
            }, unjudged: unjudged)
    }
}

/// A rule of the risk score that could not be judged for a customer, and why.
public struct UnjudgedRule: Hashable, Sendable {
    public let rule: RiskRules.Rule
    public let reason: UnavailableReason
}

/// A rule of the risk score that fires, with what made it fire. Amounts are minor units of the reporting currency.
public struct RiskReason: Hashable, Sendable {
    /// What was found.
    public enum Finding: Hashable, Sendable {
        case pastDueShare(Rational, pastDueMinor: Int64)
        /// - label: days past due above which the bucket starts.
        case lastBucket(minor: Int64, label: Int)
        case brokenPromises(count: Int, days: Int)
        /// - written: the limit in another currency; nil when it is in the reporting currency.
        case overCreditLimit(exposureMinor: Int64, limitMinor: Int64, written: WrittenAmount?)
        /// The average, weighted by amount.
        case daysLate(Rational)
        /// - last: nil when no contact is known.
        case noContact(last: Day?, days: Int)
        /// The customer's share of all positive balances; nil where only one portfolio may be seen, since the share would tell the ledger's total.
        case concentration(Rational?)
    }

    public let rule: RiskRules.Rule
    public let points: Int
    public let finding: Finding
}

/// What the risk score looks at besides balances.
struct RiskFacts: Sendable {
    /// Broken promises due in the days that end on D.
    var brokenPromises = 0
    /// The latest activity with the customer on or before D, in either direction.
    var lastContact: Day?

    /// The facts of some customers, by code.
    static func of(
        _ customers: StringDictionary, tables: ReferenceTables, promises: [PromiseProgress], frame: FactsFrame
    ) -> [RiskFacts] {
        var facts = [RiskFacts](repeating: RiskFacts(), count: customers.count)
        tables.activityIndex.byCustomer.forEach { customer, places in
            guard let code = customers.code(of: customer) else { return }
            facts[Int(code)].lastContact = places.lazy.map { tables.activities.date(Int($0)) }.filter { $0 <= frame.asOf }.max()
        }
        let days = frame.policy.risk[.brokenPromises].days ?? 0
        for standing in promises where standing.state == .broken && frame.asOf.days(since: standing.promise.dueOn) < days {
            if let code = customers.code(of: standing.promise.customer) { facts[Int(code)].brokenPromises += 1 }
        }
        return facts
    }
}

extension RiskAssessment {
    init(_ facts: Facts, _ context: MetricContext) {
        var reasons: [RiskReason] = []
        Self.forEachReason(facts, context) { reasons.append($0) }
        self.reasons = reasons
        unjudged = context.day.riskRules.compactMap { rule, _ in
            Self.missing(rule, facts, context).map { UnjudgedRule(rule: rule, reason: $0) }
        }
    }

    /// Why a rule cannot be judged; nil when it can, and when it could not fire anyway.
    private static func missing(_ rule: RiskRules.Rule, _ facts: Facts, _ context: MetricContext) -> UnavailableReason? {
        switch rule {
        case .overCreditLimit:
            guard facts.net > 0, case .unknown(let reason)? = context.tables.creditLimit(of: context.key, on: context.frame.asOf) else {
                return nil
            }
            return reason
        case .noContact where facts.pastDue <= 0: return nil
        default: return rule.record.flatMap(context.frame.imported.missing)
        }
    }

    /// The points alone.
    static func score(_ facts: Facts, _ context: MetricContext) -> Int {
        var score = 0
        forEachReason(facts, context) { score += $0.points }
        return score
    }

    /// Visits the rules that fire, in their order.
    private static func forEachReason(_ facts: Facts, _ context: MetricContext, _ body: (RiskReason) -> Void) {
        let frame = context.frame
        let currency = frame.policy.reportingCurrency
        let pastDue = facts.pastDue
        let last = facts.lastBucket
        let net = facts.net
        func finding(_ rule: RiskRules.Rule, _ settings: ScoreRule) -> RiskReason.Finding? {
            switch rule {
            case .pastDueShare:
                guard settings.isReached(by: pastDue, in: currency),
                    (settings.share?.rational ?? .zero).isReached(by: pastDue, of: facts.gross)
                else { return nil }
                return .pastDueShare(Rational(pastDue, facts.gross), pastDueMinor: Int64(clamping: pastDue))
            case .lastBucket:
                let limits = frame.policy.aging.limits
                return settings.isReached(by: last, in: currency)
                    ? .lastBucket(minor: Int64(clamping: last), label: limits[limits.count - 1]) : nil
            case .brokenPromises:
                return facts.risk.brokenPromises >= max(settings.count ?? 1, 1)
                    ? .brokenPromises(count: facts.risk.brokenPromises, days: settings.days ?? 0) : nil
            case .overCreditLimit:
                guard case .minor(let limit)? = context.tables.creditLimit(of: context.key, on: frame.asOf), net > Int128(limit) else {
                    return nil
                }
                let written = context.tables.writtenLimit(of: context.key, on: frame.asOf)
                return .overCreditLimit(exposureMinor: Int64(clamping: net), limitMinor: limit, written: written)
            case .daysLate:
                guard pastDue > 0, Rational(settings.days ?? 0).isReached(by: facts[.pastDueMinorDays], of: pastDue) else { return nil }
                return .daysLate(Rational(facts[.pastDueMinorDays], pastDue))
            case .noContact:
                guard pastDue > 0, frame.imported.contains(.activities) else { return nil }
                let days = settings.days ?? 0
                let contact = facts.risk.lastContact
                return contact.map { frame.asOf.days(since: $0) < days } == true ? nil : .noContact(last: contact, days: days)
            case .concentration:
                guard net > 0, context.positiveNetMinor > 0,
                    (settings.share?.rational ?? .zero).isReached(by: net, of: context.positiveNetMinor)
                else { return nil }
                return .concentration(Rational(net, context.positiveNetMinor))
            }
        }
        for (rule, settings) in context.day.riskRules {
            guard let finding = finding(rule, settings) else { continue }
            body(RiskReason(rule: rule, points: settings.points, finding: finding))
        }
    }
}

extension DayFigures {
    /// Which rules of the risk score fire for a customer. Only when scope customer was asked for.
    public func risk(of customer: String) -> RiskAssessment {
        RiskAssessment(facts(.customer, customer), context(.customer, customer))
    }
}
