import Dispatch
import Foundation
import GRDB
import Glibc
import Ledger
import LedgerStore
import Synchronization
import Testing

/// A message of the huddle of 2026-06-30 to somebody.
func draft(_ recipient: String, report: String = "huddle", on date: String = "2026-06-30", version: Int = 1) throws -> OutboxDraft {
    OutboxDraft(
        report: report, day: day(date), recipient: try MailAddress(recipient), analyst: nil, snapshotVersion: version,
        snapshotFingerprint: 7,
        language: .english, sender: try MailAddress("team@example.com"))
}

@Suite("Outbox")
struct OutboxTests {
    /// An outbox with messages to a, b, … that are queued.
    private func queued(_ recipients: String..., in temporary: TemporaryStore, at now: EpochSeconds = 1000) throws -> Outbox {
        let outbox = try Outbox(temporary.store)
        for recipient in recipients {
            let isNew = try outbox.add(draft(recipient + "@example.com"), again: false, at: now) {
                Array("body of \(recipient) \($0)".utf8)
            }
            #expect(isNew)
        }
        try outbox.release(at: now)
        return outbox
    }

    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? StoreError)?.code
        }
    }

    @Test("a message is kept with its report, sent once, and its state told")
    func sentOnce() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", in: temporary)
        let (message, bytes) = try #require(try outbox.claimNext(at: 1000))
        #expect(String(decoding: bytes, as: UTF8.self) == "body of a \(message.messageID)")
        #expect(message.state == .sending && message.attempts == 1 && message.byteCount == bytes.count)
        #expect(message.report == "huddle" && message.day == day("2026-06-30") && message.snapshotFingerprint == 7)
        let nothing = try outbox.claimNext(at: 1000)
        #expect(nothing == nil)
        let sent = try outbox.record(.accepted, of: message, at: 1001)
        #expect(sent.state == .sent && sent.changedAt == 1001 && sent.nextAttemptAt == nil)
        #expect(try temporary.store.outboxMessages() == [sent])
    }

    @Test("one report of a day goes to a mailbox once, however it is spelt, unless it is asked for again")
    func unique() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", in: temporary)
        for recipient in ["a@example.com", "A@EXAMPLE.com"] {
            let isNew = try outbox.add(draft(recipient), again: false, at: 1) { _ in
                Issue.record("it is not made again")
                return []
            }
            #expect(!isNew)
            #expect(try temporary.store.isQueued(draft(recipient)))
        }
        #expect(try !temporary.store.isQueued(draft("b@example.com")))
        let another = try outbox.add(draft("a@example.com", on: "2026-07-01"), again: false, at: 1) { _ in [1] }
        let again = try outbox.add(draft("a@example.com"), again: true, at: 1) { _ in [2] }
        #expect(another && again)
        try outbox.release(at: 1)
        let messages = try temporary.store.outboxMessages()
        #expect(messages.map(\.repetition) == [0, 0, 1])
        #expect(Set(messages.map(\.messageID)).count == 3)
    }

    @Test("Message-IDs are the same in every store, differ by what they are of, and do not tell the recipient")
    func messageIDs() throws {
        var ids: [[String]] = []
        for _ in 0..<2 {
            let temporary = try TemporaryStore()
            let outbox = try Outbox(temporary.store)
            for draft in [
                try draft("anna@example.com"), try draft("bob@example.com"), try draft("anna@example.com", report: "view"),
                try draft("anna@example.com", on: "2026-07-01"),
            ] {
                _ = try outbox.add(draft, again: false, at: 1) { _ in [] }
            }
            try outbox.release(at: 1)
            ids.append(try temporary.store.outboxMessages().map(\.messageID))
        }
        #expect(ids[0] == ids[1])
        #expect(Set(ids[0]).count == 4)
        for id in ids[0] { #expect(id.wholeMatch(of: /<[0-9a-f]{32}@example\.com>/) != nil) }
    }

    @Test("temporary failures wait for their time, permanent ones are kept with their reason")
    func failures() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", "b", in: temporary)
        let first = try #require(try outbox.claimNext(at: 1000)).message
        _ = try outbox.record(.postponed(reason: "450 busy", nextAttemptAt: 1300), of: first, at: 1000)
        let second = try #require(try outbox.claimNext(at: 1000)).message
        _ = try outbox.record(.refused(reason: "550 no such user"), of: second, at: 1000)
        #expect(try outbox.claimNext(at: 1299) == nil)
        let later = try #require(try outbox.claimNext(at: 1300))
        #expect(later.message.id == first.id && later.message.attempts == 2 && later.message.messageID == first.messageID)
        let messages = try temporary.store.outboxMessages()
        #expect(messages.map(\.state) == [.sending, .failed])
        #expect(messages.map(\.reason) == ["450 busy", "550 no such user"])
    }

    @Test("without a connection nothing counts as an attempt, and everything waits")
    func notTried() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", "b", in: temporary)
        let first = try #require(try outbox.claimNext(at: 1000)).message
        _ = try outbox.record(.notTried(reason: "no server", nextAttemptAt: 1300), of: first, at: 1000)
        try outbox.postponeDue(reason: "no server", until: 1300, at: 1000)
        let messages = try temporary.store.outboxMessages()
        #expect(messages.map(\.attempts) == [0, 0])
        #expect(messages.map(\.nextAttemptAt) == [1300, 1300])
        #expect(messages.map(\.reason) == ["no server", "no server"])
        let old = try outbox.giveUp(queuedBefore: 1001, reason: "too old", at: 2000)
        #expect(old.count == 2)
        #expect(try temporary.store.outboxMessages().map(\.reason) == ["too old; last: no server", "too old; last: no server"])
    }

    @Test("a crash between acceptance and record leads to one duplicate at most, under the same Message-ID, and is told")
    func crash() throws {
        let temporary = try TemporaryStore()
        var ids: [String] = []
        for round in 0..<2 {
            // The outbox goes away with what is being sent, as it does with its process.
            let outbox = try round == 0 ? queued("a", in: temporary) : Outbox(temporary.store)
            let recovery = try outbox.recover(at: 1000)
            #expect(recovery.sentAgain.count == round && recovery.givenUp.isEmpty)
            let message = try #require(try outbox.claimNext(at: 1000)).message
            #expect(message.mayHaveArrived == (round == 1))
            ids.append(message.messageID)
        }
        #expect(Set(ids).count == 1)
        let outbox = try Outbox(temporary.store)
        let recovery = try outbox.recover(at: 1000)
        #expect(recovery.sentAgain.isEmpty && recovery.givenUp.map(\.id) == [1])
        #expect(try outbox.claimNext(at: 9_999_999) == nil)
        let message = try temporary.store.outboxMessages()[0]
        #expect(message.state == .failed && message.mayHaveArrived && message.reason?.contains("before the server's answer") == true)
        // Only a person may send it a third time.
        #expect(try outbox.retry([1, 2], at: 2000) == [1])
        let third = try #require(try outbox.claimNext(at: 2000)).message
        #expect(third.messageID == ids[0] && third.mayHaveArrived)
    }

    @Test("no answer after the message was handed over is treated like a crash")
    func noAnswer() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", in: temporary)
        let first = try #require(try outbox.claimNext(at: 1000)).message
        let once = try outbox.record(.noAnswer(reason: "dropped", nextAttemptAt: 1300), of: first, at: 1000)
        #expect(once.state == .queued && once.mayHaveArrived)
        let second = try #require(try outbox.claimNext(at: 1300)).message
        let twice = try outbox.record(.noAnswer(reason: "dropped", nextAttemptAt: 1600), of: second, at: 1300)
        #expect(twice.state == .failed && twice.nextAttemptAt == nil)
    }

    @Test("drafts are not sent, and those of a dead process are removed")
    func drafts() throws {
        let temporary = try TemporaryStore()
        do {
            let outbox = try Outbox(temporary.store)
            _ = try outbox.add(draft("a@example.com"), again: false, at: 1) { _ in [1] }
            #expect(try outbox.claimNext(at: 10) == nil)
        }
        #expect(try temporary.store.outboxMessages().isEmpty)
        let outbox = try Outbox(temporary.store)
        _ = try outbox.recover(at: 2)
        try outbox.release(at: 2)
        #expect(try outbox.claimNext(at: 10) == nil)
        let isNew = try outbox.add(draft("a@example.com"), again: false, at: 3) { _ in [1] }
        #expect(isNew)
        try outbox.discardDrafts()
        try outbox.release(at: 4)
        #expect(try temporary.store.outboxMessages().isEmpty)
    }

    @Test("a message that cannot be made leaves nothing")
    func failedDraft() throws {
        struct Stop: Error {}
        let temporary = try TemporaryStore()
        let outbox = try Outbox(temporary.store)
        #expect(throws: Stop.self) { try outbox.add(draft("a@example.com"), again: false, at: 1) { _ in throw Stop() } }
        try outbox.release(at: 1)
        #expect(try temporary.store.outboxMessages().isEmpty)
    }

    @Test("one outbox is open at a time, whoever opened the store; a lease ends with its holder")
    func lock() throws {
        let temporary = try TemporaryStore()
        let other = try LedgerStore.open(at: temporary.path)
        do {
            let outbox = try queued("a", in: temporary)
            #expect(code { _ = try Outbox(other) } == .busy)
            _ = try #require(try outbox.claimNext(at: 1000))
        }
        let next = try Outbox(other)
        #expect(try next.recover(at: 1000).sentAgain.count == 1)
    }

    @Test("an outbox that another has is refused without closing what others open meanwhile")
    func refusedLock() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", in: temporary)
        let other = try LedgerStore.open(at: temporary.path)
        let refused = Atomic<Int>(0)
        let closed = Atomic<Int>(0)
        let isDone = Atomic<Bool>(false)
        DispatchQueue.concurrentPerform(iterations: 2) { thread in
            if thread == 0 {
                for _ in 0..<5_000 where code({ _ = try Outbox(other) }) == .busy { refused.add(1, ordering: .relaxed) }
                isDone.store(true, ordering: .releasing)
            } else {
                // A file that nobody else closes closes well.
                while !isDone.load(ordering: .acquiring) {
                    let file = Glibc.open("/dev/null", O_RDONLY)
                    if Glibc.close(file) != 0 { closed.add(1, ordering: .relaxed) }
                }
            }
        }
        #expect(refused.load(ordering: .relaxed) == 5_000)
        #expect(closed.load(ordering: .relaxed) == 0, "files closed by the lock that was refused")
        withExtendedLifetime(outbox) {}
    }

    @Test("many that send at once send each message once")
    func concurrentSends() async throws {
        let temporary = try TemporaryStore()
        do { _ = try queued("a", "b", "c", "d", in: temporary) }
        let path = temporary.path
        let sent = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let store = try LedgerStore.open(at: path)
                    var sent: [Int64] = []
                    do {
                        let outbox = try Outbox(store)
                        _ = try outbox.recover(at: 1000)
                        while let (message, _) = try outbox.claimNext(at: 1000) {
                            sent.append(message.id)
                            _ = try outbox.record(.accepted, of: message, at: 1000)
                        }
                    } catch let error as StoreError where error.code == .busy {}
                    return sent
                }
            }
            return try await group.reduce([], +)
        }
        #expect(sent.sorted() == [1, 2, 3, 4])
    }

    @Test("dropping and retrying touch only what waits or failed")
    func dropAndRetry() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", "b", "c", in: temporary)
        let first = try #require(try outbox.claimNext(at: 1000)).message
        _ = try outbox.record(.accepted, of: first, at: 1000)
        let second = try #require(try outbox.claimNext(at: 1000)).message
        _ = try outbox.record(.refused(reason: "550"), of: second, at: 1000)
        #expect(try outbox.retry([1, 2, 9], at: 2000) == [2])
        #expect(try outbox.drop([1, 2, 3, 9], at: 2000) == [2, 3])
        let messages = try temporary.store.outboxMessages()
        #expect(messages.map(\.state) == [.sent, .dropped, .dropped])
        #expect(messages.map(\.hasBody) == [true, false, false])
        #expect(try outbox.claimNext(at: 9_999_999) == nil)
        #expect(try outbox.retry([2], at: 3000).isEmpty)
        // What a person took out does not come back by itself.
        let isNew = try outbox.add(draft("b@example.com"), again: false, at: 3000) { _ in [1] }
        let again = try outbox.add(draft("b@example.com"), again: true, at: 3000) { _ in [1] }
        #expect(!isNew && again)
    }

    @Test("bodies are forgotten in time; that the message was sent stays known")
    func forgetting() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", "b", in: temporary)
        let message = try #require(try outbox.claimNext(at: 1000)).message
        _ = try outbox.record(.accepted, of: message, at: 1000)
        try outbox.forgetBodies(before: 1000)
        #expect(try temporary.store.outboxMessages().map(\.hasBody) == [true, true])
        let file = URL(fileURLWithPath: temporary.path)
        let (first, second) = (Data("body of a".utf8), Data("body of b".utf8))
        #expect(try Data(contentsOf: file).range(of: first) != nil)
        try outbox.forgetBodies(before: 1001)
        #expect(try Data(contentsOf: file).range(of: first) == nil, "nothing of it stays in the file")
        #expect(try Data(contentsOf: file).range(of: second) != nil)
        #expect(try temporary.store.outboxMessages().map(\.hasBody) == [false, true])
        let isNew = try outbox.add(draft("a@example.com"), again: false, at: 3) { _ in [1] }
        #expect(!isNew)
    }

    @Test("a body that was changed behind the store's back is not sent")
    func damagedBody() throws {
        let temporary = try TemporaryStore()
        let outbox = try queued("a", "b", in: temporary)
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.write { try $0.execute(sql: "UPDATE outbox_message SET bytes = x'00' WHERE id = 1") }
        try queue.close()
        #expect(code { _ = try outbox.claimNext(at: 1000) } == .damaged)
        #expect(try temporary.store.outboxMessages().map(\.state) == [.queued, .queued])
        #expect(try temporary.store.checkIntegrity().map(\.code) == ["damaged-message"])
        #expect(try outbox.failDamaged(at: 1000).map(\.id) == [1])
        #expect(try outbox.claimNext(at: 1000)?.message.id == 2)
    }

    @Test("a store of an older version has an empty outbox and no lists of histories once it is opened")
    func migration() throws {
        let temporary = try TemporaryStore()
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.write {
            try $0.execute(
                sql: activitiesAsRows
                    + "DROP TABLE outbox_message; DROP TABLE history_segment; DROP TABLE history; DROP TABLE none_on_record; PRAGMA user_version = 3"
            )
        }
        try queue.close()
        #expect(code { _ = try LedgerStore.open(at: temporary.path, readOnly: true) } == .olderVersion)
        let store = try LedgerStore.open(at: temporary.path)
        #expect(try store.outboxMessages().isEmpty)
        let histories = try store.importing { try $0.keptHistories() }
        #expect(histories.isEmpty)
        _ = try Outbox(store)
    }
}
