import LedgerColumns
import Ledger

/// The postings that an import brought, which part-pay the invoices of histories.
struct NewPostings {
    /// The place of the last file with new ones among the outcomes; nil when there are none.
    private(set) var outcome: Int?
    /// Company and document that each is applied to.
    private var cleared: Set<String> = []
    /// Whether some took the place of earlier ones, which may have been applied to anything.
    private var hasReplaced = false

    /// Notes the postings of a file. Linear in them.
    mutating func note(_ postings: PostingColumns, hasReplaced: Bool, outcome: Int) {
        self.outcome = outcome
        self.hasReplaced = self.hasReplaced || hasReplaced
        for row in 0..<postings.count where !postings.clears.range(row).isEmpty {
            cleared.insert(Self.key(postings.companies[postings.company[row]], postings.clears[row]))
        }
    }

    /// Whether a history is to be rebuilt with them. Linear in its invoices.
    func concern(_ rows: HistoryColumns) -> Bool {
        hasReplaced || (0..<rows.count).contains { cleared.contains(Self.key(rows.companies[rows.company[$0]], rows.document[$0])) }
    }

    private static func key(_ company: String, _ document: String) -> String { company + "\u{1F}" + document }
}
