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

    var outcomes: [ImportOutcome] = []
    /// Why files were not taken; when there is one, nothing is stored.
    private(set) var failures: [ImportError] = []
    /// Where rejected rows were written for files that were not taken, and what to do with them.
    private(set) var rejectNotes: [String] = []
    var rates: [RateKey: ExchangeRate] = [:]
    /// The files of this import that are no ledgers.
    private var others = OtherFiles(paths: [])
    /// The customers file as it stands; nil when it is to be read again.
    var knownCustomers: CustomerIds?
    /// The postings that this import brought.
    var newPostings = NewPostings()
    /// The histories among the files of this import, by the names of their lists.
    private(set) var plannedHistories: Set<String> = []
    /// Whether ledgers or histories are among the files of this import.
    private(set) var bringsItems = false
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
        bringsItems = plan.files.contains { [.ledger, .history].contains($0.profile.kind) }
        plannedHistories = Set(plan.files.filter { $0.profile.kind == .history }.map { $0.mended?.listName ?? $0.name })
        others = OtherFiles(paths: plan.files.filter { $0.profile.kind != .ledger }.map(\.path))
        let ahead = readAhead(plan)
        defer { ahead?.stop() }
        do {
            try store.importing { transaction in
                note(try transaction.exchangeRates())
                for (position, file) in plan.files.enumerated() {
                    let read = try ahead?.take(position) ?? reading(of: file, at: position, plan, transaction)
                    try take(file, read, transaction)
                    let isLastOfPostings =
                        file.profile.kind == .postings && plan.files.dropFirst(position + 1).first?.profile.kind != .postings
                    if isLastOfPostings, failures.isEmpty { try rebuildHistories(transaction) }
                }
                if isDryRun || !failures.isEmpty { throw Rollback() }
            }
        } catch is Rollback {
            // Nothing is kept, as it was meant.
        }
        terminal.endProgress()
    }

    /// The reading of those files that need nothing of the ones before them; nil when there is nothing to be done at the same time.
    private func readAhead(_ plan: ImportPlan) -> ReadAhead? {
        guard plan.files.count > 1, options.threads > 1 else { return nil }
        let jobs = plan.files.enumerated().filter { $0.element.profile.kind != .history }.map { position, file in
            (position, job(file, at: position, plan))
        }
        return ReadAhead(Dictionary(uniqueKeysWithValues: jobs))
    }

    private func job(_ file: ImportPlan.File, at position: Int, _ plan: ImportPlan) -> ReadAhead.Job {
        let progress = "\(position + 1)/\(plan.files.count) \(file.name)"
        return ReadAhead.Job(path: file.path, profile: file.profile, options: options(for: file, progress))
    }

    /// Reads a file; a history with the postings that were imported before.
    private func reading(
        of file: ImportPlan.File, at position: Int, _ plan: ImportPlan, _ transaction: ImportTransaction
    ) throws -> Result<ReadAhead.ReadFile, ImportError> {
        var job = job(file, at: position, plan)
        if file.profile.kind == .history {
            job.options.isPartOfHistory = file.mended != nil
            job.options.appliedPostings = try transaction.importedPostings()
        }
        return Result { () throws(ImportError) in try job.read() }
    }

    private mutating func take(
        _ file: ImportPlan.File, _ read: Result<ReadAhead.ReadFile, ImportError>, _ transaction: ImportTransaction
    ) throws {
        let (imported, cleared): (ImportedFile, PendingClearedDocuments?)
        do throws(ImportError) {
            let read = try read.get()
            (imported, cleared) = (read.imported, read.cleared)
            try file.mended?.origin?.refuse(columnsOf: imported.report)
        } catch {
            try refuse(file, error, transaction)
            return
        }
        var report = imported.report
        let standing = try standing(of: report, transaction)
        if case .known(let day) = standing {
            if replacesDay, report.kind == .ledger {
                failures.append(Self.refusal(ofReplacing: report, file))
            } else {
                outcomes.append(ImportOutcome(report: report, change: .alreadyImported(day), file: file))
            }
            return
        }
        report.diagnostics += file.mended?.warnings ?? []
        if let refusal = Self.refusal(ofRejectedRows: report, file) {
            failures.append(refusal)
            return
        }
        // After a failure the other files are read only to tell their faults.
        guard failures.isEmpty else { return }
        if try renew(mendedSince: report, read: imported.content.history, file, transaction) { return }
        let amendment: Amendment?
        do {
            amendment = try amend(imported, of: file, transaction)
        } catch let error as ImportError {
            failures.append(error)
            return
        }
        let content = amendment?.content ?? imported.content
        report.diagnostics += amendment?.warnings ?? []
        if let history = amendment?.history?.rebuilt { report.note(history) }
        report.diagnostics += try warnings(
            of: content, amendment == nil ? cleared?.take() : nil, file: report.file, isMended: file.mended != nil, transaction)
        let source = try transaction.addSource(
            name: file.name, kind: report.kind, profile: file.profile.isCanonical ? nil : report.profile,
            byteCount: Int64(report.byteCount), sha256: report.sha256, importedOn: importedOn)
        let replaced = try amendment == nil ? replacedItems(by: content, transaction) : nil
        var written = try write(ImportedFile(report: report, content: content), of: file, amendment, source, transaction)
        report.diagnostics += written.warnings
        report.diagnostics += try replaced?.warnings(written.replaced, file: report.file, transaction) ?? []
        if case .older(let day) = standing {
            guard written.hasChanges else {
                try transaction.removeSource(source)
                outcomes.append(ImportOutcome(report: report, change: .alreadyImported(day), file: file))
                return
            }
            written.lines.append("imported before, on \(day.isoText): what came or went since gives way")
        }
        if let kept = written.kept {
            try transaction.keep(kept.rows, of: source, list: kept.list, rejectedCount: kept.rejectedCount, scope: kept.scope)
        }
        let kept = KeptReport(source: source, name: file.name, originJSON: amendment?.origin.reportJSON ?? file.mended?.origin?.reportJSON)
        try kept.write(report, transaction)
        let (path, notes) = rejects(report, file)
        report.diagnostics += notes
        var outcome = ImportOutcome(report: report, change: .taken(written.lines), file: file)
        outcome.kept = kept
        outcome.replaced = written.replaced
        outcome.rejectsPath = path
        outcomes.append(outcome)
    }

    /// What is needed to look at the items that give way to a ledger; nil where none can. To be asked for before the ledger is written, which frees its documents.
    private func replacedItems(by content: ImportedContent, _ transaction: ImportTransaction) throws -> ReplacedItems? {
        guard !replacesDay, case .ledger(let day, let items) = content, try !transaction.currentParts(of: day).isEmpty else { return nil }
        return ReplacedItems(items)
    }

    /// How a file is read: as the user says, and mended rows as what they come from.
    private func options(for file: ImportPlan.File, _ progress: String) -> ImportOptions {
        var options = file.mended?.origin?.options(options) ?? options
        let terminal = terminal
        if terminal.showsProgress {
            options.progress = { share in terminal.progress("\(progress) \(Int(share * 100)) %") }
        }
        return options
    }

    /// Notes a file that could not be read, or of which too many rows were rejected; one that is known is no failure.
    private mutating func refuse(_ file: ImportPlan.File, _ error: ImportError, _ transaction: ImportTransaction) throws {
        guard let report = error.report else {
            failures.append(error)
            return
        }
        if report.hasCountedRows {
            if case .known(let day) = try standing(of: report, transaction), !(replacesDay && report.kind == .ledger) {
                outcomes.append(ImportOutcome(report: report, change: .alreadyImported(day), file: file))
                return
            }
            if failures.isEmpty, try renew(mendedSince: report, file, transaction) { return }
        }
        if let refusal = Self.refusal(ofRejectedRows: report, file) {
            failures.append(refusal)
            return
        }
        // Mended rows that are not taken stand in their file already, with what the messages say.
        let (path, notes) = file.mended == nil ? rejects(report, file) : (nil, [])
        let warnings = file.mended?.warnings ?? []
        failures.append(ImportError(code: error.code, diagnostics: error.diagnostics + notes + warnings, report: report))
        if let path { rejectNotes.append("rejected rows: \(path); \(RejectedRowsFile.advice(isTaken: false, file.profile))") }
    }

    /// What stands out in a file beside what the store has.
    ///
    /// - Parameter cleared: Of the content when it is postings, where that is known already.
    private mutating func warnings(
        of content: ImportedContent, _ cleared: ClearedDocuments?, file: String, isMended: Bool, _ transaction: ImportTransaction
    ) throws -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        if isMended, case .postings(let postings) = content {
            let known = try transaction.companies().union(transaction.importedPostings().companies.values)
            warnings += MendedCompanies(postings.companies.values, beside: Array(known), path: file).warnings(nil)
        }
        if case .targets(let targets) = content {
            warnings += TargetKeys(analysts: try transaction.analysts()).warnings(targets, file: file)
        }
        if case .postings(let postings) = content {
            let foreign = try foreignPostings(postings, cleared ?? ClearedDocuments(postings), file, transaction)
            warnings += [postings.farPostings(from: importedOn, file: file), foreign].compactMap { $0 }
        }
        let companies = CompanyIds(known: try transaction.companies()).warning(content.companies, file: file)
        warnings += companies.map { [$0] } ?? []
        let customers = content.openCustomers
        if !customers.isEmpty { warnings += try customerIds(transaction).warnings(customers, file: file) }
        return warnings
    }

    /// The customers file, those of this import included.
    mutating func customerIds(_ transaction: ImportTransaction) throws -> CustomerIds {
        if let knownCustomers { return knownCustomers }
        let ids = CustomerIds(try transaction.customers())
        knownCustomers = ids
        return ids
    }

    /// The warning about postings of another customer than the document they clear: among those of the file, those in the store, and the open items of
    /// the newest day before them.
    private func foreignPostings(
        _ postings: PostingColumns, _ cleared: ClearedDocuments, _ file: String, _ transaction: ImportTransaction
    ) throws -> Diagnostic? {
        var cleared = cleared
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

    /// The refusal of a ledger that is to be all there is of its day, and has mended rows there.
    private static func refusal(ofReplacing report: ImportReport, _ file: ImportPlan.File) -> ImportError {
        let finding = Diagnostic(
            code: "mended-since", file: report.file,
            message: "rows of the file were mended since and stand in its day, which --replace-day would throw away",
            advice: "correct the rows in the file itself and import that with --replace-day")
        return ImportError(code: .dataRejected, diagnostics: [finding])
    }

    private func standing(of report: ImportReport, _ transaction: ImportTransaction) throws -> KnownFiles.Standing {
        let known = KnownFiles(transaction: transaction, imported: others)
        guard skipsKnownFiles else { return try known.standing(ofMended: report) }
        return report.kind == .history && newPostings.outcome != nil ? .new : try known.standing(of: report)
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
}
