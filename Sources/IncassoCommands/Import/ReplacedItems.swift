import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// The items of a day that gave way to a ledger file: one that corrects them has most of their documents.
struct ReplacedItems {
    private let parts: [SnapshotPart]
    private let transaction: ImportTransaction

    /// Documents of the new file that are looked for.
    private static let sampleCount = 1_000

    init(_ parts: [SnapshotPart], _ transaction: ImportTransaction) {
        self.parts = parts
        self.transaction = transaction
    }

    /// A warning for each part that has none of the documents of the new items: what gave way was something else. Linear in the items of the parts, at the
    /// most; ends at the first document found.
    func warnings(_ items: ItemColumns, file: String) throws -> [Diagnostic] {
        guard items.count > 0 else { return [] }
        let rows = stride(from: 0, to: items.count, by: max(1, items.count / Self.sampleCount))
        let sample = Set(rows.map(items.documentKey))
        return try parts.filter { $0.rowCount > 0 }.compactMap { part in
            let replaced = try transaction.items(of: part, columns: [.company, .document])
            guard !(0..<part.rowCount).contains(where: { sample.contains(replaced.documentKey($0)) }) else { return nil }
            return Diagnostic(
                code: "replaced-other-items", severity: .warning, file: file,
                message: "none of its documents is among the \(part.rowCount) items of \(part.source.name) that give way to it",
                advice: "a ledger file has all open items of its companies: when it has only some, import its files with one command")
        }
    }
}
