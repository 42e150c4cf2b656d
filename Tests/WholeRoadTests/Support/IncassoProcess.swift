import Foundation
import RenderedFiles

/// The built binary in a workspace of its own: each call is a process, with its own order of dictionaries.
struct IncassoProcess {
    let folder: String

    struct Failure: Error {
        let arguments: [String]
        let status: Int32
        let messages: String
    }

    /// Runs `body` with a new workspace that is removed afterwards.
    static func inWorkspace<Result>(_ body: (IncassoProcess) throws -> Result) throws -> Result {
        try TemporaryFolder.with { folder in
            let incasso = IncassoProcess(folder: folder)
            try incasso("init", ".")
            return try body(incasso)
        }
    }

    /// Runs the program in the workspace's folder; anything but success is thrown.
    func callAsFunction(_ arguments: String...) throws { try run(arguments) }

    /// The same with the arguments in a list.
    func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let messages = folder + "/messages.txt"
        _ = FileManager.default.createFile(atPath: messages, contents: nil)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messages))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                arguments: arguments, status: process.terminationStatus,
                messages: (try? String(contentsOfFile: messages, encoding: .utf8)) ?? "")
        }
    }

    /// Takes the blocks out of the review that tell how its data came in: files with their rows in another order have another SHA-256, and imports in another order
    /// make other versions on the way.
    func leaveOutHistory() throws {
        let path = folder + "/report-specs/monthly-target-review.yml"
        let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
        let kept = lines.filter { !["- imports", "- restatements"].contains($0.trimmingCharacters(in: .whitespaces)) }
        guard kept.count == lines.count - 2 else { throw CocoaError(.fileReadCorruptFile) }
        try kept.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Renders the sample's review in all formats, languages and dialects: bytes by file name.
    func review() throws -> [String: Data] {
        for dialect in ["machine", "italian"] {
            try self(
                "report", "monthly-target-review", "--period", "2026-10", "--format", "xlsx,html,csv", "--language", "en,it",
                "--csv-dialect",
                dialect, "--output", "out-" + dialect)
        }
        var files: [String: Data] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() where name.hasPrefix("out-") {
            let path = folder + "/" + name
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
                files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
            }
        }
        return files
    }

    /// The binary stands beside the tests.
    private static let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("incasso")
}
