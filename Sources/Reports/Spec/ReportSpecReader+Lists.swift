import Ledger
import Metrics
import StrictYAML

extension ReportSpecReader {
    /// `list: {id: …, of: worklist, rows: 20, analyst: AN1, columns: [customer, because]}`
    mutating func list(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["id", "title", "of", "rows", "analyst", "columns", "reasons"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let kind = mapping.required("of", &faults)?.word(ListKind.self, &faults)
        let rows = mapping["rows"].map { $0.int(in: 1...10_000, &faults) ?? 40 } ?? 40
        let analyst = mapping["analyst"]?.string(&faults)
        if kind == .reconciliation { check("reconciliation list", isFor: [.manager, .team], node) }
        if let node = mapping["analyst"], let reason = reasonAgainstAnalyst(node.scalarText, kind) {
            faults.append(node.fault("impossible-analyst", reason, advice: "remove the key \"analyst\""))
        }
        let title = mapping["title"].flatMap { localized($0) }
        let reasons = mapping["reasons"].flatMap { $0.int(in: 1...20, &faults) }
        if let kind, ![.worklist, .highRisk].contains(kind), let node = mapping["reasons"] {
            faults.append(
                node.fault(
                    "impossible-reasons", "only the lists worklist and high-risk have several reasons a row",
                    advice: "remove the key \"reasons\""))
        }
        let columns = kind.flatMap { kind in mapping["columns"].flatMap { self.columns($0, of: kind) } }
        guard let id, let kind else { return nil }
        return .list(
            ListSpec(
                id: id, of: kind, rows: rows, title: title, analyst: analyst, columns: columns, reasons: reasons,
                analystPlace: mapping["analyst"]?.location))
    }

    /// Why a list cannot be of one analyst; nil where it can. The house account is nobody.
    private func reasonAgainstAnalyst(_ analyst: String?, _ kind: ListKind?) -> String? {
        if kind == .reconciliation { return "a reconciliation is of the whole ledger" }
        return switch audience {
        case .analyst: "a report for an analyst is of that analyst's portfolio alone"
        case .team: analyst == PortfolioIndex.house ? nil : "a report for the team does not set one of its people apart"
        case .manager, nil: nil
        }
    }

    private mutating func columns(_ node: YAMLNode, of kind: ListKind) -> [String]? {
        let known = kind.columnIds(aging)
        guard let ids = node.list(&faults, each: { $0.word(of: known, &$1) }) else { return nil }
        if ids.isEmpty || Set(ids).count != ids.count {
            faults.append(
                node.fault(
                    "bad-columns", "\(node.name) must name each column once",
                    advice: "write at least one of \(known.joined(separator: ", "))"))
        }
        return ids
    }

    /// The rules of a spec's own gave way to those of the workspace.
    static func movedHighRisk(_ entry: YAMLNode.Entry) -> Diagnostic {
        entry.keyLocation.fault(
            "moved-block", "the block high-risk is now a list, and its rules stand under \"risk\" in incasso.yml",
            advice: "write `- list: {id: …, of: high-risk, rows: 40}` and move thresholds to \"risk\" in incasso.yml")
    }
}
