import Foundation

/// The built binary, run in a workspace of its own that is removed afterwards.
struct Run {
    /// The workspace's folder.
    let folder: String

    /// What a run gave.
    struct Result {
        let code: Int32
        let output: String
        let messages: String
    }

    /// Runs `body` in a new, empty folder.
    static func inTemporaryFolder(_ body: (Run) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "incasso-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(Run(folder: folder))
    }

    /// Runs `body` in a new workspace.
    static func inWorkspace(_ body: (Run) throws -> Void) throws {
        try inTemporaryFolder { run in
            _ = try run("init")
            try body(run)
        }
    }

    /// Runs `incasso` in the folder.
    func callAsFunction(_ arguments: String...) throws -> Result { try run(arguments) }

    /// Runs `incasso` in the folder, with variables beside those of the tests.
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
        try Run.execute(Run.binary, arguments, in: folder, environment: environment)
    }

    /// Runs a program in a folder, with variables beside those of the tests.
    static func execute(
        _ program: URL, _ arguments: [String], in folder: String, environment: [String: String] = [:]
    ) throws -> Result {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        if !environment.isEmpty {
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        }
        // Files instead of pipes: nothing blocks, however much is written.
        let paths = ["out", "err"].map { folder + "-\($0)-" + UUID().uuidString }
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        let files = try paths.map { path in
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        }
        (process.standardOutput, process.standardError) = (files[0], files[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let texts = try paths.map { String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self) }
        return Result(code: process.terminationStatus, output: texts[0], messages: texts[1])
    }

    /// Starts `incasso` in the folder, with nothing to read and its output thrown away.
    func start(_ arguments: String...) throws -> Process {
        let process = Process()
        process.executableURL = Run.binary
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        (process.standardInput, process.standardOutput, process.standardError) = (
            FileHandle.nullDevice, FileHandle.nullDevice, FileHandle.nullDevice
        )
        try process.run()
        return process
    }

    /// The bytes of a file in the folder; nil when there is none.
    func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: folder + "/" + name) }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    /// Writes a file of bytes into the folder.
    func write(_ bytes: [UInt8], to name: String) throws {
        let path = folder + "/" + name
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// All files and folders in the folder, hidden ones included, sorted.
    var names: [String] { (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted() }

    /// The binary stands beside the tests.
    private static let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("incasso")
}

/// The golden ledger.
enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/Golden"

    /// Its input files, in an order that is not the one they are taken in.
    static let files = [
        "ledger-2026-06-30", "postings", "ledger-2026-05-31", "targets", "promises", "disputes", "activities", "portfolios", "analysts",
        "customers",
    ].map { path($0 + ".csv") }

    static func path(_ name: String) -> String { folder + "/" + name }
    static func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// A workspace with the golden ledger.
    static func inWorkspace(_ body: (Run) throws -> Void) throws {
        try Run.inWorkspace { run in
            _ = try run.run(["import"] + files)
            try body(run)
        }
    }
}
