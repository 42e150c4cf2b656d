import Ledger
import Metrics
import ReportDocument

/// Builds a report's document in a language from its spec and data.
public struct ReportBuilder: Sendable {
    public let spec: ReportSpec
    public let data: ReportData

    /// - Precondition: the data has figures of its as-of day, and lists when the spec shows some.
    public init(spec: ReportSpec, data: ReportData) {
        precondition(data.figures[data.asOf] != nil, "a report needs the figures of its as-of day")
        precondition(!spec.hasLists || data.lists != nil, "a report with lists needs them")
        self.spec = spec
        self.data = data
    }

    /// The document in a language. The same spec and data give the same document.
    public func document(_ language: Language) -> ReportDocument {
        let words = words(language)
        let context = BlockContext(spec: spec, data: data, words: words, language: language)
        // Charts may show tables of later sections, so they are made when all tables are there.
        let drafts = spec.sections.map { section in section.blocks.map { blocks($0, context, section: section.id) } }
        let ordered = drafts.flatMap { $0.flatMap { $0 } }.compactMap { block in if case .table(let table) = block { table } else { nil } }
        let inputs = inputTables(ordered, context)
        let tables = Dictionary(ordered.map { ($0.id, $0) }) { first, _ in first }
        let linked = Set(
            spec.sections.flatMap(\.blocks).flatMap { block -> [String] in
                if case .headline(_, let links) = block { Array(links.values) } else { [] }
            })
        let frames = data.figures.mapValues(\.frame)
        let origins = data.workings.mapValues { WorkingsBlock.origin($0, context) }
        let resolver = FormulaResolver(tables: ordered + inputs, frames: frames, origins: (data.asOf, origins))
        var sections = zip(spec.sections, drafts).compactMap { section, drafts -> Section? in
            let blocks = zip(section.blocks, drafts).flatMap { block, drafts -> [Block] in
                guard case .chart(let chart) = block else { return drafts.map { finish($0, resolver) } }
                return tables[chart.of].flatMap { table in
                    ChartBlock(spec: chart).chart(context, table).map { [.chart(described($0, table, context))] }
                } ?? []
            }
            // Blocks may have nothing to say on a day; a section that others lead to stays.
            guard !blocks.isEmpty || linked.contains(section.id) else { return nil }
            return Section(id: section.id, title: section.title.text(language), blocks: blocks, isAppendix: section.isAppendix)
        }
        // A report that has nothing to tell today is still a report.
        if sections.isEmpty {
            let sentence = Block.paragraph(words.nothingToShow(on: data.asOf), role: .body)
            sections = spec.sections.map { Section(id: $0.id, title: $0.title.text(language), blocks: [sentence]) }
        }
        if !inputs.isEmpty {
            let title = context.unused(words.heading(.ratioInputs), among: sections.map(\.title))
            sections.append(Section(id: inputs[0].id, title: title, blocks: inputs.map { .table(resolver.resolve($0)) }, isAppendix: true))
        }
        var renderer = words.renderer
        if let first = sections.first { renderer.backToFirstSection = words.back(to: first.title) }
        return ReportDocument(
            name: spec.name, language: language, title: words.title(spec.title.text(language), data.subject),
            subtitle: words.subtitle(.monthToDate(data.asOf), data.policy.reportingCurrency), asOf: data.asOf,
            currency: data.policy.reportingCurrency, sections: sections, headline: spec.form == .mail ? headline(context) : nil,
            words: renderer)
    }

    /// The chart with what it tells behind the words on what it shows.
    private func described(_ chart: Chart, _ table: DraftTable, _ context: BlockContext) -> Chart {
        var chart = chart
        let parts = ChartMessage(chart, table, context.words.format).parts
        let message = parts.map(context.words.chartMessage)
        // The first part says what matters most; of the others the picture tells more than sentences, but for a month that is not over and for what is not drawn.
        func said(_ isSaid: (ChartMessage.Part) -> Bool) -> [String] { zip(parts, message).dropFirst().filter { isSaid($0.0) }.map(\.1) }
        chart.message = message.first.map { ([$0] + said { $0.isOfRunningMonth || $0.isOfWhatIsNotDrawn }).joined(separator: " ") }
        // A title has no full stop at its end. The month that is not over stands at the axis.
        chart.statement = parts.first.map { first in
            let undrawn = said(\.isOfWhatIsNotDrawn).map { String($0.dropLast()) }
            return ([context.words.chartStatement(chart.title, first)] + undrawn).joined(separator: ". ")
        }
        chart.alternativeText = ([chart.alternativeText + (chart.alternativeText.hasSuffix(".") ? "" : ".")] + message).joined(
            separator: " ")
        return chart
    }

    /// The tables that the formulas of the spec's tables need beside them.
    private func inputTables(_ tables: [DraftTable], _ context: BlockContext) -> [DraftTable] {
        let taken = spec.sections.map(\.id) + tables.map(\.id)
        var inputs = InputTables(tables, context)
        return inputs.tables(behind: tables, id: context.unused("ratio-inputs", among: taken))
    }

    private func blocks(_ block: BlockSpec, _ context: BlockContext, section: String) -> [DraftBlock] {
        switch block {
        case .headline(let metrics, let links): HeadlineBlock(metrics: metrics, links: links, section: section).blocks(context)
        case .findings: FindingsBlock().paragraphs(context)
        case .improvements(let metrics): ImprovementsBlock(metrics: metrics).paragraphs(context)
        case .stamp: [StampBlock().paragraph(context)]
        case .trend(let id, let title, let metrics, let targets):
            [.table(TrendBlock(id: id, title: title, metrics: metrics, targets: targets).table(context))]
        case .trendByKey(let id, let title, let metric, let scope):
            context.tooSmallTeams(scope, on: TrendBlock.days(context))
                ?? [.table(KeyTrendBlock(id: id, title: title, metric: metric, scope: scope).table(context))]
        case .chart: []
        case .byScope(let id, let title, let scope, let metrics, let rows, let targets):
            context.tooSmallTeams(scope, on: [context.data.asOf])
                ?? ByScopeBlock(id: id, title: title, scope: scope, metrics: metrics, rowsMax: rows, targets: targets).blocks(context)
        case .migration(let id): MigrationBlock(id: id).blocks(context)
        case .bridge(let id): [.table(BridgeBlock(id: id).table(context))]
        case .comparison(let id, let title, let scope, let metrics):
            [.table(ComparisonBlock(id: id, title: title, metrics: metrics, scope: scope).table(context))]
        case .followUps(let id, let title, let rows): [.table(FollowUpsBlock(id: id, title: title, rows: rows).table(context))]
        case .pace(let id, let title): PaceBlock(id: id, title: title).blocks(context)
        case .dayCash: DayCashBlock().paragraphs(context)
        case .dayChange(let id, let title, let metrics): [.table(DayChangeBlock(id: id, title: title, metrics: metrics).table(context))]
        case .dayPromises(let id, let title, let choice, let rows):
            [.table(DayPromisesBlock(id: id, title: title, choice: choice, rows: rows).table(context))]
        case .escalations(let id, let title, let days, let rows):
            [.table(EscalationsBlock(id: id, title: title, days: days, rows: rows).table(context))]
        case .stuckDisputes(let id, let title, let days): [.table(StuckDisputesBlock(id: id, title: title, days: days).table(context))]
        case .accolades(let rules): AccoladesBlock(rules: rules).paragraphs(context)
        case .disputeGroups(let id, let dimension): [.table(DisputeGroupsBlock(id: id, dimension: dimension).table(context))]
        case .oldestDisputes(let id, let rows): [.table(OldestDisputesBlock(id: id, rowsMax: rows).table(context))]
        case .closingItems(let id, let title, let rows): ClosingItemsBlock(id: id, title: title, rowsMax: rows).blocks(context)
        case .unappliedAges(let id): context.data.lists.map { [.table(UnappliedAgesBlock(id: id).table($0, context))] } ?? []
        case .list(let spec): context.data.lists.map { [ListTable(spec, $0, words: context.words).block()] } ?? []
        case .restatements: RestatementsBlock().blocks(context)
        case .emulation(let id, let rules): EmulationBlock(id: id, rules: rules).blocks(context)
        case .workings(let id, let metrics):
            [.table(WorkingsBlock(id: id, metrics: metrics ?? spec.workingMetrics(data.policy.aging)).table(context))]
        case .text(let text): [.paragraph(text.text(context.language), role: .body)]
        case .definitions: MethodBlock().definitions(context).map { [.table($0)] } ?? []
        case .policies: [.table(MethodBlock().policies(context))]
        case .sources: [.table(MethodBlock().sources(context))]
        case .imports: ImportsBlock().table(context).map { [.table($0)] } ?? []
        case .rates: MethodBlock().rates(context).map { [.table($0)] } ?? []
        case .dataQuality: [.table(MethodBlock().dataQuality(context))]
        }
    }

    /// The subject of a message: the day's cash and how it stands to the pace.
    func headline(_ context: BlockContext) -> String {
        let cash: Int64? = if case .money(let minor) = context.figures.value(.cashAttributed) { minor } else { nil }
        let title = context.words.title(spec.title.text(context.language), data.subject)
        return context.words.subject(
            title, data.asOf, cashMinor: cash, pace: context.figures.value(.pace).rational, context.currency)
    }

    private func finish(_ block: DraftBlock, _ resolver: FormulaResolver) -> Block {
        switch block {
        case .paragraph(let text, let role): .paragraph(text, role: role)
        case .table(let table): .table(resolver.resolve(table))
        }
    }
}
