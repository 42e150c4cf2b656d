import Ledger
import LedgerStore

/// A snapshot as people name it: `2026-10-31`, or `2026-10-31@2` for a version.
struct SnapshotReference: Hashable {
    let day: Day
    /// nil: the current one.
    let version: Int?

    /// - Throws: 64 when the text is none.
    init(_ text: String) throws {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let day = parts.first.flatMap({ Day(iso: $0) }), parts.count == 1 || Int(parts[1]).map({ $0 > 0 }) == true else {
            throw CommandError(
                .usage, "bad-snapshot", "\"\(text)\" names no snapshot",
                advice: "write a day, like 2026-10-31, or a day and a version, like 2026-10-31@2")
        }
        self.day = day
        version = parts.count == 2 ? Int(parts[1]) : nil
    }

    /// The snapshot in a store.
    ///
    /// - Throws: 66 when it is not there.
    func snapshot(in store: LedgerStore) throws -> SnapshotInfo {
        let known = try store.snapshots(includingOlderVersions: true).filter { $0.day == day }
        if let found = known.first(where: { version == nil ? $0.isCurrent : $0.version == version }) { return found }
        let message = "no snapshot of \(day.isoText)" + (known.isEmpty ? "" : " has version \(version ?? 0)")
        throw CommandError(.noSuchInput, "no-snapshot", message, advice: "`incasso snapshots --all` lists days and versions")
    }
}
