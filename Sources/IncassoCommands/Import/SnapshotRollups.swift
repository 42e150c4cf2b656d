import Ledger
import LedgerColumns
import LedgerStore

/// Rollups that are made while a snapshot is imported, and saved in the same transaction.
enum SnapshotRollups {
    /// Bytes for the store's table of rollups.
    struct Blob {
        let name: String
        let key: String
        let fingerprint: UInt64
        let bytes: [UInt8]
    }

    /// What is known when the items of a file have become part of a day's snapshot.
    struct Input {
        let day: Day
        /// The items of the file; other files may have given other parts of the snapshot.
        let items: ItemColumns
        /// The content of the file's items, as the store keeps it for the part.
        let partFingerprint: UInt64
        /// The day's current version, with all parts.
        let snapshot: SnapshotInfo
        /// All rates of the store and of the files imported so far.
        let rates: RateTable
        let policy: Policy
    }

    /// The rollups to save with a snapshot; the engine decides.
    static func blobs(_ input: Input) throws -> [Blob] { [] }
}
