import Delivery
import Foundation
import Testing

import struct Delivery.Attachment

@Suite("Delivery to a server", .tags(.slow))
struct SMTPTests {
    static let password = "pass word'\u{E0}%"
    static let from = "huddle@example.com"
    static let to = ["niccolo@example.com"]

    static func full() throws -> OutgoingMessage {
        let file = Attachment(
            fileName: "situazione perché.xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        return try Sample.message(
            text: ".\n..\n.dot\nFrom me\nciò è così " + String(repeating: "lungo ", count: 500) + "\n",
            html: "<p>\n.\n.x " + String(repeating: "=é€", count: 3000) + "</p>\n",
            attachments: [file, Attachment(fileName: "a.csv", mediaType: "text/csv", bytes: Array("a;b\r\n".utf8))])
    }

    static func check(_ read: ReadMail, _ message: OutgoingMessage) {
        #expect(read.defects.isEmpty, "\(read.defects)")
        #expect(read.subject == message.subject && read.text == message.text && read.html == message.html)
        #expect(read.from == "Incasso <huddle@example.com>" && read.to == ["Niccolò D'Être <niccolo@example.com>"])
        #expect(read.date == "2026-06-30T08:30:00+02:00" && !read.headers.contains("Bcc"))
        let files = message.attachments.map {
            ReadMail.File(name: $0.fileName, type: $0.mediaType, base64: Data($0.bytes).base64EncodedString())
        }
        #expect(read.attachments == files && read.type == "multipart/mixed")
    }

    @Test("keeps every byte and is read by others, with STARTTLS and an account")
    func startTLS() throws {
        let process = try MailServerProcess("mail_server.py", "--tls", "starttls", "--account", "huddle:" + Self.password)
        let connection = SMTPConnection(server: try process.server(.startTLS, username: "huddle", password: Self.password))
        let message = try Self.full()
        #expect(try connection.deliver(message.encoded(), from: Self.from, to: Self.to).map(\.outcome) == [.accepted])
        #expect(process.message(1) == (try message.encoded()))
        let envelope = try #require(try process.envelopes().first)
        #expect(envelope.tls && envelope.account && envelope.from == Self.from && envelope.to == Self.to)
        Self.check(try ReadMail.read(process.folder + "/1.eml"), message)
    }

    @Test("works with TLS from the first byte")
    func tls() throws {
        let process = try MailServerProcess("mail_server.py", "--tls", "tls")
        let connection = SMTPConnection(server: try process.server(.tls))
        #expect(try connection.deliver(Sample.message().encoded(), from: Self.from, to: Self.to).map(\.outcome) == [.accepted])
    }

    @Test("reaches a mailbox through OpenSMTPD")
    func systemServer() throws {
        let process = try MailServerProcess("system_mail_server.py")
        let connection = SMTPConnection(server: try process.server())
        let message = try Self.full()
        let results = try connection.deliver(message.encoded(), from: Self.from, to: ["nobody@example.net"] + Self.to)
        guard case .permanentFailure(let reason) = results[0].outcome else { Issue.record("\(results)"); return }
        #expect(reason.contains("550") && !reason.contains("@") && results[1].outcome == .accepted)
        let path = try process.delivered()
        Self.check(try ReadMail.read(path), message)
        // What the server put in front stands in front; the rest has the bytes that were sent, with the line ends of a mailbox.
        let sent = try message.encoded().filter { $0 != 0x0D }
        #expect(FileManager.default.contents(atPath: path)?.suffix(sent.count).elementsEqual(sent) == true)
    }

    @Test("takes one connection for 200 messages")
    func manyMessages() throws {
        let process = try MailServerProcess()
        let connection = SMTPConnection(server: try process.server())
        for number in 0..<200 {
            var message = try Sample.message()
            message.messageId = "m\(number)@example.com"
            #expect(
                try connection.deliver(message.encoded(), from: Self.from, to: ["a\(number)@example.com"]).map(\.outcome) == [.accepted])
        }
        connection.close()
        let envelopes = try process.envelopes()
        #expect(connection.connectionCount == 1 && Set(envelopes.map(\.peer)).count == 1)
        #expect(envelopes.map(\.to) == (0..<200).map { ["a\($0)@example.com"] })
    }

    @Test("gives each recipient its own result, and the others the message")
    func recipients() throws {
        let process = try MailServerProcess()
        let connection = SMTPConnection(server: try process.server())
        let to = ["a@example.com", "gone@example.com", "later@example.com", "full@example.com", "b@example.com"]
        let results = try connection.deliver(Sample.message().encoded(), from: Self.from, to: to)
        #expect(results.map(\.address) == to && results[0].outcome == .accepted && results[4].outcome == .accepted)
        #expect(results[1].outcome == .permanentFailure(reason: "the server answered 550 5.1.1 to the recipient: there is no such mailbox"))
        #expect(results[2].outcome == .temporaryFailure(reason: "the server answered 450 4.2.0 to the recipient: not now"))
        #expect(
            results[3].outcome
                == .temporaryFailure(reason: "the server answered 452 4.2.2 to the recipient: the mailbox, or the server, is full"))
        #expect(try process.envelopes().map(\.to) == [["a@example.com", "b@example.com"]])
        // The connection is still good, also after a message that nobody takes.
        #expect(try Self.isPermanent(connection.deliver(Sample.message().encoded(), from: Self.from, to: ["gone@example.com"])))
        #expect(try connection.deliver(Sample.message().encoded(), from: Self.from, to: ["c@example.com"]).map(\.outcome) == [.accepted])
    }

    static func isPermanent(_ results: [RecipientResult]) -> Bool {
        results.allSatisfy { if case .permanentFailure = $0.outcome { true } else { false } }
    }

    @Test(
        "says what a failure means",
        arguments: [
            ("busy", "temporary", "421 4.3.2"), ("refused", "permanent", "554 5.7.1"), ("not-now", "temporary", "451 4.3.0"),
            ("dropped", "unknown", "may have been delivered"), ("silent", "unknown", "took too long"),
        ])
    func faults(fault: String, kind: String, word: String) throws {
        let process = try MailServerProcess("mail_server.py", "--fault", fault)
        let connection = SMTPConnection(server: try process.server(timeoutSeconds: fault == "silent" ? 1 : 20))
        let results = try connection.deliver(Sample.message().encoded(), from: Self.from, to: Self.to + ["b@example.com"])
        #expect(results.count == 2)
        for result in results {
            let (found, reason) =
                switch result.outcome {
                case .accepted: ("accepted", "")
                case .temporaryFailure(let reason): ("temporary", reason)
                case .permanentFailure(let reason): ("permanent", reason)
                case .unknown(let reason): ("unknown", reason)
                }
            #expect(found == kind && reason.contains(word) && !reason.contains("@"), "\(result)")
        }
        // Nothing is tried twice.
        #expect(try process.envelopes().count == (kind == "unknown" ? 1 : 0))
    }

    @Test("calls a server that is not there a temporary failure")
    func refused() throws {
        var process: MailServerProcess? = try MailServerProcess()
        let server = try process!.server()
        process = nil
        let results = try SMTPConnection(server: server).deliver(Sample.message().encoded(), from: Self.from, to: Self.to)
        #expect(results.map(\.outcome) == [.temporaryFailure(reason: "the mail server cannot be reached")])
    }

    @Test(
        "sends nothing to a server whose certificate is not good",
        arguments: [
            ("expired", "localhost", "has expired"), ("other-name", "localhost", "is for another host name"),
        ], ["starttls", "tls"])
    func certificates(_ certificate: (kind: String, host: String, word: String), protection: String) throws {
        let process = try MailServerProcess("mail_server.py", "--tls", protection, "--certificate", certificate.kind)
        let server = try process.server(protection == "tls" ? .tls : .startTLS, host: certificate.host)
        let error = #expect(throws: DeliveryError.self) {
            try SMTPConnection(server: server).deliver(Sample.message().encoded(), from: Self.from, to: Self.to)
        }
        #expect(error?.code == .badCertificate && error?.message.contains(certificate.word) == true, "\(String(describing: error))")
        #expect(try process.envelopes().isEmpty)
    }

    @Test("sends nothing without TLS, with an unknown authority, or without its account")
    func settings() throws {
        let secure = try MailServerProcess("mail_server.py", "--tls", "starttls", "--account", "huddle:" + Self.password)
        let plain = try MailServerProcess()
        func code(_ process: MailServerProcess, _ server: MailServer) throws -> DeliveryError.Code? {
            let error = #expect(throws: DeliveryError.self) {
                try SMTPConnection(server: server).deliver(Sample.message().encoded(), from: Self.from, to: Self.to)
            }
            #expect(try process.envelopes().isEmpty)
            if let error {
                #expect(!"\(error)".contains("@") && !"\(error)".contains(Self.password) && !"\(error)".contains("wrong-secret"))
            }
            return error?.code
        }
        #expect(try code(plain, plain.server(.startTLS)) == .notEncrypted)
        #expect(try code(plain, plain.server(.tls)) == .notEncrypted)
        #expect(try code(plain, plain.server(.none, username: "huddle", password: Self.password)) == .notAuthenticated)
        #expect(try code(secure, secure.server(.startTLS, username: "huddle", password: "wrong-secret")) == .notAuthenticated)
        let untrusting = try MailServer(host: "localhost", port: secure.port, security: .startTLS)
        #expect(try code(secure, untrusting) == .badCertificate)
        let missing = try MailServer(host: "localhost", port: secure.port, security: .startTLS, certificateAuthorityFile: "/nowhere.pem")
        #expect(try code(secure, missing) == .badAuthorityFile)
    }
}

@Suite("The settings of a server")
struct MailServerTests {
    @Test func wantProtectionUnlessItIsThisMachineOrAllowed() throws {
        for host in ["localhost", "127.0.0.1", "127.1.2.3", "::1"] { _ = try MailServer(host: host, port: 25, security: .none) }
        for host in ["smtp.example.com", "10.0.0.1", "127.example.com", "localhost.example.com", "127.0.0.1.example.com"] {
            let error = #expect(throws: DeliveryError.self) { try MailServer(host: host, port: 25, security: .none) }
            #expect(error?.code == .unprotectedServer)
            _ = try MailServer(host: host, port: 25, security: .none, allowsPlain: true)
        }
    }

    @Test(arguments: ["", "a b", "a/b", "user@host", "a\r\nb", "a?b", "a#b", "http://a"]) func refuseWhatIsNoHost(host: String) {
        let error = #expect(throws: DeliveryError.self) { try MailServer(host: host, port: 25, security: .tls) }
        #expect(error?.code == .badMailServer)
    }

    @Test func neverShowThePassword() throws {
        let server = try MailServer(host: "localhost", port: 25, security: .tls, username: "u", password: "s3cret")
        var dumped = ""
        dump(server, to: &dumped)
        for text in ["\(server)", String(reflecting: server), dumped] { #expect(!text.contains("s3cret")) }
    }

    @Test func refuseWhatTheyCannotUse() {
        func code(_ make: () throws(DeliveryError) -> MailServer) -> DeliveryError.Code? {
            do throws(DeliveryError) { _ = try make() } catch { return error.code }
            return nil
        }
        for port in [0, -1, 65_536] {
            #expect(code { () throws(DeliveryError) in try MailServer(host: "a", port: port, security: .tls) } == .badMailServer)
        }
        for (name, password) in [("a", nil), (nil, "b"), ("a\nb", "c"), ("a", "b\0")] as [(String?, String?)] {
            #expect(
                code { () throws(DeliveryError) in try MailServer(host: "a", port: 1, security: .tls, username: name, password: password) }
                    == .badMailServer)
        }
        #expect(
            code { () throws(DeliveryError) in try MailServer(host: "a", port: 1, security: .tls, timeoutSeconds: 0) } == .badMailServer)
    }
}

@Suite("A message to deliver")
struct DeliverableTests {
    @Test(arguments: [
        "", "a", "a\n", "a\r", "a\r\nb", "a\rb\r\n", "a\nb\r\n", "\u{E0}\r\n", "a\0\r\n", String(repeating: "a", count: 999) + "\r\n",
    ])
    func isRefusedWhereServersWouldReadItInDifferentWays(text: String) throws {
        let connection = SMTPConnection(server: try MailServer(host: "localhost", port: 1, security: .none))
        let error = #expect(throws: DeliveryError.self) {
            try connection.deliver(Array(text.utf8), from: "a@b.example", to: ["c@d.example"])
        }
        #expect(error?.code == .badMailText)
    }

    @Test func needsAddresses() throws {
        let connection = SMTPConnection(server: try MailServer(host: "localhost", port: 1, security: .none))
        let bytes = Array("a: b\r\n\r\n".utf8)
        #expect(throws: DeliveryError.self) { try connection.deliver(bytes, from: "a@b.example", to: []) }
        #expect(throws: DeliveryError.self) { try connection.deliver(bytes, from: "a@b.example", to: ["x@y.example> SIZE=1"]) }
        #expect(throws: DeliveryError.self) { try connection.deliver(bytes, from: "", to: ["x@y.example"]) }
    }
}
