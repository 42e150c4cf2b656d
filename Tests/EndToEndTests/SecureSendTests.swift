import Foundation
import Testing

@Suite("send over TLS with an account", .tags(.slow))
struct SecureSendTests {
    /// A workspace with the golden ledger and a configuration for the server.
    func inWorkspace(
        _ server: MailServerProcess, security: String = "starttls", host: String = "localhost", trusts: Bool = true,
        password: String = SendTests.password, _ body: (Run) throws -> Void
    ) throws {
        try Golden.inWorkspace { run in
            try run.write(password, to: "secret")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: run.folder + "/secret")
            let authority = trusts ? "certificate_authority_file: \(try #require(server.authority))" : "timeout_seconds: 20"
            try run.write(
                """
                mail:
                  from: huddle@example.com
                  allowed_domains: [example.com]
                  smtp:
                    host: \(host)
                    port: \(server.port)
                    security: \(security)
                    username: huddle
                    password_file: secret
                    \(authority)
                """, to: "incasso.yml")
            try body(run)
        }
    }

    @Test("is protected and has the account", arguments: ["starttls", "tls"])
    func protected(security: String) throws {
        let server = try MailServerProcess(secure: "--tls", security, "--account", "huddle:\(SendTests.password)")
        try inWorkspace(server, security: security) { run in
            let result = try SendTests().run(run, "send", "huddle-snapshot")
            #expect(result.code == 0, "\(result.messages)")
            let envelopes = try server.envelopes()
            #expect(envelopes.map(\.recipients) == [["tom.byrne@example.com"], ["giulia.ferri@example.com"]])
            #expect(envelopes.allSatisfy { $0.hasAccount })
            // With TLS from the first byte nothing else can be said to the server, and it does not note it.
            #expect(envelopes.allSatisfy { $0.isProtected || security == "tls" })
        }
    }

    @Test("sends nothing, and keeps the messages, when the password is wrong")
    func wrongPassword() throws {
        let server = try MailServerProcess(secure: "--tls", "starttls", "--account", "huddle:other")
        try inWorkspace(server) { run in
            let result = try SendTests().run(run, "send", "huddle-snapshot")
            #expect(result.code == 77 && result.messages.contains("[mail-server-refused]"))
            #expect(try server.envelopes().isEmpty)
            #expect(try SendTests().run(run, "outbox", "--format", "csv").output.split(separator: "\n").count == 3)
        }
    }

    @Test("sends nothing to a server that cannot prove who it is", arguments: ["expired", "other-name", "unknown authority"])
    func badCertificate(kind: String) throws {
        let isKnown = kind != "unknown authority"
        let server = try MailServerProcess(
            secure: "--tls", "starttls", "--certificate", isKnown ? kind : "good", "--account", "huddle:\(SendTests.password)")
        try inWorkspace(server, trusts: isKnown) { run in
            let result = try SendTests().run(run, "send", "huddle-snapshot")
            #expect(result.code == 78 && result.messages.contains("certificate"), "\(result.messages)")
            #expect(try server.envelopes().isEmpty)
        }
    }
}
