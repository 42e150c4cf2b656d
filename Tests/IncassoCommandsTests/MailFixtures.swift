import Foundation
import Ledger
import LedgerStore
import Reports

@testable import IncassoCommands

/// A server that answers as it is told and keeps what it was given.
final class FakeTransport: MailTransport {
    /// What is said to a recipient; nil: accepted.
    var answers: [String: [TransportAnswer]] = [:]
    /// Thrown from the n-th message on.
    var failure: (from: Int, TransportFailure)?
    /// Called with each recipient before the answer.
    var before: (String) -> Void = { _ in }
    private(set) var accepted: [(recipient: String, body: String)] = []
    private(set) var tried: [String] = []
    private(set) var closes = 0

    func deliver(_ bytes: [UInt8], from sender: MailAddress, to recipient: MailAddress) throws(TransportFailure) -> TransportAnswer {
        if let failure, tried.count >= failure.from { throw failure.1 }
        tried.append(recipient.text)
        before(recipient.text)
        var queue = answers[recipient.text] ?? []
        let answer = queue.isEmpty ? TransportAnswer.accepted : queue.removeFirst()
        answers[recipient.text] = queue
        if answer == .accepted { accepted.append((recipient.text, String(decoding: bytes, as: UTF8.self))) }
        return answer
    }

    func close() { closes += 1 }
}

/// A store in a folder of its own, a clock that stands still until it is moved, and a transport.
final class MailRig {
    let folder: String
    let store: LedgerStore
    let transport = FakeTransport()
    var moment: EpochSeconds = 1_000_000
    var mail = MailConfiguration()
    /// How often a transport was asked for.
    var connections = 0
    /// How often contents were made.
    var rendered: [String] = []

    init() throws {
        folder = NSTemporaryDirectory() + "incasso-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try LedgerStore.create(at: folder + "/ledger.incasso")
        mail.allowedDomains = ["example.com"]
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func pass(seconds: EpochSeconds) { moment += seconds }

    var run: SendRun {
        // A run takes no time.
        let moment = moment
        return SendRun(
            store: store, mail: mail, terminal: Terminal(isQuiet: true), showsData: false,
            clock: MailClock(now: { moment }, offsetSeconds: { _ in 0 }),
            encode: { content, envelope in
                Array("\(envelope.messageID) \(content.subject) \(content.attachments.map(\.fileName).joined())".utf8)
            },
            transport: {
                self.connections += 1
                return self.transport
            })
    }

    /// A mailing of the huddle of a day to addresses, without a ledger.
    func mailing(
        _ addresses: [String], audience: ReportSpec.Audience = .team, findings: [Diagnostic] = [], version: Int = 1,
        content: ((String?, Language) throws -> MailContent)? = nil
    ) throws -> ReportMailing {
        let recipients = try addresses.enumerated().map { index, text in
            MailRecipient(
                address: try MailAddress(text), language: index % 2 == 0 ? .english : .italian,
                analyst: audience == .analyst ? text : nil)
        }
        if audience == .analyst { try keep(addresses.map { Analyst(analyst: $0, name: "", email: $0) }) }
        return ReportMailing(
            spec: MailRecipientsTests.spec(audience), recipients: recipients, findings: findings,
            sender: try MailAddress("team@example.com"), day: Day(iso: "2026-06-30")!, snapshotVersion: version, snapshotFingerprint: 7,
            content: content ?? { [unowned self] analyst, language in
                rendered.append((analyst ?? "all") + " " + language.rawValue)
                return MailContent(subject: "Huddle \(language.rawValue)", text: "", html: "", attachments: [])
            })
    }

    /// Imports analysts.
    func keep(_ analysts: [Analyst]) throws { _ = try store.importing { try $0.upsert(analysts) } }

    func states() throws -> [OutboxState] { try store.outboxMessages().map(\.state) }
}
