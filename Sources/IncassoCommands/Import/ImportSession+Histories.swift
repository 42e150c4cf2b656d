import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

extension ImportSession {
    /// The list of a history that is to be kept.
    struct KeptRows {
        let rows: HistoryColumns
        /// The import of the whole list, when only mended rows of it came; nil otherwise.
        let list: SourceFile.ID?
        let rejectedCount: Int
        let scope: HistoryScope
    }

    /// The rows of a file with those that it was mended of beside them; nil when it is a file by itself.
    func amend(_ file: ImportedFile, of planned: ImportPlan.File, _ transaction: ImportTransaction) throws -> Amendment? {
        guard let mended = planned.mended, let parent = mended.parent else { return nil }
        switch file.content {
        case .ledger(let day, let items):
            return try MendedRows(
                path: planned.path, parent: parent, day: day, items: items.columns(), lines: file.report.mendedLines,
                profile: planned.profile,
                hasLines: file.report.columns.contains("line")
            ).amend(transaction)
        case .history(let history):
            let applied = try transaction.importedPostings()
            return try MendedHistory(
                path: planned.path, parent: parent, listName: mended.listName, rows: history.rows, lines: file.report.mendedLines,
                applied: applied
            ).amend(transaction)
        case .postings(let postings):
            try mended.origin?.refuse(postings, file.report.mendedLines, path: planned.path, transaction)
            return nil
        default: return nil
        }
    }

    /// Writes a history: one that was read whole, or one that rows were mended of.
    func write(
        _ history: RebuiltHistory, of planned: ImportPlan.File, rejectedCount: Int, _ amendment: Amendment?, _ source: SourceFile.ID,
        _ transaction: ImportTransaction
    ) throws -> Written {
        let renewal = amendment?.history
        let earlier = renewal == nil ? try ReplacedList(of: history.rows, transaction) : nil
        let scope =
            try renewal?.scope ?? transaction.historyScope(name: planned.name, companies: history.rows.companies.values, source: source)
        var written = try write(history, scope, except: renewal?.replaced ?? [], source, transaction)
        written.lines += amendment?.repeatedLine.map { [$0] } ?? []
        if let earlier, !written.replaced.isEmpty || written.hasDroppedDays {
            written.warnings += [earlier.warning(history.rows, file: planned.path)].compactMap { $0 }
        }
        written.kept = KeptRows(
            rows: history.rows, list: renewal?.kept.list.id, rejectedCount: amendment?.stillRejected ?? rejectedCount, scope: scope)
        return written
    }

    /// Writes the month-ends and postings of a history, but for some days, which stay as they are.
    private func write(
        _ history: RebuiltHistory, _ scope: HistoryScope, except replaced: Set<Day>, _ source: SourceFile.ID,
        _ transaction: ImportTransaction
    ) throws -> Written {
        var written = Written(hasChanges: false)
        for snapshot in history.snapshots where !replaced.contains(snapshot.day) {
            let next = try add(
                PackedItems(snapshot.items), of: snapshot.day, snapshot.items.contentFingerprint, rejected: 0, source, transaction, scope)
            written.lines += next.lines
            written.replaced += next.replaced
            written.hasChanges = written.hasChanges || next.hasChanges
        }
        if !replaced.isEmpty {
            let days = replaced.sorted().map(\.isoText).joined(separator: ", ")
            written.lines.append("left as they are, because a file imported since says what was open: " + days)
        }
        let gone = try transaction.dropMonthEnds(of: scope, except: Set(history.snapshots.map(\.day)), source: source)
        if !gone.isEmpty {
            written.lines.append("dropped, as the list does not reach them any more: " + gone.map(\.isoText).joined(separator: ", "))
            (written.hasChanges, written.hasDroppedDays) = (true, true)
        }
        let dropped = try transaction.dropPostings(of: scope, except: history.postings)
        let outcome = try transaction.addPostings(history.postings, source: source)
        written.lines.append(outcome.text + (dropped > 0 ? ", \(dropped) dropped" : ""))
        written.hasChanges = written.hasChanges || outcome.added + outcome.replaced + dropped > 0
        return written
    }

    /// Rebuilds a history from its list when rows of a file's were mended since: its bytes alone would leave them out again.
    ///
    /// - Returns: Whether the file is one of which rows were mended.
    ///
    /// - Parameter read: What the file says alone; nil when it was refused.
    mutating func renew(
        mendedSince report: ImportReport, read: RebuiltHistory? = nil, _ file: ImportPlan.File, _ transaction: ImportTransaction
    ) throws -> Bool {
        guard report.kind == .history, file.mended == nil else { return false }
        let kept = try transaction.keptHistories().last {
            $0.source.digests.dropLast().contains(report.sha256) && $0.source.holds(report, whenUnknown: skipsKnownFiles)
        }
        guard let kept else { return false }
        let rows = try transaction.rows(of: kept)
        let rebuilt = try RebuiltHistory(rows, applied: try transaction.importedPostings(), path: file.path)
        let scope = try transaction.scope(of: kept, companies: rows.companies.values)
        var written = try write(rebuilt, scope, except: [], kept.source.id, transaction)
        written.lines.append("imported before, on \(kept.list.importedOn.isoText), and rows of it mended since: both are taken")
        // What stands out in the list alone may not stand out with its mended rows.
        var told = report
        told.diagnostics.removeAll { read?.diagnostics.contains($0) ?? false }
        told.note(rebuilt)
        var outcome = ImportOutcome(
            report: told, change: written.hasChanges ? .taken(written.lines) : .alreadyImported(kept.list.importedOn), file: file)
        outcome.replaced = written.replaced
        outcomes.append(outcome)
        return true
    }

    /// Rebuilds the histories whose invoices the postings of this import name, but for those that come with them.
    mutating func rebuildHistories(_ transaction: ImportTransaction) throws {
        guard let index = newPostings.outcome else { return }
        let (lists, unknowing) = try rebuildHistories(transaction) {
            !plannedHistories.contains($0.list.name) && newPostings.concern($1)
        }
        var lines = lists.flatMap { ["month-ends of \($0.name) rebuilt with these postings"] + $0.lines }
        let older = try transaction.namesOfHistoriesNotKept(companies: newPostings.companies).filter { !plannedHistories.contains($0) }
        for name in unknowing + older {
            lines.append("month-ends rebuilt from \(name) do not know these postings: import it again, so that part payments count")
        }
        var findings = lists.flatMap(\.findings)
        if !findings.contains(where: { $0.code == "payments-without-invoice" }) {
            findings += [try newPostings.warning(transaction, file: outcomes[index].report.file)].compactMap { $0 }
        }
        outcomes[index].add(lines, findings)
        try outcomes[index].kept?.write(outcomes[index].report, transaction)
    }

    /// A history whose month-ends were rebuilt because postings came or went.
    struct RebuiltList {
        let name: String
        /// What the store did, in words.
        let lines: [String]
        /// What was found out about the postings that name its invoices.
        let findings: [Diagnostic]
    }

    /// Rebuilds histories with the postings that the store has now.
    ///
    /// - Parameter isMeant: Whether a history is to be rebuilt.
    /// - Returns: Those that changed, and the names of those of which month-ends or postings were taken out, which stay as they are.
    func rebuildHistories(_ transaction: ImportTransaction, where isMeant: (KeptHistory, HistoryColumns) -> Bool) throws
        -> (lists: [RebuiltList], left: [String])
    {
        // Read once, and only when there is a history to be rebuilt.
        var postings: PostingColumns?
        var (lists, left): ([RebuiltList], [String]) = ([], [])
        for kept in try transaction.keptHistories() {
            let rows = try transaction.rows(of: kept)
            guard isMeant(kept, rows) else { continue }
            let scope = try transaction.scope(of: kept, companies: rows.companies.values)
            let days = rows.monthEnds
            let standing = try transaction.standing(of: days, known: Set(days), in: scope, since: kept.list.id)
            guard standing.gone.isEmpty, try transaction.holdsDocuments(of: rows, scope: scope) else {
                left.append(kept.list.name)
                continue
            }
            let applied = try postings ?? transaction.importedPostings()
            postings = applied
            let rebuilt = try RebuiltHistory(rows, applied: applied, path: kept.list.name)
            let written = try write(rebuilt, scope, except: standing.replaced, kept.source.id, transaction)
            guard written.hasChanges else { continue }
            lists.append(
                RebuiltList(
                    name: kept.list.name, lines: written.lines.filter { !$0.contains(SnapshotOutcome.unchangedWord) },
                    findings: rebuilt.diagnostics.filter { Self.codesAboutPostings.contains($0.code) }))
        }
        return (lists, left)
    }

    /// What is found in a history with the postings that name its invoices.
    private static let codesAboutPostings: Set<String> = [
        "payments-without-invoice", "paid-beyond-invoice", "paid-after-clearing", "history-break",
    ]
}
