import Foundation
import GRDB
import LedgerColumns

/// The counters that tell whether a kind of data changed.
enum RevisionRows {
    static func value(_ kind: RevisionKind, in database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT value FROM revision WHERE kind = ?", arguments: [kind.rawValue]) ?? 0
    }

    static func grow(_ kind: RevisionKind, in database: Database) throws {
        let sql = "INSERT INTO revision (kind, value) VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET value = value + 1"
        try database.execute(sql: sql, arguments: [kind.rawValue])
    }
}

/// Kept rollups: one for each name and key, valid for the fingerprint of what it was computed from.
enum RollupRows {
    static func save(_ name: String, _ key: String, _ fingerprint: UInt64, _ bytes: [UInt8], to database: Database) throws {
        let sql = "INSERT OR REPLACE INTO rollup (name, key, fingerprint, checksum, bytes) VALUES (?, ?, ?, ?, ?)"
        let checksum = Int64(bitPattern: stableHash(bytes.span.bytes))
        var binder = RowBinder(try database.makeStatement(sql: sql), database)
        binder.text(name)
        binder.text(key)
        binder.integer(Int64(bitPattern: fingerprint))
        binder.integer(checksum)
        _ = try binder.run(withBlob: bytes)
    }

    static func fetch(_ name: String, _ key: String, _ fingerprint: UInt64, from database: Database) throws -> [UInt8]? {
        let sql = "SELECT checksum, bytes FROM rollup WHERE name = ? AND key = ? AND fingerprint = ?"
        // A row of a cursor, unlike one that was fetched, has no copy of its bytes.
        let rows = try Row.fetchCursor(database, sql: sql, arguments: [name, key, Int64(bitPattern: fingerprint)])
        return try rows.next().map { try checkedBytes($0, name, key) }
    }

    /// The bytes of a row of `checksum, bytes`.
    static func checkedBytes(_ row: Row, _ name: String, _ key: String) throws -> [UInt8] {
        guard let bytes = try row.withUnsafeData(atIndex: 1, { $0.map { [UInt8]($0) } }) else {
            throw StoreError(.damaged, "a kept rollup has no bytes", context: "table rollup")
        }
        guard stableHash(bytes.span.bytes) == UInt64(bitPattern: try row.decode(Int64.self, atIndex: 0)) else {
            throw StoreError(.damaged, "a kept rollup is not the one that was written", context: "rollup \(name), key \(key)")
        }
        return bytes
    }
}
