import Ledger
import LedgerImport
import LedgerStore

/// What a file says with mended rows beside its own.
struct Amendment {
    /// All of it.
    let content: ImportedContent
    /// The import that the rows are put beside.
    let origin: SourceFile
    /// Mended rows that it had already, with the same values.
    let repeatedCount: Int
    /// Rows of it that are still rejected.
    let stillRejected: Int
    /// What stands out in the mended rows beside the others.
    var warnings: [Diagnostic] = []
    /// The list, when it is a history.
    var history: MendedHistory.Renewal?

    /// What is told of rows that were there already; nil when there are none.
    var repeatedLine: String? {
        guard repeatedCount > 0 else { return nil }
        let place = history == nil ? "snapshot" : "list"
        return "\(repeatedCount == 1 ? "1 row was" : "\(repeatedCount) rows were") in the \(place) already, with the same values"
    }
}
