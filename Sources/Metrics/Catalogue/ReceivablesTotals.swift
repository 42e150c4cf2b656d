import Ledger

/// `ar.gross` = Σ debit items, `ar.credits` = Σ credit items (≤ 0), `ar.net` = gross + credits; at D, reporting minor units.
enum ReceivablesTotals {
    static let net = MetricDefinition.formula(.sum([.metric(.arGross), .metric(.arCredits)]))
    static let gross = MetricDefinition.base(
        restsOn: .items(.closing) { item, _ in item.isDebit ? Share(item.convertedMinor) : nil }
    ) { facts, _ in FigureValue(minor: facts.gross) }
    static let credits = MetricDefinition.base(
        restsOn: .items(.closing) { item, _ in item.openMinor < 0 ? Share(item.convertedMinor) : nil }, .credits)
}
