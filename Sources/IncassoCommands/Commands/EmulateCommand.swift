import ArgumentParser
import EmbeddedEngine
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import Reports
import StrictYAML

/// `incasso emulate`: the same open items in other systems' buckets.
struct EmulateCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulate", abstract: "Print the same open items in other systems' buckets, and why the figures differ.",
        discussion: """
            The systems: \(BucketRule.shipped.map(\.id).joined(separator: ", ")), and those under bucket_rules in incasso.yml. Without one, an overview of all. For each that is named: what moves from \
            the buckets of incasso.yml to its columns, cause by cause, adding up to the cent; its columns; its rule in words, with the source. --rows shows the \
            items that make the largest differences. CSV and JSON have all of it.
            """)

    @Argument(help: ArgumentHelp("The systems. Default: all.", valueName: "SYSTEM"))
    var systems: [String] = []

    @Option(help: ArgumentHelp("The day; a snapshot of it must be in the store. Default: the newest.", valueName: "DATE"))
    var asOf: Day?

    @Option(help: ArgumentHelp("A scope and its key. Default: the whole ledger.", valueName: "SCOPE=KEY"))
    var scope: String?

    @Option(help: ArgumentHelp("How many of the items that stand elsewhere to show, the largest first.", valueName: "N"))
    var rows = 0

    @Option(help: ArgumentHelp("How the result is written.", valueName: "table|csv|json"))
    var format = ResultFormat.table

    @Option(help: ArgumentHelp("The language of the words.", valueName: "en|it"))
    var language = Language.english

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if rows < 0 { throw ValidationError("--rows is 0 or more.") }
    }

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let rules = try Self.rules(systems, among: workspace.configuration.knownBucketRules)
        let policy = workspace.configuration.policy
        let place = try NamedFigure.place(scope, among: Scope.allCases.map(FigureGrouping.scope))
        let (scope, key) = (place.grouping.scope, place.key)
        let store = try workspace.openStore()
        let day = try asOf ?? store.newestSnapshotDay()
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        let figures = try engine.metrics.figures(asOf: day, scopes: [scope])
        try NamedFigure.check(place, in: figures)
        let emulations = try engine.metrics.emulations(of: rules, figures, scope: scope, key: key, rowsMax: rows)
        let text = EmulationText(
            emulations, scope: scope, key: key, asOf: day, currency: policy.reportingCurrency, language: language,
            isOverview: systems.isEmpty && rows == 0,
            showsRows: rows > 0)
        try terminal.result(text.text(format))
        return .done
    }

    /// The rules of some names, each once, in their order; all without names.
    ///
    /// - Throws: 64 with a finding for each name that does not exist.
    private static func rules(_ names: [String], among known: [BucketRule]) throws -> [BucketRule] {
        guard !names.isEmpty else { return known }
        var unknown: [Diagnostic] = []
        var found: [BucketRule] = []
        for name in names {
            if let rule = known.first(where: { $0.id == name }) {
                if !found.contains(rule) { found.append(rule) }
            } else {
                unknown.append(
                    Diagnostic(
                        code: "unknown-system", message: "there is no system \"\(name)\"",
                        advice: NearestWord.advice(for: name, in: known.map(\.id))))
            }
        }
        guard unknown.isEmpty else { throw CommandError(.usage, unknown) }
        return found
    }
}
