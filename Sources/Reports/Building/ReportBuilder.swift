import Ledger
import Metrics
import ReportDocument

/// Builds a report's document in a language from its spec and data.
public struct ReportBuilder: Sendable {
    public let spec: ReportSpec
    public let data: ReportData

    /// - Precondition: the data has figures of its as-of day.
    public init(spec: ReportSpec, data: ReportData) {
        precondition(data.figures[data.asOf] != nil, "a report needs the figures of its as-of day")
        self.spec = spec
        self.data = data
    }

    /// The document in a language. The same spec and data give the same document.
    public func document(_ language: Language) -> ReportDocument {
        let words = words(language)
        let context = BlockContext(spec: spec, data: data, words: words, language: language)
        var drafts: [(section: SectionSpec, blocks: [DraftBlock])] = []
        var tables: [String: DraftTable] = [:]
        for section in spec.sections {
            var blocks: [DraftBlock] = []
            for block in section.blocks {
                if case .chart = block { continue }
                let made = self.blocks(block, context, section: section.id)
                for case .table(let table) in made { tables[table.id] = table }
                blocks += made
            }
            drafts.append((section, blocks))
        }
        // Charts may show tables of later sections, so they are made when all tables are there, and put where the spec has them.
        for index in drafts.indices {
            drafts[index].blocks = withCharts(drafts[index].section, drafts[index].blocks, context, tables)
        }
        let frames = data.figures.mapValues(\.frame)
        let ordered = drafts.flatMap { $0.blocks.compactMap { block in if case .table(let table) = block { table } else { nil } } }
        let resolver = FormulaResolver(tables: ordered, frames: frames)
        let sections = drafts.map { section, blocks in
            Section(id: section.id, title: section.title.text(language), blocks: blocks.map { finish($0, resolver) })
        }
        return ReportDocument(
            name: spec.name, language: language, title: spec.title.text(language),
            subtitle: words.subtitle(.monthToDate(data.asOf), data.policy.reportingCurrency), asOf: data.asOf,
            currency: data.policy.reportingCurrency, sections: sections, words: words.renderer)
    }

    private func blocks(_ block: BlockSpec, _ context: BlockContext, section: String) -> [DraftBlock] {
        switch block {
        case .headline(let metrics, let links): [.table(HeadlineBlock(metrics: metrics, links: links, section: section).table(context))]
        case .findings: FindingsBlock().paragraphs(context)
        case .stamp: [StampBlock().paragraph(context)]
        case .trend(let id, let title, let metrics): [.table(TrendBlock(id: id, title: title, metrics: metrics).table(context))]
        case .chart: []
        case .byScope(let id, let title, let scope, let metrics):
            [.table(ByScopeBlock(id: id, title: title, scope: scope, metrics: metrics).table(context))]
        case .migration(let id): MigrationBlock(id: id).blocks(context)
        case .bridge(let id): [.table(BridgeBlock(id: id).table(context))]
        case .highRisk(let id, let rules): [.table(HighRiskBlock(id: id, rules: rules).table(context))]
        case .text(let text): [.paragraph(text.text(context.language), role: .body)]
        case .definitions: [.table(MethodBlock().definitions(context))]
        case .policies: [.table(MethodBlock().policies(context))]
        case .sources: [.table(MethodBlock().sources(context))]
        case .rates: MethodBlock().rates(context).map { [.table($0)] } ?? []
        case .dataQuality: [.table(MethodBlock().dataQuality(context))]
        }
    }

    /// The blocks of a section with its charts where the spec has them: block lists of the spec's other blocks are consecutive runs.
    private func withCharts(
        _ section: SectionSpec, _ blocks: [DraftBlock], _ context: BlockContext, _ tables: [String: DraftTable]
    ) -> [DraftBlock] {
        var result: [DraftBlock] = []
        var rest = blocks[...]
        for block in section.blocks {
            if case .chart(let spec) = block {
                if let table = tables[spec.of], let chart = ChartBlock(spec: spec).chart(context, table) { result.append(.chart(chart)) }
            } else {
                let count = self.blocks(block, context, section: section.id).count
                result += rest.prefix(count)
                rest = rest.dropFirst(count)
            }
        }
        return result
    }

    private func finish(_ block: DraftBlock, _ resolver: FormulaResolver) -> Block {
        switch block {
        case .paragraph(let text, let role): .paragraph(text, role: role)
        case .table(let table): .table(resolver.resolve(table))
        case .chart(let chart): .chart(chart)
        }
    }
}
