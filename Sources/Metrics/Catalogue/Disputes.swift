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
            ? .days(.quotient(Int128(facts.closedDisputeDays), by: Int128(facts.closedDisputes))) : .unavailable(.noClosedDisputes)
    }

    private static func base(
        _ measure: Basis.Measure = .count, of share: @escaping @Sendable (CollectionFacts) -> Share?,
        _ value: @escaping @Sendable (CollectionFacts, MetricContext) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: .records(.disputes, measure: measure, shapedBy: [.conversion, .ownership, .period], share)) { facts, context in
            if context.scope == .company { return .unavailable(.notBy(.company)) }
            return context.frame.imported.missing(.disputes).map { .unavailable($0) } ?? value(facts.collection, context)
        }
    }
}

extension DayFigures {
    /// The figures that also stand by department and by reason.
    public static let disputeMetrics: [Metric] = [.disputeOpenCount, .disputeOpenAmount, .disputeRate, .disputeCycleDays]

    /// A figure of ``disputeMetrics`` of the disputes of one department or for one reason. The rate is their share of the whole ledger's gross, so that
    /// rates add up to `dispute.rate`.
    public func value(_ metric: Metric, of group: DisputeGroup) -> FigureValue {
        if let reason = frame.imported.missing(.disputes) { return .unavailable(reason) }
        switch metric {
        case .disputeOpenCount: return .count(group.openCount)
        case .disputeOpenAmount: return FigureValue(minor: group.openMinor)
        case .disputeRate:
            guard case .money(let gross) = value(.arGross), gross > 0 else { return value(.disputeRate) }
            return .ratio(Rational(group.openMinor, Int128(gross)))
        case .disputeCycleDays: return group.cycleDays.map { .days($0) } ?? .unavailable(.noClosedDisputes)
        default: preconditionFailure("\(metric) does not stand by department or reason")
        }
    }
}
