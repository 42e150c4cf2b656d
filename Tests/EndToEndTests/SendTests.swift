import Foundation
import Testing

extension Tag {
    /// Starts other programs.
    @Tag static var slow: Self
}

@Suite("send and outbox", .tags(.slow))
struct SendTests {
    static let password = "s3cret-Wort"
    static let addresses = ["giulia.ferri@example.com", "tom.byrne@example.com", "third@example.com"]

    /// A workspace with the golden ledger, a third analyst without a portfolio, and a mail server.
    func inWorkspace(_ replies: [String: String] = [:], smtp: String = "", _ body: (Run, MailServerProcess) throws -> Void) throws {
        let server = try MailServerProcess(replies: replies)
        try Golden.inWorkspace { run in
            try run.write("analyst,name,email,team,language\nAN3,Third,Third@EXAMPLE.com,South,it\n", to: "analysts.csv")
            #expect(try run("import", "analysts.csv").code == 0)
            try run.write(Self.password + "\n", to: "secret")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: run.folder + "/secret")
            try configure(run, port: server.port, smtp: smtp)
            try body(run, server)
        }
    }

    func configure(_ run: Run, port: String, smtp: String = "", mail: String = "") throws {
        try run.write(
            """
            mail:
              from: huddle@example.com
              allowed_domains: [example.com]
              \(mail)
              smtp: {host: 127.0.0.1, port: \(port), security: none, username: u, password_file: secret, timeout_seconds: 20\(smtp)}
            """, to: "incasso.yml")
    }

    /// Runs, and makes sure that neither the password nor, on standard error, an address is told.
    func run(_ run: Run, _ arguments: String...) throws -> Run.Result {
        let result = try run.run(arguments)
        #expect(!(result.output + result.messages).contains(Self.password))
        #expect(!result.messages.contains("@example.com"))
        return result
    }

    @Test("the huddle goes to three analysts, one of them refused; nothing is sent twice")
    func huddle() throws {
        try inWorkspace(["tom.byrne@example.com": "550"]) { workspace, server in
            let dry = try run(workspace, "send", "huddle-snapshot", "--dry-run")
            #expect(dry.code == 0 && server.connections == 0)
            for address in Self.addresses { #expect(dry.output.lowercased().contains(address)) }
            #expect(try run(workspace, "outbox", "--all", "--format", "json").output == "[]\n")

            let first = try run(workspace, "send", "huddle-snapshot")
            #expect(first.code == 1)
            #expect(first.messages.contains("[not-delivered]") && first.messages.contains("550"))
            let messages = try server.messages()
            // After a refusal libcurl ends the connection, and the next message makes another.
            #expect(server.connections <= 2)
            #expect(messages.flatMap(\.recipients).map { $0.lowercased() }.sorted() == ["giulia.ferri@example.com", "third@example.com"])
            #expect(messages.allSatisfy { $0.hasLogin && $0.header("Subject") != nil && $0.header("Date") != nil })
            #expect(messages.allSatisfy { $0.header("To")?.lowercased() == $0.recipients[0].lowercased() })
            #expect(messages.allSatisfy { $0.text.contains("multipart/alternative") })

            let list = try run(workspace, "outbox")
            #expect(list.code == 0 && list.output.contains("tom.byrne@example.com") && list.output.contains("failed"))
            #expect(!list.output.contains("giulia"))
            #expect(try run(workspace, "send", "huddle-snapshot").code == 0)
            #expect(try server.messages().count == 2)

            let again = try run(workspace, "send", "huddle-snapshot", "--again")
            #expect(again.code == 1)
            let all = try server.messages()
            #expect(all.count == 4 && Set(all.compactMap { $0.header("Message-Id") }).count == 4)
        }
    }

    @Test("--if-new tells why it does nothing")
    func ifNew() throws {
        try inWorkspace { workspace, server in
            // Whatever today is, one of the two has it off.
            try workspace.write(
                "base: IT\nweekend: [monday, tuesday, wednesday, thursday, friday, saturday]\n", to: "calendars/sundays.yml")
            try workspace.write("base: IT\nweekend: [sunday]\n", to: "calendars/others.yml")
            let text = String(decoding: try #require(workspace.bytes("incasso.yml")), as: UTF8.self)
            let results = try ["sundays", "others"].map { name in
                try workspace.write(text + "\ncalendars: {work: \(name)}\n", to: "incasso.yml")
                return try run(workspace, "send", "huddle-snapshot", "--if-new")
            }
            #expect(results.allSatisfy { $0.code == 0 })
            #expect(results.contains { $0.messages.contains("no working day") })
            try workspace.write(text, to: "incasso.yml")
            #expect(try run(workspace, "send", "huddle-snapshot", "--to", "lead@example.com").code == 0)
            _ = try run(workspace, "send", "huddle-snapshot")
            #expect(try server.messages().count == 4)
        }
    }

    @Test("a self-view goes to its analyst alone, with the workbook")
    func selfView() throws {
        try inWorkspace { workspace, server in
            let other = try run(workspace, "send", "analyst-self-view", "--analyst", "AN1", "--to", "tom.byrne@example.com")
            #expect(other.code == 77 && other.messages.contains("[not-their-own]"))
            let outside = try run(workspace, "send", "analyst-self-view", "--to", "x@sub.example.com")
            #expect(outside.code == 77 && outside.messages.contains("[recipient-not-allowed]"))
            #expect(server.connections == 0)
            #expect(try run(workspace, "send", "analyst-self-view").code == 0)
            let messages = try server.messages()
            #expect(server.connections == 1)
            #expect(messages.map(\.recipients) == [["giulia.ferri@example.com"], ["tom.byrne@example.com"]])
            #expect(messages.allSatisfy { $0.text.contains("spreadsheetml") })
            #expect(messages[0].text.contains("Content-Language: it") && messages[1].text.contains("Content-Language: en"))
        }
    }

    @Test("a connection that ends after the message is told, and the message sent once more under its Message-ID")
    func dropped() throws {
        try inWorkspace(["tom.byrne@example.com": "drop"]) { workspace, server in
            let first = try run(workspace, "send", "huddle-snapshot")
            #expect(first.code == 75 && first.messages.contains("[may-have-arrived]"))
            #expect(try run(workspace, "outbox").output.contains("may have arrived"))
            let id = try #require(
                try run(workspace, "outbox", "--format", "csv").output.split(separator: "\n").last?.split(separator: ",").first)
            #expect(try run(workspace, "outbox", "retry", String(id)).code == 0)
            let messages = try server.messages().filter { $0.recipients == ["tom.byrne@example.com"] }
            #expect(messages.count == 2 && Set(messages.compactMap { $0.header("Message-Id") }).count == 1)
            #expect(messages[0].text == messages[1].text)
        }
    }

    @Test("a process that is killed before the answer: the next run says so, and sends the message once more under its Message-ID")
    func killed() throws {
        try inWorkspace(["tom.byrne@example.com": "hold"]) { workspace, server in
            let process = try workspace.start("send", "huddle-snapshot", "--to", "tom.byrne@example.com")
            #expect(try server.waitUntilHeld())
            // Who comes meanwhile is turned away.
            let other = try run(workspace, "send", "huddle-snapshot")
            #expect(other.code == 75 && other.messages.contains("[busy]"))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let next = try run(workspace, "outbox", "retry")
            #expect(next.code == 0 && next.messages.contains("warning: message 1 may have arrived already"))
            let messages = try server.messages()
            #expect(messages.count == 2 && messages[0].text == messages[1].text)
            #expect(try run(workspace, "outbox", "retry").output.isEmpty)
        }
    }

    @Test("several that send at once send each message once")
    func overlap() throws {
        try inWorkspace { workspace, server in
            let processes = try (0..<4).map { _ in try workspace.start("send", "huddle-snapshot") }
            for process in processes { process.waitUntilExit() }
            #expect(processes.allSatisfy { [0, 75].contains($0.terminationStatus) })
            #expect(processes.contains { $0.terminationStatus == 0 })
            #expect(try server.messages().flatMap(\.recipients).map { $0.lowercased() }.sorted() == Self.addresses.sorted())
        }
    }

    @Test("without a server the messages wait; what fails before leaves no message")
    func noServer() throws {
        try inWorkspace { workspace, server in
            try configure(workspace, port: "1")
            let result = try run(workspace, "send", "huddle-snapshot")
            #expect(result.code == 69 && result.messages.contains("[no-mail-server]"))
            #expect(try run(workspace, "outbox", "--format", "csv").output.split(separator: "\n").count == 4)
            #expect(try run(workspace, "outbox", "drop", "1", "2").code == 0)
            #expect(try run(workspace, "outbox", "drop", "1").code == 1)
            #expect(try run(workspace, "outbox", "--format", "csv").output.split(separator: "\n").count == 2)
            #expect(try run(workspace, "send", "huddle-snapshot", "--if-new").code == 0)
            #expect(try run(workspace, "outbox", "--all", "--format", "csv").output.components(separatedBy: ",dropped,").count == 3)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: workspace.folder + "/secret")
            let open = try run(workspace, "send", "analyst-self-view")
            #expect(open.code == 78 && open.messages.contains("[password-readable]"))
            #expect(try run(workspace, "outbox", "--format", "csv").output.split(separator: "\n").count == 2)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: workspace.folder + "/secret")
            try configure(workspace, port: server.port)
            #expect(try run(workspace, "outbox", "retry", "3").code == 0)
            #expect(try server.messages().count == 1)
        }
    }

    @Test("a server that takes few messages a connection gets them over several")
    func fewMessagesAConnection() throws {
        try inWorkspace(["LIMIT": "2"]) { workspace, server in
            let sent = try run(workspace, "send", "huddle-snapshot")
            #expect(sent.code == 0)
            #expect(try server.messages().count == 3)
            #expect(server.connections == 2)
        }
    }

    @Test("a server that refuses the sender refuses them all: they wait, and none is given up")
    func senderRefused() throws {
        try inWorkspace(["MAIL": "553"]) { workspace, server in
            let refused = try run(workspace, "send", "huddle-snapshot")
            #expect(refused.code == 77 && refused.messages.contains("[mail-server-refused]"))
            let list = try run(workspace, "outbox", "--format", "csv").output
            #expect(list.split(separator: "\n").dropFirst().allSatisfy { $0.contains(",queued,0,") })
            #expect(try server.messages().isEmpty)
        }
    }

    @Test("a report for managers needs somebody named, and what is wrong with the arguments is told")
    func refusals() throws {
        try inWorkspace { workspace, server in
            #expect(try run(workspace, "send", "monthly-target-review", "--dry-run").code == 78)
            let named = try run(workspace, "send", "monthly-target-review", "--to", "lead@example.com", "--attach", "csv", "--dry-run")
            #expect(named.code == 0 && named.output.contains("lead@example.com") && named.output.contains(".csv"))
            #expect(try run(workspace, "send", "no-such-report").code == 64)
            #expect(try run(workspace, "send", "huddle-snapshot", "--as-of", "2020-01-01").code == 66)
            for address in ["a@example.com,b@example.com", "A <a@example.com>", "a@ex\u{0430}mple.com"] {
                let refused = try workspace("send", "huddle-snapshot", "--to", "lead@example.com", address)
                #expect(refused.code == 64 && refused.messages.contains("address 2 of --to h") && !refused.messages.contains("mple.com"))
            }
            #expect(try run(workspace, "outbox", "drop").code == 64)
            try configure(workspace, port: server.port, mail: "to: {huddle-snapshop: [lead@example.com]}")
            for arguments in [["send", "huddle-snapshot"], ["check"]] {
                let misspelt = try workspace.run(arguments)
                #expect(misspelt.code == 78 && misspelt.messages.contains("[unknown-report]; did you mean \"huddle-snapshot\"?"))
            }
            try configure(workspace, port: server.port, mail: "attachments_kilobytes_max: 1")
            let large = try run(workspace, "send", "analyst-self-view")
            #expect(large.code == 78 && large.messages.contains("[attachments-too-large]"))
            #expect(try run(workspace, "outbox", "--all", "--format", "json").output == "[]\n")
            #expect(server.connections == 0)
        }
    }
}
