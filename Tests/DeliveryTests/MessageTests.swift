import Delivery
import struct Delivery.Attachment
import Ledger
import Testing

/// A message to test with: accents, long lines, a dot at the beginning of a line.
enum Sample {
    static func message(
        to: [Mailbox]? = nil, subject: String = "Huddle 30/06/2026: incassati 1.234,56 €", text: String = "Perché così:\n.punto\n",
        html: String = "<p>Perch\u{E9} <b>=</b></p>\n", attachments: [Attachment] = []
    ) throws -> OutgoingMessage {
        OutgoingMessage(
            from: try Mailbox(displayName: "Incasso", address: "huddle@example.com"),
            to: try to ?? [Mailbox(displayName: "Niccolò D'Être", address: "niccolo@example.com")], subject: subject, text: text,
            html: html,
            attachments: attachments, date: MessageDate(secondsSinceEpoch: 1_782_801_000, offsetMinutes: 120),
            messageId: "huddle.2026-06-30.abc@example.com", language: "it")
    }
}

@Suite("A message")
struct MessageTests {
    static func text(_ message: OutgoingMessage) throws -> String { String(decoding: try message.encoded(), as: UTF8.self) }

    @Test func hasTheHeadersThatAreExpectedOfIt() throws {
        let text = try Self.text(try Sample.message())
        let head = text.components(beforeFirst: "\r\n\r\n")
        for line in [
            "MIME-Version: 1.0", "Date: Tue, 30 Jun 2026 08:30:00 +0200", "From: Incasso <huddle@example.com>",
            "Message-ID: <huddle.2026-06-30.abc@example.com>", "Content-Language: it", "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
        ] { #expect(head.contains(line + "\r\n") || head.hasSuffix(line), "\(line) in \(head)") }
        #expect(head.contains("=?UTF-8?B?4oKs?=") && head.contains("To: =?UTF-8?b?"))
        #expect(!head.contains("X-Unsent") && !head.contains("Bcc"))
    }

    @Test func givesTheSameBytesAgain() throws {
        let message = try Sample.message(attachments: [Attachment(fileName: "a.csv", mediaType: "text/csv", bytes: [1, 2, 3])])
        #expect(try message.encoded() == message.encoded())
        #expect(try Sample.message().encoded() != Sample.message(text: "another").encoded())
    }

    @Test func isMadeOfShortAsciiLinesThatEndWithCRLF() throws {
        let long = String(repeating: "àèìòù", count: 2000) + "\n.\n..\nFrom here\r\nx\ry"
        let file = Attachment(
            fileName: "perché.xlsx", mediaType: "application/octet-stream", bytes: (0..<70_000).map { UInt8(truncatingIfNeeded: $0) })
        let bytes = try Sample.message(text: long, html: "<p>\(long)</p>", attachments: [file]).encoded()
        #expect(bytes.allSatisfy { $0 < 0x80 && $0 != 0 })
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(lines.last?.isEmpty == true)
        for line in lines.dropLast() { #expect(line.last == 0x0D && !line.dropLast().contains(0x0D) && line.count <= 999) }
    }

    @Test func isADraftWithoutRecipients() throws {
        var message = try Sample.message(to: [])
        message.from = nil
        let text = try Self.text(message)
        #expect(text.contains("X-Unsent: 1\r\n") && !text.contains("\r\nTo:") && !text.contains("From:"))
    }

    @Test(arguments: [
        "a\r\nBcc: x@example.com", "a\nb", "a\rb", "a\0b", "a\u{7F}", "a\u{85}b", "a\u{2028}b", "a\u{202E}b", "a\u{200B}b", "",
    ])
    func refusesSubjectsThatAreMoreThanALine(subject: String) throws {
        let message = try Sample.message(subject: subject)
        let error = #expect(throws: DeliveryError.self) { try message.encoded() }
        #expect(error?.code == .badSubject)
    }

    @Test func refusesWhatCannotBeSentSafely() throws {
        func code(_ change: (inout OutgoingMessage) -> Void) throws -> DeliveryError.Code? {
            var message = try Sample.message()
            change(&message)
            do throws(DeliveryError) { _ = try message.encoded() } catch { return error.code }
            return nil
        }
        #expect(try code { $0.from = nil } == .noSender)
        for id in ["", "a", "a@b>\r\nX: y", "a b@c", "a@b@c", "@b", "<a@b>"] {
            #expect(try code { $0.messageId = id } == .badMessageIdentifier)
        }
        #expect(try code { $0.text = "a\0b" } == .badMailText)
        #expect(try code { $0.language = "it\r\nX: y" } == .badMailText)
        for name in ["", "a/b.csv", "..", "a\r\nb", "a\u{202E}fdp.exe", "c:\\a"] {
            #expect(try code { $0.attachments = [Attachment(fileName: name, mediaType: "text/csv", bytes: [])] } == .badAttachment)
        }
        for type in ["text", "text/csv; x", "text/", "multipart/mixed", "a/b\r\nc", "message/rfc822"] {
            #expect(try code { $0.attachments = [Attachment(fileName: "a", mediaType: type, bytes: [])] } == .badAttachment)
        }
        let half = Attachment(
            fileName: "a", mediaType: "a/b", bytes: Array(repeating: 0, count: OutgoingMessage.attachmentByteLimit / 2 + 1))
        #expect(try code { $0.attachments = [half] } == nil)
        #expect(try code { $0.attachments = [half, half] } == .attachmentsTooLarge)
    }
}

@Suite("A mailbox")
struct MailboxTests {
    @Test func keepsNameAndAddressWithTheDomainInLowerCase() throws {
        let mailbox = try Mailbox(displayName: "Niccolò D'Être", address: "Nic.O'Neil+x@Example.COM")
        #expect(mailbox.address == "Nic.O'Neil+x@example.com" && mailbox.domain == "example.com" && mailbox.displayName == "Niccolò D'Être")
        #expect(try Mailbox(displayName: "", address: "a@xn--bcher-kva.example").displayName == nil)
    }

    @Test(arguments: [
        "", "a", "a@", "@b.example", "a@b@c.example", "a b@c.example", "a@c.example\r\nRCPT TO:<x@y.example>", "<a@c.example>",
        "a@b..example",
        "a@-b.example", "a@b-.example", "a..b@c.example", ".a@c.example", "a.@c.example", "\"a b\"@c.example", "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a@b\u{FC}cher.example", "\u{430}@c.example", "a,b@c.example", "a@c.example,d@e.example", "a@c.example SIZE=1", "a\0@c.example",
    ]) func refusesAddressesInAnotherForm(address: String) {
        let error = #expect(throws: DeliveryError.self) { try Mailbox(displayName: nil, address: address) }
        #expect(error?.code == .badMailAddress)
        if !address.isEmpty, address.count > 3 { #expect("\(error!)".contains(address) == false) }
    }

    @Test(arguments: [
        "boss@example.com", "Boss <boss@example.com>", "Boss\u{FF20}example.com", "a\r\nBcc: x", "a\0", "\u{202E}ssob", "a\u{200B}b",
        "a\u{2066}b", "a<b",
        "a\u{FF1C}", "\u{FEFF}a", "\u{E000}",
    ]) func refusesNamesThatPlayTricks(name: String) {
        let error = #expect(throws: DeliveryError.self) { try Mailbox(displayName: name, address: "a@b.example") }
        #expect(error?.code == .badDisplayName)
        #expect("\(error!)".contains(name) == false)
    }
}

extension String {
    fileprivate func components(beforeFirst mark: String) -> String { firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self }
}
