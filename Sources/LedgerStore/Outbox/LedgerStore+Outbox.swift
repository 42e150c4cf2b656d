import GRDB
import Ledger

extension LedgerStore {
    /// The messages of the outbox, oldest first, drafts left out. Needs no right to change it.
    public func outboxMessages() throws(StoreError) -> [OutboxMessage] {
        try reading("table outbox_message") { try OutboxRows.fetch($0, where: "state <> 'draft'") }
    }

    /// Whether there is a message of a draft's report, day and recipient.
    public func isQueued(_ draft: OutboxDraft) throws(StoreError) -> Bool { try nextRepetition(of: draft) > 0 }

    /// How many messages there are of a draft's report, day and recipient, counted from the highest repetition.
    func nextRepetition(of draft: OutboxDraft) throws(StoreError) -> Int {
        try reading("table outbox_message") { database in
            let sql = "SELECT coalesce(max(repetition) + 1, 0) FROM outbox_message WHERE report = ? AND day = ? AND mailbox = ?"
            return try Int.fetchOne(database, sql: sql, arguments: [draft.report, draft.day.isoText, draft.recipient.mailbox]) ?? 0
        }
    }
}
