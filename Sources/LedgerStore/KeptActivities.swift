import Dispatch
import GRDB
import Ledger
import LedgerColumns
import Synchronization

/// The activities as columns, kept among the rollups beside the table's rows: reading these one by one takes ten times as long.
enum KeptActivities {
    private static let name = "activities"
    private static let key = "all"
    /// Grows with every change of what the columns hold.
    private static let format: UInt64 = 1

    /// Stands for the table as it is: every change of it makes another revision.
    private static func fingerprint(_ database: Database) throws -> UInt64 {
        foldMultiply(UInt64(try RevisionRows.value(.activities, in: database)) ^ format << 56, 0x9E37_79B9_7F4A_7C15)
    }

    /// The columns that are kept of the table as it is; nil when there are none, or damaged ones.
    static func fetch(from database: Database) throws -> ActivityColumns? {
        do {
            return try RollupRows.fetch(name, key, try fingerprint(database), from: database).map { try ActivityColumns(archive: $0) }
        } catch let error as StoreError where error.code == .damaged {
            return nil
        } catch is ColumnError {
            return nil
        }
    }

    /// The columns of the table's rows, with what stands for the table.
    static func read(from database: Database) throws -> (activities: ActivityColumns, fingerprint: UInt64) {
        var columns = ActivityColumns()
        try Activity.forEach(database) { columns.append($0) }
        return (columns, try fingerprint(database))
    }

    /// Keeps the archive of columns as those of the table as it is.
    static func save(_ archive: [UInt8], to database: Database) throws {
        try save(archive, fingerprint: try fingerprint(database), to: database)
    }

    /// Keeps the archive of columns as those of a table that a number stands for.
    static func save(_ archive: [UInt8], fingerprint: UInt64, to database: Database) throws {
        try RollupRows.save(name, key, fingerprint, archive, to: database)
    }
}

/// The archive of activities by id, which is made on another thread.
final class PendingArchive: Sendable {
    private let made = DispatchGroup()
    private let archive = Mutex<[UInt8]>([])

    /// Begins to make it.
    init(_ activities: [Activity]) {
        DispatchQueue.global().async(group: made) { [self] in
            let bytes = ActivityColumns(byId: activities).archive
            archive.withLock { $0 = bytes }
        }
    }

    /// The archive, once it is made.
    func bytes() -> [UInt8] {
        made.wait()
        return archive.withLock { $0 }
    }
}

extension LedgerStore {
    /// All activities by id, as columns: those that are kept, or read from the table's rows and kept from now on, unless the store may not or cannot be written now.
    public func activityColumns() throws(StoreError) -> ActivityColumns {
        if let kept = try reading("table rollup", { try KeptActivities.fetch(from: $0) }) { return kept }
        let (activities, fingerprint) = try reading("table activity") { try KeptActivities.read(from: $0) }
        guard !activities.isEmpty else { return activities }
        try storing("table rollup") {
            do {
                try importing { try KeptActivities.save(activities.archive, fingerprint: fingerprint, to: $0.database) }
            } catch let error as StoreError where error.code == .notPermitted || error.code == .busy {
                return
            }
        }
        return activities
    }
}
