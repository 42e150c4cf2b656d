import Ledger
import LedgerImport
import LedgerStore

/// The files that a store has already taken, by their bytes; asked inside the transaction of an import, so that of two imports at one time one waits.
struct KnownFiles {
    let transaction: ImportTransaction

    /// The day a file was imported on; nil when it was not.
    ///
    /// A ledger counts when the current version of its day still has its items: one that a correction replaced may be imported again, and two days may
    /// have the same bytes. Its items then count as items of this import.
    func claimedDay(of report: ImportReport) throws -> Day? {
        guard report.kind == .ledger else {
            return try transaction.knownSource(sha256: report.sha256, kind: report.kind)?.importedOn
        }
        guard let day = report.asOf, let part = try transaction.currentPart(of: day, sha256: report.sha256) else { return nil }
        transaction.claim(part)
        return part.source.importedOn
    }
}
