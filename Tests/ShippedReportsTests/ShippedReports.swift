import Foundation
import RenderedFiles

/// The reports of the demo: every shipped spec, over the sample data, by the built binary, made once for all tests.
struct ShippedReports {
    /// The folder of the reports.
    let folder: String
    /// Paths of the pages and workbooks, sorted; of a report for every analyst those of the first, since they differ in figures only.
    let pages: [String]
    let workbooks: [String]

    struct DemoFailure: Error {
        let status: Int32
        let messages: String
    }

    static func made() throws -> ShippedReports { try all.get() }

    private static let all = Result { try ShippedReports() }

    private init() throws {
        let folder = NSTemporaryDirectory() + "incasso-demo-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        Self.removeAtExit(folder)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.packageRoot + "/scripts/demo")
        process.arguments = [Self.binary, folder]
        let messages = folder + ".log"
        _ = FileManager.default.createFile(atPath: messages, contents: nil)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messages))
        try process.run()
        process.waitUntilExit()
        let told = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
        try FileManager.default.removeItem(atPath: messages)
        guard process.terminationStatus == 0 else { throw DemoFailure(status: process.terminationStatus, messages: told) }
        self.folder = folder + "/reports"
        let root = self.folder + "/"
        let names = Self.files(in: self.folder)
        pages = names.filter { $0.hasSuffix(".html") }.map { root + $0 }
        workbooks = names.filter { $0.hasSuffix(".xlsx") }.map { root + $0 }
    }

    /// Names of all files, of folders of analysts only those in the first.
    private static func files(in folder: String) -> [String] {
        let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted()
        var first: [String: String] = [:]
        return names.filter { name in
            let parts = name.split(separator: "/").map(String.init)
            guard parts.count == 3 else { return true }
            first[parts[0]] = first[parts[0]] ?? parts[1]
            return first[parts[0]] == parts[1]
        }
    }

    /// Names of the shipped specs.
    static func specs() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: packageRoot + "/report-specs").filter { $0.hasSuffix(".yml") }
            .map { String($0.dropLast(4)) }.sorted()
    }

    /// Whether a shipped spec is a message, which has no page for paper.
    static func isMessage(_ spec: String) throws -> Bool {
        try String(contentsOfFile: packageRoot + "/report-specs/\(spec).yml", encoding: .utf8).contains("\nform: mail")
    }

    static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The binary stands beside the tests.
    private static let binary =
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path + "/incasso"

    nonisolated(unsafe) private static var leftover: String?

    /// Tests share the folder, so it goes when the process ends.
    private static func removeAtExit(_ folder: String) {
        // SAFETY: written once, before the handler that reads it is registered.
        leftover = folder
        atexit { if let folder = ShippedReports.leftover { try? FileManager.default.removeItem(atPath: folder) } }
    }
}
