import Ledger

/// `interest.claimable` = late-payment interest on past-due debit items that are not in dispute + 40 EUR an invoice, converted at D.
enum LatePaymentInterest {
    static let claimable = MetricDefinition.formula(.sum([.metric(.interestAccrued), .metric(.interestCompensation)]))

    /// Simple interest from the day after the due day to D, or to the day a part was paid; /365, each half-year at its rate.
    static let accrued = base(isInterest: true, of: { claim, _ in Share(claim.interestMinor) }) { facts, _ in
        FigureValue(minor: facts[.interest])
    }

    /// The fixed sum for each past-due invoice.
    static let compensation = base(
        isInterest: false, of: { claim, frame in claim.addsFixedSum ? Share(frame.compensationMinor ?? 0) : nil }
    ) {
        facts, frame in
        FigureValue(minor: facts[.interestInvoices] * Int128(frame.compensationMinor ?? 0))
    }

    private static func base(
        isInterest: Bool, of share: @escaping @Sendable (InterestClaim, FactsFrame) -> Share?,
        _ value: @escaping @Sendable (Facts, FactsFrame) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: Basis([.claimedItems(isInterest: isInterest, share)], settings: [.conversion, .ownership])) { facts, context in
            let missing = context.frame.missingInterest
            if let first = missing.first { return .unavailable(.missingInterestRate(first, others: missing.count - 1)) }
            return context.frame.compensationMinor == nil ? .unavailable(.noInterestRates) : value(facts, context.frame)
        }
    }
}
