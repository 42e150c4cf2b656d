import Ledger
import Metrics
import StrictYAML

/// Reads report specs: every fault with file, line and the nearest valid name.
public struct ReportSpecReader {
    let aging: AgingLimits
    /// The bucket rules an `emulation` block may name.
    let bucketRules: [BucketRule]
    var faults: [Diagnostic] = []
    /// Ids of blocks, each of one block only: tables and charts are found by them in every format.
    private var blockIds: [String: YAMLNode.Location] = [:]
    private var sectionIds: Set<String> = []
    private var sheetNames: Set<String> = []
    /// The figures of each table that charts may draw; none for a bridge.
    var columns: [String: [Metric]] = [:]
    /// The tables among them that are by scope.
    var scopeTables: Set<String> = []
    /// The trends among them that have a column a key.
    var keyTrends: Set<String> = []
    var charts: [ChartUse] = []
    /// The figures of each trend that stand beside their targets.
    var trendTargets: [String: TargetChoice] = [:]

    /// A chart, to be checked when all tables are known.
    struct ChartUse {
        let of: String
        let metrics: [Metric]
        let target: Metric?
        let showsTarget: Bool
        let forecast: Metric?
        let kind: ChartSpec.Kind
        let node: YAMLNode
    }

    /// Who reads the report; nil while it is not known.
    var audience: ReportSpec.Audience?
    var links: [(section: String, node: YAMLNode)] = []

    /// - Parameters:
    ///   - aging: the bucket limits of the workspace: they make the ids of buckets.
    ///   - bucketRules: the bucket rules of other systems that are known.
    public init(aging: AgingLimits, bucketRules: [BucketRule] = BucketRule.shipped) {
        self.aging = aging
        self.bucketRules = bucketRules
    }

    /// The spec in a file, or the faults that keep it from being one.
    ///
    /// - Parameters:
    ///   - name: the spec's name: the file's name without ending.
    ///   - file: the file's name for messages.
    public static func read(
        name: String, utf8 bytes: [UInt8], file: String, aging: AgingLimits, bucketRules: [BucketRule] = BucketRule.shipped
    ) -> (spec: ReportSpec?, faults: [Diagnostic]) {
        let (root, faults) = YAMLReader.read(utf8: bytes, file: file)
        var reader = ReportSpecReader(aging: aging, bucketRules: bucketRules)
        reader.faults = faults
        let spec = root.flatMap { reader.spec(name, $0) }
        return (reader.faults.isEmpty ? spec : nil, reader.faults)
    }

    private mutating func spec(_ name: String, _ root: YAMLNode) -> ReportSpec? {
        let keys = ["title", "audience", "form", "team", "formats", "languages", "months", "amber_within", "sections"]
        guard let mapping = root.mapping(keys: keys, &faults) else { return nil }
        let title = mapping.required("title", &faults).flatMap { localized($0) }
        audience = mapping.required("audience", &faults)?.word(ReportSpec.Audience.self, &faults)
        let form = mapping["form"].map { $0.word(ReportSpec.Form.self, &faults) ?? .page } ?? .page
        let formats = mapping["formats"].map { self.formats($0, form) } ?? form.formats
        let team = mapping["team"].flatMap { self.team($0) }
        let languages = mapping["languages"].map { items($0).compactMap { $0.word(Language.self, &faults) } } ?? Language.allCases
        let months = mapping["months"].map { $0.int(in: 1...60, &faults) ?? 13 } ?? 13
        let amber = mapping["amber_within"].flatMap { share($0) }
        let sections = mapping.required("sections", &faults).map { items($0).compactMap { section($0) } } ?? []
        checkReferences(sections)
        guard let title, let audience, faults.isEmpty else { return nil }
        return ReportSpec(
            name: name, title: title, audience: audience, form: form, team: team, formats: formats, languages: languages, months: months,
            amberWithin: amber,
            sections: sections)
    }

    /// The items of a list that must have some.
    mutating func items(_ node: YAMLNode) -> [YAMLNode] {
        guard let items = node.list(&faults) else { return [] }
        if items.isEmpty { faults.append(node.fault("empty-list", "\(node.name) lists nothing", advice: "list at least one")) }
        return items
    }

    /// A share from 0 to 1.
    private mutating func share(_ node: YAMLNode) -> Decimal64? {
        guard let share = node.decimal(&faults) else { return nil }
        if share.rational < .zero || share.rational > Rational(1) {
            faults.append(node.fault("out-of-range", "\(node.name) is \(share.text)", advice: "it must be a share from 0 to 1"))
        }
        return share
    }

    private mutating func section(_ node: YAMLNode) -> SectionSpec? {
        guard let mapping = node.mapping(keys: ["id", "title", "blocks", "appendix"], &faults) else { return nil }
        let id = mapping.required("id", &faults).flatMap { identifier($0) }
        let title = mapping.required("title", &faults).flatMap { localized($0) }
        if let title, let titleNode = mapping["title"] { checkSheetName(title, titleNode) }
        if let id, let idNode = mapping["id"] {
            if sectionIds.contains(id) {
                faults.append(idNode.fault("duplicate-id", "there is a section \(id) already", advice: "choose another id"))
            }
            sectionIds.insert(id)
        }
        let blocks = mapping.required("blocks", &faults).map { items($0).compactMap { block($0) } } ?? []
        let isAppendix = mapping["appendix"]?.bool(&faults) ?? false
        guard let id, let title else { return nil }
        return SectionSpec(id: id, title: title, blocks: blocks, isAppendix: isAppendix)
    }

    /// Excel allows 31 characters in a sheet's name and none of `[]:*?/\`, and keeps "History" for itself.
    private mutating func checkSheetName(_ title: LocalizedText, _ node: YAMLNode) {
        let taken = Language.allCases.filter { !sheetNames.insert($0.rawValue + title.text($0).lowercased()).inserted }
        if !taken.isEmpty {
            faults.append(
                node.fault(
                    "duplicate-title", "another section has the same title (\(Self.words(taken)))",
                    advice: "sheets need names of their own"))
        }
        let refused = Language.allCases.filter { language in
            let text = title.text(language)
            return text.utf16.count > 31 || text.contains { "[]:*?/\\".contains($0) } || text.lowercased() == "history"
        }
        if !refused.isEmpty {
            faults.append(
                node.fault(
                    "sheet-name", "a section's title (\(Self.words(refused))) is also a sheet's name",
                    advice: "use at most 31 characters, none of [ ] : * ? / \\ and not History"
                ))
        }
    }

    private static func words(_ languages: [Language]) -> String { languages.map(\.rawValue).joined(separator: ", ") }

    /// A word in a message with its article, by its sound: "an unapplied-ages", "a trend".
    static func withArticle(_ word: String) -> String { (word.first.map { "aeiou".contains($0) } == true ? "an " : "a ") + word }

    /// A text in both languages: `{en: …, it: …}`.
    mutating func localized(_ node: YAMLNode) -> LocalizedText? {
        guard let mapping = node.mapping(keys: Language.allCases.map(\.rawValue), &faults) else { return nil }
        let english = mapping.required("en", &faults)?.string(&faults)
        let italian = mapping.required("it", &faults)?.string(&faults)
        guard let english, let italian else { return nil }
        return LocalizedText(english: english, italian: italian)
    }

    /// Lower-case letters, digits and hyphens.
    mutating func identifier(_ node: YAMLNode) -> String? {
        guard let text = node.string(&faults) else { return nil }
        let isPlain = text.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
        guard isPlain else {
            faults.append(node.fault("bad-id", "\(node.name) is no id", advice: "use lower-case letters, digits and hyphens"))
            return nil
        }
        return text
    }

    /// The id of a block, unique in the report.
    mutating func blockId(_ node: YAMLNode?) -> String? {
        guard let node, let id = identifier(node) else { return nil }
        if let known = blockIds[id] {
            faults.append(
                node.fault("duplicate-id", "the id \(id) is taken by the block in line \(known.line)", advice: "choose another id"))
        }
        blockIds[id] = node.location
        return id
    }

    private mutating func checkReferences(_ sections: [SectionSpec]) {
        for chart in charts { check(chart) }
        let ids = sections.map(\.id)
        for link in links where !ids.contains(link.section) { faults.append(unknown("section", link.section, among: ids, link.node)) }
    }

    /// A chart draws columns of a trend, or the rows of a bridge.
    private mutating func check(_ chart: ChartUse) {
        guard let drawn = columns[chart.of] else {
            guard !columns.isEmpty else {
                faults.append(
                    chart.node.fault(
                        "unknown-block", "there is no block \(chart.of), nor any other that a chart can draw",
                        advice: "add a trend, a by-scope or a bridge block with this id"))
                return
            }
            faults.append(unknown("block", chart.of, among: columns.keys.sorted(), chart.node))
            return
        }
        if drawn.isEmpty != (chart.kind == .waterfall) || scopeTables.contains(chart.of) != (chart.kind == .bullet)
            || keyTrends.contains(chart.of) != (chart.kind == .smallMultiples)
        {
            faults.append(
                chart.node.fault(
                    "impossible-chart", "a \(chart.kind.rawValue) chart cannot draw \(chart.of)",
                    advice:
                        "a waterfall draws a bridge, a bullet a table by scope, small multiples a trend with the key \"by\", the other charts draw trends"
                ))
        }
        if chart.kind == .bullet, !(2...3).contains(chart.metrics.count) {
            faults.append(
                chart.node.fault(
                    "bad-bullet", "a bullet chart draws an actual against a target",
                    advice: "list the actual, the target and, if wanted, the share reached"))
        }
        if chart.target != nil || chart.showsTarget, chart.kind != .line, chart.kind != .column {
            faults.append(
                chart.node.fault(
                    "impossible-chart", "a \(chart.kind.rawValue) chart has no target line", advice: "lines and columns may have one"))
        }
        if chart.showsTarget, let metric = chart.metrics.first, !hasTargets(chart.of, metric) {
            faults.append(
                chart.node.fault(
                    "metric-not-in-table", "\(chart.of) has no targets of \(metric.id(aging))",
                    advice: "write `targets: [\(metric.id(aging))]` in that block, or remove \"target\""))
        }
        if chart.forecast != nil, chart.kind != .column || chart.metrics.count != 1 {
            faults.append(
                chart.node.fault(
                    "impossible-chart", "this \(chart.kind.rawValue) chart has no forecast",
                    advice: "a column chart of one metric may have one"))
        }
        for metric in chart.metrics + [chart.target, chart.forecast].compactMap({ $0 }) where !drawn.contains(metric) {
            faults.append(
                chart.node.fault(
                    "metric-not-in-table", "\(chart.of) has no column \(metric.id(aging))",
                    advice: "add the metric to that block, or draw one of \(drawn.map { $0.id(aging) }.joined(separator: ", "))"))
        }
    }

    /// Whether a trend has a column with a metric's targets.
    private func hasTargets(_ trend: String, _ metric: Metric) -> Bool {
        switch trendTargets[trend] {
        case .all?: metric.targetId(aging) != nil
        case .of(let metrics)?: metrics.contains(metric)
        case .none?, nil: false
        }
    }

    func unknown(_ what: String, _ word: String, among known: [String], _ node: YAMLNode) -> Diagnostic {
        node.fault(
            "unknown-\(what.replacing(" ", with: "-"))", "there is no \(what) \(word)", advice: NearestWord.advice(for: word, in: known))
    }
}
