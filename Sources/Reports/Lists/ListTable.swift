import Ledger
import Metrics
import ReportDocument

/// A list as a table: the same columns and cells in reports and in `incasso list`.
struct ListTable {
    let spec: ListSpec
    let lists: DayLists
    let context: ListContext

    init(_ spec: ListSpec, _ lists: DayLists, words: any Words) {
        self.spec = spec
        self.lists = lists
        context = ListContext(
            words: words, currency: lists.policy.reportingCurrency, aging: lists.policy.aging, imported: lists.figures.frame.imported,
            reasons: spec.reasons)
    }

    /// The table; a sentence when the list cannot be made.
    func block() -> DraftBlock {
        switch spec.of {
        case .highRisk: table(HighRiskList.columns(context, lists), owned(lists.highRisk) { $0 })
        case .worklist: table(Worklist.columns(context, lists), owned(lists.worklist) { $0.account })
        case .promises: table(PromiseList.columns(context), owned(lists.promises) { $0.account })
        case .disputes: table(DisputeList.columns(context), owned(lists.disputes) { $0.account })
        case .unapplied: table(UnappliedList.columns(context), owned(lists.unapplied) { $0.account })
        case .reconciliation: reconciliation()
        }
    }

    private func owned<Row>(_ rows: [Row], _ account: (Row) -> Account) -> [Row] {
        guard let analyst = spec.analyst else { return rows }
        return rows.filter { account($0).owner == analyst }
    }

    private func reconciliation() -> DraftBlock {
        switch lists.reconciliation {
        case .failure(let missing): .paragraph(context.words.notReconciled(missing.reason), role: .note)
        case .success(let reconciliation):
            table(
                ReconciliationList.columns(context), reconciliation.breaks + reconciliation.totals,
                caption: context.words.stamp(reconciliation))
        }
    }

    /// What the rows do not tell: rules that could not be judged, and what is counted otherwise than in columns beside it.
    ///
    /// - Parameter columns: The ids of the columns shown; none without rows.
    private func notes(_ columns: [String]) -> [String?] {
        let limits = [.highRisk, .worklist].contains(spec.of) ? lists.unjudgedLimits(of: spec.analyst) : []
        return [context.words.unjudged(in: spec.of, lists.figures.frame)]
            + (limits.isEmpty ? [] : [context.words.unjudgedLimits(limits)])
            + (hasCredits(columns) ? [context.words.creditsInColumns] : [])
    }

    /// Whether columns have credits taken off what is past due, while the reasons of the list's rows count debit items.
    private func hasCredits(_ columns: [String]) -> Bool {
        guard [.byOwnDate, .oldestFirst].contains(lists.policy.agingCredits), spec.of == .highRisk || spec.of == .worklist else {
            return false
        }
        let last = context.columnId(.aging(bucket: context.aging.bucketCount - 1))
        return columns.contains(context.columnId(.arPastDue)) || columns.contains(last)
    }

    /// What stands in place of rows.
    private var nothing: String {
        spec.of.record.flatMap(context.imported.missing).map(context.words.sentence) ?? context.words.nothing(in: spec.of)
    }

    private func table<Row>(_ columns: [ListColumn<Row>], _ rows: [Row], caption: String? = nil) -> DraftBlock {
        let chosen = spec.columns.map { ids in ids.compactMap { id in columns.first { $0.id == id } } } ?? columns
        let said =
            rows.isEmpty ? nothing : caption ?? context.words.caption(spec.of, lists.policy, withPoints: spec.reasons == nil)
        let caption = ([said] + notes(rows.isEmpty ? [] : chosen.map(\.id))).compactMap { $0 }.joined(separator: " ")
        return .table(
            DraftTable(
                id: spec.id, title: spec.title?.text(context.words.format.language) ?? context.words.name(spec.of),
                caption: caption.isEmpty ? nil : caption,
                columns: chosen.map(\.column), rows: rows.map { row in (.item, chosen.map { $0.cell(row) }) }, isHome: true
            ).capped(at: spec.rows) { context.words.more($0, in: spec.of) })
    }
}

/// A document with one list, for commands.
public enum ListDocument {
    /// A section with a table of the rows asked for and no others, or with a sentence when the list cannot be made.
    public static func document(_ spec: ListSpec, _ lists: DayLists, _ language: Language) -> ReportDocument {
        let words = words(language)
        let resolver = FormulaResolver(tables: [], frames: [:])
        let block: Block =
            switch ListTable(spec, lists, words: words).block() {
            case .paragraph(let text, let role): .paragraph(text, role: role)
            case .table(let table): .table(resolver.resolve(table.withoutUnshownRows))
            }
        let title = words.name(spec.of)
        return ReportDocument(
            name: "list", language: language, title: title,
            subtitle: words.subtitle(.monthToDate(lists.asOf), lists.policy.reportingCurrency),
            asOf: lists.asOf, currency: lists.policy.reportingCurrency, sections: [Section(id: spec.id, title: title, blocks: [block])],
            words: words.renderer)
    }
}
