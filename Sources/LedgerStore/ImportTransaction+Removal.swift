import GRDB
import Ledger
import LedgerColumns

/// Something that was taken out of a store on purpose.
public struct Removal: Hashable, Sendable {
    /// The day it was done on, as the command was told.
    public let removedOn: Day
    /// `snapshot`, `posting` or `postings`.
    public let kind: String
    /// What it was: day and version with its files, the key of a posting, a file's name and SHA-256.
    public let subject: String
    /// Items or postings that went.
    public let rowCount: Int

    public init(removedOn: Day, kind: String, subject: String, rowCount: Int) {
        self.removedOn = removedOn
        self.kind = kind
        self.subject = subject
        self.rowCount = rowCount
    }
}

/// The key of a posting.
public struct PostingKey: Hashable, Sendable {
    public let company: String
    public let document: String
    /// Empty for none.
    public let line: String
    public let kind: PostingKind

    public init(company: String, document: String, line: String, kind: PostingKind) {
        self.company = company
        self.document = document
        self.line = line
        self.kind = kind
    }

    /// `IT01/4711/1/payment`.
    public var text: String { [company, document, line, kind.name].joined(separator: "/") }
}

/// The log of removals.
enum RemovalRows {
    /// The highest number of a deleted version of a day; 0 for none.
    static func newestVersion(of day: Day, in database: Database) throws -> Int {
        let prefix = day.isoText + "@"
        let sql = "SELECT subject FROM removal WHERE kind = 'snapshot' AND substr(subject, 1, ?) = ?"
        let subjects = try String.fetchAll(database, sql: sql, arguments: [prefix.count, prefix])
        return subjects.compactMap { Int($0.dropFirst(prefix.count).prefix { $0.isNumber }) }.max() ?? 0
    }
}

extension ImportTransaction {
    /// Deletes a version of a day, with the parts that no other version has. The newest version that stays is current then.
    ///
    /// - Returns: Its number of items, and the version that is current now; throws `noSuchSnapshot` when there is none.
    public func deleteSnapshot(day: Day, version: Int, removedOn: Day) throws(StoreError) -> (rowCount: Int, current: Int?) {
        try storing("snapshot of \(day)") {
            let rows = SnapshotRows(database: database)
            guard let snapshot = try rows.snapshots(where: "day = ? AND version = ?", arguments: [day.isoText, version]).first else {
                throw StoreError(.noSuchSnapshot, "there is no version \(version) of \(day.isoText)", context: "snapshot of \(day)")
            }
            try database.execute(sql: "DELETE FROM snapshot_member WHERE snapshot = ?", arguments: [snapshot.id.rawValue])
            try database.execute(sql: "DELETE FROM snapshot WHERE id = ?", arguments: [snapshot.id.rawValue])
            for part in snapshot.parts {
                let sql = "SELECT count(*) FROM snapshot_member WHERE part = ?"
                guard try Int.fetchOne(database, sql: sql, arguments: [part.id]) == 0 else { continue }
                for table in ["item_segment", "part_total", "part_company"] {
                    try database.execute(sql: "DELETE FROM \(table) WHERE part = ?", arguments: [part.id])
                }
                try database.execute(sql: "DELETE FROM snapshot_part WHERE id = ?", arguments: [part.id])
            }
            let newest = try Int.fetchOne(database, sql: "SELECT max(version) FROM snapshot WHERE day = ?", arguments: [day.isoText])
            if snapshot.isCurrent, let newest {
                let sql = "UPDATE snapshot SET is_current = (version = ?) WHERE day = ?"
                try database.execute(sql: sql, arguments: [newest, day.isoText])
            }
            let currentSQL = "SELECT version FROM snapshot WHERE day = ? AND is_current = 1"
            let current = try Int.fetchOne(database, sql: currentSQL, arguments: [day.isoText])
            try RevisionRows.grow(.snapshots, in: database)
            let files = snapshot.parts.map { "\($0.source.name) \($0.source.sha256.prefix(12))" }.joined(separator: ", ")
            let subject = "\(day.isoText)@\(version)" + (files.isEmpty ? "" : " (\(files))")
            try note(Removal(removedOn: removedOn, kind: "snapshot", subject: subject, rowCount: snapshot.rowCount))
            return (snapshot.rowCount, current)
        }
    }

    /// Takes a posting back; one that it had replaced holds again.
    ///
    /// - Returns: Whether there was such a posting, and whether an earlier one holds again.
    public func takeBack(_ key: PostingKey, removedOn: Day) throws(StoreError) -> (found: Bool, restored: Bool) {
        try storing("table posting_batch") {
            let batches = PostingBatches(database: database)
            guard let (batch, row) = try batches.liveRow(of: key) else { return (false, false) }
            try setReplaced(batch.id, row, by: batch.id)
            let earlier = try batches.replacedRow(of: key, by: batch.id)
            if let (other, otherRow) = earlier {
                let sql = "DELETE FROM posting_superseded WHERE batch = ? AND row = ?"
                try database.execute(sql: sql, arguments: [other.id, otherRow])
                try batches.renewDays(of: other)
            }
            try batches.renewDays(of: batch)
            try RevisionRows.grow(.postings, in: database)
            try note(Removal(removedOn: removedOn, kind: "posting", subject: key.text, rowCount: 1))
            return (true, earlier != nil)
        }
    }

    /// Takes all postings of a file back; those that they had replaced hold again.
    ///
    /// - Returns: The number of postings that went.
    public func takeBackPostings(of source: SourceFile, removedOn: Day) throws(StoreError) -> Int {
        try storing("table posting_batch") {
            let batches = PostingBatches(database: database)
            var count = 0
            let ids = try Int64.fetchAll(
                database, sql: "SELECT id FROM posting_batch WHERE source_file = ?", arguments: [source.id.rawValue])
            for id in ids {
                let batch = try batches.batch(id)
                for (row, isLive) in try batches.liveRows(of: batch).enumerated() where isLive {
                    try setReplaced(id, row, by: id)
                    count += 1
                }
                let sql = "SELECT DISTINCT batch FROM posting_superseded WHERE superseded_by = ? AND batch <> ?"
                let earlier = try Int64.fetchAll(database, sql: sql, arguments: [id, id])
                try database.execute(sql: "DELETE FROM posting_superseded WHERE superseded_by = ? AND batch <> ?", arguments: [id, id])
                for other in earlier { try batches.renewDays(of: try batches.batch(other)) }
                try batches.renewDays(of: batch)
            }
            try database.execute(sql: "UPDATE history SET is_current = 0 WHERE source_file = ?", arguments: [source.id.rawValue])
            try database.execute(
                sql: "UPDATE source_file SET sha256 = ? WHERE id = ?",
                arguments: [SourceFile.takenBackMark + source.sha256, source.id.rawValue])
            try RevisionRows.grow(.postings, in: database)
            try note(Removal(removedOn: removedOn, kind: "postings", subject: "\(source.name) \(source.sha256)", rowCount: count))
            return count
        }
    }

    /// Takes back that there are no records of a kind from some day on, which some files said.
    ///
    /// - Parameters:
    ///   - statements: The files, which are of one kind.
    ///   - from: The day that other files said; nil: none did.
    public func takeBack(_ statements: [SourceFile], leaving from: Day?, removedOn: Day) throws(StoreError) {
        guard let kind = statements.first?.kind else { return }
        try storing("table " + NoneOnRecord.table.name) {
            try database.execute(sql: "DELETE FROM \(NoneOnRecord.table.name) WHERE kind = ?", arguments: [kind.rawValue])
            for source in statements {
                try database.execute(
                    sql: "UPDATE source_file SET sha256 = ? WHERE id = ?",
                    arguments: [SourceFile.takenBackMark + source.sha256, source.id.rawValue])
                try note(
                    Removal(
                        removedOn: removedOn, kind: NoneOnRecord.revisionKind.rawValue, subject: "\(source.name) \(source.sha256)",
                        rowCount: 0))
            }
            try RevisionRows.grow(NoneOnRecord.revisionKind, in: database)
        }
        if let from { _ = try state(NoneOnRecord(kind: kind, from: from)) }
    }

    /// A row that its own batch replaces is taken back.
    func setReplaced(_ batch: Int64, _ row: Int, by other: Int64) throws {
        let sql = "INSERT INTO posting_superseded (batch, row, superseded_by) VALUES (?, ?, ?)"
        try database.execute(sql: sql, arguments: [batch, row, other])
    }

    private func note(_ removal: Removal) throws {
        try database.execute(
            sql: "INSERT INTO removal (removed_on, kind, subject, row_count) VALUES (?, ?, ?, ?)",
            arguments: [removal.removedOn.isoText, removal.kind, removal.subject, removal.rowCount])
    }
}

extension PostingBatches {
    func batch(_ id: Int64) throws -> PostingBatch {
        let count = try Int.fetchOne(database, sql: "SELECT row_count FROM posting_batch WHERE id = ?", arguments: [id])
        guard let count else { throw StoreError(.damaged, "a batch of postings is missing", context: "table posting_batch, id \(id)") }
        return PostingBatch(id: id, rowCount: count)
    }

    /// The batch and row of the posting of a key that holds.
    fileprivate func liveRow(of key: PostingKey) throws -> (PostingBatch, Int)? {
        for batch in try batches().reversed() {
            let isLive = try liveRows(of: batch)
            if let row = try rows(of: key, in: batch).last(where: { isLive[$0] }) { return (batch, row) }
        }
        return nil
    }

    /// The newest row of a key that a batch replaced.
    fileprivate func replacedRow(of key: PostingKey, by batch: Int64) throws -> (PostingBatch, Int)? {
        let sql = "SELECT batch, row FROM posting_superseded WHERE superseded_by = ? AND batch <> ? ORDER BY batch DESC, row DESC"
        let replaced = try Row.fetchAll(database, sql: sql, arguments: [batch, batch]).map { (id: $0[0] as Int64, row: $0[1] as Int) }
        for (id, rows) in Dictionary(grouping: replaced, by: \.id).sorted(by: { $0.key > $1.key }) {
            let other = try self.batch(id)
            let known = Set(try self.rows(of: key, in: other))
            if let row = rows.map(\.row).first(where: known.contains) { return (other, row) }
        }
        return nil
    }

    private func rows(of key: PostingKey, in batch: PostingBatch) throws -> [Int] {
        let columns = try columns(of: batch, PostingBatches.keyColumns)
        guard let company = columns.companies.code(of: key.company), let line = columns.lines.code(of: key.line) else { return [] }
        return columns.kind.indices.filter { row in
            columns.kind[row] == key.kind.rawValue && columns.company[row] == company && columns.line[row] == line
                && columns.document[row] == key.document
        }
    }

    /// Writes the first and last day of the postings of a batch that hold.
    func renewDays(of batch: PostingBatch) throws {
        let isLive = try liveRows(of: batch)
        let days = try columns(of: batch).postingDay.enumerated().filter { isLive[$0.offset] }.map(\.element)
        try database.execute(
            sql: "UPDATE posting_batch SET first_day = ?, last_day = ? WHERE id = ?",
            arguments: [
                days.min().map { Day(daysSinceEpoch: $0).isoText }, days.max().map { Day(daysSinceEpoch: $0).isoText }, batch.id,
            ])
    }
}

extension LedgerStore {
    /// Everything that was taken out on purpose, oldest first.
    public func removals() throws(StoreError) -> [Removal] {
        try reading("table removal") { database in
            try Row.fetchAll(database, sql: "SELECT removed_on, kind, subject, row_count FROM removal ORDER BY id").map { row in
                let record = RecordRow(table: "removal", row: row)
                return Removal(
                    removedOn: try record.day("removed_on"), kind: try record.text("kind"), subject: try record.text("subject"),
                    rowCount: try record.count("row_count"))
            }
        }
    }
}
