import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// The postings that an import brought, which part-pay the invoices of histories.
struct NewPostings {
    /// The place of the last file with new ones among the outcomes; nil when there are none.
    private(set) var outcome: Int?
    /// Company and document that each is applied to.
    private var cleared: Set<DocumentKey> = []
    /// Those that are applied to a document and are no invoices.
    private var applied: [Applied] = []
    /// The companies of those that are applied to a document.
    private(set) var companies: Set<String> = []
    /// Whether some took the place of earlier ones, which may have been applied to anything.
    private var hasReplaced = false

    private struct Applied {
        let key: DocumentKey
        let day: Int32
    }

    /// Notes the postings of a file. Linear in them.
    ///
    /// - Parameter hasHistories: Whether the store keeps histories that they may be of; else only their companies are noted.
    mutating func note(_ postings: PostingColumns, hasReplaced: Bool, hasHistories: Bool, outcome: Int) {
        self.outcome = outcome
        self.hasReplaced = self.hasReplaced || hasReplaced
        guard hasHistories else {
            companies.formUnion(postings.companiesThatClear)
            return
        }
        for row in 0..<postings.count {
            guard let key = postings.clearedKey(row) else { continue }
            cleared.insert(key)
            companies.insert(key.company)
            guard postings.kind[row] != PostingKind.invoice.rawValue else { continue }
            applied.append(Applied(key: key, day: postings.postingDay[row]))
        }
    }

    /// Whether a history is to be rebuilt with them. Linear in its invoices.
    func concern(_ rows: HistoryColumns) -> Bool {
        hasReplaced || (0..<rows.count).contains { cleared.contains(rows.documentKey($0)) }
    }

    /// The warning about postings of the days of a history, and of its companies, that name none of its invoices and no other invoice that was posted; nil
    /// without any. Linear in all invoices.
    func warning(_ transaction: ImportTransaction, file: String) throws -> Diagnostic? {
        guard !applied.isEmpty else { return nil }
        var known: Set<DocumentKey> = []
        var lastDays: [String: Int32] = [:]
        for kept in try transaction.keptHistories() {
            let rows = try transaction.rows(of: kept)
            let last = rows.monthEnds.map(\.daysSinceEpoch).max() ?? Int32.min
            for company in rows.companies.values { lastDays[company] = max(lastDays[company] ?? last, last) }
            for row in 0..<rows.count { note(rows.documentKey(row), in: &known) }
        }
        let meant = applied.filter { posting in lastDays[posting.key.company].map { posting.day <= $0 } ?? false }
        guard !meant.isEmpty else { return nil }
        let postings = try transaction.importedPostings()
        for row in 0..<postings.count where postings.kind[row] == PostingKind.invoice.rawValue {
            note(postings.documentKey(row), in: &known)
        }
        let strangers = meant.filter { !known.contains($0.key) }
        guard let first = strangers.first else { return nil }
        return Diagnostic(
            code: "payments-without-invoice", severity: .warning, file: file,
            message: (strangers.count == 1 ? "1 posting names" : "\(strangers.count) postings name")
                + " a document that is no invoice of the company's history, the first '\(first.key.document)'; no month-end shows them, and the bridge will not tie out",
            advice:
                "look whether zeros are missing in front, or the invoice was rejected; take the postings back (`incasso snapshots --take-back-file`), and import them "
                + "with the right numbers")
    }

    /// Notes an invoice, if a posting is applied to it.
    private func note(_ key: DocumentKey, in known: inout Set<DocumentKey>) {
        if cleared.contains(key) { known.insert(key) }
    }
}

extension PostingColumns {
    /// The companies of postings that clear a document.
    fileprivate var companiesThatClear: Set<String> {
        var clears = [Bool](repeating: false, count: companies.count)
        for row in 0..<count where !self.clears.range(row).isEmpty { clears[Int(company[row])] = true }
        return Set(clears.indices.lazy.filter { clears[$0] }.map { companies.values[$0] })
    }
}
