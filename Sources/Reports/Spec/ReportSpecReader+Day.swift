import Ledger
import Metrics
import StrictYAML

/// Blocks about a working day, and the keys of reports that are messages.
extension ReportSpecReader {
    /// The formats of a spec: those its form can be written as.
    mutating func formats(_ node: YAMLNode, _ form: ReportSpec.Form) -> [ReportSpec.Format] {
        let known = form.formats.map(\.rawValue).joined(separator: ", ")
        return items(node).compactMap { item in
            guard let format = item.word(ReportSpec.Format.self, &faults) else { return nil }
            if !form.formats.contains(format) {
                faults.append(
                    item.fault(
                        "impossible-format", "a report of form \(form.rawValue) cannot be written as \(format.rawValue)",
                        advice: "use \(known)"))
            }
            return format
        }
    }

    mutating func team(_ node: YAMLNode) -> String? {
        if let audience, audience != .team {
            faults.append(
                node.fault(
                    "impossible-team", "a report for the \(audience.rawValue) is not about one team",
                    advice: "remove the key, or use audience team"))
        }
        return node.string(&faults)
    }

    mutating func pace(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["id", "title"], &faults), let (id, title) = titled(mapping) else { return nil }
        return .pace(id: id, title: title)
    }

    mutating func dayChange(_ node: YAMLNode) -> BlockSpec? {
        check("day-change", isFor: [.manager, .team], node)
        guard let mapping = node.mapping(keys: ["id", "title", "metrics"], &faults) else { return nil }
        let metrics = mapping.required("metrics", &faults).map { self.metrics($0) } ?? []
        guard let (id, title) = titled(mapping) else { return nil }
        return .dayChange(id: id, title: title, metrics: metrics)
    }

    mutating func dayPromises(_ node: YAMLNode) -> BlockSpec? {
        guard let list = titledList(node, keys: ["show"]) else { return nil }
        guard let choice = list.mapping.required("show", &faults)?.word(DayPromisesChoice.self, &faults) else { return nil }
        return .dayPromises(id: list.id, title: list.title, choice: choice, rows: list.rows)
    }

    mutating func escalations(_ node: YAMLNode) -> BlockSpec? {
        guard let list = titledList(node, keys: ["days"]) else { return nil }
        let days = list.mapping["days"].map { $0.int(in: 0...365, &faults) ?? 14 } ?? 14
        return .escalations(id: list.id, title: list.title, days: days, rows: list.rows)
    }

    mutating func stuckDisputes(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["id", "title", "days"], &faults) else { return nil }
        let days = mapping["days"].map { $0.int(in: 0...3650, &faults) ?? 30 } ?? 30
        guard let (id, title) = titled(mapping) else { return nil }
        return .stuckDisputes(id: id, title: title, days: days)
    }

    mutating func accolades(_ node: YAMLNode) -> BlockSpec? {
        check("accolades", isFor: [.manager, .team], node)
        let keys = ["rules", "promises_at_least", "past_due_down_by", "named"]
        guard let mapping = node.mapping(keys: keys, &faults) else { return nil }
        let rules = mapping.required("rules", &faults).map { items($0).compactMap { $0.word(AccoladeRules.Rule.self, &faults) } } ?? []
        let promises = mapping["promises_at_least"].map { $0.int(in: 1...1000, &faults) ?? 3 } ?? 3
        let down = mapping["past_due_down_by"].map { $0.decimal(&faults)?.rational ?? Rational(1, 10) } ?? Rational(1, 10)
        if let node = mapping["past_due_down_by"], down <= .zero || down > Rational(1) {
            faults.append(node.fault("out-of-range", "past_due_down_by is no share above 0 and up to 1", advice: "write 0.10 for a tenth"))
        }
        let named = (mapping["named"]?.list(&faults) ?? []).compactMap { node in
            node.string(&faults).map { (id: $0, place: node.location) }
        }
        return .accolades(
            AccoladeRules(
                rules: rules, promisesAtLeast: promises, pastDueDownBy: down, named: named.map(\.id), namedPlaces: named.map(\.place)))
    }

    private mutating func titled(_ mapping: YAMLMapping) -> (id: String, title: LocalizedText)? {
        let id = blockId(mapping.required("id", &faults))
        let title = mapping.required("title", &faults).flatMap { localized($0) }
        guard let id, let title else { return nil }
        return (id, title)
    }
}
