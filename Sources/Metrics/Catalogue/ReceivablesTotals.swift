import Ledger

/// `ar.gross` = Σ debit items, `ar.credits` = Σ credit items (≤ 0), `ar.net` = gross + credits; at D, reporting minor units.
enum ReceivablesTotals {
    static let net = MetricDefinition.formula(.sum([.metric(.arGross), .metric(.arCredits)]))
    static let gross = MetricDefinition.base { facts, _ in FigureValue(minor: facts.gross) }
    static let credits = MetricDefinition.base { facts, _ in FigureValue(minor: facts.credits) }
}
