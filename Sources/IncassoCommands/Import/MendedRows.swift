import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// The mended rows of a ledger of which the others were taken: they are put beside those, as a new version of the day.
struct MendedRows {
    let file: ImportPlan.File
    let day: Day
    let items: ItemColumns

    /// The items of the part that the rows were rejected of with the mended ones, and the rows of it that are still rejected.
    ///
    /// Throws `rejected-rows-only` when that part is not in the current version of the day or lacks no rows, `already-open` when it has one of
    /// the items. Linear in its items.
    func amend(_ transaction: ImportTransaction) throws(ImportError) -> (items: ItemColumns, stillRejected: Int) {
        let found: (part: SnapshotPart, items: ItemColumns)
        do {
            guard let part = try transaction.currentPart(of: day, fileNamed: file.mendedName), part.rejectedCount > 0 else {
                throw refusal(
                    code: "rejected-rows-only",
                    "these are rejected rows of a ledger, and the other rows of that file are not in the snapshot of \(day.isoText)",
                    "mend the rows in the original file and import that, or import it with --allow-rejects first")
            }
            found = (part, try transaction.items(of: part))
        } catch let error as ImportError {
            throw error
        } catch {
            throw refusal(code: "rejected-rows-only", "the other rows of the file cannot be read", "run `incasso verify`")
        }
        var merged = found.items
        let known = Set(keys(found.items))
        let twice = keys(items).filter(known.contains)
        if let first = twice.first {
            throw refusal(
                code: "already-open", "\(twice.count) of the rows are in the snapshot of \(day.isoText) already, the first is \(first)",
                "remove them from the file")
        }
        merged.add(items)
        return (merged, max(0, found.part.rejectedCount - items.count))
    }

    /// Company, document and line of each item.
    private func keys(_ items: ItemColumns) -> [String] {
        (0..<items.count).map { row in
            [items.companies[items.company[row]], items.document[row], items.lines[items.line[row]]].joined(separator: "/")
        }
    }

    private func refusal(code: String, _ message: String, _ advice: String) -> ImportError {
        ImportError(code: .dataRejected, diagnostics: [Diagnostic(code: code, file: file.path, message: message, advice: advice)])
    }
}
