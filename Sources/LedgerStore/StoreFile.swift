import Foundation
import GRDB

/// Opening and creating the file of a store.
enum StoreFile {
    /// Bytes of a database page; chosen by measurement: larger pages take large blobs faster, smaller ones keep a small store small.
    static let pageByteCount = 16_384

    /// Waits this long for another process that writes.
    static let busySeconds = 5.0

    /// How every connection is set up: a rollback journal, and commits that survive a power cut (the journal's deletion included).
    static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(busySeconds)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA page_size = \(pageByteCount)")
            try database.execute(sql: "PRAGMA synchronous = EXTRA")
            try database.execute(sql: "PRAGMA cache_size = -8192")
        }
        return configuration
    }

    /// A connection to a new store; no file is left when it fails.
    static func create(at path: String) throws(StoreError) -> DatabaseQueue {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreError(.alreadyExists, "there is already a file of that name", context: path)
        }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readOnly: false))
            try queue.write { database in
                try database.execute(sql: "PRAGMA application_id = \(StoreSchema.applicationID)")
                try migrate(database, from: 0)
            }
            return queue
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw StoreError(.cannotCreate, "the store cannot be created", context: path, cause: error)
        }
    }

    /// A connection to an existing store, which is brought up to date unless it is opened only for reading.
    static func open(at path: String, readOnly: Bool) throws(StoreError) -> DatabaseQueue {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw StoreError(.noSuchStore, "there is no such store", context: path)
        }
        guard !isDirectory.boolValue else { throw StoreError(.notAStore, "a folder is not an Incasso store", context: path) }
        return try storing(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readOnly: readOnly))
            let version = try queue.read { try checkedVersion($0, path: path) }
            if version < StoreSchema.version {
                guard !readOnly else {
                    throw StoreError(.olderVersion, "the store is of an older version, open it once for writing", context: path)
                }
                // Another process may have brought it up to date meanwhile.
                try queue.write { try migrate($0, from: try checkedVersion($0, path: path)) }
            }
            return queue
        }
    }

    /// The schema version of a store; throws when the file is something else or newer than this program.
    private static func checkedVersion(_ database: Database, path: String) throws -> Int {
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard application == StoreSchema.applicationID, version > 0 else {
            throw StoreError(.notAStore, "the file is not an Incasso store", context: path)
        }
        guard version <= StoreSchema.version else {
            let text = "the store has version \(version), this program reads up to \(StoreSchema.version): use a newer program"
            throw StoreError(.newerVersion, text, context: path)
        }
        return version
    }

    /// Takes the missing steps; the caller's transaction makes them one.
    private static func migrate(_ database: Database, from version: Int) throws {
        for step in StoreSchema.migrations[version...] {
            try database.execute(sql: step.sql)
            try step.moveRows(database)
        }
        try database.execute(sql: "PRAGMA user_version = \(StoreSchema.version)")
    }
}
