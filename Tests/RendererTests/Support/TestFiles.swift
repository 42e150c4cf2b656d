import ExcelRenderer
import Foundation
import RenderedFiles
import ReportDocument

/// Folders and files of the tests.
enum TestFiles {
    /// Tests/RendererTests.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path

    /// The bytes of a document's workbook.
    static func workbook(_ document: ReportDocument) throws -> Data {
        try TemporaryFolder.with { folder in
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
