import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// The mended rows of a history of which the others were taken: its month-ends and postings are rebuilt from all of them, as if the list had been right.
struct MendedHistory {
    let path: String
    let parent: RejectsParent
    /// The name of the list; nil when the import that rejected the rows is not known.
    let listName: String?
    let rows: HistoryColumns
    /// The lines that the rows mend.
    let lines: [MendedLine]
    /// Postings that name invoices of the list.
    let applied: PostingColumns

    /// A list that is rebuilt.
    struct Renewal {
        let rebuilt: RebuiltHistory
        /// The list as it was.
        let kept: KeptHistory
        let scope: HistoryScope
        /// Month-ends that a file imported since says something else about: they stay as they are.
        let replaced: Set<Day>
    }

    /// The list with the mended rows.
    ///
    /// Throws `rejected-rows-only` when the list is not in the store as it was imported or lacks no rows, `already-in-list` when it has another invoice
    /// under the key of one of the rows, `line-not-rejected` or `line-mended-twice` when a row mends none of its rejected lines, `company-of-other-file`
    /// when a row has a company that another list or ledger has. Linear in its invoices for each month.
    func amend(_ transaction: ImportTransaction) throws -> Amendment {
        let kept = try kept(transaction)
        var list = try transaction.rows(of: kept)
        let known = list.monthEnds
        let new = try newRows(beside: list)
        if !new.isEmpty, kept.rejectedCount == 0 {
            throw refusal(
                "these are rejected rows of a history, and none of that list is missing in the store",
                "nothing is to be done; correct rows that were taken in the original file and import that")
        }
        try RejectedLines(of: kept.source)?.refuse(lines.taking(new), path: path)
        let companies = MendedCompanies(rows.companies.values, beside: list.companies.values, path: path)
        let scope = try transaction.scope(of: kept, companies: list.companies.values)
        try companies.refuse(try transaction.currentParts(of: companies.new, besides: scope.sources))
        try check(kept, list, scope, known, transaction)
        let zeros = CutZeros(companies: list.companies.values, documents: list.document)
        list.add(new.count == rows.count ? rows : rows.taking(new))
        let whole = try transaction.scope(of: kept, companies: list.companies.values)
        let rebuilt = try RebuiltHistory(list, applied: applied, path: path)
        let standing = try transaction.standing(of: rebuilt.snapshots.map(\.day), known: Set(known), in: whole, since: kept.list.id)
        var amendment = Amendment(
            content: .history(rebuilt), origin: kept.source, repeatedCount: rows.count - new.count,
            stillRejected: max(0, kept.rejectedCount - new.count))
        amendment.warnings += companies.warnings(zeros.warning(companies: rows.companies.values, documents: rows.document, file: path))
        amendment.history = Renewal(rebuilt: rebuilt, kept: kept, scope: whole, replaced: standing.replaced)
        return amendment
    }

    /// The list that the rows were rejected of, mended or not since.
    private func kept(_ transaction: ImportTransaction) throws -> KeptHistory {
        let histories = try transaction.keptHistories()
        if let found = histories.last(where: { $0.source.digests.contains { $0.hasPrefix(parent.digest) } }) { return found }
        if let listName, histories.contains(where: { $0.list.name == listName }) {
            throw refusal(
                "these are rejected rows of a history, and another list of its name, \(listName), was imported since",
                "mend the rows in the newest list and import that, or import its own rejected rows")
        }
        throw refusal(
            "these are rejected rows of a history, and the other rows of that list are not in the store",
            "mend the rows in the original file and import that, or import it with --allow-rejects first")
    }

    /// Refuses a list whose month-ends or postings were taken out since.
    private func check(
        _ kept: KeptHistory, _ list: HistoryColumns, _ scope: HistoryScope, _ days: [Day], _ transaction: ImportTransaction
    ) throws {
        let advice = "import \(kept.list.name) again first, which brings all of it back, then these rows"
        let gone = try transaction.standing(of: days, known: Set(days), in: scope, since: kept.list.id).gone
        if let first = gone.first {
            throw refusal(
                "these are rejected rows of a history, and \(gone.count == 1 ? "a month-end" : "\(gone.count) month-ends") of that list "
                    + "\(gone.count == 1 ? "was" : "were") deleted since, \(gone.count == 1 ? "" : "the first is ")\(first.isoText)", advice
            )
        }
        guard try transaction.holdsDocuments(of: list, scope: scope) else {
            throw refusal("these are rejected rows of a history, and postings of that list were taken back or replaced since", advice)
        }
    }

    /// The mended rows that the list has not; throws when it has another invoice under the key of one of them.
    private func newRows(beside list: HistoryColumns) throws -> [Int] {
        let known = Dictionary((0..<list.count).lazy.map { (list.documentKey($0), $0) }) { first, _ in first }
        var new: [Int] = []
        var others: [String] = []
        for row in 0..<rows.count {
            let key = rows.documentKey(row)
            guard let other = known[key] else {
                new.append(row)
                continue
            }
            if Self.facts(rows, row) != Self.facts(list, other) { others.append(key.text) }
        }
        guard let first = others.first else { return new }
        let finding = Diagnostic(
            code: "already-in-list", file: path,
            message: "\(others.count) of the rows are in the list already, with other values; the first is \(first)",
            advice: "give them the numbers they should have, remove them from the file, or correct them in the original file")
        throw ImportError(code: .dataRejected, diagnostics: [finding])
    }

    /// What else is known of an invoice.
    private static func facts(_ rows: HistoryColumns, _ row: Int) -> [String] {
        let numbers = [
            Int64(rows.documentDay[row]), Int64(rows.dueDay[row]), Int64(rows.clearedDay[row]), rows.amountMinor[row],
            Int64(rows.disputed[row]),
        ]
        return [rows.customers[rows.customer[row]], rows.currencies[Int(rows.currency[row])].code] + numbers.map(String.init)
    }

    private func refusal(_ message: String, _ advice: String) -> ImportError {
        ImportError(
            code: .dataRejected, diagnostics: [Diagnostic(code: "rejected-rows-only", file: path, message: message, advice: advice)])
    }
}
