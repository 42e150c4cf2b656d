import GRDB
import Ledger
import LedgerColumns

/// What an import may write. It is valid inside the closure it is given to; everything is kept when that ends and nothing when it throws.
public final class ImportTransaction {
    let database: Database
    /// Row ids of the snapshot versions and parts this import made: files of one import that name the same day go into one version.
    var madeVersions: Set<Int64> = []
    var madeParts: Set<Int64> = []
    /// The files of this import.
    var madeSources: Set<SourceFile.ID> = []

    init(_ database: Database) {
        self.database = database
    }

    /// Notes a file that is being imported.
    public func addSource(
        name: String, kind: FileKind, profile: String? = nil, byteCount: Int64, sha256: String, importedOn: Day, reportJSON: String? = nil
    ) throws(StoreError) -> SourceFile.ID {
        try storing("table source_file") {
            let sql = """
                INSERT INTO source_file (name, kind, profile, byte_count, sha256, imported_on, report_json) VALUES (?, ?, ?, ?, ?, ?, ?)
                """
            try database.execute(
                sql: sql, arguments: [name, kind.rawValue, profile, byteCount, sha256, importedOn.isoText, reportJSON])
            let id = SourceFile.ID(rawValue: database.lastInsertedRowID)
            madeSources.insert(id)
            return id
        }
    }

    /// Puts another report in the place of the one that a file was noted with.
    public func setReport(_ json: String, of source: SourceFile.ID) throws(StoreError) {
        try storing("table source_file") {
            try database.execute(sql: "UPDATE source_file SET report_json = ? WHERE id = ?", arguments: [json, source.rawValue])
        }
    }

    /// The newest source file of these bytes and kind, or nil when it was never imported.
    public func knownSource(sha256: String, kind: FileKind) throws(StoreError) -> SourceFile? {
        try storing("table source_file") {
            try SnapshotRows(database: database).sources(where: "sha256 = ? AND kind = ?", arguments: [sha256, kind.rawValue]).last
        }
    }

    /// The files of a kind that were imported after a file, in order.
    public func sources(after id: SourceFile.ID, kind: FileKind) throws(StoreError) -> [SourceFile] {
        try storing("table source_file") {
            try SnapshotRows(database: database).sources(where: "id > ? AND kind = ?", arguments: [id.rawValue, kind.rawValue])
        }
    }

    /// Takes the note of a file back that brought nothing.
    public func removeSource(_ id: SourceFile.ID) throws(StoreError) {
        try storing("table source_file") { try database.execute(sql: "DELETE FROM source_file WHERE id = ?", arguments: [id.rawValue]) }
    }

    /// Whether a version was deleted or a posting taken back.
    public func hasRemovals() throws(StoreError) -> Bool {
        try storing("table removal") { try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM removal)") ?? false }
    }

    /// All exchange rates by day and currency, those of this import included.
    public func exchangeRates() throws(StoreError) -> [ExchangeRate] {
        try storing("table exchange_rate") { try ExchangeRate.fetchAll(database) }
    }

    /// All customers, those of this import included.
    public func customers() throws(StoreError) -> [Customer] {
        try storing("table customer") { try Customer.fetchAll(database) }
    }

    /// All analysts, those of this import included.
    public func analysts() throws(StoreError) -> [Analyst] {
        try storing("table analyst") { try Analyst.fetchAll(database) }
    }

    /// Keeps the bytes of a rollup; see ``LedgerStore/saveRollup(name:key:fingerprint:bytes:)``.
    public func saveRollup(name: String, key: String, fingerprint: UInt64, bytes: [UInt8]) throws(StoreError) {
        try storing("table rollup") { try RollupRows.save(name, key, fingerprint, bytes, to: database) }
    }

    /// Adds or replaces customers by their id.
    public func upsert(_ customers: [Customer]) throws(StoreError) -> UpsertCounts { try upsertRecords(customers) }

    /// Adds or replaces analysts by their id.
    public func upsert(_ analysts: [Analyst]) throws(StoreError) -> UpsertCounts { try upsertRecords(analysts) }

    /// Adds or replaces promises by their id.
    public func upsert(_ promises: [PaymentPromise]) throws(StoreError) -> UpsertCounts { try upsertRecords(promises) }

    /// Adds or replaces disputes by their id.
    public func upsert(_ disputes: [Dispute]) throws(StoreError) -> UpsertCounts { try upsertRecords(disputes) }

    /// Adds or replaces targets by month, scope, key and metric.
    public func upsert(_ targets: [Target]) throws(StoreError) -> UpsertCounts { try upsertRecords(targets) }

    /// Adds or replaces exchange rates by day and currency.
    public func upsert(_ rates: [ExchangeRate]) throws(StoreError) -> UpsertCounts { try upsertRecords(rates) }

    /// Adds or replaces interest rates by half-year and currency.
    public func upsert(_ rates: [InterestRate]) throws(StoreError) -> UpsertCounts { try upsertRecords(rates) }

    /// Says from which day on there are no records of a kind but those in its table. The earliest day that was ever said holds, whatever the order.
    ///
    /// - Returns: That day, and whether it is new.
    public func state(_ none: NoneOnRecord) throws(StoreError) -> (from: Day, isNew: Bool) {
        let known = try storing("table " + NoneOnRecord.table.name) { try NoneOnRecord.fetchAll(database) }.first { $0.kind == none.kind }
        if let known, known.from <= none.from { return (known.from, false) }
        _ = try upsertRecords([none])
        return (none.from, true)
    }

    /// Replaces all assignments of the customers that are named; the assignments of other customers stay.
    ///
    /// Assignments of one customer must not overlap; two of one customer must not start on one day.
    public func replacePortfolios(_ assignments: [PortfolioAssignment]) throws(StoreError) -> UpsertCounts {
        try storing("table portfolio") {
            let known = try PortfolioAssignment.fetchAll(database)
            let named = Set(assignments.map(\.customer))
            let earlier = Set(known.filter { named.contains($0.customer) })
            let wanted = Set(assignments)
            let obsolete = earlier.subtracting(wanted)
            let fresh = assignments.filter { !earlier.contains($0) }
            var counts = UpsertCounts()
            counts.unchanged = wanted.count - Set(fresh).count
            for assignment in obsolete {
                let sql = "DELETE FROM portfolio WHERE customer = ? AND valid_from = ?"
                try database.execute(sql: sql, arguments: [assignment.customer, assignment.validFrom.isoText])
            }
            let written = try write(fresh)
            counts.added = written.added
            counts.removed = obsolete.count
            if counts.added + counts.removed > 0 { try RevisionRows.grow(.portfolios, in: database) }
            return counts
        }
    }

    private func upsertRecords<Record: StoredRecord>(_ records: [Record]) throws(StoreError) -> UpsertCounts {
        try storing("table " + Record.table.name) {
            let counts = try write(records)
            if counts.added + counts.changed > 0 { try RevisionRows.grow(Record.revisionKind, in: database) }
            return counts
        }
    }

    /// Records that go to SQLite at once: enough for the cost of a statement not to matter, and few enough for its limit on parameters.
    private static let rowsPerStatement = 64

    private func write<Record: StoredRecord>(_ records: [Record]) throws -> UpsertCounts {
        let countSQL = "SELECT count(*) FROM " + Record.table.name
        let before = try Int.fetchOne(database, sql: countSQL) ?? 0
        var written = 0
        func run(_ binder: inout RowBinder, _ records: ArraySlice<Record>) throws {
            for record in records { record.bind(to: &binder) }
            written += try binder.run()
        }
        let whole = records.count / Self.rowsPerStatement * Self.rowsPerStatement
        if whole > 0 {
            var binder = RowBinder(try database.makeStatement(sql: Record.table.upsertSQL(rowCount: Self.rowsPerStatement)), database)
            for first in stride(from: 0, to: whole, by: Self.rowsPerStatement) {
                try run(&binder, records[first..<first + Self.rowsPerStatement])
            }
        }
        if whole < records.count {
            var binder = RowBinder(try database.makeStatement(sql: Record.table.upsertSQL(rowCount: records.count - whole)), database)
            try run(&binder, records[whole...])
        }
        let added = (try Int.fetchOne(database, sql: countSQL) ?? 0) - before
        return UpsertCounts(added: added, changed: written - added, unchanged: records.count - written)
    }
}
