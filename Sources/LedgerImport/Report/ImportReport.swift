import Ledger

/// A row that was not taken.
public struct RejectedRow: Hashable, Sendable {
    /// The columns that a file of rejected rows has in front of those of the file it comes from: the line there, why, and which import rejected them.
    /// Imports pass over them.
    public static let ownColumns = [lineColumn, "rejected.because", parentColumn]
    /// The column that names the line.
    static let lineColumn = "rejected.line"
    /// The column that names the import: ``RejectsParent``.
    public static let parentColumn = "rejected.of"
    /// What a cell of a sheet begins with whose value cannot be written so that it is read again as it was meant: in a file of rejected rows no value
    /// begins with it.
    static let unreadableMark = "=?"

    /// Physical line the row begins on.
    public let line: Int
    /// One-based field of the first fault; nil: the whole row.
    public let column: Int?
    /// The code of the first fault: `bad-date`.
    public let reason: String
    /// The row as it stands in the file (in UTF-8), without its line end. Holds data: for the file of rejected rows, not for messages.
    public let text: String
}

/// A subtotal the file states, compared with its rows.
public struct ControlTotal: Hashable, Sendable {
    /// Physical line of the subtotal row.
    public let line: Int
    /// The currency the row names, as it stands in the file.
    public let currency: String
    /// What the file says; nil when that is not an amount.
    public let statedMinor: Int64?
    /// Sum of the rows of that currency, with those left out on purpose and without rejected ones: of all rows above, or of those below a subtotal above it.
    public let computedMinor: Int64

    /// Whether both are the same.
    public var agrees: Bool { statedMinor == computedMinor }
}

/// Where the as-of day of a ledger came from.
public enum AsOfSource: String, CaseIterable, Sendable {
    case option
    case fileName = "file-name"
    case column
    /// The import that rejected the rows which the file has, mended.
    case origin

    /// The same in words, behind "from the".
    var words: String {
        switch self {
        case .option: "option"
        case .fileName: "file name"
        case .column: "column"
        case .origin: "file the rows come from"
        }
    }
}

/// How a date or amount column is written, and what that rests on.
public struct ColumnStyle: Hashable, Sendable {
    /// The canonical column.
    public let column: String
    /// What the column is called in the file.
    public let header: String
    /// The order of dates; nil for amounts.
    public let dateOrder: ImportProfile.DateOrder?
    /// The decimal mark; nil for dates.
    public let decimalMark: DecimalMark?
    public let basis: StyleBasis

    /// The style in a word: `dmy`, `comma`.
    public var word: String { dateOrder?.word ?? decimalMark?.rawValue ?? "" }
}

extension ImportProfile.DateOrder {
    /// The word of options, profiles and reports.
    public var word: String {
        switch self {
        case .iso: "iso"
        case .yearMonthDay: "ymd"
        case .dayMonthYear: "dmy"
        case .monthDayYear: "mdy"
        case .serial: "serial"
        case .monthNamed: "named"
        }
    }

    /// The order of a word.
    public init?(word: String) {
        guard let order = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = order
    }
}

/// What an import tells about a file. Counts are rows.
public struct ImportReport: Hashable, Sendable {
    /// The path as it was given.
    public var file: String
    public var byteCount: Int
    /// SHA-256 of all bytes of the file, 64 lower-case hexadecimal digits.
    public var sha256: String
    public var encoding: ImportProfile.Encoding
    public var encodingConfidence: Confidence
    /// The character between fields.
    public var separator: String
    public var separatorConfidence = Confidence.certain
    /// Whether quotes around fields are no part of them.
    public var hasQuotes: Bool
    /// How date and amount columns are written, in the order of the file.
    public var columnStyles: [ColumnStyle] = []
    public var profile: String
    /// Certain when the profile knows every header of the file.
    public var profileConfidence = Confidence.certain
    public var kind: FileKind
    /// The sheet that was read; nil: the file is no workbook, and otherwise encoding and separator mean nothing.
    public var sheet: String?
    /// Whether the workbook counts days from 1904 on.
    public var countsFrom1904 = false
    /// The header of a file with ``rejectedRows``: the one of the file as it stands there, or of a sheet its texts.
    public var rejectsHeader = ""
    /// The character between the fields of ``rejectsHeader`` and the rejected rows.
    public var rejectsSeparator: String
    /// Whether the file has the columns of ``RejectedRow/ownColumns``: its rows are those that an import rejected.
    public var hasRejectedRows = false
    /// Of the rows of such a file that were taken, in order, the lines that they mend; empty for any other file.
    public var mendedLines: [MendedLine] = []
    /// The canonical columns that the file has, in alphabetical order.
    public var columns: [String] = []
    /// The reasons of rows that were taken although the profile leaves them out.
    public var keptReasons: [String] = []
    /// The company that an option gave to the whole file, and the currency that one gave to it or to the rows that have none.
    public var givenCompany: String?
    public var givenCurrency: Currency?
    /// The report of the file whose rejected rows these are, mended, as JSON.
    public var originJSON: String?

    /// Whether the rows were counted: not in a file that is refused before, for a question that its values leave open.
    public var hasCountedRows = false
    /// Rows below the header that have values and are no subtotals.
    public var rowsRead = 0
    public var rowsKept = 0
    /// Dropped rows by reason: `blank`, `title`, `subtotal`, `group`, `repeated-header`, and what a profile leaves out, such as `special-gl`.
    public var dropped: [String: Int] = [:]
    /// Rejected rows by the code of their first fault.
    public var rejected: [String: Int] = [:]
    /// Rejected rows in order of lines: all, up to the larger of 10,000 and the number allowed.
    public var rejectedRows: [RejectedRow] = []
    public var controlTotals: [ControlTotal] = []
    /// Headers that are in no list, in order; their columns are left out.
    public var unknownColumns: [String] = []

    /// Rows without a due day; nil where the kind has none.
    public var missingDueDates: Int?
    /// Rows whose due day lies before their document day.
    public var dueBeforeDocument: Int?
    /// Ledger rows with a document day after the as-of day.
    public var futureDates: Int?
    /// Rows whose sign does not fit their kind: a positive credit note or payment, a negative invoice or debit note.
    public var signConflicts: Int?
    /// The as-of day of a ledger.
    public var asOf: Day?
    public var asOfSource: AsOfSource?
    /// The newest document or posting day.
    public var newestDay: Day?

    /// Months of a history in which the ledger starts or ends: their ratios mean nothing.
    public var edgeMonths: [Month] = []

    /// Sum mod 2^64 of a hash of each row's values: the same for the same rows in any order, whatever the chunk size and thread count.
    /// 16 hexadecimal digits; empty when nothing was kept.
    public var contentFingerprint = ""
    /// Faults (the first 20 in detail), warnings and notes.
    public var diagnostics: [Diagnostic] = []

    /// Rejected rows in all.
    public var rejectedCount: Int { rejected.values.reduce(0, +) }
}
