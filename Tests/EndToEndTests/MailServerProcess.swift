import Foundation

/// A mail server on loopback that keeps what it gets; it ends with this object.
final class MailServerProcess {
    let folder: String
    let port: String
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())

    /// Starts one. `replies` are what recipients are answered: `550`, `450`, or `drop`.
    init(replies: [String: String] = [:]) throws {
        folder = NSTemporaryDirectory() + "incasso-mail-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("mail_server.py").path
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script, folder] + replies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        (process.standardOutput, process.standardInput) = (output, input)
        try process.run()
        // The line comes when the server listens.
        port = try MailServerProcess.line(output)
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Waits until the server has a message that it does not answer.
    func waitUntilHeld() throws -> Bool { try MailServerProcess.line(output) == "held" }

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

    /// How many connections were made.
    var connections: Int {
        FileManager.default.contents(atPath: folder + "/connections").flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    }
}
