import Foundation
import GRDB
import Ledger
import LedgerColumns

extension LedgerStore {
    /// Reads everything once and reports what is damaged: the database's own check, the checksum of every segment and rollup, and rows that are missing.
    ///
    /// Codes: `damaged-store`, `damaged-segment`, `damaged-rollup`, `damaged-message`, `damaged-snapshot`, `damaged-activities`. Empty when all is well. Linear in the size of the file.
    public func checkIntegrity() throws(StoreError) -> [Diagnostic] {
        try reading("store") { database in
            var findings: [Diagnostic] = []
            for line in try String?.fetchAll(database, sql: "PRAGMA integrity_check(20)") where line != "ok" {
                findings.append(finding("damaged-store", "the database is damaged: " + (line ?? "no more is known")))
            }
            for line in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
                let table = try line.decode(String?.self, atIndex: 0) ?? "that is not named"
                findings.append(finding("damaged-store", "table \(table) refers to a row that is missing"))
            }
            for table in SegmentTable.all {
                findings += try storing("table " + table.name) { try damagedSegments(of: table, in: database) }
            }
            findings += try storing("table rollup") { try damagedRollups(in: database) }
            findings += try storing("table outbox_message") { try damagedMessages(in: database) }
            findings += try storing("table snapshot") { try damagedSnapshots(in: database) }
            findings += try storing("table activity_set") { try damagedActivities(in: database) }
            return findings
        }
    }

    private func finding(_ code: String, _ message: String) -> Diagnostic {
        Diagnostic(code: code, file: path, message: message, advice: "restore the store from a copy, or import its files into a new one")
    }

    private func damagedSegments(of table: SegmentTable, in database: Database) throws -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let sql = "SELECT \(table.owner), column_name, ordinal, row_count, checksum, bytes FROM \(table.name) ORDER BY id"
        let rows = try Row.fetchCursor(database, sql: sql)
        while let row = try rows.next() {
            let ordinal = try row.decode(Int.self, atIndex: 2)
            let context = table.context(
                try row.decode(Int64.self, atIndex: 0), try row.decode(String.self, atIndex: 1), ordinal)
            let segment = StoredSegment(
                ordinal: ordinal, rowCount: try row.decode(Int.self, atIndex: 3), checksum: try row.decode(Int64.self, atIndex: 4),
                bytes: try row.decode(Data.self, atIndex: 5), context: context)
            do {
                let rowCount = try segment.read { try Segment.verify($0) }
                guard rowCount != segment.rowCount else { continue }
                findings.append(finding("damaged-segment", "\(context) has not the rows it should have"))
            } catch {
                findings.append(finding("damaged-segment", "\(context): \(error.message)"))
            }
        }
        return findings
    }

    private func damagedRollups(in database: Database) throws -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let rows = try Row.fetchCursor(database, sql: "SELECT checksum, bytes, name, key FROM rollup ORDER BY name, key")
        while let row = try rows.next() {
            do {
                _ = try RollupRows.checkedBytes(
                    row, try row.decode(String.self, atIndex: 2), try row.decode(String.self, atIndex: 3))
            } catch let error as StoreError {
                findings.append(finding("damaged-rollup", "\(error.context ?? "a rollup"): \(error.message)"))
            }
        }
        return findings
    }

    private func damagedMessages(in database: Database) throws -> [Diagnostic] {
        try OutboxRows.damaged(database, where: "1").map { id in
            Diagnostic(
                code: "damaged-message", file: path, message: "the body of outbox message \(id) is not what was queued",
                advice: "drop it with `incasso outbox drop \(id)`, and send the report with --again --to")
        }
    }

    /// Versions whose rows are not those of their parts, and parts whose columns are not complete.
    private func damagedSnapshots(in database: Database) throws -> [Diagnostic] {
        let versions = """
            SELECT id FROM snapshot WHERE row_count <>
            (SELECT coalesce(sum(p.row_count), 0) FROM snapshot_member m JOIN snapshot_part p ON p.id = m.part WHERE m.snapshot = snapshot.id)
            """
        let parts = """
            SELECT p.id FROM snapshot_part p WHERE p.row_count * \(ItemColumns.layout.count) <>
            (SELECT coalesce(sum(s.row_count), 0) FROM item_segment s WHERE s.part = p.id AND s.column_name IN (\(columnList)))
            """
        let wrongVersions = try Int64.fetchAll(database, sql: versions)
        let wrongParts = try Int64.fetchAll(database, sql: parts)
        return wrongVersions.map { finding("damaged-snapshot", "snapshot \($0) has not the rows of its parts") }
            + wrongParts.map { finding("damaged-snapshot", "part \($0) lacks rows of a column") }
    }

    /// Activities of which a column is not complete.
    private func damagedActivities(in database: Database) throws -> [Diagnostic] {
        let columns = ActivityColumns.layout.map { "'\($0.name)'" }.joined(separator: ", ")
        let sql = """
            SELECT id FROM activity_set a WHERE a.row_count * \(ActivityColumns.layout.count) <>
            (SELECT coalesce(sum(s.row_count), 0) FROM activity_segment s WHERE s.activity_set = a.id AND s.column_name IN (\(columns)))
            """
        return try Int64.fetchAll(database, sql: sql).map { _ in
            finding("damaged-activities", "the activities lack rows of a column")
        }
    }

    private var columnList: String { ItemColumns.layout.map { "'\($0.name)'" }.joined(separator: ", ") }
}
