import Delivery
import Foundation
import Ledger
import LedgerStore

/// The way to the mail server: the one place where mail meets `Delivery`.
enum MailServerAccess {
    /// A message as bytes.
    static let encode: ReportMailing.Encoding = { content, envelope in
        let offsetMinutes = Int(MailClock.ofProcess.offsetSeconds(envelope.date) / 60)
        return try OutgoingMessage(
            from: try Mailbox(displayName: nil, address: envelope.from.text),
            to: [try Mailbox(displayName: nil, address: envelope.to.text)],
            subject: content.subject, text: content.text, html: content.html,
            attachments: content.attachments.map { Attachment(fileName: $0.fileName, mediaType: $0.mediaType, bytes: $0.bytes) },
            date: MessageDate(secondsSinceEpoch: envelope.date, offsetMinutes: offsetMinutes),
            messageId: String(envelope.messageID.dropFirst().dropLast()), language: envelope.language.rawValue
        ).encoded()
    }

    /// A transport to the server of a workspace's configuration, which is connected with the first message.
    ///
    /// - Throws: 78 when the configuration is not enough for it.
    static func transport(_ workspace: Workspace) throws -> any MailTransport {
        let mail = workspace.configuration.mail
        let environment = ProcessInfo.processInfo.environment
        let password =
            try mail.username == nil ? nil : mail.password.map { try MailPassword.read($0, environment: environment, in: workspace) }
        let security: MailServer.Security =
            switch mail.security {
            case .starttls: .startTLS
            case .tls: .tls
            case .none: .none
            }
        let server = try MailServer(
            host: mail.host, port: mail.port, security: security, username: mail.username, password: password,
            timeoutSeconds: mail.timeoutSeconds, certificateAuthorityFile: mail.certificateAuthorityFile.map(workspace.path),
            allowsPlain: mail.allowsPlain)
        return ServerTransport(SMTPConnection(server: server))
    }
}

extension SendRun {
    /// A run of a workspace with its mail server.
    init(_ workspace: Workspace, _ store: LedgerStore, _ terminal: Terminal, showsData: Bool, _ clock: MailClock) {
        self.init(
            store: store, mail: workspace.configuration.mail, terminal: terminal, showsData: showsData, clock: clock,
            encode: MailServerAccess.encode
        ) {
            try MailServerAccess.transport(workspace)
        }
    }
}

/// A connection to a mail server as a transport.
private final class ServerTransport: MailTransport {
    private let connection: SMTPConnection
    /// Whether the server took part in the message before.
    private var isConnected = false
    /// Why the last attempt did not succeed.
    private var reason = ""
    /// How many connections in a row ended in the middle of a message, without a reply.
    private var lostInARow = 0
    /// After so many, the server is taken to be ill: each of them may have cost the whole time limit.
    private static let lostInARowMax = 3

    init(_ connection: SMTPConnection) { self.connection = connection }

    func deliver(_ bytes: [UInt8], from sender: MailAddress, to recipient: MailAddress) throws(TransportFailure) -> TransportAnswer {
        var answer = try attempt(bytes, sender, recipient)
        if answer == nil, isConnected {
            // The server ended the connection between two messages. It saw nothing of this one, so trying again on a new connection is no duplicate.
            answer = try attempt(bytes, sender, recipient)
        }
        isConnected = answer != nil
        if case .temporaryFailure(let reason) = answer, !reason.contains(where: \.isNumber) {
            lostInARow += 1
        } else {
            lostInARow = 0
        }
        if lostInARow == ServerTransport.lostInARowMax { answer = nil }
        guard let answer else {
            throw TransportFailure(
                status: .unavailable, reason: reason, advice: "check mail.smtp.host and port; `incasso outbox retry` tries again later")
        }
        return answer
    }

    func close() { connection.close() }

    /// What the server said; nil when it did not come as far as this message, for the ``reason``.
    private func attempt(
        _ bytes: [UInt8], _ sender: MailAddress, _ recipient: MailAddress
    ) throws(TransportFailure) -> TransportAnswer? {
        let outcome: RecipientOutcome
        do throws(DeliveryError) {
            outcome = try connection.deliver(bytes, from: sender.text, to: [recipient.text])[0].outcome
        } catch {
            return try answer(to: error)
        }
        switch outcome {
        case .accepted: return .accepted
        case .unknown(let reason): return .unknown(reason: reason)
        case .temporaryFailure(let reason):
            self.reason = reason
            return try concernsMessage(reason) ? .temporaryFailure(reason: reason) : nil
        case .permanentFailure(let reason):
            self.reason = reason
            return try concernsMessage(reason) ? .permanentFailure(reason: reason) : nil
        }
    }

    /// Whether a failure is of this message, not of the connection: the sender was accepted, or not because of the message's size.
    ///
    /// - Throws: When the server refuses the sender for good, which it would with every message.
    private func concernsMessage(_ reason: String) throws(TransportFailure) -> Bool {
        guard let code = connection.senderReplyCode else { return false }
        if code < 400 || code == 452 || code == 552 { return true }
        if code < 500 { return false }
        throw TransportFailure(
            status: .notPermitted, reason: reason, advice: "check mail.from, and mail.smtp.username, with the server's operator")
    }

    /// Faults of one message are answers; those of the server's settings stop everything.
    private func answer(to error: DeliveryError) throws(TransportFailure) -> TransportAnswer {
        let status: ExitStatus
        switch error.code {
        case .badMailText, .badMailAddress, .noRecipient: return .permanentFailure(reason: error.message)
        case .notAuthenticated: status = .notPermitted
        case .libraryFailure: status = .internalFault
        default: status = .wrongConfiguration
        }
        throw TransportFailure(status: status, reason: error.message, advice: error.advice ?? "check mail.smtp in incasso.yml")
    }
}
