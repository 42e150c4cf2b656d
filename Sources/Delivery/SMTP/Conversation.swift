/// What client and server have said about one message, followed from libcurl's trace of the protocol.
///
/// libcurl tells one result for all recipients; the trace tells the answer to each. Of what the client says only the command word is looked at, since account and
/// password pass here too; of what the server says only the numbers are kept.
final class Conversation {
    /// The command that has not been answered yet.
    private enum Pending { case greeting, hello, protection, account, sender, recipient, data, body, goodbye, other }

    private var pending = Pending.greeting
    /// Whether the account was accepted on this connection.
    private(set) var isAuthenticated = false
    /// Whether the connection offered or began TLS after its greeting.
    private(set) var protectionReply: SMTPReply?
    private(set) var greetingReply: SMTPReply?
    private(set) var accountReply: SMTPReply?
    private(set) var senderReply: SMTPReply?
    /// One for each recipient answered, in the order of the recipients.
    private(set) var recipientReplies: [SMTPReply] = []
    private(set) var dataReply: SMTPReply?
    private(set) var bodyReply: SMTPReply?
    /// Whether all bytes of the message were handed to the connection.
    var hasSentBody = false

    /// Forgets the message before; what holds for the connection stays.
    func beginMessage() {
        (greetingReply, accountReply, protectionReply, senderReply, dataReply, bodyReply) = (nil, nil, nil, nil, nil, nil)
        recipientReplies = []
        hasSentBody = false
        pending = .greeting
    }

    /// A connection was made or given up, so nothing is authenticated.
    func forgetAuthentication() { isAuthenticated = false }

    /// A line the client sent.
    func sent(_ line: UnsafeRawBufferPointer) {
        func begins(_ word: StaticString) -> Bool {
            line.count >= word.utf8CodeUnitCount
                && line.prefix(word.utf8CodeUnitCount).elementsEqual(
                    UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        }
        // An answer to a question about the account may look like any command.
        if pending == .account { return }
        if begins("EHLO ") || begins("HELO ") {
            pending = .hello
        } else if begins("STARTTLS") {
            pending = .protection
        } else if begins("AUTH ") {
            pending = .account
        } else if begins("MAIL FROM:") {
            pending = .sender
        } else if begins("RCPT TO:") {
            pending = .recipient
        } else if begins("DATA\r") {
            pending = .data
        } else if begins("QUIT") {
            pending = .goodbye
        } else {
            pending = .other
        }
    }

    /// Lines the server sent.
    func received(_ bytes: UnsafeRawBufferPointer) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            if let reply = SMTPReply(finalLine: line) { take(reply) }
        }
    }

    private func take(_ reply: SMTPReply) {
        switch pending {
        case .goodbye where reply.code == 221:
            pending = .greeting
            return
        // What follows a goodbye that got no answer is the next connection.
        case .greeting, .goodbye:
            greetingReply = reply
            isAuthenticated = false
        case .hello: if !reply.isPositive { greetingReply = reply }
        case .protection: protectionReply = reply
        case .account:
            // 334 asks for more, and more is about the account.
            if reply.code == 334 { return }
            accountReply = reply
            isAuthenticated = reply.isPositive
        case .sender: senderReply = reply
        case .recipient: recipientReplies.append(reply)
        case .data:
            dataReply = reply
            if reply.isPositive {
                pending = .body
                return
            }
        case .body: bodyReply = reply
        case .other: break
        }
        pending = .other
    }

    /// What became of the message for each of `count` recipients when the transfer ended with `fault`, nil for none.
    func outcomes(count: Int, fault: String?) -> [RecipientOutcome] {
        let broken = RecipientOutcome.temporaryFailure(reason: fault ?? "the connection ended early")
        if let greetingReply, !greetingReply.isPositive { return Array(repeating: greetingReply.outcome(of: .greeting), count: count) }
        if let accountReply, !accountReply.isPositive { return Array(repeating: accountReply.outcome(of: .account), count: count) }
        if let senderReply, !senderReply.isPositive { return Array(repeating: senderReply.outcome(of: .sender), count: count) }
        let rest: RecipientOutcome
        if let bodyReply {
            rest = bodyReply.isPositive ? .accepted : bodyReply.outcome(of: .message)
        } else if let dataReply, !dataReply.isPositive {
            rest = dataReply.outcome(of: .message)
        } else if hasSentBody {
            rest = .unknown(
                reason:
                    "\(fault ?? "the connection ended") after the whole message was sent and before the answer: it may have been delivered")
        } else {
            rest = broken
        }
        return (0..<count).map { index in
            guard index < recipientReplies.count else { return broken }
            let reply = recipientReplies[index]
            return reply.isPositive ? rest : reply.outcome(of: .recipient)
        }
    }
}
