import Foundation
import Ledger
import LedgerStore
import Testing

@testable import IncassoCommands

@Suite("Sending")
struct SendRunTests {
    @Test("everybody gets a message of one's own over one connection, and a second send does nothing")
    func once() throws {
        let rig = try MailRig()
        let addresses = ["a@example.com", "b@example.com", "c@example.com"]
        #expect(try rig.run.send(rig.mailing(addresses), again: false) == .done)
        #expect(rig.transport.accepted.map(\.recipient).sorted() == addresses)
        #expect(rig.connections == 1 && rig.transport.closes == 1)
        #expect(rig.rendered == ["all en", "all it"])
        #expect(try rig.run.send(rig.mailing(addresses, version: 2), again: false) == .done)
        #expect(rig.transport.tried.count == 3)
        #expect(rig.rendered.count == 2, "nothing is made that is not sent")
    }

    @Test("--again sends under other Message-IDs")
    func again() throws {
        let rig = try MailRig()
        _ = try rig.run.send(rig.mailing(["a@example.com"]), again: false)
        #expect(try rig.run.send(rig.mailing(["a@example.com"]), again: true) == .done)
        #expect(rig.transport.accepted.count == 2)
        #expect(Set(rig.transport.accepted.map(\.body)).count == 2)
    }

    @Test("one refused of three leaves the others sent, and its reason kept")
    func oneRefused() throws {
        let rig = try MailRig()
        rig.transport.answers["b@example.com"] = [.permanentFailure(reason: "550 5.1.1 <b@example.com>\u{1B}[31m no such user")]
        #expect(try rig.run.send(rig.mailing(["a@example.com", "b@example.com", "c@example.com"]), again: false) == .doneWithErrors)
        let failed = try rig.store.outboxMessages().filter { $0.state == .failed }
        #expect(failed.map(\.recipient.text) == ["b@example.com"])
        #expect(failed[0].reason == "550 5.1.1 <b@example.com> [31m no such user")
        #expect(try rig.states().count { $0 == .sent } == 2)
        #expect(try rig.run.retry([]) == .done)
        #expect(rig.transport.tried.count == 3)
        #expect(try rig.run.retry(failed.map(\.id)) == .done)
        #expect(try rig.states() == [.sent, .sent, .sent])
    }

    @Test("a temporary failure is tried again when its time has come, and given up after six attempts")
    func backoff() throws {
        let rig = try MailRig()
        rig.transport.answers["a@example.com"] = Array(repeating: .temporaryFailure(reason: "450 later"), count: 9)
        #expect(try rig.run.send(rig.mailing(["a@example.com"]), again: false) == .tryAgain)
        for (attempt, delay) in RetrySchedule.delaysSeconds.enumerated() {
            rig.pass(seconds: delay - 1)
            #expect(try rig.run.retry([]) == .done)
            #expect(rig.transport.tried.count == attempt + 1)
            rig.pass(seconds: 1)
            let isLast = attempt == RetrySchedule.delaysSeconds.count - 1
            #expect(try rig.run.retry([]) == (isLast ? .doneWithErrors : .tryAgain))
            #expect(rig.transport.tried.count == attempt + 2)
        }
        let message = try rig.store.outboxMessages()[0]
        #expect(message.state == .failed && message.reason == "given up after 6 attempts; last: 450 later")
        #expect(RetrySchedule.attemptsMax == 6)
        #expect(RetrySchedule.delaysSeconds.reduce(0, +) < RetrySchedule.lifetimeSeconds)
    }

    @Test("without a server the messages wait, none counts as tried, and a day later they are given up")
    func noServer() throws {
        let rig = try MailRig()
        rig.transport.failure = (1, TransportFailure(status: .unavailable, reason: "connection refused", advice: "look"))
        #expect(try rig.run.send(rig.mailing(["a@example.com", "b@example.com", "c@example.com"]), again: false) == .unavailable)
        #expect(try rig.states() == [.sent, .queued, .queued])
        #expect(try rig.store.outboxMessages().map(\.attempts) == [1, 0, 0])
        #expect(try rig.run.retry([]) == .done, "not yet due")
        rig.pass(seconds: RetrySchedule.unreachableDelaySeconds)
        #expect(try rig.run.retry([]) == .unavailable)
        rig.pass(seconds: RetrySchedule.lifetimeSeconds)
        #expect(try rig.run.retry([]) == .doneWithErrors)
        #expect(try rig.states() == [.sent, .failed, .failed])
        rig.transport.failure = nil
        #expect(try rig.run.retry([2, 3]) == .done)
        #expect(rig.transport.accepted.count == 3)
    }

    @Test("a process that dies between acceptance and record leads to one duplicate, told, under the same Message-ID")
    func crash() throws {
        let rig = try MailRig()
        // What stands in the store while the server answers is what a crash would leave.
        let crashed = rig.folder + "/crashed.incasso"
        rig.transport.before = { [folder = rig.folder] _ in
            try? FileManager.default.copyItem(atPath: folder + "/ledger.incasso", toPath: crashed)
        }
        _ = try rig.run.send(rig.mailing(["a@example.com"]), again: false)
        let store = try LedgerStore.open(at: crashed)
        #expect(try store.outboxMessages().map(\.state) == [.sending])
        let now = rig.moment
        let second = FakeTransport()
        let run = SendRun(
            store: store, mail: rig.mail, terminal: Terminal(isQuiet: true), showsData: false,
            clock: MailClock(now: { now }, offsetSeconds: { _ in 0 }), encode: { _, _ in [] }, transport: { second })
        #expect(try run.retry([]) == .done)
        #expect(second.accepted.map(\.body) == rig.transport.accepted.map(\.body))
        #expect(try run.retry([]) == .done)
        #expect(second.accepted.count == 1)
        #expect(try store.outboxMessages().map(\.mayHaveArrived) == [true])
    }

    @Test("what is given up counts more than what waits, for the exit code")
    func mixed() throws {
        let rig = try MailRig()
        rig.transport.answers["a@example.com"] = [.permanentFailure(reason: "550 no such mailbox")]
        rig.transport.answers["b@example.com"] = [.temporaryFailure(reason: "450 later")]
        #expect(try rig.run.send(rig.mailing(["a@example.com", "b@example.com"]), again: false) == .doneWithErrors)
        #expect(try rig.states().sorted { $0.rawValue < $1.rawValue } == [.failed, .queued])
    }

    @Test("no answer leads to one more attempt and no third")
    func noAnswer() throws {
        let rig = try MailRig()
        rig.transport.answers["a@example.com"] = Array(repeating: .unknown(reason: "dropped after DATA"), count: 3)
        #expect(try rig.run.send(rig.mailing(["a@example.com"]), again: false) == .tryAgain)
        rig.pass(seconds: 300)
        #expect(try rig.run.retry([]) == .doneWithErrors)
        rig.pass(seconds: 300)
        #expect(try rig.run.retry([]) == .done)
        #expect(rig.transport.tried.count == 2)
    }

    @Test("a report that cannot be made for somebody is sent to nobody, and leaves the outbox as it was")
    func renderingFails() throws {
        let rig = try MailRig()
        let mailing = try rig.mailing(["a@example.com", "b@example.com"], audience: .analyst) { analyst, _ in
            guard analyst == "a@example.com" else { throw CommandError(.wrongConfiguration, "too-large", "x") }
            return MailContent(subject: "", text: "", html: "", attachments: [])
        }
        #expect(throws: CommandError.self) { try rig.run.send(mailing, again: false) }
        #expect(rig.transport.tried.isEmpty)
        #expect(try rig.states().isEmpty)
    }

    @Test("a server that cannot be set up leaves the outbox as it was")
    func noPassword() throws {
        let rig = try MailRig()
        var run = rig.run
        run = SendRun(
            store: run.store, mail: run.mail, terminal: run.terminal, showsData: false, clock: run.clock, encode: run.encode,
            transport: { throw CommandError(.wrongConfiguration, "no-password", "x") })
        #expect(throws: CommandError.self) { try run.send(rig.mailing(["a@example.com"]), again: false) }
        #expect(try rig.states().isEmpty)
    }

    @Test("who is no longer allowed gets nothing, though a message was queued")
    func allowedWhenDelivered() throws {
        let rig = try MailRig()
        rig.transport.failure = (0, TransportFailure(status: .unavailable, reason: "no", advice: ""))
        _ = try rig.run.send(rig.mailing(["a@example.com"]), again: false)
        rig.transport.failure = nil
        rig.mail.allowedDomains = ["example.org"]
        rig.pass(seconds: 300)
        #expect(try rig.run.retry([]) == .doneWithErrors)
        #expect(rig.transport.tried.isEmpty)
        #expect(try rig.states() == [.failed])
    }

    @Test("a self-view that waits is not sent once the address is no longer its analyst's")
    func addressChanged() throws {
        let rig = try MailRig()
        rig.transport.failure = (0, TransportFailure(status: .unavailable, reason: "no", advice: ""))
        _ = try rig.run.send(rig.mailing(["a@example.com", "b@example.com"], audience: .analyst), again: false)
        rig.transport.failure = nil
        try rig.keep([Analyst(analyst: "a@example.com", name: "", email: "other@example.com")])
        rig.pass(seconds: 300)
        #expect(try rig.run.retry([]) == .doneWithErrors)
        #expect(rig.transport.tried == ["b@example.com"])
        #expect(try rig.states() == [.failed, .sent])
    }

    @Test("analysts who get nothing make the command end with errors, and others get theirs")
    func findings() throws {
        let rig = try MailRig()
        let finding = Diagnostic(code: "no-address", message: "analyst C has no e-mail")
        #expect(try rig.run.send(rig.mailing(["a@example.com"], findings: [finding]), again: false) == .doneWithErrors)
        #expect(rig.transport.accepted.count == 1)
    }

    @Test("another send at the same time does nothing")
    func overlap() throws {
        let rig = try MailRig()
        var inner: (any Error)?
        rig.transport.before = { [unowned rig] _ in
            do { _ = try rig.run.retry([]) } catch { inner = error }
        }
        #expect(try rig.run.send(rig.mailing(["a@example.com"]), again: false) == .done)
        #expect(inner.map { CommandError($0).status } == .tryAgain)
        #expect(rig.transport.tried.count == 1)
    }

    @Test("200 messages of one's own take one connection, and one is in memory at a time")
    func manyMessages() throws {
        final class WeakAttachment { weak var attachment: MailAttachment? }
        let rig = try MailRig()
        var made: [WeakAttachment] = []
        var mostAlive = 0
        let mailing = try rig.mailing((0..<200).map { "a\($0)@example.com" }, audience: .analyst) { analyst, _ in
            mostAlive = max(mostAlive, made.count { $0.attachment != nil })
            let attachment = MailAttachment(fileName: analyst ?? "", mediaType: "text/csv", bytes: [])
            let weak = WeakAttachment()
            weak.attachment = attachment
            made.append(weak)
            return MailContent(subject: "", text: "", html: "", attachments: [attachment])
        }
        #expect(try rig.run.send(mailing, again: false) == .done)
        #expect(mostAlive == 0)
        #expect(made.count == 200 && made.allSatisfy { $0.attachment == nil })
        #expect(rig.transport.accepted.count == 200)
        #expect(rig.transport.accepted.allSatisfy { $0.body.hasSuffix($0.recipient) })
        #expect(rig.connections == 1 && rig.transport.closes == 1)
    }

    @Test("bodies leave the store in the time that is configured")
    func privacy() throws {
        let rig = try MailRig()
        _ = try rig.run.send(rig.mailing(["a@example.com"]), again: false)
        rig.pass(seconds: EpochSeconds(rig.mail.keepSentDays) * 86_400)
        _ = try rig.run.retry([])
        #expect(try rig.store.outboxMessages().map(\.hasBody) == [true])
        rig.pass(seconds: 1)
        _ = try rig.run.retry([])
        #expect(try rig.store.outboxMessages().map(\.hasBody) == [false])
        #expect(try rig.run.retry([1]) == .doneWithErrors)
    }

    @Test("moments are told in UTC")
    func clock() {
        #expect(MailClock.text(1_793_946_600) == "2026-11-06T06:30:00Z")
        #expect(MailClock.text(-1) == "1969-12-31T23:59:59Z")
        let clock = MailClock(now: { 1_793_946_600 }, offsetSeconds: { _ in 20 * 3_600 })
        #expect(clock.today == Day(iso: "2026-11-07"))
    }
}
