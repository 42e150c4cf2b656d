import Ledger
import Metrics
import StrictYAML

extension ReportSpecReader {
    /// The names of blocks that take no settings.
    static let plainBlocks: [String: BlockSpec] = [
        "findings": .findings, "stamp": .stamp, "definitions": .definitions, "policies": .policies, "sources": .sources,
        "imports": .imports, "rates": .rates, "data-quality": .dataQuality, "day-cash": .dayCash, "restatements": .restatements,
    ]
    static let blocksWithSettings = [
        "headline", "trend", "chart", "by-scope", "migration", "bridge", "list", "disputes", "oldest-disputes", "comparison",
        "follow-ups", "pace", "day-change", "day-promises", "escalations", "stuck-disputes", "accolades", "improvements", "emulation",
        "workings", "closing-items", "unapplied-ages", "text",
    ]

    /// Keys of a scope that a table shows unless told otherwise: more than the analysts of a large team.
    static let keysShown = 250

    mutating func block(_ node: YAMLNode) -> BlockSpec? {
        if let word = node.scalarText {
            if let plain = Self.plainBlocks[word] {
                if plain == .dayCash { check(word, isFor: [.manager, .team], node) }
                return plain
            }
            if Self.blocksWithSettings.contains(word) {
                faults.append(
                    node.fault(
                        "missing-settings", "\(Self.withArticle(word)) block needs settings",
                        advice: "write `- \(word): {…}`; see the shipped specs"))
                return nil
            }
            faults.append(unknown("block kind", word, among: Self.plainBlocks.keys.sorted() + Self.blocksWithSettings, node))
            return nil
        }
        guard let entries = node.entries(&faults) else { return nil }
        guard let entry = entries.first, entries.count == 1 else {
            faults.append(
                node.fault("bad-block", "a block is one kind with its settings", advice: "write `- trend: {…}`, one kind an entry"))
            return nil
        }
        switch entry.key {
        case "headline": return headline(entry.value)
        case "trend": return trend(entry.value)
        case "chart": return chart(entry.value)
        case "by-scope": return byScope(entry.value)
        case "migration": return identified(entry.value).map { .migration(id: $0) }
        case "bridge":
            guard let id = identified(entry.value) else { return nil }
            columns[id] = []
            return .bridge(id: id)
        case "comparison": return comparison(entry.value)
        case "follow-ups": return followUps(entry.value)
        case "pace": return pace(entry.value)
        case "day-change": return dayChange(entry.value)
        case "day-promises": return dayPromises(entry.value)
        case "escalations": return escalations(entry.value)
        case "stuck-disputes": return stuckDisputes(entry.value)
        case "accolades": return accolades(entry.value)
        case "improvements": return improvements(entry.value)
        case "disputes": return disputeGroups(entry.value)
        case "oldest-disputes": return oldestDisputes(entry.value)
        case "list": return list(entry.value)
        case "high-risk":
            faults.append(Self.movedHighRisk(entry))
            return nil
        case "emulation": return emulation(entry.value)
        case "workings": return workings(entry.value)
        case "closing-items": return closingItems(entry.value)
        case "unapplied-ages": return identified(entry.value).map { .unappliedAges(id: $0) }
        case "text": return localized(entry.value).map { .text($0) }
        default:
            faults.append(unknown("block kind", entry.key, among: Self.plainBlocks.keys.sorted() + Self.blocksWithSettings, entry.value))
            return nil
        }
    }

    mutating func identified(_ node: YAMLNode) -> String? {
        guard let mapping = node.mapping(keys: ["id"], &faults) else { return nil }
        return blockId(mapping.required("id", &faults))
    }

    mutating func headline(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["metrics", "links"], &faults) else { return nil }
        let metrics = mapping.required("metrics", &faults).map { self.metrics($0) } ?? []
        var found: [Metric: String] = [:]
        for entry in mapping["links"]?.entries(&faults) ?? [] {
            guard let section = entry.value.string(&faults) else { continue }
            links.append((section, entry.value))
            let linked = metric(named: entry.key, entry.value)
            for metric in linked { found[metric] = section }
            if let missing = linked.first(where: { !metrics.contains($0) }) {
                faults.append(
                    entry.keyLocation.fault(
                        "metric-not-in-table", "the headline has no figure \(missing.id(aging))",
                        advice: "add the metric to the headline, or remove the link"))
            }
        }
        return .headline(metrics: metrics, links: found)
    }

    mutating func workings(_ node: YAMLNode) -> BlockSpec? {
        check("workings", isFor: [.manager, .analyst], node)
        guard let mapping = node.mapping(keys: ["id", "metrics"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let metrics = mapping["metrics"].map { self.metrics($0) }
        return id.map { .workings(id: $0, metrics: metrics) }
    }

    mutating func closingItems(_ node: YAMLNode) -> BlockSpec? {
        // Its items are those of the whole ledger.
        check("closing-items", isFor: [.manager], node)
        return titledList(node, keys: []).map { .closingItems(id: $0.id, title: $0.title, rows: $0.rows) }
    }

    mutating func emulation(_ node: YAMLNode) -> BlockSpec? {
        // Its items are those of the whole ledger.
        check("emulation", isFor: [.manager], node)
        guard let mapping = node.mapping(keys: ["id", "systems"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        var rules: [BucketRule] = []
        for item in mapping.required("systems", &faults).map({ items($0) }) ?? [] {
            guard let name = item.string(&faults) else { continue }
            guard let rule = bucketRules.first(where: { $0.id == name }) else {
                faults.append(unknown("system", name, among: bucketRules.map(\.id), item))
                continue
            }
            if rules.contains(rule) {
                faults.append(
                    item.fault("duplicate-system", "\(name) stands twice in the list", advice: "remove one of the two"))
            } else {
                rules.append(rule)
            }
        }
        return id.map { .emulation(id: $0, rules: rules) }
    }

    mutating func trend(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["id", "title", "metrics", "by", "targets"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let title = mapping.required("title", &faults).flatMap { localized($0) }
        // A word that is no scope is refused where it stands.
        let scope: Scope? = if let by = mapping["by"] { by.scalarText.flatMap { Scope(rawValue: $0) } } else { .all }
        let metrics = mapping.required("metrics", &faults).map { self.metrics($0, by: scope) } ?? []
        guard let id, let title else { return nil }
        columns[id] = metrics
        if let by = mapping["by"] {
            if let node = mapping["targets"] {
                faults.append(
                    node.fault("impossible-target", "a trend by key has no targets", advice: "remove \"targets\", or the key \"by\""))
            }
            return trend(id, title, metrics, by: by)
        }
        let targets = mapping["targets"].map { self.targets($0, scope: nil, metrics: metrics) } ?? .none
        trendTargets[id] = targets
        return .trend(id: id, title: title, metrics: metrics, targets: targets)
    }

    /// A trend with a column a key: of one figure, since a table has no room for more.
    private mutating func trend(_ id: String, _ title: LocalizedText, _ metrics: [Metric], by node: YAMLNode) -> BlockSpec? {
        keyTrends.insert(id)
        if audience == .analyst {
            faults.append(
                node.fault(
                    "impossible-scope", "a report for an analyst has figures of one portfolio and none by \(node.scalarText ?? "others")",
                    advice: "remove the key \"by\""))
            return nil
        }
        guard let scope = self.scope(node, but: [.all, .customer]) else { return nil }
        if scope == .all || scope == .customer {
            faults.append(
                node.fault(
                    "impossible-scope", "a trend has no columns by \(scope.rawValue)",
                    advice: "use a scope with few keys, such as team or company"))
        } else {
            checkPrivacy(of: scope, node)
        }
        guard metrics.count == 1, let metric = metrics.first else {
            faults.append(
                node.fault(
                    "bad-trend", "a trend by \(scope.rawValue) shows one figure", advice: "list one metric, and write a block for each"))
            return nil
        }
        return .trendByKey(id: id, title: title, metric: metric, scope: scope)
    }

    mutating func byScope(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["id", "title", "scope", "metrics", "rows", "targets"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let title = mapping.required("title", &faults).flatMap { localized($0) }
        let scope = mapping.required("scope", &faults).flatMap { self.scope($0, but: [.all]) }
        if scope == .all, let node = mapping["scope"] {
            faults.append(
                node.fault(
                    "impossible-scope", "a table by scope needs a scope with several keys", advice: "use a trend or headline block for all")
            )
        }
        if let scope, let node = mapping["scope"] { checkPrivacy(of: scope, node) }
        let metrics = mapping.required("metrics", &faults).map { self.metrics($0, by: scope) } ?? []
        let rows = mapping["rows"].map { $0.int(in: 1...10_000, &faults) ?? Self.keysShown } ?? Self.keysShown
        let targets = mapping["targets"].map { self.targets($0, scope: scope, metrics: metrics) } ?? .none
        guard let id, let title, let scope else { return nil }
        columns[id] = metrics + (showsCashTarget(targets, metrics) ? [.targetCash] : [])
        scopeTables.insert(id)
        return .byScope(id: id, title: title, scope: scope, metrics: metrics, rows: rows, targets: targets)
    }

    mutating func chart(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["id", "kind", "title", "of", "metrics", "target", "forecast"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let kind = mapping.required("kind", &faults)?.word(ChartSpec.Kind.self, &faults)
        let title = mapping.required("title", &faults).flatMap { localized($0) }
        let table = mapping.required("of", &faults)
        let of = table?.string(&faults)
        let metrics = mapping["metrics"].map { self.metrics($0, by: nil) } ?? []
        func metric(_ key: String) -> Metric? {
            mapping[key].flatMap { node in node.string(&faults).flatMap { self.metric(named: $0, node).first } }
        }
        let showsTarget = mapping["target"]?.scalarText == "true"
        let (target, forecast) = (showsTarget ? nil : metric("target"), metric("forecast"))
        if let table, let of, let kind {
            charts.append(
                ChartUse(of: of, metrics: metrics, target: target, showsTarget: showsTarget, forecast: forecast, kind: kind, node: table))
        }
        if let kind, kind.needsMetrics, mapping["metrics"] == nil {
            faults.append(
                node.fault(
                    "missing-key", "a \(kind.rawValue) chart needs metrics", advice: "list the columns of \(of ?? "its table") to draw"))
        }
        guard let id, let kind, let title, let of else { return nil }
        return .chart(
            ChartSpec(
                id: id, kind: kind, title: title, of: of, metrics: metrics, target: target, showsTarget: showsTarget, forecast: forecast))
    }

    mutating func disputeGroups(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["id", "by"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let dimension = mapping.required("by", &faults)?.word(DisputesOfDay.Dimension.self, &faults)
        guard let id, let dimension else { return nil }
        return .disputeGroups(id: id, dimension: dimension)
    }

    mutating func oldestDisputes(_ node: YAMLNode) -> BlockSpec? {
        guard let mapping = node.mapping(keys: ["id", "rows"], &faults) else { return nil }
        let id = blockId(mapping.required("id", &faults))
        let rows = mapping["rows"].map { $0.int(in: 1...10_000, &faults) ?? 10 } ?? 10
        return id.map { .oldestDisputes(id: $0, rows: rows) }
    }

    /// A list of metric ids; `aging.*` and `roll.*` stand for one figure a bucket, `aging.oldest` for the last one.
    ///
    /// - Parameter scope: The scope by which the block has them; nil where it is not known, or the figures are those of another block.
    mutating func metrics(_ node: YAMLNode, by scope: Scope? = .all) -> [Metric] {
        guard let items = node.list(&faults) else { return [] }
        if items.isEmpty {
            faults.append(node.fault("no-metrics", "\(node.name) names no metric", advice: "list at least one, or remove the block"))
        }
        var found: [Metric] = []
        for item in items {
            guard let id = item.string(&faults) else { continue }
            for metric in metric(named: id, item) {
                if found.contains(metric) {
                    faults.append(
                        item.fault("duplicate-metric", "\(metric.id(aging)) stands twice in the list", advice: "remove one of the two"))
                } else {
                    found.append(metric)
                    if let scope, !metric.scopes.contains(scope) { faults.append(impossible(metric, by: scope, item)) }
                }
            }
        }
        return found
    }

    /// Ids a spec may name: the catalogue's, then those of inputs.
    public static func metricIds(_ aging: AgingLimits) -> [String] {
        (Metric.catalogue(aging) + Metric.inputs).map { $0.id(aging) }
    }

    mutating func metric(named id: String, _ node: YAMLNode) -> [Metric] {
        if id == "aging.*" { return (0..<aging.bucketCount).map { .aging(bucket: $0) } }
        if id == "aging.oldest" { return [.aging(bucket: aging.bucketCount - 1)] }
        if id == "roll.*" { return (0..<(aging.bucketCount - 1)).map { .roll(bucket: $0) } }
        if let metric = Metric(id: id, aging: aging) { return [metric] }
        let known = Self.metricIds(aging)
        let nearest = NearestWord.of(id, in: known)
        faults.append(
            node.fault(
                "unknown-metric", "there is no metric \(id)",
                advice: nearest.map { "did you mean \"\($0)\"?" } ?? "`incasso metrics` prints the metrics there are"))
        return []
    }
}

extension ChartSpec.Kind {
    /// Whether a chart of the kind names the columns it draws; the others draw all there are.
    var needsMetrics: Bool { self != .waterfall && self != .smallMultiples }
}
