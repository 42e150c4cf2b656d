import Ledger

/// `dispute.*`: open on D, their amount, that ÷ gross, and the mean days of those closed in the period.
enum Disputes {
    static let openCount = base { facts, _ in .count(facts.openDisputes) }
    static let openAmount = base { facts, _ in FigureValue(minor: facts.openDisputesMinor) }
    static let rate = MetricDefinition.formula(.metric(.disputeOpenAmount) / (.metric(.arGross), .noDebitItems))
    static let cycleDays = base { facts, _ in
        facts.closedDisputes > 0
            ? .days(Rational(Int128(facts.closedDisputeDays), Int128(facts.closedDisputes))) : .unavailable(.noClosedDisputes)
    }

    private static func base(_ value: @escaping @Sendable (CollectionFacts, MetricContext) -> FigureValue) -> MetricDefinition {
        .base { facts, context in context.scope == .company ? .unavailable(.notBy(.company)) : value(facts.collection, context) }
    }
}
