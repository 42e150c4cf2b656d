import Ledger
import Metrics
import StrictYAML

/// Blocks about one analyst's or a team's day, and what reports may show of people.
extension ReportSpecReader {
    /// A report for one analyst is built from that portfolio alone: it has no keys of other scopes.
    mutating func checkPrivacy(of scope: Scope, _ node: YAMLNode) {
        switch (audience, scope) {
        case (.analyst, .customer), (.analyst, .all): break
        case (.analyst, _):
            faults.append(
                node.fault(
                    "impossible-scope", "a report for an analyst has figures of one portfolio and none by \(scope.rawValue)",
                    advice: "use scope customer, or a comparison block for the team as a whole"))
        case (.team, .analyst):
            faults.append(
                node.fault(
                    "impossible-scope", "a report for the team does not set its people side by side",
                    advice: "use scope team, or write the report for the manager"))
        default: break
        }
    }

    /// A scope. An unknown word is answered with the scopes that are legal here: all but some, and those the audience may not see; a scope among those is told why
    /// it is refused by who reads it.
    mutating func scope(_ node: YAMLNode, but refused: [Scope]) -> Scope? {
        if let scope = node.scalarText.flatMap({ Scope(rawValue: $0) }) { return scope }
        let legal = Scope.allCases.filter { !refused.contains($0) && mayShow($0) }
        return node.word(of: legal.map(\.rawValue), &faults).flatMap { Scope(rawValue: $0) }
    }

    /// Whether the audience may see keys of a scope side by side.
    private func mayShow(_ scope: Scope) -> Bool {
        !(audience == .analyst && scope != .customer) && !(audience == .team && scope == .analyst)
    }

    /// That there is no figure by a scope, with the scopes by which a table here may have it.
    func impossible(_ metric: Metric, by scope: Scope, _ node: YAMLNode) -> Diagnostic {
        let known = metric.scopes.filter { $0 != .all && mayShow($0) }.map(\.rawValue).joined(separator: ", ")
        return node.fault(
            "impossible-scope", "there is no \(metric.id(aging)) \(scope == .all ? "of the whole" : "by " + scope.rawValue)",
            advice: "a table by scope has it by \(known)")
    }

    /// Refuses a block that makes sense for some readers only.
    mutating func check(_ kind: String, isFor audiences: [ReportSpec.Audience], _ node: YAMLNode) {
        guard let audience, !audiences.contains(audience) else { return }
        let names = audiences.map(\.rawValue).joined(separator: " or ")
        faults.append(
            node.fault(
                "impossible-block", "a report for the \(audience.rawValue) cannot have \(Self.withArticle(kind)) block",
                advice: "use it in a report with audience \(names)"))
    }

    mutating func comparison(_ node: YAMLNode) -> BlockSpec? {
        check("comparison", isFor: [.analyst], node)
        guard let mapping = node.mapping(keys: ["id", "title", "with", "metrics"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let title = mapping.required("title", &faults).flatMap { localized($0) }
        let with = mapping.required("with", &faults)?.word(of: [Scope.team.rawValue, Scope.all.rawValue], &faults).flatMap(Scope.init)
        let metrics = mapping.required("metrics", &faults).map { self.metrics($0) } ?? []
        guard let id, let title, let with else { return nil }
        return .comparison(id: id, title: title, with: with, metrics: metrics)
    }

    mutating func improvements(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["metrics"], &faults) else { return nil }
        return .improvements(metrics: mapping.required("metrics", &faults).map { metrics($0) } ?? [])
    }

    mutating func followUps(_ node: YAMLNode) -> BlockSpec? {
        guard let list = titledList(node, keys: []) else { return nil }
        return .followUps(id: list.id, title: list.title, rows: list.rows)
    }

    /// The settings that all lists have: id, title and rows (20 unless said), with further keys allowed.
    mutating func titledList(_ node: YAMLNode, keys: [String]) -> (id: String, title: LocalizedText, rows: Int, mapping: YAMLMapping)? {
        guard let mapping = node.mapping(keys: ["id", "title", "rows"] + keys, &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let title = mapping.required("title", &faults).flatMap { localized($0) }
        let rows = mapping["rows"].map { $0.int(in: 1...10_000, &faults) ?? 20 } ?? 20
        guard let id, let title else { return nil }
        return (id, title, rows, mapping)
    }
}
