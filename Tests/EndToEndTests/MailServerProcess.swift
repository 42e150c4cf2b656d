import Foundation

/// A mail server on loopback that keeps what it gets; it ends with this object.
final class MailServerProcess {
    let folder: String
    let port: String
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())

    /// The server's certificate, which is its own authority; nil without TLS.
    let authority: String?

    /// Starts the one of this folder, without TLS. `replies` are what recipients are answered: `550`, `450`, `drop`, `hold`.
    convenience init(replies: [String: String] = [:]) throws {
        let script = Self.tests + "/EndToEndTests/mail_server.py"
        try self.init("/usr/bin/env", ["python3", script], replies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    }

    /// Starts the one of the delivery tests, which has TLS and accounts.
    convenience init(secure arguments: String...) throws {
        let python =
            ProcessInfo.processInfo.environment["INCASSO_PYTHON"]
            ?? URL(fileURLWithPath: Self.tests).deletingLastPathComponent().path + "/.venv/bin/python"
        try self.init(python, [Self.tests + "/DeliveryTests/Servers/mail_server.py"], arguments)
    }

    private init(_ program: String, _ script: [String], _ arguments: [String]) throws {
        folder = NSTemporaryDirectory() + "incasso-mail-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = script + [folder] + arguments
        (process.standardOutput, process.standardInput) = (output, input)
        try process.run()
        // The line comes when the server listens: a number, or JSON with more.
        let line = try Self.line(output)
        let told = try JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)
        let object = told as? [String: Any] ?? ["port": told]
        port = String(describing: object["port"] ?? "")
        authority = object["authority"] as? String
    }

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Waits until the server has a message that it does not answer.
    func waitUntilHeld() throws -> Bool { try Self.line(output) == "held" }

    private static func line(_ pipe: Pipe) throws -> String {
        var line = Data()
        while let byte = try pipe.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte[byte.startIndex] != 0x0A { line += byte }
        return String(decoding: line, as: UTF8.self)
    }

    /// A message that arrived.
    struct Message {
        let text: String
        let recipients: [String]
        let hasLogin: Bool

        /// The value of a header line.
        func header(_ name: String) -> String? {
            text.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    /// What arrived, in order.
    func messages() throws -> [Message] {
        var messages: [Message] = []
        while let data = FileManager.default.contents(atPath: "\(folder)/\(messages.count + 1).eml") {
            let json = FileManager.default.contents(atPath: "\(folder)/\(messages.count + 1).json") ?? Data()
            let envelope = try JSONSerialization.jsonObject(with: json) as? [String: Any] ?? [:]
            messages.append(
                Message(
                    text: String(decoding: data, as: UTF8.self), recipients: envelope["to"] as? [String] ?? [],
                    hasLogin: envelope["login"] as? Bool ?? false))
        }
        return messages
    }

    /// Of each message of the secure server: whether it came over TLS, and with an account.
    func envelopes() throws -> [(recipients: [String], isProtected: Bool, hasAccount: Bool)] {
        try (FileManager.default.contents(atPath: folder + "/envelopes.jsonl") ?? Data()).split(separator: 0x0A).map { line in
            let object = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
            return (object["to"] as? [String] ?? [], object["tls"] as? Bool ?? false, object["account"] as? Bool ?? false)
        }
    }

    /// How many connections were made.
    var connections: Int {
        FileManager.default.contents(atPath: folder + "/connections").flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    }
}
