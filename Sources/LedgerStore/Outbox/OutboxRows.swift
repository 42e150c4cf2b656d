import Foundation
import GRDB
import Ledger
import LedgerColumns

/// The table of messages.
enum OutboxRows {
    private static let columns = """
        id, report, day, recipient, repetition, analyst, snapshot_version, snapshot_fingerprint, language, sender, message_id, byte_count,
        bytes IS NOT NULL AS has_body, state, attempts, may_have_arrived, reason, queued_at, changed_at, next_attempt_at
        """

    /// The messages that meet a condition, by number.
    static func fetch(_ database: Database, where condition: String, _ arguments: StatementArguments = []) throws -> [OutboxMessage] {
        try Row.fetchAll(database, sql: "SELECT \(columns) FROM outbox_message WHERE \(condition) ORDER BY id", arguments: arguments)
            .map { try message(RecordRow(table: "outbox_message", row: $0)) }
    }

    /// The bytes of a message.
    ///
    /// - Throws: `damaged` when they are not what was queued.
    static func bytes(_ database: Database, id: Int64) throws -> [UInt8] {
        let sql = "SELECT bytes, checksum FROM outbox_message WHERE id = ? AND bytes IS NOT NULL"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [id]) else {
            throw StoreError(.damaged, "the message has lost its body", context: "outbox message \(id)")
        }
        guard try isWhole(row) else {
            throw StoreError(.damaged, "the body of a message is not what was queued", context: "outbox message \(id)")
        }
        return [UInt8](try row.decode(Data.self, forColumn: "bytes"))
    }

    /// The messages with a body that is not what was queued, among those that meet a condition; one body in memory at a time.
    static func damaged(_ database: Database, where condition: String) throws -> [Int64] {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT id, bytes, checksum FROM outbox_message WHERE bytes IS NOT NULL AND \(condition) ORDER BY id")
        var damaged: [Int64] = []
        while let row = try rows.next() {
            if try !isWhole(row) { damaged.append(try row.decode(Int64.self, forColumn: "id")) }
        }
        return damaged
    }

    /// Whether the bytes of a row of `bytes, checksum` are those that were queued.
    private static func isWhole(_ row: Row) throws -> Bool {
        let data = try row.decode(Data.self, forColumn: "bytes")
        return stableHash(data.span.bytes) == UInt64(bitPattern: try row.decode(Int64.self, forColumn: "checksum"))
    }

    static func insert(
        _ database: Database, _ draft: OutboxDraft, repetition: Int, messageID: String, _ bytes: [UInt8], at now: EpochSeconds
    ) throws {
        let sql = """
            INSERT INTO outbox_message (report, day, recipient, mailbox, repetition, analyst, snapshot_version, snapshot_fingerprint, language,
            sender, message_id, byte_count, checksum, bytes, state, attempts, may_have_arrived, queued_at, changed_at, next_attempt_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', 0, 0, ?, ?, ?)
            """
        try database.execute(
            sql: sql,
            arguments: [
                draft.report, draft.day.isoText, draft.recipient.text, draft.recipient.mailbox, repetition, draft.analyst,
                draft.snapshotVersion, Int64(bitPattern: draft.snapshotFingerprint), draft.language.rawValue, draft.sender.text, messageID,
                bytes.count, Int64(bitPattern: stableHash(bytes.span.bytes)), Data(bytes), now, now, now,
            ])
    }

    private static func message(_ row: RecordRow) throws(StoreError) -> OutboxMessage {
        OutboxMessage(
            id: try row.integer("id"), report: try row.text("report"), day: try row.day("day"), recipient: try row.address("recipient"),
            analyst: try row.optionalText("analyst"), repetition: try row.count("repetition"),
            snapshotVersion: try row.count("snapshot_version"), snapshotFingerprint: try row.fingerprint("snapshot_fingerprint"),
            language: try row.word("language"), sender: try row.address("sender"), messageID: try row.text("message_id"),
            byteCount: try row.count("byte_count"), hasBody: try row.integer("has_body") != 0, state: try row.word("state"),
            attempts: try row.count("attempts"), mayHaveArrived: try row.integer("may_have_arrived") != 0,
            reason: try row.optionalText("reason"), queuedAt: try row.integer("queued_at"), changedAt: try row.integer("changed_at"),
            nextAttemptAt: try row.optionalInteger("next_attempt_at"))
    }
}
