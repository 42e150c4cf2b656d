import Ledger

/// How one system writes a kind of file: where its columns are, and how numbers, dates and texts are written.
public struct ImportProfile: Hashable, Sendable {
    /// The order of year, month and day in a date.
    public enum DateOrder: String, CaseIterable, Sendable {
        /// `YYYY-MM-DD`, nothing else.
        case iso
        /// Day, month, year with `.`, `/` or `-` between; day and month with one or two digits.
        case dayMonthYear
        /// Month, day, year, written likewise.
        case monthDayYear
    }

    /// How bytes stand for characters.
    public enum Encoding: String, CaseIterable, Sendable {
        case utf8 = "UTF-8"
        case windows1252 = "Windows-1252"
        case utf16LittleEndian = "UTF-16LE"
        case utf16BigEndian = "UTF-16BE"
    }

    /// What the profile is called on the command line.
    public var name: String
    /// What the file holds.
    public var kind: FileKind
    /// The byte between fields, an ASCII character.
    public var separator: UInt8 = 0x2C
    /// Whether fields may stand in double quotes (RFC 4180); otherwise a quote is a character like any other.
    public var hasQuotes = true
    /// The byte before decimal places, an ASCII character.
    public var decimalMark: UInt8 = 0x2E
    /// The byte between groups of three digits; nil: numbers are not grouped.
    public var groupingMark: UInt8?
    /// How dates are written.
    public var dateOrder = DateOrder.iso
    /// How bytes stand for characters.
    public var encoding = Encoding.utf8
    /// The header names accepted for each canonical column. A canonical column that is not listed is not in the file.
    public var headers: [String: [String]]
    /// Whether header names must match to the letter; otherwise surrounding blanks and case do not matter.
    public var matchesHeadersExactly = false
    /// Whether blanks around a field are part of its value.
    public var keepsBlanks = false
    /// Values of dictionary columns (company, customer, kind, currency, line) that are the same for the whole file.
    public var constants: [String: String] = [:]
    /// By canonical column, the canonical value for a value of the file; for the columns ``constants`` names. Others stay as they are.
    public var valueMaps: [String: [String: String]] = [:]
    /// Headers that are known and left out on purpose, so that they are not reported as unknown.
    public var ignoredHeaders: [String] = []
    /// Whether rows above the header are titles to be dropped.
    public var hasTitleRows = false
    /// Whether rows without a document are subtotals of a currency: dropped, and compared with the rows as control totals.
    public var hasSubtotalRows = false
    /// Whether document numbers start again each year, so that the year of the document date belongs to the item key.
    public var documentNumbersRepeatByYear = false

    /// A profile with the style of canonical files.
    public init(name: String, kind: FileKind, headers: [String: [String]]) {
        self.name = name
        self.kind = kind
        self.headers = headers
    }

    /// The profile of the canonical files of a kind.
    public static func canonical(_ kind: FileKind) -> ImportProfile {
        let names = FileSchema.of(kind).columns.map { ($0.name, [$0.name]) }
        var profile = ImportProfile(name: "canonical", kind: kind, headers: Dictionary(uniqueKeysWithValues: names))
        profile.matchesHeadersExactly = true
        profile.keepsBlanks = true
        return profile
    }

    /// Whether the file is written like a canonical one: ISO dates, decimal point, no grouping.
    var hasCanonicalNumbers: Bool { decimalMark == 0x2E && groupingMark == nil && keepsBlanks }
}
