import Ledger
import LedgerImport
import LedgerStore

/// The files that a store has already taken, by their bytes; asked inside the transaction of an import, so that of two imports at one time one waits.
struct KnownFiles {
    let transaction: ImportTransaction
    /// The files of this import that are no ledgers.
    let imported: OtherFiles

    /// What is known of a file.
    enum Standing {
        /// It was never imported, or its items gave way to others.
        case new
        /// It was imported on a day, and the store still says what it says.
        case known(Day)
        /// It was imported on a day, and what came or went since may have changed what it said: it is to be compared.
        case older(Day)
    }

    /// What is known of a file by its bytes.
    ///
    /// Bytes that are read otherwise than before, with other options or another profile, are new. A ledger is known when the current version of its day still
    /// has its items, alone or with mended rows, which then count as items of this import: one that a correction replaced may be imported again, and two days
    /// may have the same bytes. A file of another kind is older when another one of its kind was
    /// imported since that is not imported with it, or something was taken back; so a folder can be imported again and again, and a file that another
    /// one corrected takes effect again when it is imported alone.
    func standing(of report: ImportReport) throws -> Standing {
        guard report.kind == .ledger else {
            guard let known = try transaction.knownSource(sha256: report.sha256, kind: report.kind), known.holds(report) else {
                return .new
            }
            // The mended rows of a file complete it.
            let others = try transaction.sources(after: known.id, kind: report.kind).filter { source in
                !imported.digests.contains(source.sha256) && !source.digests.contains(known.sha256)
            }
            // Postings that came since part-pay the invoices of a history.
            let paid = report.kind == .history ? try transaction.sources(after: known.id, kind: .postings) : []
            let isOlder = try !others.isEmpty || !paid.isEmpty || transaction.hasRemovals()
            return isOlder ? .older(known.importedOn) : .known(known.importedOn)
        }
        guard let day = report.asOf else { return .new }
        return try standing(report, on: day) { $0.digests.contains(report.sha256) && $0.holds(report) }
    }

    /// What is known of a ledger file that was read as the user says: known when the current version of its day has its items with mended rows of it, which
    /// its own would throw away. Anything else is new; the same content changes nothing all the same.
    func standing(ofMended report: ImportReport) throws -> Standing {
        guard report.kind == .ledger, let day = report.asOf else { return .new }
        return try standing(report, on: day) { $0.digests.dropLast().contains(report.sha256) && $0.holds(report, whenUnknown: false) }
    }

    private func standing(_ report: ImportReport, on day: Day, _ isOfFile: (SourceFile) -> Bool) throws -> Standing {
        let part = try transaction.currentParts(of: day).last { isOfFile($0.source) }
        guard let part else { return .new }
        transaction.claim(part)
        return .known(part.source.importedOn)
    }
}

/// Files of an import with their digests, which are found when they are first asked for: only a file that is known asks.
final class OtherFiles {
    private let paths: [String]
    /// The SHA-256 of each that can be read.
    private(set) lazy var digests = Set(paths.compactMap { LedgerFileReader.sha256(path: $0) })

    init(paths: [String]) { self.paths = paths }
}
