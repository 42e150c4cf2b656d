import Ledger
import LedgerImport
import Metrics
import StrictYAML

/// The id of a metric where a target, or the threshold of one, is written.
struct TargetId {
    private let id: String
    private let aging: AgingLimits

    init(_ id: String, _ aging: AgingLimits) {
        self.id = id
        self.aging = aging
    }

    /// Why no target is written under the id; nil when it can be. Sentences without a full stop.
    var fault: (code: String, message: String, advice: String)? {
        let known = Metric.targetIds(aging)
        if known.contains(id) { return nil }
        guard let metric = Metric(id: id, aging: aging) else {
            let nearest = NearestWord.of(id, in: known)
            return (
                "unknown-metric", "there is no metric \(id)",
                nearest.map { "did you mean \"\($0)\"?" } ?? "`incasso metrics` prints the metrics there are"
            )
        }
        return ("impossible-target", "\(id) has no target under its own id", Self.advice(metric, aging))
    }

    /// What to write instead of a metric that has no target under its own id.
    static func advice(_ metric: Metric, _ aging: AgingLimits) -> String {
        if let other = metric.targetId(aging) { return "write \(other): its targets stand under that id" }
        switch metric {
        case .collectAttainment, .landingGap, .targetCash, .targetGap, .targetDaily, .pace, .timeGone:
            return "write \(Metric.cashTargetId): the figure is measured against that target"
        case .bridgeCash: return "write \(Metric.cashTargetId)"
        case .bridgeInvoiced: return "write sales"
        case .bridgeWriteOffs: return "write write-off.ratio"
        case .bridgeOpening, .bridgeClosing: return "write ar.net"
        case .riskScore: return "the score is held against risk.high_from and risk.escalate_from of incasso.yml"
        default: return "choose a metric of which it is clear whether more or less of it is better"
        }
    }

    /// What an import needs to know of metrics to check targets files.
    static func importChecks(_ aging: AgingLimits, currency: Currency) -> TargetMetrics {
        let others = (Metric.catalogue(aging) + Metric.allInputs(aging)).filter { $0.targetId(aging) != $0.id(aging) }
        return TargetMetrics(
            ids: Metric.targetIds(aging),
            amounts: Set(Metric.catalogue(aging).filter { $0.unit == .money }.compactMap { $0.targetId(aging) }),
            currency: currency, advice: Dictionary(others.map { ($0.id(aging), advice($0, aging)) }) { first, _ in first })
    }
}
