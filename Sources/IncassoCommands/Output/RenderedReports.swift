import CSVRenderer
import Dispatch
import EmbeddedEngine
import ExcelRenderer
import HTMLRenderer
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import ReportDocument
import Reports
import Synchronization

/// Renders the reports of a request: specs and figures into documents, documents into files.
enum RenderedReports {
    /// Renders all reports into the staging folder of an output, several at a time.
    ///
    /// - Parameters:
    ///   - findings: told what figures of the reports lack.
    ///   - progress: told how many of how many documents are rendered, from any thread.
    /// - Returns: The names of the files, in the order they are to be told; the same with any number of threads, as are their bytes.
    static func render(
        _ request: ReportRequest, _ workspace: Workspace, _ store: LedgerStore, into output: OutputFolder,
        threads: Int = ImportOptions.activeCoreCount, findings: ([Diagnostic]) -> Void = { _ in },
        progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> [String] {
        let policy = workspace.configuration.policy
        let bucketRules = workspace.configuration.knownBucketRules
        let specs = try request.specs.map { try spec(at: $0, aging: policy.aging, bucketRules: bucketRules) }
        // Workings count postings, and promises are served from them.
        let hasWorkings = specs.contains { !$0.workingMetrics(policy.aging).isEmpty }
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: threads, readsPostings: hasWorkings)
        if hasWorkings || !engine.tables.promises.isEmpty { engine.beginReadingPostings() }
        // After another error that one is told; what could not be kept is computed again.
        defer { try? engine.keepComputed() }
        let days = try ReportDays(specs, asOf: request.asOf, store, engine, threads: threads)
        findings(self.findings(specs, request, workspace.configuration.targets, days))
        let jobs = try OrderedWork.results(specs.count, threads: threads) { index in
            let (spec, path) = (specs[index], request.specs[index])
            let data = try data(spec, request, workspace, store, engine, days, threads: threads)
            return try ReportJob.jobs(
                spec, path: path, data, request, languages: request.languages ?? languages(spec, workspace.configuration))
        }.flatMap { $0 }
        guard jobs.contains(where: { !$0.formats(request).isEmpty }) || jobs.isEmpty else {
            throw CommandError(
                .usage, "impossible-format",
                "no report that was asked for can be written as \((request.formats ?? []).map(\.rawValue).joined(separator: ", "))",
                advice: "txt and eml are for reports of form mail")
        }
        // Documents ask nothing of the store, so it is written meanwhile; what could not be written waits, and is told at the end.
        DispatchQueue(label: "rollups").async { try? engine.keepComputed() }
        let documentCount = jobs.reduce(0) { $0 + $1.languages.count }
        let done = Mutex(0)
        let written = try OrderedWork.results(jobs.count, threads: threads) { index in
            let files = try jobs[index].render(request, output)
            progress(
                done.withLock {
                    $0 += jobs[index].languages.count
                    return $0
                }, documentCount)
            return files
        }.flatMap { $0 }
        try engine.keepComputed()
        return written
    }

    /// What the reports lack: interest rates, people of a team with a calendar, exchange rates of targets and of credit limits that lists judge.
    private static func findings(
        _ specs: [ReportSpec], _ request: ReportRequest, _ thresholds: TargetThresholds, _ days: ReportDays
    ) -> [Diagnostic] {
        guard let spec = specs.first, let figures = days.figures(of: spec)[request.asOf] else { return [] }
        let policy = figures.frame.policy
        let analyst: String? = if case .one(let id) = request.analysts { id } else { nil }
        let asked = Set(specs.flatMap { $0.targetedFigures(analyst: analyst) })
        let limits = specs.contains(where: \.judgesLimits) ? days.lists?.unjudgedLimitFindings(of: analyst) : nil
        let interest = specs.first { $0.workingMetrics(policy.aging).contains(where: \.needsInterest) }.flatMap {
            days.figures(of: $0)[request.asOf]?.missingInterestFindings
        }
        return (interest ?? []) + figures.teamCalendarFindings + TargetsOfDay(figures, thresholds).unjudgedFindings(Array(asked))
            + (limits ?? [])
    }

    /// The languages of a spec that the workspace writes, in the workspace's order; those of the spec when it writes none of them.
    private static func languages(_ spec: ReportSpec, _ configuration: Configuration) -> [Language] {
        let common = configuration.languages.filter(spec.languages.contains)
        return common.isEmpty ? spec.languages : common
    }

    /// The spec in a file. Throws 78 with all its faults.
    static func spec(at path: String, aging: AgingLimits, bucketRules: [BucketRule] = BucketRule.shipped) throws -> ReportSpec {
        let (spec, faults) = ReportSpecReader.read(
            name: ReportRequest.name(ofSpec: path), utf8: try TextFile.bytes(at: path), file: path, aging: aging,
            bucketRules: bucketRules)
        guard let spec else { throw CommandError(.wrongConfiguration, faults) }
        return spec
    }

    /// The figures of a report's days, and what is behind them.
    static func data(
        _ spec: ReportSpec, _ request: ReportRequest, _ workspace: Workspace, _ store: LedgerStore, _ engine: EmbeddedEngine
    ) throws -> ReportData {
        let threads = ImportOptions.activeCoreCount
        let days = try ReportDays([spec], asOf: request.asOf, store, engine, threads: threads)
        return try data(spec, request, workspace, store, engine, days, threads: threads)
    }

    private static func data(
        _ spec: ReportSpec, _ request: ReportRequest, _ workspace: Workspace, _ store: LedgerStore, _ engine: EmbeddedEngine,
        _ days: ReportDays, threads: Int
    ) throws -> ReportData {
        let (snapshots, figures) = (days.snapshots, days.figures(of: spec))
        try spec.checkAnalysts(engine.tables, portfolios: figures[request.asOf]?.keys(.analyst) ?? [], asOf: request.asOf)
        let sourceDays = spec.snapshotDays(behind: figures, asOf: request.asOf, among: Set(snapshots.keys))
        let sources = sourceDays.compactMap { snapshots[$0] }.flatMap { snapshot in
            snapshot.parts.map { part in
                SnapshotSource(
                    day: snapshot.day, version: snapshot.version, itemCount: part.rowCount,
                    file: part.source.names.joined(separator: " + "),
                    fingerprint: hexadecimal(part.fingerprint))
            }
        }
        let names: ReportData.AnalystNames =
            switch workspace.configuration.analystPrivacy {
            case .portfolio: .portfolio
            case .named(let basis): .named(basis: basis)
            }
        var data = ReportData(
            asOf: request.asOf, policy: workspace.configuration.policy, figures: figures, tables: engine.tables, sources: sources,
            analystNames: names, lists: spec.hasLists ? days.lists : nil)
        data.thresholds = workspace.configuration.targets
        let facts = ImportFacts(months: Set(figures.keys.map(\.month)), histories: try store.currentHistories())
        data.imports = facts.facts(try importedFiles(request.asOf, snapshots, store))
        if spec.usesWorkingDay {
            data.workingDay = try workingDay(request.asOf, previousSnapshot: days.previousSnapshot, engine, data.policy)
        }
        if let count = spec.closingItemCount { data.closingItems = try engine.metrics.closingItems(asOf: request.asOf, limit: count) }
        data.restatements = try restatements(Set(sourceDays), store, engine)
        // Reports of portfolios are cut before anything is shown: rows are read for each of them.
        let isCut = spec.audience == .analyst || spec.team != nil
        if isCut {
            for day in sourceDays where figures[day] == nil {
                data.itemCounts[day] = try engine.metrics.itemCounts(on: day, by: spec.audience == .analyst ? .analyst : .team)
            }
        }
        let worked = spec.workingMetrics(data.policy.aging)
        let files = spec.audience == .analyst || !worked.isEmpty ? try WorkingFiles(of: store) : nil
        if spec.audience == .analyst, let files {
            data.portfolioFiles = PortfolioFiles(
                files.allNames + sources.map(\.file), tables: engine.tables, analysts: figures[request.asOf]?.keys(.analyst) ?? [],
                customers: figures[request.asOf]?.keys(.customer) ?? []
            ) { working in files.names(of: working, isOfPortfolio: true) }
        }
        if let files, let figures = figures[request.asOf], !worked.isEmpty {
            let builder = isCut ? WorkingBuilder(figures: figures) : WorkingBuilder(engine: engine.metrics, figures: figures)
            if spec.audience == .analyst { data.portfolioRows = try PortfolioRows(engine.metrics, figures) }
            for (metric, working) in zip(worked, try builder.workings(of: worked, threads: threads)) {
                data.workings[metric] = working
                for figure in working.figures where !isCut && data.workingFiles[figure.metric] == nil {
                    data.workingFiles[figure.metric] = files.names(of: figure)
                }
            }
        }
        if let figures = figures[request.asOf], !spec.emulatedRules.isEmpty {
            for emulation in try engine.metrics.emulations(of: spec.emulatedRules, figures) {
                data.emulations[emulation.rule.id] = emulation
            }
        }
        return data
    }

    private static func workingDay(_ asOf: Day, previousSnapshot: Day?, _ engine: EmbeddedEngine, _ policy: Policy) throws -> WorkingDay {
        let before = policy.workCalendar.businessDay(asOf, minus: 1)
        let metrics = engine.metrics
        return WorkingDay(
            asOf: asOf, before: before, previousSnapshot: previousSnapshot,
            cash: try metrics.cash(in: Period(first: before, last: asOf.adding(days: -1))), promises: try metrics.promises(asOf: asOf))
    }

    /// The files behind the as-of day and its opening, with the day they show, and all files that are of no day.
    private static func importedFiles(
        _ asOf: Day, _ snapshots: [Day: SnapshotInfo], _ store: LedgerStore
    ) throws -> [(source: SourceFile, day: Day?)] {
        let opening = Period.monthToDate(asOf).first.adding(days: -1)
        let parts = [opening, asOf].compactMap { snapshots[$0] }.flatMap { snapshot in
            snapshot.parts.map { (source: $0.source, day: Day?.some(snapshot.day)) }
        }
        let others = try store.sources().filter { ![.ledger, .history].contains($0.kind) }.map { (source: $0, day: Day?.none) }
        return parts + others
    }

    /// The versions of those days that have several, by day and version.
    private static func restatements(_ days: Set<Day>, _ store: LedgerStore, _ engine: EmbeddedEngine) throws -> [RestatedVersion] {
        let versions = Dictionary(grouping: try store.snapshots(includingOlderVersions: true).filter { days.contains($0.day) }, by: \.day)
        return try versions.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.flatMap { day, versions in
            try versions.sorted { $0.version < $1.version }.map { version in
                let positions = try engine.positions(of: version)
                let rows = 0..<positions.count
                let pastDue = rows.reduce(Int128(0)) { sum, row in
                    (1..<positions.bucketCount).reduce(sum) { $0 + Int128(positions.bucketsMinor[row * positions.bucketCount + $1]) }
                }
                return RestatedVersion(
                    day: day, version: version.version, importedOn: version.parts.map(\.source.importedOn).max() ?? day,
                    itemCount: version.rowCount, net: FigureValue(minor: rows.reduce(Int128(0)) { $0 + positions.netMinor($1) }),
                    pastDue: FigureValue(minor: pastDue))
            }
        }
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
