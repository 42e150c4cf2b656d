import ArgumentParser
import EmbeddedEngine
import Ledger
import LedgerImport
import LedgerStore
import Metrics

/// `incasso metrics`: the catalogue's figures.
struct MetricsCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Print the figures of a day.",
        discussion: """
            CSV columns: scope,key,metric,unit,value,reason. Amounts are major units of the reporting currency, ratios are fractions; a figure that \
            is not available has no value and a reason.
            """)

    @Option(help: ArgumentHelp("The day; a snapshot of it must be in the store. Default: the newest.", valueName: "DATE"))
    var asOf: Day?

    @Option(
        help: ArgumentHelp(
            "The scope: \(Scope.allCases.map(\.rawValue).joined(separator: ", ")); or, for disputes, department or reason.",
            valueName: "SCOPE"))
    var by = FigureGrouping.scope(.all)

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Only these metrics, in this order.", valueName: "ID"))
    var metric: [String] = []

    @Option(help: ArgumentHelp("How the figures are written.", valueName: "table|csv|json"))
    var format = ResultFormat.table

    @OptionGroup var global: GlobalOptions

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let policy = workspace.configuration.policy
        let metrics = metric.isEmpty ? by.metrics(policy) : try by.metrics(named: metric, policy)
        let store = try workspace.openStore()
        let day = try asOf ?? store.newestSnapshotDay()
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        let rows = try by.rows(metrics, asOf: day, engine.metrics)
        let edges = try store.edgeFindings(of: day)
        terminal.present(edges)
        terminal.detail("\(rows.count) figures of \(day.isoText)")
        try terminal.result(text(rows, day: day, isComparable: edges.isEmpty))
        return .done
    }

    private func text(_ rows: [FigureRow], day: Day, isComparable: Bool) -> String {
        switch format {
        case .csv:
            return CSVText.row(["scope", "key", "metric", "unit", "value", "reason"])
                + rows.map { CSVText.row($0.fields) }.joined()
        case .json:
            let figures = rows.map { row in
                JSONValue.object([
                    ("scope", .string(row.scope)), ("key", .string(row.key)), ("metric", .string(row.metric)),
                    ("unit", .string(row.unit)), ("value", row.value.map(JSONValue.number) ?? .null), ("reason", .optional(row.reason)),
                ])
            }
            return JSONValue.object([("asOf", .string(day.isoText)), ("comparable", .bool(isComparable)), ("figures", .array(figures))])
                .text + "\n"
        case .table:
            let key: [(title: String, alignment: TextTable.Alignment)] = by == .scope(.all) ? [] : [(by.word, .left)]
            var table = TextTable(key + [("metric", .left), ("value", .right), ("unit", .left), ("reason", .left)])
            for row in rows {
                let cells = [row.metric, row.shownValue, row.unit == "ratio" ? "" : row.unit, row.reason ?? ""]
                table.add(by == .scope(.all) ? cells : [row.key] + cells)
            }
            return "Figures of \(day.isoText) by \(by.word)\n\n" + table.text
        }
    }
}

extension LedgerStore {
    /// Warnings of the files that say the ledger starts or ends in the month of a day: ratios of the month are not comparable.
    fileprivate func edgeFindings(of day: Day) throws -> [Diagnostic] {
        let sources = try snapshots().first { $0.day == day }?.parts.map(\.source) ?? []
        return sources.filter { $0.edgeMonths.contains(day.month) }.map { source in
            Diagnostic(
                code: "edge-months", severity: .warning, file: source.name,
                message: "the ledger starts or ends in \(day.month.isoText): ratios of this month are not comparable",
                advice: "compare months that the list holds from beginning to end")
        }
    }

    /// The newest day with a snapshot.
    ///
    /// - Throws: 66 when there is none.
    func newestSnapshotDay() throws -> Day {
        guard let newest = try snapshots().map(\.day).max() else {
            throw CommandError(
                .noSuchInput, "no-snapshot", "there is no snapshot in the store", advice: "run `incasso import` with a ledger file")
        }
        return newest
    }
}
