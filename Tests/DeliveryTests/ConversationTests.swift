import Foundation
import Testing

@testable import Delivery

/// What the answers of a server mean, without a server.
@Suite("The conversation with a server")
struct ConversationTests {
    /// Lines of the client begin with `C`, those of the server with `S`.
    private func conversation(_ lines: [String], sentBody: Bool = false) -> Conversation {
        let conversation = Conversation()
        conversation.beginMessage()
        for line in lines {
            Array((line.dropFirst() + "\r\n").utf8).withUnsafeBytes { bytes in
                if line.hasPrefix("C") { conversation.sent(bytes) } else { conversation.received(bytes) }
            }
        }
        conversation.hasSentBody = sentBody
        return conversation
    }

    private static let opening = ["S220 ready", "CEHLO a", "S250-b", "S250 SIZE 1", "CMAIL FROM:<a@b.example>", "S250 ok"]
    private static let twoTaken = opening + ["CRCPT TO:<c@d.example>", "S250 ok", "CRCPT TO:<e@f.example>", "S250 ok"]

    @Test func givesEachRecipientTheAnswerToItsCommand() {
        let lines =
            Self.opening + [
                "CRCPT TO:<c@d.example>", "S550-5.1.1 first line", "S550 5.1.1 <c@d.example> unknown", "CRCPT TO:<e@f.example>", "S250 ok",
                "CDATA",
                "S354 go on", "S250 taken",
            ]
        #expect(
            conversation(lines, sentBody: true).outcomes(count: 2, fault: nil) == [
                .permanentFailure(reason: "the server answered 550 5.1.1 to the recipient: there is no such mailbox"), .accepted,
            ])
    }

    @Test func callsWhatWasSentWithoutAnAnswerUnknownAndWhatWasNotTemporary() {
        let lines = Self.twoTaken + ["CDATA", "S354 go on"]
        for outcome in conversation(lines, sentBody: true).outcomes(count: 2, fault: "the connection was lost") {
            guard case .unknown(let reason) = outcome else { Issue.record("\(outcome)"); continue }
            #expect(reason.hasPrefix("the connection was lost after the whole message was sent"))
        }
        let early = conversation(lines).outcomes(count: 2, fault: "the connection was lost")
        #expect(early == Array(repeating: .temporaryFailure(reason: "the connection was lost"), count: 2))
    }

    @Test func takesTheAnswerToTheMessageForThoseItTookOnly() {
        let lines =
            Self.opening + [
                "CRCPT TO:<c@d.example>", "S450 later", "CRCPT TO:<e@f.example>", "S250 ok", "CDATA", "S354 go on", "S552 5.3.4 no",
            ]
        #expect(
            conversation(lines, sentBody: true).outcomes(count: 2, fault: "x") == [
                .temporaryFailure(reason: "the server answered 450 to the recipient: not now"),
                .permanentFailure(reason: "the server answered 552 5.3.4 to the message: the message is too large"),
            ])
    }

    @Test func leavesRecipientsOpenThatAClosingServerDidNotHear() {
        let lines = Self.opening + ["CRCPT TO:<c@d.example>", "S421 4.3.2 closing"]
        let outcomes = conversation(lines).outcomes(count: 2, fault: "the connection was lost")
        #expect(
            outcomes == [
                .temporaryFailure(reason: "the server answered 421 4.3.2 to the recipient: it closes the connection, for now"),
                .temporaryFailure(reason: "the connection was lost"),
            ])
    }

    @Test func putsARefusalBeforeTheRecipientsOnAllOfThem() {
        for (lines, reason) in [
            (["S554 5.7.1 go away"], "the server answered 554 5.7.1 to the connection: its rules refuse it"),
            (["S220 a", "CEHLO b", "S502 no", "CHELO b", "S504 no"], "the server answered 504 to the connection"),
            (["S220 a", "CEHLO b", "S250 c", "CMAIL FROM:<a@b.example>", "S550 5.1.8 no"], "the server answered 550 5.1.8 to the sender"),
            (Self.twoTaken + ["CDATA", "S554 5.5.1 no"], "the server answered 554 5.5.1 to the message: its rules refuse it"),
        ] {
            for outcome in conversation(lines).outcomes(count: 2, fault: "x") {
                guard case .permanentFailure(let found) = outcome else { Issue.record("\(outcome)"); continue }
                #expect(found.hasPrefix(reason), "\(found)")
            }
        }
    }

    @Test func isNotMisledByCredentialsThatLookLikeCommands() {
        let lines = [
            "S220 a", "CEHLO b", "S250 AUTH LOGIN", "CAUTH LOGIN", "S334 VXNlcm5hbWU6", "CDATA", "S334 UGFzc3dvcmQ6",
            "CRCPT TO:<x@y.example>",
            "S235 welcome", "CMAIL FROM:<a@b.example>", "S250 ok", "CRCPT TO:<c@d.example>", "S250 ok", "CDATA", "S354 go on", "S250 taken",
        ]
        let heard = conversation(lines, sentBody: true)
        #expect(heard.isAuthenticated && heard.outcomes(count: 1, fault: nil) == [.accepted])
    }

    @Test func asksForTheAccountAgainOnANewConnection() {
        let heard = conversation(["S220 a", "CEHLO b", "S250 c", "CAUTH PLAIN x", "S235 welcome"])
        #expect(heard.isAuthenticated)
        heard.beginMessage()
        #expect(heard.isAuthenticated)
        for line in ["421 closing\r\n", "220 again\r\n"] { Array(line.utf8).withUnsafeBytes { heard.received($0) } }
        #expect(!heard.isAuthenticated)
    }

    @Test(arguments: ["", "2", "25", "25x ok", "250-more", "2500 ok", "650 ok", "150 ok", "\u{E0}50 ok", "ok 250"]) func takesNoReplyFrom(
        line: String
    ) {
        #expect(SMTPReply(finalLine: Array(line.utf8)) == nil)
    }

    @Test func readsNumbersAndEnhancedStatus() {
        func read(_ line: String) -> [String?] {
            let reply = SMTPReply(finalLine: Array(line.utf8))
            return [reply.map { String($0.code) }, reply?.status]
        }
        #expect(read("250") == ["250", nil] && read("250\r") == ["250", nil] && read("550 5.1.1 x") == ["550", "5.1.1"])
        #expect(read("550 4.1.1 x") == ["550", nil] && read("550 5.1 x") == ["550", nil] && read("550 5.1.1234 x") == ["550", nil])
        #expect(read("550 127.0.0.1 refuses") == ["550", nil])
    }

    @Test("keeps neither password nor addresses", .tags(.slow))
    func keepsNothing() throws {
        let process = try MailServerProcess("mail_server.py", "--tls", "starttls", "--account", "huddle:s3cret-word")
        let connection = SMTPConnection(server: try process.server(.startTLS, username: "huddle", password: "s3cret-word"))
        let results = try connection.deliver(
            Sample.message().encoded(), from: SMTPTests.from, to: ["anna@example.com", "gone@example.com"])
        #expect(results[0].outcome == .accepted)
        var dumped = ""
        dump(connection, to: &dumped)
        let plain = Data("\0huddle\0s3cret-word".utf8).base64EncodedString()
        for text in ["s3cret-word", plain, Data("s3cret-word".utf8).base64EncodedString(), "anna@", "gone@"] {
            #expect(!dumped.contains(text))
            #expect(!results.contains { "\($0.outcome)".contains(text) })
        }
    }
}
