import Foundation
import Testing

@testable import IncassoCommands

@Suite("The password of the mail server")
struct MailPasswordTests {
    /// Reads a password in a folder of its own; gives what it is, or the code and the text of the refusal.
    func read(
        _ source: MailConfiguration.Password, environment: [String: String] = [:], commandSecondsMax: Int = 30,
        prepare: (String) throws -> Void = { _ in }
    ) throws -> (password: String?, code: String?, text: String) {
        let folder = NSTemporaryDirectory() + "incasso-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try prepare(folder)
        do {
            let workspace = Workspace(defaultsIn: folder)
            return (
                try MailPassword.read(source, environment: environment, in: workspace, commandSecondsMax: commandSecondsMax), nil, ""
            )
        } catch {
            let failure = CommandError(error)
            #expect(failure.status == .wrongConfiguration)
            return (nil, failure.diagnostics[0].code, failure.diagnostics[0].text)
        }
    }

    func file(_ text: String, mode: Int) -> (String) throws -> Void {
        { folder in
            let path = folder + "/secret"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
    }

    @Test("comes from an environment variable that is set")
    func environment() throws {
        #expect(try read(.environment("P"), environment: ["P": "s3cret pass"]).password == "s3cret pass")
        #expect(try read(.environment("P")).code == "no-password")
        #expect(try read(.environment("P"), environment: ["P": ""]).code == "no-password")
        let split = try read(.environment("P"), environment: ["P": "s3cret\r\nQUIT"])
        #expect(split.code == "no-password" && !split.text.contains("s3cret"))
    }

    @Test("comes from the first line of a file that only its owner can use")
    func privateFile() throws {
        for text in ["s3cret", "s3cret\n", "s3cret\r\nmore\n"] {
            #expect(try read(.file("secret"), prepare: file(text, mode: 0o600)).password == "s3cret")
        }
        #expect(try read(.file("secret"), prepare: file("s3cret", mode: 0o400)).password == "s3cret")
        #expect(try read(.file("secret"), prepare: file("\n", mode: 0o600)).code == "no-password")
        #expect(try read(.file("none")).code == "no-password")
    }

    @Test("is refused when others can use its file", arguments: [0o640, 0o604, 0o660, 0o601, 0o620, 0o777])
    func openFile(mode: Int) throws {
        let refused = try read(.file("secret"), prepare: file("s3cret", mode: mode))
        #expect(refused.code == "password-readable" && !refused.text.contains("s3cret"))
    }

    @Test("is refused behind a link, and in a folder or a device")
    func notAFile() throws {
        let link = try read(.file("link")) { folder in
            try file("s3cret", mode: 0o600)(folder)
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder + "/secret")
        }
        #expect(link.code == "no-password")
        #expect(try read(.file("")).code == "password-readable")
        #expect(try read(.file("/dev/null")).code == "password-readable")
    }

    @Test("is not waited for longer than a command may take, whatever the command leaves running")
    func slowCommand() throws {
        let child = try read(.command(["/bin/sh", "-c", "sleep 600; echo s3cret"]), commandSecondsMax: 1)
        #expect(child.code == "no-password" && child.text.contains("took longer than 1 seconds"))
        // A program in the background keeps the output open.
        let left = try read(.command(["/bin/sh", "-c", "sleep 600 & wait"]), commandSecondsMax: 1)
        #expect(left.code == "no-password" && left.text.contains("took longer than 1 seconds"))
    }

    @Test("comes from the first line that a program prints, without a shell")
    func command() throws {
        #expect(try read(.command(["/bin/echo", "s3cret $HOME; id"])).password == "s3cret $HOME; id")
        #expect(try read(.command(["/bin/sh", "-c", "printf 's3cret\\nmore'"])).password == "s3cret")
    }

    @Test(
        "is missing when the program fails or prints nothing",
        arguments: [["/bin/false"], ["/bin/true"], ["/no/such/program"], ["/bin/sh", "-c", "echo s3cret; exit 3"]])
    func failedCommand(words: [String]) throws {
        let refused = try read(.command(words))
        #expect(refused.code == "no-password" && !refused.text.contains("s3cret"))
    }
}
