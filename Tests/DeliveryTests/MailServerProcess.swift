import Delivery
import Foundation
import Testing

/// A mail server of `Servers/`, running until it is released. A missing tool is a failure, never a skip.
final class MailServerProcess {
    struct ToolFailure: Error, CustomStringConvertible {
        var description: String
    }

    struct Envelope: Decodable {
        var from: String
        var to: [String]
        /// The client's port: one for each connection.
        var peer: Int
        var tls: Bool
        var account: Bool
    }

    private struct Announcement: Decodable {
        var port: Int
        var authority: String?
    }

    let folder: String
    let port: Int
    /// The server's certificate, which is its own authority.
    let authority: String?
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ script: String = "mail_server.py", _ arguments: String...) throws {
        folder = NSTemporaryDirectory() + "incasso-mail-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = [Self.scripts + "/" + script, folder] + arguments
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        let line = Self.line(from: output)
        guard let told = try? JSONDecoder().decode(Announcement.self, from: Data(line.utf8)) else {
            throw ToolFailure(description: "\(script) does not start; are all packages there? run `setup/install build test`")
        }
        (port, authority) = (told.port, told.authority)
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// How to reach it.
    func server(
        _ security: MailServer.Security = .none, host: String = "localhost", username: String? = nil, password: String? = nil,
        timeoutSeconds: Int = 20
    ) throws -> MailServer {
        try MailServer(
            host: host, port: port, security: security, username: username, password: password, timeoutSeconds: timeoutSeconds,
            certificateAuthorityFile: authority)
    }

    func envelopes() throws -> [Envelope] {
        guard let data = FileManager.default.contents(atPath: folder + "/envelopes.jsonl") else { return [] }
        return try data.split(separator: 0x0A).map { try JSONDecoder().decode(Envelope.self, from: $0) }
    }

    /// The bytes of a message, counted from 1.
    func message(_ number: Int) -> [UInt8]? { FileManager.default.contents(atPath: folder + "/\(number).eml").map { [UInt8]($0) } }

    /// Waits for the system's server to deliver a message; gives its path.
    func delivered() throws -> String {
        try input.fileHandleForWriting.write(contentsOf: Data("next\n".utf8))
        return Self.line(from: output)
    }

    private static func line(from pipe: Pipe) -> String {
        var bytes: [UInt8] = []
        while let byte = pipe.fileHandleForReading.readData(ofLength: 1).first, byte != 0x0A { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Servers"

    /// `INCASSO_PYTHON`, or the virtual environment in the package's root.
    static var python: String {
        ProcessInfo.processInfo.environment["INCASSO_PYTHON"]
            ?? URL(fileURLWithPath: scripts).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
            + "/.venv/bin/python"
    }
}

/// A message as Python's email package reads it.
struct ReadMail: Decodable, Equatable {
    struct File: Decodable, Equatable {
        var name: String
        var type: String
        var base64: String
    }

    var subject: String
    var from: String
    var to: [String]
    var date: String
    var headers: [String]
    var type: String
    var text: String
    var html: String
    var attachments: [File]
    var defects: [String]

    static func read(_ path: String) throws -> ReadMail {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: MailServerProcess.python)
        process.arguments = [MailServerProcess.scripts + "/read_mail.py", path]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try #require(try JSONDecoder().decode([ReadMail].self, from: data).first)
    }
}

extension Tag {
    /// Needs other programs or seconds.
    @Tag static var slow: Self
}
