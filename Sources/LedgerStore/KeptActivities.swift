import GRDB
import Ledger
import LedgerColumns

/// The activities of a store: one set of columns by id, which a changed one takes the place of.
enum KeptActivities {
    private static let columnNames = Set(ActivityColumns.layout.map(\.name))

    /// The columns as they are read; nil when there are no activities.
    static func pending(from database: Database) throws -> PendingColumns<ActivityColumns>? {
        guard let row = try Row.fetchOne(database, sql: "SELECT id, row_count FROM activity_set") else { return nil }
        return try PendingColumns(
            .activities, owner: try row.decode(Int64.self, atIndex: 0), rowCount: try row.decode(Int.self, atIndex: 1),
            columns: columnNames, from: database)
    }

    /// The columns that were read; throws when they do not fit each other.
    static func columns(_ pending: PendingColumns<ActivityColumns>?) throws(StoreError) -> ActivityColumns {
        guard let activities = try pending?.columns() else { return ActivityColumns() }
        guard activities.isWellFormed else {
            throw StoreError(.damaged, "a column of activities has a code that stands for nothing", context: "table activity_segment")
        }
        return activities
    }

    /// Keeps activities by id in place of those that were known.
    static func save(_ activities: ActivityColumns, to database: Database) throws {
        try database.execute(sql: "DELETE FROM activity_segment; DELETE FROM activity_set")
        try database.execute(sql: "INSERT INTO activity_set (row_count) VALUES (?)", arguments: [activities.count])
        try SegmentTable.activities.write(activities, owner: database.lastInsertedRowID, to: database)
    }
}

extension LedgerStore {
    /// All activities by id.
    public func activities() throws(StoreError) -> ActivityColumns {
        try KeptActivities.columns(try reading("table activity_segment") { try KeptActivities.pending(from: $0) })
    }
}

extension ImportTransaction {
    /// Adds or replaces activities by their id; of several with one id the last holds, and only it is counted. Linear in those that are known and n log n in the new ones.
    ///
    /// Columns of different lengths or codes without a value stop the program.
    public func upsert(_ activities: ActivityColumns) throws(StoreError) -> UpsertCounts {
        precondition(activities.isWellFormed, "the columns of activities fit each other")
        let newer = activities.byId
        let known = try KeptActivities.columns(try storing("table activity_segment") { try KeptActivities.pending(from: database) })
        let merger = known.merged(with: newer)
        if merger.added + merger.changed > 0 {
            try storing("table activity_segment") {
                try KeptActivities.save(merger.activities, to: database)
                try RevisionRows.grow(.activities, in: database)
            }
        }
        return UpsertCounts(added: merger.added, changed: merger.changed, unchanged: newer.count - merger.added - merger.changed)
    }
}
