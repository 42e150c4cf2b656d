import EmbeddedEngine
import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// One import: all files or none, in one transaction of the store.
struct ImportSession {
    let workspace: Workspace
    let options: ImportOptions
    let isDryRun: Bool
    /// Whether ledgers take the place of everything that was known of their day.
    let replacesDay: Bool
    /// Whether a file whose bytes are known is left alone; not when options change how its bytes are read.
    let skipsKnownFiles: Bool
    let importedOn: Day
    let terminal: Terminal

    private(set) var outcomes: [ImportOutcome] = []
    /// Why files were not taken; when there is one, nothing is stored.
    private(set) var failures: [ImportError] = []
    /// Where rejected rows were written for files that were not taken, and what to do with them.
    private(set) var rejectNotes: [String] = []
    private var rates: [RateKey: ExchangeRate] = [:]
    /// The SHA-256 of the files of this import that are no ledgers.
    private var digests: Set<String> = []
    /// Whether this import brought postings, which part-pay the invoices of histories.
    private var hasNewPostings = false
    /// The histories among the files of this import.
    private var plannedHistories: Set<String> = []
    private var rejectsFolder: RejectsFolder

    init(
        workspace: Workspace, options: ImportOptions, isDryRun: Bool, replacesDay: Bool = false, skipsKnownFiles: Bool, importedOn: Day,
        terminal: Terminal
    ) {
        self.workspace = workspace
        self.options = options
        self.isDryRun = isDryRun
        self.replacesDay = replacesDay
        self.skipsKnownFiles = skipsKnownFiles
        self.importedOn = importedOn
        self.terminal = terminal
        rejectsFolder = RejectsFolder(workspace, imported: [])
    }

    /// Ends a transaction whose changes are not kept.
    private struct Rollback: Error {}

    /// Reads all files, so that all faults are known, and stores them when there is no fault.
    mutating func run(_ plan: ImportPlan, into store: LedgerStore) throws {
        rejectsFolder = RejectsFolder(workspace, imported: try store.sources().map(\.sha256))
        failures = plan.failures
        plannedHistories = Set(plan.files.filter { $0.profile.kind == .history }.map(\.name))
        digests = Set(plan.files.filter { $0.profile.kind != .ledger }.compactMap { LedgerFileReader.sha256(path: $0.path) })
        do {
            try store.importing { transaction in
                note(try transaction.exchangeRates())
                for (position, file) in plan.files.enumerated() {
                    try take(file, transaction, progress: "\(position + 1)/\(plan.files.count) \(file.name)")
                }
                if isDryRun || !failures.isEmpty { throw Rollback() }
            }
        } catch is Rollback {
            // Nothing is kept, as it was meant.
        }
        terminal.endProgress()
    }

    private mutating func take(
        _ file: ImportPlan.File, _ transaction: ImportTransaction, progress: String
    ) throws {
        var options = options
        let terminal = terminal
        if terminal.showsProgress {
            options.progress = { share in terminal.progress("\(progress) \(Int(share * 100)) %") }
        }
        if let origin = file.mended?.origin { options = origin.options(options) }
        if file.profile.kind == .history { options.appliedPostings = try transaction.importedPostings() }
        let imported: ImportedFile
        do {
            imported = try LedgerFileReader.read(path: file.path, profile: file.profile, options: options)
        } catch {
            if let report = error.report, report.hasCountedRows, case .known(let day) = try standing(of: report, transaction) {
                outcomes.append(ImportOutcome(report: report, change: .alreadyImported(day), file: file))
                return
            }
            guard let report = error.report else {
                failures.append(error)
                return
            }
            if let refusal = Self.refusal(ofRejectedRows: report, file) {
                failures.append(refusal)
                return
            }
            // Mended rows that are not taken stand in their file already, with what the messages say.
            let (path, notes) = file.mended == nil ? rejects(report, file) : (nil, [])
            let warnings = file.mended?.warnings ?? []
            failures.append(ImportError(code: error.code, diagnostics: error.diagnostics + notes + warnings, report: report))
            if let path { rejectNotes.append("rejected rows: \(path); \(RejectedRowsFile.advice(report.kind, isTaken: false))") }
            return
        }
        var report = imported.report
        let standing = try standing(of: report, transaction)
        if case .known(let day) = standing {
            outcomes.append(ImportOutcome(report: report, change: .alreadyImported(day), file: file))
            return
        }
        report.diagnostics += file.mended?.warnings ?? []
        if let refusal = Self.refusal(ofRejectedRows: report, file) {
            failures.append(refusal)
            return
        }
        // After a failure the other files are read only to tell their faults.
        guard failures.isEmpty else { return }
        if case .targets(let targets) = imported.content {
            report.diagnostics += TargetKeys(analysts: try transaction.analysts()).warnings(targets, file: report.file)
        }
        if case .postings(let postings) = imported.content, let warning = try foreignPostings(postings, report.file, transaction) {
            report.diagnostics.append(warning)
        }
        var content = imported
        var amended: MendedRows.Amended?
        if let parent = file.mended?.parent, case .ledger(let day, let items) = imported.content {
            do throws(ImportError) {
                let rows = try MendedRows(path: file.path, parent: parent, day: day, items: items).amend(transaction)
                content = ImportedFile(report: imported.report, content: .ledger(day: day, rows.items))
                amended = rows
            } catch {
                failures.append(error)
                return
            }
        }
        let customers = content.content.openCustomers
        if !customers.isEmpty { report.diagnostics += CustomerIds(try transaction.customers()).warnings(customers, file: report.file) }
        var named = report
        named.file = file.name
        named.originJSON = amended?.source.reportJSON ?? file.mended?.origin?.reportJSON
        let source = try transaction.addSource(
            name: file.name, kind: report.kind, profile: file.profile.isCanonical ? nil : report.profile,
            byteCount: Int64(report.byteCount), sha256: report.sha256, importedOn: importedOn, reportJSON: named.jsonText)
        var written = try write(content, of: file, amended, source, transaction)
        report.diagnostics += written.warnings
        if amended == nil, !replacesDay, case .ledger(_, let items) = content.content {
            report.diagnostics += try ReplacedItems(written.replaced, transaction).warnings(items, file: report.file)
        }
        if case .older(let day) = standing {
            guard written.hasChanges else {
                try transaction.removeSource(source)
                outcomes.append(ImportOutcome(report: report, change: .alreadyImported(day), file: file))
                return
            }
            written.lines.append("imported before, on \(day.isoText): what came or went since gives way")
        }
        let (path, notes) = rejects(report, file)
        report.diagnostics += notes
        var outcome = ImportOutcome(report: report, change: .taken(written.lines), file: file)
        outcome.replaced = written.replaced
        outcome.rejectsPath = path
        outcomes.append(outcome)
    }

    /// The warning about postings of another customer than the document they clear: among those of the file, those in the store, and the open items of
    /// the newest day before them.
    private func foreignPostings(_ postings: PostingColumns, _ file: String, _ transaction: ImportTransaction) throws -> Diagnostic? {
        var cleared = ClearedDocuments(postings)
        if cleared.isOpen { cleared.compare(try transaction.importedPostings()) }
        if cleared.isOpen, let last = postings.postingDay.max() {
            for part in try transaction.newestParts(through: Day(daysSinceEpoch: last)) { cleared.compare(try transaction.items(of: part)) }
        }
        return cleared.warning(file: file)
    }

    /// The refusal of rejected rows of items in a workbook, of which nobody looks whose they are: a few rows would stand for a whole day. Nil for other files.
    private static func refusal(ofRejectedRows report: ImportReport, _ file: ImportPlan.File) -> ImportError? {
        guard report.hasRejectedRows, file.mended == nil, [.ledger, .history].contains(report.kind) else { return nil }
        let finding = Diagnostic(
            code: "rejected-rows-only", file: report.file, message: "these are the rejected rows of a file, saved as a workbook",
            advice:
                "save them as CSV in UTF-8 with all columns, so that the rows are put beside those that were taken; look at ids that begin with zeros, which "
                + "spreadsheet programs cut off")
        return ImportError(code: .dataRejected, diagnostics: [finding])
    }

    private func standing(of report: ImportReport, _ transaction: ImportTransaction) throws -> KnownFiles.Standing {
        guard skipsKnownFiles, !(report.kind == .history && hasNewPostings) else { return .new }
        return try KnownFiles(transaction: transaction, imported: digests).standing(of: report)
    }

    /// Writes the rejected rows; when that fails, warnings that say why: what is wrong with the file is told all the same.
    private mutating func rejects(_ report: ImportReport, _ file: ImportPlan.File) -> (path: String?, notes: [Diagnostic]) {
        guard !isDryRun else { return (nil, []) }
        do {
            return (try rejectsFolder.write(report, of: file), [])
        } catch {
            let notes = CommandError(error).diagnostics.map { finding in
                Diagnostic(
                    code: finding.code, severity: .warning, file: finding.file,
                    message: "the rejected rows were not written: " + finding.message, advice: finding.advice)
            }
            return (nil, notes)
        }
    }

    /// What the store did with a file, in words, and what gave way to it.
    private struct Written {
        var lines: [String]
        var replaced: [SnapshotPart] = []
        var warnings: [Diagnostic] = []
        /// Whether the store says something else than before.
        var hasChanges = false

        init(lines: [String] = [], replaced: [SnapshotPart] = [], hasChanges: Bool) {
            (self.lines, self.replaced, self.hasChanges) = (lines, replaced, hasChanges)
        }

        init(_ counts: UpsertCounts, _ kind: FileKind) {
            self.init(lines: [counts.text(kind)], hasChanges: counts.added + counts.changed + counts.removed > 0)
        }
    }

    /// Writes the content of a file, and says in words what became of it.
    private mutating func write(
        _ file: ImportedFile, of planned: ImportPlan.File, _ amended: MendedRows.Amended?, _ source: SourceFile.ID,
        _ transaction: ImportTransaction
    ) throws -> Written {
        switch file.content {
        case .ledger(let day, let items):
            let known = amended == nil ? UInt64(file.report.contentFingerprint, radix: 16) : nil
            var written = try add(
                items, of: day, known ?? items.contentFingerprint, rejected: amended?.stillRejected ?? file.report.rejectedCount, source,
                transaction)
            if let count = amended?.repeatedCount, count > 0 {
                written.lines.append("\(count == 1 ? "1 row was" : "\(count) rows were") in the snapshot already, with the same values")
            }
            return written
        case .history(let snapshots, let postings):
            var written = Written(hasChanges: false)
            let scope = try transaction.historyScope(name: planned.name, companies: postings.companies.values, source: source)
            for snapshot in snapshots {
                let next = try add(
                    snapshot.items, of: snapshot.day, snapshot.items.contentFingerprint, rejected: 0, source, transaction, scope)
                written.lines += next.lines
                written.replaced += next.replaced
                written.hasChanges = written.hasChanges || next.hasChanges
            }
            let gone = try transaction.dropMonthEnds(of: scope, except: Set(snapshots.map(\.day)), source: source)
            if !gone.isEmpty {
                written.lines.append("dropped, as the list does not reach them any more: " + gone.map(\.isoText).joined(separator: ", "))
                written.hasChanges = true
            }
            let dropped = try transaction.dropPostings(of: scope, except: postings)
            let outcome = try transaction.addPostings(postings, source: source)
            written.lines.append(outcome.text + (dropped > 0 ? ", \(dropped) dropped" : ""))
            written.hasChanges = written.hasChanges || outcome.added + outcome.replaced + dropped > 0
            return written
        case .postings(let postings):
            let outcome = try transaction.addPostings(postings, source: source)
            let hasChanges = outcome.added + outcome.replaced > 0
            hasNewPostings = hasNewPostings || hasChanges
            var written = Written(lines: [outcome.text], hasChanges: hasChanges)
            if let warning = outcome.warning(file: file.report.file) { written.warnings.append(warning) }
            let histories = hasChanges ? try transaction.historyNames().filter { !plannedHistories.contains($0) } : []
            if !histories.isEmpty {
                written.lines.append(
                    "month-ends rebuilt from \(histories.joined(separator: ", ")) do not know these postings: import it again, so that part payments count"
                )
            }
            return written
        case .customers(let records): return Written(try transaction.upsert(records), .customers)
        case .analysts(let records): return Written(try transaction.upsert(records), .analysts)
        case .portfolios(let records): return Written(try transaction.replacePortfolios(records), .portfolios)
        case .activities(let records): return Written(try transaction.upsert(records), .activities)
        case .promises(let records): return Written(try transaction.upsert(records), .promises)
        case .disputes(let records): return Written(try transaction.upsert(records), .disputes)
        case .targets(let records): return Written(try transaction.upsert(records), .targets)
        case .interest(let records): return Written(try transaction.upsert(records), .interest)
        case .rates(let records):
            warnOfReportingCurrency(records, file: file.report.file)
            note(records)
            return Written(try transaction.upsert(records), .rates)
        }
    }

    private func add(
        _ items: ItemColumns, of day: Day, _ fingerprint: UInt64, rejected: Int, _ source: SourceFile.ID, _ transaction: ImportTransaction,
        _ scope: HistoryScope? = nil
    ) throws -> Written {
        // Rates come before ledgers in the plan, so these are all that the store will hold.
        let known = rates.values.sorted { ($0.day, $0.currency) < ($1.day, $1.currency) }
        let rollups = ImportRollups(policy: workspace.configuration.policy, rates: known, threads: options.threads)
        let positions = rollups.begin(items, day: day)
        let outcome = try transaction.addSnapshotPart(
            day: day, items: items, fingerprint: fingerprint, rejectedCount: rejected, source: source,
            replacesDay: replacesDay, scope: scope)
        if let part = outcome.snapshot.parts.first(where: { $0.source.id == source }) {
            guard let positions else {
                let missing = rollups.currenciesWithoutRate(items, day: day).joined(separator: ", ")
                let told = outcome.text + "; figures of this day need a rate for " + missing
                return Written(lines: [told], replaced: outcome.replaced, hasChanges: outcome.change != .unchanged)
            }
            try rollups.keep(positions, day: day, of: part, in: transaction)
        }
        return Written(lines: [outcome.text], replaced: outcome.replaced, hasChanges: outcome.change != .unchanged)
    }

    /// A rate of the reporting currency other than 1 says that the file's rates may be meant for another currency. It is never used.
    private func warnOfReportingCurrency(_ rates: [ExchangeRate], file: String) {
        let reporting = workspace.configuration.reportingCurrency
        guard rates.contains(where: { $0.currency == reporting && $0.rate.rational != Rational(1) }) else { return }
        terminal.message(
            Diagnostic(
                code: "rate-of-reporting-currency", severity: .warning, file: file,
                message: "the file prices \(reporting.code), the reporting currency, at something else than 1",
                advice: "check that its rates are the price of one unit of each other currency in \(reporting.code)"
            ).text)
    }

    private mutating func note(_ rates: [ExchangeRate]) {
        for rate in rates { self.rates[RateKey(day: rate.day, currency: rate.currency)] = rate }
    }

    /// What the store tells rates apart by.
    private struct RateKey: Hashable {
        let day: Day
        let currency: Currency
    }
}
