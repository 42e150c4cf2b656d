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

    @Option(
        help: ArgumentHelp(
            "A scope and its key; for disputes also department=KEY or reason=KEY. Default: the whole ledger.", valueName: "SCOPE=KEY"))
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
        let place = try NamedFigure.place(scope)
        let metric = try place.grouping.metrics(named: [metric], policy)[0]
        let store = try workspace.openStore()
        let day = try asOf ?? store.newestSnapshotDay()
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        let figures = try engine.metrics.figures(asOf: day, scopes: [place.grouping.scope])
        try NamedFigure.check(place, in: figures)
        let builder =
            place.disputes.map { WorkingBuilder(engine: engine.metrics, figures: figures, disputes: $0) }
            ?? WorkingBuilder(engine: engine.metrics, figures: figures, scope: place.grouping.scope, key: place.key)
        let working = try builder.working(of: metric)
        let targets = TargetsOfDay(figures, workspace.configuration.targets)
        let target = place.disputes == nil ? targets.target(of: metric, place.grouping.scope, place.key) : nil
        let unjudged = place.disputes == nil ? targets.unjudged(metric, place.grouping.scope, place.key) : nil
        let unjudgedTargets =
            place.disputes == nil
            ? targets.unjudgedFindings([TargetedFigures([metric], place.grouping.scope, key: place.key)]) : []
        var explained = ExplainedFigure(
            working: working, place: place, frame: figures.frame(of: place.grouping.scope, place.key), language: language,
            sources: try WorkingSources(
                of: working, hasTarget: target != nil || unjudged != nil, isConverted: target?.written != nil, in: store))
        explained.statedNone = engine.tables.statedNone(through: day)
        explained.judged = target.map { JudgedFigure($0, actual: working.value, policy: policy, language: language) }
        explained.unjudged = unjudged
        if DayFigures.disputeMetrics.contains(metric) { explained.oldestDispute = try builder.oldestDispute() }
        if rows {
            explained.rows = try working.figures.map { ($0.metric, try builder.rows(of: $0.metric)) }.filter { !$0.rows.isEmpty }
        }
        switch format {
        case .table: try terminal.result(explained.table)
        case .csv: try terminal.result(rows ? explained.rowsCSV : explained.csv)
        case .json: try terminal.result(explained.json.text + "\n")
        }
        if rows, format == .csv { terminal.present(explained.findings) }
        terminal.present(figures.teamCalendarFindings)
        let missing = working.figures.contains { $0.metric.needsInterest } ? figures.missingInterestFindings : []
        terminal.present(missing)
        terminal.present(unjudgedTargets)
        return missing.isEmpty ? .done : .doneWithErrors
    }
}
