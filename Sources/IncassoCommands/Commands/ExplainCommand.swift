import ArgumentParser
import EmbeddedEngine
import Ledger
import LedgerImport
import LedgerStore
import Metrics

/// `incasso explain`: how a figure comes about.
struct ExplainCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Print the working of a figure: formula, inputs, settings, rows, snapshots and files.",
        discussion: """
            With --rows every row behind the figure and what it adds; the shares of a base figure's rows add up to it, over the sum of their divisors \
            where there are any.
            """)

    @Argument(help: ArgumentHelp("A metric, such as dso.simple.", valueName: "METRIC"))
    var metric: String

    @Option(help: ArgumentHelp("The day; a snapshot of it must be in the store. Default: the newest.", valueName: "DATE"))
    var asOf: Day?

    @Option(help: ArgumentHelp("A scope and its key. Default: the whole ledger.", valueName: "SCOPE=KEY"))
    var scope: String?

    @Flag(help: "The rows too.")
    var rows = false

    @Option(help: ArgumentHelp("How the working is written.", valueName: "table|csv|json"))
    var format = ResultFormat.table

    @Option(help: ArgumentHelp("The language of names and sentences.", valueName: "en|it"))
    var language = Language.english

    @OptionGroup var global: GlobalOptions

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let policy = workspace.configuration.policy
        let metric = try NamedFigure.metrics([metric], policy.aging)[0]
        let (scope, key) = try NamedFigure.scope(scope)
        let store = try workspace.openStore()
        let day = try asOf ?? store.newestSnapshotDay()
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        let figures = try engine.metrics.figures(asOf: day, scopes: [scope])
        try NamedFigure.check(scope, key, in: figures)
        let builder = WorkingBuilder(engine: engine.metrics, figures: figures, scope: scope, key: key)
        let working = try builder.working(of: metric)
        var explained = ExplainedFigure(
            working: working, frame: figures.frame, language: language, sources: try WorkingSources(of: working, in: store))
        if let id = metric.targetId(policy.aging), engine.tables.target(id, scope, key, day.month) != nil {
            explained.nearTarget = workspace.configuration.targets.share(of: id)
        }
        if rows {
            explained.rows = try working.figures.map { ($0.metric, try builder.rows(of: $0.metric)) }.filter { !$0.rows.isEmpty }
        }
        switch format {
        case .table: try terminal.result(explained.table)
        case .csv: try terminal.result(rows ? explained.rowsCSV : explained.csv)
        case .json: try terminal.result(explained.json.text + "\n")
        }
        return .done
    }
}
