import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// The items of a day that gave way to a ledger file: one that corrects them has most of their documents.
struct ReplacedItems {
    /// Some documents of the new file.
    private let sample: Set<DocumentKey>

    /// Documents of the new file that are looked for.
    private static let sampleCount = 1_000

    /// Takes the sample. Linear in the items.
    init(_ new: PackedItems) {
        let step = max(1, new.count / Self.sampleCount)
        var sample: Set<DocumentKey> = []
        var first = 0
        for segment in new.segments {
            var items = segment.decoded([.company, .document])
            items.companies = new.companies
            for row in stride(from: (step - first % step) % step, to: segment.count, by: step) { sample.insert(items.documentKey(row)) }
            first += segment.count
        }
        self.sample = sample
    }

    /// A warning for each part that has none of the documents of the new items: what gave way was something else. Linear in the items of the parts, at the
    /// most; ends at the first document found.
    func warnings(_ parts: [SnapshotPart], file: String, _ transaction: ImportTransaction) throws -> [Diagnostic] {
        guard !sample.isEmpty else { return [] }
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
