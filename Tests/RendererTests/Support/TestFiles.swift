import ExcelRenderer
import Foundation
import ReportDocument

/// Folders and files of the tests.
enum TestFiles {
    /// Tests/RendererTests.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
    static let packageRoot = URL(fileURLWithPath: folder).deletingLastPathComponent().deletingLastPathComponent().path

    /// Runs `body` with a new folder that is removed afterwards.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("incasso-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    /// The bytes of a document's workbook.
    static func workbook(_ document: ReportDocument) throws -> Data {
        try withFolder { folder in
            try ExcelRenderer.render(document, to: folder + "/report.xlsx")
            return try Data(contentsOf: URL(fileURLWithPath: folder + "/report.xlsx"))
        }
    }

    /// Compares a text with a golden file. `INCASSO_RECORD_GOLDENS=1` writes the file instead, and still fails.
    static func matchesGolden(_ text: String, _ name: String) throws -> Bool {
        let path = folder + "/Golden/" + name
        if ProcessInfo.processInfo.environment["INCASSO_RECORD_GOLDENS"] != nil {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return false
        }
        return try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8)
    }
}
