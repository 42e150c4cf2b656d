import ArgumentParser
import CSVRenderer
import EmbeddedEngine
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import ReportDocument
import Reports
import StrictYAML

/// `incasso list`: the lists a team works from.
struct ListCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print a list the team works from, each row with its reasons.",
        discussion: """
            The lists: \(ListKind.allCases.map(\.rawValue).joined(separator: ", ")). Rules, points and thresholds stand under risk and worklist in \
            incasso.yml. The table shows the columns that fit; CSV and JSON have all.
            """)

    @Argument(help: ArgumentHelp("The list.", valueName: "LIST"))
    var list: ListKind

    @Option(help: ArgumentHelp("Only the portfolio of this analyst, or house.", valueName: "ID"))
    var analyst: String?

    @Option(help: ArgumentHelp("The day; a snapshot of it must be in the store. Default: the newest.", valueName: "DATE"))
    var asOf: Day?

    @Option(help: ArgumentHelp("Rows at most. Default: all.", valueName: "N"))
    var limit: Int?

    @Option(help: ArgumentHelp("The language of the words.", valueName: "en|it"))
    var language = Language.english

    @Option(help: ArgumentHelp("How the list is written.", valueName: "table|csv|json"))
    var format = ResultFormat.table

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
        if analyst != nil, list == .reconciliation {
            throw ValidationError("A reconciliation is of the whole ledger: leave --analyst out.")
        }
    }

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let policy = workspace.configuration.policy
        let store = try workspace.openStore()
        let day = try asOf ?? store.newestSnapshotDay()
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        if let analyst { try check(analyst, engine.tables) }
        let lists = try engine.metrics.lists(try engine.metrics.figures(asOf: day, scopes: [.all, .customer]))
        let spec = ListSpec(id: list.rawValue, of: list, rows: limit ?? Int.max, analyst: analyst)
        let document = ListDocument.document(spec, lists, language)
        let totals = list == .reconciliation ? try SourceTotals(day: day, store: store, engine: engine) : nil
        let text = ListText(document, list, format: format, more: totals?.members ?? []).text
        try terminal.result(text + (format == .table ? totals?.text(language) ?? "" : ""))
        // The table and JSON say it themselves.
        if format == .csv { terminal.present(lists.unjudgedFindings(in: list, of: analyst)) }
        return .done
    }

    private func check(_ analyst: String, _ tables: ReferenceTables) throws {
        let known = tables.analysts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + [PortfolioIndex.house]
        guard !known.contains(analyst) else { return }
        throw CommandError(
            .usage, "unknown-analyst", "there is no analyst \"\(analyst)\"", advice: NearestWord.advice(for: analyst, in: known))
    }
}

extension ListKind: ExpressibleByArgument {}
