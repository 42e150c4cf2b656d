import Ledger
import Metrics
import StrictYAML

extension ReportSpecReader {
    /// `targets` of a table by scope: `true` for all figures that have some, or a list of the table's metrics.
    mutating func targets(_ node: YAMLNode, scope: Scope?, metrics: [Metric]) -> TargetChoice {
        if node.scalarText != nil {
            guard node.bool(&faults) ?? false else { return .none }
            checkTargets(of: scope, node)
            return .all
        }
        let listed = items(node)
        guard !listed.isEmpty else { return .none }
        checkTargets(of: scope, node)
        var found: [Metric] = []
        for item in listed {
            for metric in item.string(&faults).map({ metric(named: $0, item) }) ?? [] {
                if !metrics.contains(metric) {
                    faults.append(
                        item.fault(
                            "metric-not-in-table", "the table has no column \(metric.id(aging))",
                            advice: "add the metric to the table, or remove it here"))
                } else if metric.targetId(aging) == nil {
                    faults.append(
                        item.fault("impossible-target", "\(metric.id(aging)) has no target", advice: "remove it from \"targets\""))
                } else if found.contains(metric) {
                    faults.append(
                        item.fault("duplicate-metric", "\(metric.id(aging)) stands twice in the list", advice: "remove one of the two"))
                } else {
                    found.append(metric)
                }
            }
        }
        return .of(found)
    }

    /// Whether a table has a column for the cash target, which a chart may draw.
    func showsCashTarget(_ targets: TargetChoice, _ metrics: [Metric]) -> Bool {
        let judged: [Metric] =
            switch targets {
            case .none: []
            case .all: metrics
            case .of(let chosen): chosen
            }
        return !metrics.contains(.targetCash) && judged.contains { $0.targetId(aging) == Metric.cashTargetId }
    }

    private mutating func checkTargets(of scope: Scope?, _ node: YAMLNode) {
        guard let scope, ![.company, .team, .analyst].contains(scope) else { return }
        faults.append(
            node.fault(
                "impossible-target", "scope \(scope.rawValue) has no targets",
                advice: "targets are set for companies, teams and analysts: remove \"targets\", or choose one of these scopes"))
    }
}
