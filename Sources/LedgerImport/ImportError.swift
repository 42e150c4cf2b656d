import Ledger

/// Why a file was not taken.
public struct ImportError: Error, Hashable, Sendable {
    /// The reason, for exit codes and tests.
    public enum Code: String, CaseIterable, Sendable {
        /// There is no file at the path.
        case noSuchFile
        /// The file exists but cannot be read, or is no regular file.
        case notReadable
        /// The file has no bytes.
        case empty
        /// There is a header and no row below it.
        case headerOnly
        /// A required column is not in the header.
        case missingColumn
        /// One column stands twice in the header.
        case repeatedColumn
        /// The header fits no kind of file, or more than one.
        case unknownKind
        /// The workbook is protected with a password.
        case workbookProtected
        /// The workbook is cut off or changed.
        case workbookDamaged
        /// A part of the workbook grows to many times its stored size.
        case workbookExpansion
        /// The workbook has more parts than workbooks have.
        case workbookParts
        /// A part or a row of the workbook is larger than accepted.
        case workbookTooLarge
        /// The name of a part leads out of the workbook.
        case unsafePartName
        /// A part of the workbook declares a document type.
        case documentType
        /// A workbook of the older form XLS.
        case oldWorkbook
        /// A spreadsheet or an archive that is no XLSX workbook: binary, OpenDocument, written as HTML or XML, anything else.
        case otherWorkbook
        /// The workbook has no sheet of that name.
        case unknownSheet
        /// The headers of several sheets fit.
        case severalSheets
        /// Merged cells stand among the rows.
        case mergedCells
        /// The bytes are not in the encoding of the profile.
        case badEncoding
        /// A quote is out of place, so that where rows end is uncertain from there on.
        case badQuoting
        /// More rows were rejected than allowed.
        case dataRejected
        /// Nothing says which day the ledger shows.
        case asOfUnknown
        /// Two different days are stated.
        case twoAsOfDays
        /// The file has no currency column and no currency was given.
        case currencyUnknown
        /// The dates of a column can be read with the day or with the month first.
        case ambiguousDates
        /// The dates of a sheet may be texts of which a spreadsheet program swapped day and month.
        case swappedDays
        /// The amounts of a column can be read with a decimal comma or a decimal point.
        case ambiguousDecimals
        /// A limit on size was passed: amounts, text, months or currencies of one file.
        case tooLarge
    }

    /// The reason.
    public let code: Code
    /// What was found, in order of lines; at least one error.
    public let diagnostics: [Diagnostic]
    /// What was read so far, when rows were read at all: counts and rejected rows.
    public let report: ImportReport?

    /// An error with its findings.
    public init(code: Code, diagnostics: [Diagnostic], report: ImportReport? = nil) {
        self.code = code
        self.diagnostics = diagnostics
        self.report = report
    }

    init(_ code: Code, file: String, line: Int? = nil, column: Int? = nil, _ message: String, advice: String, report: ImportReport? = nil) {
        let diagnostic = Diagnostic(
            code: code.diagnosticCode, file: file, line: line, column: column, message: message, advice: advice)
        self.init(code: code, diagnostics: [diagnostic], report: report)
    }
}

extension ImportError.Code {
    /// The code as lower-case words with hyphens: `no-such-file`.
    public var diagnosticCode: String {
        rawValue.reduce(into: "") { words, letter in
            if letter.isUppercase { words += "-" }
            words += letter.lowercased()
        }
    }
}

extension ImportError: CustomStringConvertible {
    /// One line per finding.
    public var description: String { diagnostics.map(\.text).joined(separator: "\n") }
}
