import Foundation

/// Reads workbooks through openpyxl and LibreOffice. A missing tool is a failure, never a skip.
enum WorkbookReader {
    struct Dump: Decodable, Sendable {
        var active: String
        var title: String
        var subject: String
        var author: String
        var created: String
        var names: [String: String]
        var alternativeTexts: [String]
        var parts: [String]
        var sheets: [Sheet]
    }

    struct Sheet: Decodable, Sendable {
        var name: String
        var frozen: String?
        var paper: Int?
        var orientation: String?
        var fitToWidth: Int
        var fitToHeight: Int
        var fitToPage: Bool
        var repeatedRows: String
        var footer: String
        var header: String
        var tables: [String: String]
        var headings: [String: [String]]
        var charts: [Chart]
        var widths: [String: Double]
        var localNames: [String]
        var cells: [String: Cell]
    }

    struct Chart: Decodable, Sendable {
        var title: String
        var top: Int
        var bottom: Int
        var left: Int
        var right: Int
        var axisTitles: [String]
        var values: [String]
    }

    struct Cell: Decodable, Sendable {
        var kind: String
        var value: String
        var formula: String?
        var format: String
        var comment: String?
        var link: String?
        var color: String?
        var bold: Bool
    }

    struct Recalculation: Decodable, Sendable {
        struct Formula: Decodable, Sendable {
            var cell: String
            var formula: String
            var cached: Double
            var recalculated: Double
        }
        var spoiled: Int
        var formulas: [Formula]
        var errors: [String]
    }

    struct ToolFailure: Error, CustomStringConvertible {
        var description: String
    }

    static func dump(_ path: String) throws -> Dump { try JSONDecoder().decode(Dump.self, from: run("dump", path)) }

    static func recalculation(_ path: String) throws -> Recalculation {
        try JSONDecoder().decode(Recalculation.self, from: run("recalculate", path))
    }

    /// `INCASSO_PYTHON`, or the virtual environment in the package's root.
    private static var python: String {
        if let set = ProcessInfo.processInfo.environment["INCASSO_PYTHON"] { return set }
        return TestFiles.packageRoot + "/.venv/bin/python"
    }

    private static func run(_ verb: String, _ path: String) throws -> Data {
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw ToolFailure(description: "no Python with openpyxl at \(python); set INCASSO_PYTHON")
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [TestFiles.folder + "/workbook_check.py", verb, path]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ToolFailure(description: "workbook_check.py \(verb) ended with status \(process.terminationStatus)")
        }
        return data
    }
}
