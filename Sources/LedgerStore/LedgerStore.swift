import GRDB
import Ledger
import LedgerColumns

/// The file that keeps everything that was imported: snapshots and their versions, postings, the small tables, and rollups.
///
/// One SQLite database that can be copied while nothing is being imported. Open items, postings, activities and the invoices of histories are column segments, everything else is rows that anyone can query.
/// All methods may be called from any thread; they wait for each other. Errors are ``StoreError``.
public final class LedgerStore: Sendable {
    /// Where the file is, as it was given.
    public let path: String
    private let queue: DatabaseQueue

    private init(path: String, queue: DatabaseQueue) {
        self.path = path
        self.queue = queue
    }

    /// Makes a new store; throws `alreadyExists` when there is a file, and leaves none when it fails.
    public static func create(at path: String) throws(StoreError) -> LedgerStore {
        LedgerStore(path: path, queue: try StoreFile.create(at: path))
    }

    /// Opens a store. One of an older version is brought up to date, or refused with `olderVersion` when it is opened only for reading.
    public static func open(at path: String, readOnly: Bool = false) throws(StoreError) -> LedgerStore {
        LedgerStore(path: path, queue: try StoreFile.open(at: path, readOnly: readOnly))
    }

    /// Does an import as one transaction: when `body` returns, all it wrote is durable; when it throws, nothing is kept and the error is passed on.
    public func importing<Result>(_ body: (ImportTransaction) throws -> Result) throws -> Result {
        do {
            return try queue.write { try body(ImportTransaction($0)) }
        } catch let error as DatabaseError {
            throw StoreError(wrapping: error, context: path)
        }
    }

    /// The newest source file of these bytes and kind, or nil when it was never imported.
    public func knownSource(sha256: String, kind: FileKind) throws(StoreError) -> SourceFile? {
        try reading("table source_file") {
            try SnapshotRows(database: $0).sources(where: "sha256 = ? AND kind = ?", arguments: [sha256, kind.rawValue]).last
        }
    }

    /// All source files, oldest first.
    public func sources() throws(StoreError) -> [SourceFile] {
        try reading("table source_file") { try SnapshotRows(database: $0).sources(where: "1", arguments: []) }
    }

    /// The snapshots by day and version: the current ones, or all versions.
    public func snapshots(includingOlderVersions: Bool = false) throws(StoreError) -> [SnapshotInfo] {
        try reading("table snapshot") {
            try SnapshotRows(database: $0).snapshots(where: includingOlderVersions ? "1" : "is_current = 1")
        }
    }

    /// The current snapshot of a day, or nil when there is none.
    public func currentSnapshot(on day: Day) throws(StoreError) -> SnapshotInfo? {
        try reading("table snapshot") {
            try SnapshotRows(database: $0).snapshots(where: "day = ? AND is_current = 1", arguments: [day.isoText]).first
        }
    }

    /// The items of a snapshot version, its parts one after the other with their dictionaries merged.
    ///
    /// Columns that are not asked for stay empty; the open amounts are always there, because they give the number of items.
    /// Throws `damaged` with the name of the segment when one is not what was written. Linear; columns are decoded on all cores.
    public func items(of id: SnapshotInfo.ID, columns: Set<ItemColumn> = Set(ItemColumn.allCases)) throws(StoreError) -> ItemColumns {
        let names = Set(columns.union([.openMinor]).map(\.rawValue))
        let parts = try reading("table item_segment") { database in
            guard let snapshot = try SnapshotRows(database: database).snapshots(where: "id = ?", arguments: [id.rawValue]).first else {
                throw StoreError(.noSuchSnapshot, "the store has no such snapshot", context: "snapshot \(id.rawValue)")
            }
            return try snapshot.parts.map { try pendingItems(of: $0, names, database) }
        }
        var items: ItemColumns?
        for part in parts {
            let next = try part.columns()
            if items == nil { items = next } else { items?.append(next) }
        }
        return items ?? ItemColumns()
    }

    /// The items of one part of a snapshot; columns and errors as in the whole snapshot's.
    public func items(of part: SnapshotPart, columns: Set<ItemColumn> = Set(ItemColumn.allCases)) throws(StoreError) -> ItemColumns {
        let names = Set(columns.union([.openMinor]).map(\.rawValue))
        return try reading("table item_segment") { try pendingItems(of: part, names, $0) }.columns()
    }

    private func pendingItems(of part: SnapshotPart, _ names: Set<String>, _ database: Database) throws -> PendingColumns<ItemColumns> {
        try PendingColumns(.items, owner: part.id, rowCount: part.rowCount, columns: names, from: database)
    }

    /// All customers by id.
    public func customers() throws(StoreError) -> [Customer] { try records() }

    /// All analysts by id.
    public func analysts() throws(StoreError) -> [Analyst] { try records() }

    /// All portfolio assignments by customer and first day.
    public func portfolios() throws(StoreError) -> [PortfolioAssignment] { try records() }

    /// All promises by id.
    public func promises() throws(StoreError) -> [PaymentPromise] { try records() }

    /// All disputes by id.
    public func disputes() throws(StoreError) -> [Dispute] { try records() }

    /// All targets by month, scope, key and metric.
    public func targets() throws(StoreError) -> [Target] { try records() }

    /// All exchange rates by day and currency.
    public func exchangeRates() throws(StoreError) -> [ExchangeRate] { try records() }

    /// All interest rates by half-year and currency.
    public func interestRates() throws(StoreError) -> [InterestRate] { try records() }

    /// From which days on there are no records of a kind but those in its table, by kind.
    public func noneOnRecord() throws(StoreError) -> [NoneOnRecord] { try records() }

    /// How often data of a kind changed: 0 in a new store, one more with every import that changed something.
    public func revision(of kind: RevisionKind) throws(StoreError) -> Int64 {
        try reading("table revision") { try RevisionRows.value(kind, in: $0) }
    }

    /// The bytes kept under a name and key, or nil when there are none for this fingerprint.
    public func rollup(name: String, key: String, fingerprint: UInt64) throws(StoreError) -> [UInt8]? {
        try reading("table rollup") { try RollupRows.fetch(name, key, fingerprint, from: $0) }
    }

    /// Keeps bytes that were computed from what has this fingerprint, in place of earlier ones of the same name and key.
    public func saveRollup(name: String, key: String, fingerprint: UInt64, bytes: [UInt8]) throws(StoreError) {
        try storing("table rollup") { try queue.write { try RollupRows.save(name, key, fingerprint, bytes, to: $0) } }
    }

    private func records<Record: StoredRecord>() throws(StoreError) -> [Record] {
        try reading("table " + Record.table.name) { try Record.fetchAll($0) }
    }

    /// Does a change of the outbox as one transaction. What is removed is overwritten, so that no body stays in unused pages of the file.
    func changingOutbox<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try storing("table outbox_message") {
            try queue.write { database in
                try database.execute(sql: "PRAGMA secure_delete = ON")
                return try body(database)
            }
        }
    }

    func reading<Value>(_ context: String, _ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try storing(context) { try queue.read(body) }
    }
}
