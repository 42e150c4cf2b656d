import Ledger
import LedgerImport
import LedgerStore

/// The files that a store has already taken, by their bytes.
struct KnownFiles {
    /// A file's bytes, what they were read as, and for a ledger the day they stand for: two days may have the same bytes.
    private struct Key: Hashable {
        let sha256: String
        let kind: FileKind
        let day: Day?
    }

    private var importedOn: [Key: Day] = [:]

    /// What a store knows.
    init(_ store: LedgerStore) throws {
        for source in try store.sources() where source.kind != .ledger {
            importedOn[Key(sha256: source.sha256, kind: source.kind, day: nil)] = source.importedOn
        }
        for snapshot in try store.snapshots(includingOlderVersions: true) {
            for part in snapshot.parts where part.source.kind == .ledger {
                importedOn[Key(sha256: part.source.sha256, kind: .ledger, day: snapshot.day)] = part.source.importedOn
            }
        }
    }

    /// The day a file was imported on; nil when it was not.
    func day(of report: ImportReport) -> Day? { importedOn[key(of: report)] }

    /// Notes a file that is taken now.
    mutating func note(_ report: ImportReport, on day: Day) { importedOn[key(of: report)] = day }

    private func key(of report: ImportReport) -> Key {
        Key(sha256: report.sha256, kind: report.kind, day: report.kind == .ledger ? report.asOf : nil)
    }
}
