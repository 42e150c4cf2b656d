import Ledger

/// `dispute.*`: open on D, their amount, that ÷ gross, and the mean days of those closed in the period.
enum Disputes {
    static let openCount = base(of: { Share(nonzero: Int128($0.openDisputes)) }) { facts, _ in .count(facts.openDisputes) }
    static let openAmount = base(.money, of: { $0.openDisputes > 0 ? Share($0.openDisputesMinor) : nil }) { facts, _ in
        FigureValue(minor: facts.openDisputesMinor)
    }
    static let rate = MetricDefinition.formula(.metric(.disputeOpenAmount) / (.metric(.arGross), .noDebitItems))
    static let cycleDays = base(of: { $0.closedDisputes > 0 ? Share($0.closedDisputeDays, over: $0.closedDisputes) : nil }) { facts, _ in
        facts.closedDisputes > 0
            ? .days(Rational(Int128(facts.closedDisputeDays), Int128(facts.closedDisputes))) : .unavailable(.noClosedDisputes)
    }

    private static func base(
        _ measure: Basis.Measure = .count, of share: @escaping @Sendable (CollectionFacts) -> Share?,
        _ value: @escaping @Sendable (CollectionFacts, MetricContext) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: .records(.disputes, measure: measure, shapedBy: [.conversion, .ownership, .period], share)) { facts, context in
            context.scope == .company ? .unavailable(.notBy(.company)) : value(facts.collection, context)
        }
    }
}
