import Ledger

/// A customer's credit limit in the reporting currency, on a day.
public enum CreditLimit: Hashable, Sendable {
    /// Minor units, converted at the day's rate.
    case minor(Int64)
    /// There is one that cannot be converted, and why: nothing is known of whether it is exceeded.
    case unknown(UnavailableReason)
}

extension ReferenceTables {
    /// A customer's credit limit, converted at a day; nil for one without a limit.
    public func creditLimit(of customer: String, on day: Day) -> CreditLimit? {
        guard let record = customers[customer], let minor = record.creditLimitMinor else { return nil }
        let currency = record.creditLimitCurrency ?? rates.reporting
        guard let conversion = rates.conversion(of: currency, on: day) else { return .unknown(.noRate(currency, day)) }
        return conversion.convert(minor).map(CreditLimit.minor) ?? .unknown(.beyondRange)
    }
}

/// Credit limits that could not be judged for one reason.
public struct UnjudgedLimits: Hashable, Sendable {
    public let reason: UnavailableReason
    /// Of how many customers.
    public let customerCount: Int

    public init(reason: UnavailableReason, customerCount: Int) { (self.reason, self.customerCount) = (reason, customerCount) }

    /// Those of some customers, in the order of the reasons.
    static func all(_ assessments: some Sequence<RiskAssessment>) -> [UnjudgedLimits] {
        let reasons = assessments.compactMap { risk in risk.unjudged.first { $0.rule == .overCreditLimit }?.reason }
        return Dictionary(grouping: reasons) { $0 }.map { UnjudgedLimits(reason: $0.key, customerCount: $0.value.count) }
            .sorted { UnavailableReason.isNamedBefore($0.reason, $1.reason) }
    }
}

extension DayFigures {
    /// The credit limits that could not be judged for the risk score. Only when scope customer was asked for.
    public var unjudgedLimits: [UnjudgedLimits] {
        UnjudgedLimits.all(
            keys(.customer).lazy.filter { customer in
                if case .unknown? = tables.creditLimit(of: customer, on: frame.asOf) { true } else { false }
            }.map(risk))
    }
}
