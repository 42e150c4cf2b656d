import LedgerColumns
import LedgerStore

/// The items of the snapshots read last. Of a few rows only, so that memory grows neither with the number of days nor with their size.
struct ItemCache {
    /// The most rows of all snapshots together.
    private static let limit = 1_000_000

    private var snapshots: [(id: SnapshotInfo.ID, items: ItemColumns)] = []

    func items(of id: SnapshotInfo.ID) -> ItemColumns? { snapshots.last { $0.id == id }?.items }

    /// Keeps a snapshot; those read first give way.
    mutating func keep(_ items: ItemColumns, of id: SnapshotInfo.ID) {
        guard !snapshots.contains(where: { $0.id == id }) else { return }
        snapshots.append((id, items))
        while snapshots.reduce(0, { $0 + $1.items.count }) > Self.limit { snapshots.removeFirst() }
    }
}
