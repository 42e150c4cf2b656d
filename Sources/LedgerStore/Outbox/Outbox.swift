import GRDB
import Ledger
import LedgerColumns

/// The messages to be sent and how far each is, in the store: what was queued survives whatever happens to the process.
///
/// One object a store at a time, in all processes; so a message that stands on ``OutboxState/sending`` when one is opened belongs to a process that died. Each
/// method is one durable transaction. Why it is so: `docs/decisions/0011-outbox.md`.
public final class Outbox: Sendable {
    private let store: LedgerStore
    private let lock: OutboxLock

    /// What a message that was being sent when its process died becomes.
    public struct Recovery: Hashable, Sendable {
        /// May have arrived; sent once more, under the same Message-ID.
        public var sentAgain: [OutboxMessage] = []
        /// May have arrived, and was sent once more already: given up.
        public var givenUp: [OutboxMessage] = []
    }

    /// Opens the outbox of a store.
    ///
    /// - Throws: `busy` when it is open already.
    public init(_ store: LedgerStore) throws(StoreError) {
        lock = try OutboxLock(store: store.path)
        self.store = store
    }

    /// Brings messages of dead processes into order: drafts are removed, what was being sent is queued once more, or failed when it was so before.
    public func recover(at now: EpochSeconds) throws(StoreError) -> Recovery {
        try store.changingOutbox { database in
            let interrupted = try OutboxRows.fetch(database, where: "state = 'sending'")
            try database.execute(sql: "DELETE FROM outbox_message WHERE state = 'draft'")
            for message in interrupted {
                try Outbox.settle(
                    message, .noAnswer(reason: "the program ended before the server's answer was recorded", nextAttemptAt: now), now,
                    database)
            }
            return Recovery(
                sentAgain: interrupted.filter { !$0.mayHaveArrived }, givenUp: interrupted.filter(\.mayHaveArrived))
        }
    }

    /// Puts a message into the outbox as a draft; `bytes` gets its Message-ID and makes it.
    ///
    /// - Returns: false when there is one of the report, day and recipient already, and `again` is not said; `bytes` is not called then.
    public func add(
        _ draft: OutboxDraft, again: Bool, at now: EpochSeconds, bytes: (_ messageID: String) throws -> [UInt8]
    ) throws -> Bool {
        let repetition = try store.nextRepetition(of: draft)
        guard repetition == 0 || again else { return false }
        let messageID = Outbox.messageID(draft, repetition: repetition)
        let made = try bytes(messageID)
        try store.changingOutbox { database in
            try OutboxRows.insert(database, draft, repetition: repetition, messageID: messageID, made, at: now)
        }
        return true
    }

    /// Queues all drafts at once.
    public func release(at now: EpochSeconds) throws(StoreError) {
        let sql = "UPDATE outbox_message SET state = 'queued', queued_at = ?, changed_at = ?, next_attempt_at = ? WHERE state = 'draft'"
        try store.changingOutbox { try $0.execute(sql: sql, arguments: [now, now, now]) }
    }

    /// Removes all drafts.
    public func discardDrafts() throws(StoreError) {
        try store.changingOutbox { try $0.execute(sql: "DELETE FROM outbox_message WHERE state = 'draft'") }
    }

    /// The next message that is due, noted as being sent before it is given out; nil when none is.
    public func claimNext(at now: EpochSeconds) throws(StoreError) -> (message: OutboxMessage, bytes: [UInt8])? {
        try store.changingOutbox { database in
            let first = "id = (SELECT min(id) FROM outbox_message WHERE state = 'queued' AND next_attempt_at <= ?)"
            guard let message = try OutboxRows.fetch(database, where: first, [now]).first else { return nil }
            let bytes = try OutboxRows.bytes(database, id: message.id)
            let sql = "UPDATE outbox_message SET state = 'sending', attempts = attempts + 1, changed_at = ? WHERE id = ?"
            try database.execute(sql: sql, arguments: [now, message.id])
            let claimed = try OutboxRows.fetch(database, where: "id = ?", [message.id])[0]
            return (claimed, bytes)
        }
    }

    /// How an attempt ended. Reasons are what the server or the connection said.
    public enum Ending: Hashable, Sendable {
        /// The server accepted it.
        case accepted
        /// Not accepted, and may be later.
        case postponed(reason: String, nextAttemptAt: EpochSeconds)
        /// Not accepted, and never will be.
        case refused(reason: String)
        /// Handed over whole, and no answer came.
        case noAnswer(reason: String, nextAttemptAt: EpochSeconds)
        /// There was no connection, so it was no attempt.
        case notTried(reason: String, nextAttemptAt: EpochSeconds)
    }

    /// Records how the attempt at a claimed message ended.
    ///
    /// - Returns: The message as it stands now.
    public func record(_ ending: Ending, of message: OutboxMessage, at now: EpochSeconds) throws(StoreError) -> OutboxMessage {
        try store.changingOutbox { database in
            try Outbox.settle(message, ending, now, database)
            return try OutboxRows.fetch(database, where: "id = ?", [message.id])[0]
        }
    }

    /// Postpones all messages that are due, without an attempt.
    public func postponeDue(reason: String, until next: EpochSeconds, at now: EpochSeconds) throws(StoreError) {
        let sql = """
            UPDATE outbox_message SET reason = ?, next_attempt_at = ?, changed_at = ? WHERE state = 'queued' AND next_attempt_at <= ?
            """
        try store.changingOutbox { try $0.execute(sql: sql, arguments: [reason, next, now, now]) }
    }

    /// Gives up what was queued before a moment and is not sent yet.
    public func giveUp(queuedBefore moment: EpochSeconds, reason: String, at now: EpochSeconds) throws(StoreError) -> [OutboxMessage] {
        try store.changingOutbox { database in
            let old = try OutboxRows.fetch(database, where: "state = 'queued' AND queued_at < ?", [moment])
            for message in old {
                let text = message.reason.map { reason + "; last: " + $0 } ?? reason
                try Outbox.settle(message, .refused(reason: text), now, database)
            }
            return old
        }
    }

    /// Fails what waits and has lost its body, or has one that is not what was queued, so that it does not keep the others from being sent. Linear in the bodies.
    public func failDamaged(at now: EpochSeconds) throws(StoreError) -> [OutboxMessage] {
        try store.changingOutbox { database in
            let damaged = Set(try OutboxRows.damaged(database, where: "state = 'queued'"))
            let waiting = try OutboxRows.fetch(database, where: "state = 'queued'").filter { damaged.contains($0.id) || !$0.hasBody }
            for message in waiting { try Outbox.settle(message, .refused(reason: "its body in the store is damaged"), now, database) }
            return waiting
        }
    }

    /// Makes messages that wait or failed due now, as if they had just been queued. Their Message-IDs stay, and so does what is known of an
    /// earlier attempt without an answer.
    ///
    /// - Returns: The numbers of those that can be: queued or failed, with their body.
    public func retry(_ ids: [Int64], at now: EpochSeconds) throws(StoreError) -> [Int64] {
        try store.changingOutbox { database in
            try ids.filter { id in
                let sql = """
                    UPDATE outbox_message SET state = 'queued', attempts = 0, queued_at = ?, changed_at = ?, next_attempt_at = ?
                    WHERE id = ? AND state IN ('queued', 'failed') AND bytes IS NOT NULL
                    """
                try database.execute(sql: sql, arguments: [now, now, now, id])
                return database.changesCount == 1
            }
        }
    }

    /// Takes messages out that wait or failed. Their bodies are removed; the rows stay, so that the next `send` of the report does not bring them back.
    ///
    /// - Returns: The numbers of those that were taken out.
    public func drop(_ ids: [Int64], at now: EpochSeconds) throws(StoreError) -> [Int64] {
        try store.changingOutbox { database in
            try ids.filter { id in
                let sql = """
                    UPDATE outbox_message SET state = 'dropped', bytes = NULL, next_attempt_at = NULL, changed_at = ?
                    WHERE id = ? AND state IN ('queued', 'failed')
                    """
                try database.execute(sql: sql, arguments: [now, id])
                return database.changesCount == 1
            }
        }
    }

    /// Removes the bodies of messages that were sent, or given up, before a moment; that they were sent stays known.
    public func forgetBodies(before moment: EpochSeconds) throws(StoreError) {
        let sql = "UPDATE outbox_message SET bytes = NULL WHERE state IN ('sent', 'failed') AND changed_at < ? AND bytes IS NOT NULL"
        try store.changingOutbox { try $0.execute(sql: sql, arguments: [moment]) }
    }

    /// The one place where an attempt's ending becomes a state.
    private static func settle(_ message: OutboxMessage, _ ending: Ending, _ now: EpochSeconds, _ database: Database) throws {
        let state: OutboxState
        var (reason, next, attempts, mayHaveArrived) = (String?.none, EpochSeconds?.none, message.attempts, message.mayHaveArrived)
        switch ending {
        case .accepted: state = .sent
        case .postponed(let text, let moment): (state, reason, next) = (.queued, text, moment)
        case .refused(let text): (state, reason) = (.failed, text)
        case .noAnswer(let text, let moment):
            // The second time nobody knows, a third copy would be more than one duplicate.
            (state, reason, next) = message.mayHaveArrived ? (.failed, text, nil) : (.queued, text, moment)
            mayHaveArrived = true
        case .notTried(let text, let moment): (state, reason, next, attempts) = (.queued, text, moment, max(0, attempts - 1))
        }
        let sql = """
            UPDATE outbox_message SET state = ?, reason = ?, next_attempt_at = ?, attempts = ?, may_have_arrived = ?, changed_at = ? WHERE id = ?
            """
        try database.execute(sql: sql, arguments: [state.rawValue, reason, next, attempts, mayHaveArrived ? 1 : 0, now, message.id])
    }

    /// The same for the same report, day, recipient and repetition, whatever the process; tells nothing of the recipient.
    static func messageID(_ draft: OutboxDraft, repetition: Int) -> String {
        let key = Array([draft.report, draft.day.isoText, draft.recipient.mailbox, String(repetition)].joined(separator: "\u{0}").utf8)
        let halves = [1, 2].map { stableHash(key.span.bytes, seed: $0) }
        let digits = halves.map { half in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }
        return "<" + digits.joined() + "@" + draft.sender.domain + ">"
    }
}
