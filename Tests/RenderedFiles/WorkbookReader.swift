import Foundation

/// Reads workbooks through openpyxl and LibreOffice. A missing tool is a failure, never a skip.
public enum WorkbookReader {
    public struct Dump: Decodable, Sendable {
        public var active: String
        public var title: String
        public var subject: String
        public var author: String
        public var created: String
        public var names: [String: String]
        public var alternativeTexts: [String]
        public var parts: [String]
        public var sheets: [Sheet]
    }

    public struct Sheet: Decodable, Sendable {
        public var name: String
        public var frozen: String?
        public var paper: Int?
        public var orientation: String?
        public var fitToWidth: Int
        public var fitToHeight: Int
        public var fitToPage: Bool
        public var repeatedRows: String
        public var footer: String
        public var header: String
        public var tables: [String: String]
        public var headings: [String: [String]]
        public var charts: [Chart]
        public var widths: [String: Double]
        public var localNames: [String]
        public var cells: [String: Cell]
    }

    public struct Chart: Decodable, Sendable {
        public var title: String
        public var top: Int
        public var bottom: Int
        public var left: Int
        public var right: Int
        public var axisTitles: [String]
        public var values: [String]
    }

    public struct Cell: Decodable, Sendable {
        public var kind: String
        public var value: String
        public var formula: String?
        public var format: String
        public var comment: String?
        public var link: String?
        public var color: String?
        public var bold: Bool
    }

    public struct Recalculation: Decodable, Sendable {
        /// Formulas whose cached value was overwritten, and all there are.
        public var spoiled: Int
        public var formulas: Int
        /// Formulas with another value than the cached one.
        public var changes: [String]
        /// Cells with an error for a value.
        public var errors: [String]
    }

    public struct Audit: Decodable, Sendable {
        public var faults: [String]
        public var charts: Int
        public var tables: Int
    }

    /// What openpyxl finds in a workbook.
    public static func dump(_ path: String) throws -> Dump { try CheckScript.run("workbook_check.py", ["dump", path]) }

    /// A workbook's formulas before and after LibreOffice calculated them anew.
    public static func recalculation(_ path: String) throws -> Recalculation {
        try CheckScript.run("workbook_check.py", ["recalculate", path])
    }

    /// What a workbook lacks of what every workbook of ours has.
    public static func audit(_ path: String) throws -> Audit { try CheckScript.run("workbook_check.py", ["audit", path]) }
}
