import GRDB
import Ledger

/// Reading of the tables that describe snapshots. Parts are shared by versions, so each is read once.
struct SnapshotRows {
    let database: Database

    /// The versions a condition on `snapshot` selects, by day and version.
    func snapshots(where condition: String, arguments: StatementArguments = []) throws -> [SnapshotInfo] {
        let sql = "SELECT id, day, version, is_current, row_count, fingerprint FROM snapshot WHERE \(condition) ORDER BY day, version"
        var parts: [Int64: SnapshotPart] = [:]
        return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            let record = RecordRow(table: "snapshot", row: row)
            let id = try record.integer("id")
            let members = try Int64.fetchAll(database, sql: "SELECT part FROM snapshot_member WHERE snapshot = ?", arguments: [id])
            for member in members where parts[member] == nil { parts[member] = try part(member) }
            let snapshot = SnapshotInfo(
                id: SnapshotInfo.ID(rawValue: id), day: try record.day("day"), version: try record.count("version"),
                isCurrent: try record.integer("is_current") == 1, fingerprint: try record.fingerprint("fingerprint"),
                parts: members.compactMap { parts[$0] }.sorted { ($0.companies.first ?? "", $0.id) < ($1.companies.first ?? "", $1.id) })
            guard snapshot.rowCount == (try record.count("row_count")) else {
                throw StoreError(.damaged, "a snapshot has not the rows of its parts", context: "table snapshot, id \(id)")
            }
            return snapshot
        }
    }

    private func part(_ id: Int64) throws -> SnapshotPart {
        let sql = "SELECT id, source_file, row_count, rejected_count, fingerprint FROM snapshot_part WHERE id = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [id]) else {
            throw StoreError(.damaged, "a part of a snapshot is missing", context: "table snapshot_part, id \(id)")
        }
        let record = RecordRow(table: "snapshot_part", row: row)
        let sourceID = try record.integer("source_file")
        guard let source = try sources(where: "id = ?", arguments: [sourceID]).first else {
            throw StoreError(.damaged, "a source file is missing", context: "table source_file, id \(sourceID)")
        }
        let companySQL = "SELECT company FROM part_company WHERE part = ? ORDER BY company"
        return SnapshotPart(
            id: id, source: source, companies: try String.fetchAll(database, sql: companySQL, arguments: [id]),
            rowCount: try record.count("row_count"), rejectedCount: try record.count("rejected_count"),
            fingerprint: try record.fingerprint("fingerprint"), totals: try totals(ofPart: id))
    }

    private func totals(ofPart id: Int64) throws -> [CurrencyTotal] {
        let sql = "SELECT currency, debit_minor, credit_minor, item_count FROM part_total WHERE part = ? ORDER BY currency"
        return try Row.fetchAll(database, sql: sql, arguments: [id]).map { row in
            let record = RecordRow(table: "part_total", row: row)
            return CurrencyTotal(
                currency: try record.currency("currency"), debitMinor: try record.integer("debit_minor"),
                creditMinor: try record.integer("credit_minor"), itemCount: try record.count("item_count"))
        }
    }

    /// The source files a condition selects, oldest first.
    func sources(where condition: String, arguments: StatementArguments) throws -> [SourceFile] {
        let sql = """
            SELECT id, name, kind, profile, byte_count, sha256, imported_on, report_json FROM source_file WHERE \(condition) ORDER BY id
            """
        return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            let record = RecordRow(table: "source_file", row: row)
            return SourceFile(
                id: SourceFile.ID(rawValue: try record.integer("id")), name: try record.text("name"), kind: try record.word("kind"),
                profile: try record.optionalText("profile"), byteCount: try record.integer("byte_count"), sha256: try record.text("sha256"),
                importedOn: try record.day("imported_on"), reportJSON: try record.optionalText("report_json"))
        }
    }
}
