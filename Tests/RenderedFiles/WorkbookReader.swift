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
        public struct Formula: Decodable, Sendable {
            public var cell: String
            public var formula: String
            public var cached: Double
            /// nil when LibreOffice made no number of it.
            public var recalculated: Double?
        }
        public var spoiled: Int
        public var formulas: [Formula]
        public var errors: [String]
    }

    /// What openpyxl finds in a workbook.
    public static func dump(_ path: String) throws -> Dump { try CheckScript.run("workbook_check.py", ["dump", path]) }

    /// A workbook's formulas before and after LibreOffice calculated them anew.
    public static func recalculation(_ path: String) throws -> Recalculation {
        try CheckScript.run("workbook_check.py", ["recalculate", path])
    }
}
