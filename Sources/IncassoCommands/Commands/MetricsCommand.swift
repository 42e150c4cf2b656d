import ArgumentParser
import EmbeddedEngine
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import Reports

/// `incasso metrics`: the catalogue's figures.
struct MetricsCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Print the figures of a day.",
        discussion: """
            CSV columns: scope,key,metric,unit,value,reason. Amounts are major units of the reporting currency, ratios are fractions; a figure that \
            is not available has no value and a reason. With --targets also target,target_to_date,variance,status,amber_within: figures that have a target \
            this month, or those named with --metric.
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

    @Flag(help: "Their targets of the month, the variance and the status (green, amber, red) too.")
    var targets = false

    @Option(help: ArgumentHelp("How the figures are written.", valueName: "table|csv|json"))
    var format = ResultFormat.table

    @OptionGroup var global: GlobalOptions

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let policy = workspace.configuration.policy
        let metrics = metric.isEmpty ? by.metrics(policy) : try by.metrics(named: metric, policy)
        if targets { try checkTargets(metrics, policy.aging) }
        let store = try workspace.openStore()
        let day = try asOf ?? store.newestSnapshotDay()
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        let figures = try engine.metrics.figures(asOf: day, scopes: [by.scope])
        let thresholds = workspace.configuration.targets
        let ofDay = targets ? TargetsOfDay(figures, thresholds) : nil
        var entries: [FigureList.Entry] = []
        by.forEach(metrics, of: figures) { metric, key, value in
            let target = ofDay?.target(of: metric, by.scope, key)
            let unjudged = ofDay?.unjudged(metric, by.scope, key)
            guard !targets || !self.metric.isEmpty || target != nil || unjudged != nil else { return }
            let judged = target.map { JudgedFigure($0, actual: value, policy: policy) }
            let row = FigureRow(value, of: metric, by.word, key, policy: policy, imported: figures.frame.imported)
            entries.append(FigureList.Entry(row: row, judged: judged, unjudged: unjudged))
        }
        let edges = try store.edgeFindings(of: day)
        terminal.present(edges)
        terminal.detail("\(entries.count) figures of \(day.isoText)")
        let unjudged = by.isScope ? TargetsOfDay(figures, thresholds).unjudgedFindings([TargetedFigures(metrics, by.scope)]) : []
        if targets, unjudged.isEmpty, entries.allSatisfy({ $0.judged == nil }) {
            terminal.message("There is no target of \(day.month.isoText) by \(by.word): targets come from files of targets.")
        }
        if case .disputes = by, let reason = figures.frame.imported.missing(.disputes) {
            terminal.message("There are no figures by \(by.word): \(words(.english).reason(reason)).")
        }
        let notes = ofDay.map { FigureList.TargetNotes(pace: $0.pace, thresholds: thresholds) }
        let list = FigureList(day: day, grouping: by, isComparable: edges.isEmpty, entries: entries, targets: notes)
        try terminal.result(list.text(format))
        if format == .csv { terminal.present(list.findings(policy)) }
        terminal.present(figures.teamCalendarFindings)
        let missing = metrics.contains { $0.needsInterest } ? figures.missingInterestFindings : []
        terminal.present(missing)
        terminal.present(unjudged)
        if metrics.contains(.riskScore), by.scope == .customer { terminal.present(figures.unjudgedLimitFindings) }
        return missing.isEmpty ? .done : .doneWithErrors
    }

    /// - Throws: 64 for disputes by department or reason, and for a named metric that has no targets.
    private func checkTargets(_ metrics: [Metric], _ aging: AgingLimits) throws {
        if case .disputes = by {
            throw CommandError(
                .usage, "impossible-target", "there are no targets by \(by.word)",
                advice: "targets are of \(Scope.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard !metric.isEmpty, let other = metrics.first(where: { $0.targetId(aging) == nil }) else { return }
        throw CommandError(
            .usage, "impossible-target", "\(other.id(aging)) has no target under its own id", advice: TargetId.advice(other, aging))
    }
}

extension LedgerStore {
    /// Warnings of the files that say the ledger starts or ends in the month of a day: ratios of the month are not comparable.
    fileprivate func edgeFindings(of day: Day) throws -> [Diagnostic] {
        let histories = try currentHistories()
        let sources = try snapshots().first { $0.day == day }?.parts.map { histories[$0.source.id] ?? $0.source } ?? []
        let names = sources.filter { $0.edgeMonths.contains(day.month) }.map { $0.names[0] }
        return Set(names).sorted().map { name in
            Diagnostic(
                code: "edge-months", severity: .warning, file: name,
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
