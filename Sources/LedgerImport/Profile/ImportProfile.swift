import Ledger

/// How one system writes a kind of file: where its columns are, what its words mean, and which rows are no items.
///
/// How numbers, dates and texts are written is found out from each file; what the profile states about it decides only what fits two ways.
public struct ImportProfile: Hashable, Sendable {
    /// The order of year, month and day in a date.
    public enum DateOrder: String, CaseIterable, Sendable {
        /// `YYYY-MM-DD`, nothing else.
        case iso
        /// Year, month, day in any form: `2026/10/31`, `20261031`, `20261031.0`, with a time of day.
        case yearMonthDay
        /// Day, month, year with `.`, `/` or `-` between; day and month with one or two digits, the year with two or four; also
        /// with the name of the month.
        case dayMonthYear
        /// Month, day, year, written likewise.
        case monthDayYear
        /// Days counted as spreadsheets do: 46326.
        case serial
        /// Months by name, in English, Italian, German or French: `31-OCT-2026`, `31 ott. 2026`, `October 31, 2026`.
        case monthNamed
    }

    /// How bytes stand for characters.
    public enum Encoding: String, CaseIterable, Sendable {
        case utf8 = "UTF-8"
        case windows1252 = "Windows-1252"
        case utf16LittleEndian = "UTF-16LE"
        case utf16BigEndian = "UTF-16BE"
    }

    /// What a profile says about how its files are written; nil: nothing.
    public struct Dialect: Hashable, Sendable {
        /// The byte between fields, an ASCII character.
        public var separator: UInt8?
        /// Whether fields may stand in double quotes (RFC 4180); otherwise a quote is a character like any other.
        public var hasQuotes: Bool?
        /// The character before decimal places.
        public var decimalMark: DecimalMark?
        /// How dates are written.
        public var dateOrder: DateOrder?
        /// How bytes stand for characters.
        public var encoding: Encoding?

        /// A dialect about which nothing is said.
        public init() {}
    }

    /// How the sign of an amount is found.
    public enum SignRule: Hashable, Sendable {
        /// As it is written.
        case asWritten
        /// By the column `debit_credit`, whatever the case of its words: `credit` mark credits, whose amounts are negative, `debit` debits, whose amounts are
        /// positive. Where there is no word, the sign is as it is written; a row with another word is rejected. Without `debit` all other words mark debits, and a
        /// row with one of them and a minus is rejected.
        case indicator(credit: [String], debit: [String])
        /// Credit notes and payments are written without a minus: their sign is turned round.
        case positiveCredits
    }

    /// Rows that are known and left out on purpose.
    public struct LeftOutRows: Hashable, Sendable {
        /// What they are called: `special-gl`.
        public var reason: String
        /// The headers of the column that marks them; empty: the column `posting_key` does.
        public var headers: [String]
        /// The values that mark them; nil: any value.
        public var values: [String]?

        public init(reason: String, headers: [String], values: [String]?) {
            self.reason = reason
            self.headers = headers
            self.values = values
        }

        /// The name of the column among ``ImportProfile/headers``.
        var column: String { headers.isEmpty ? ImportProfile.postingKeyColumn : "left out: " + reason }
    }

    /// The word of a value map for a kind that somebody has still to decide: rows with it are rejected.
    static let undecidedKind = "decide"
    /// The word of a value map for a kind that the sign of the amount decides: a debit note above 0, a payment below.
    public static let kindBySign = "by_sign"
    /// The column of the word that says whether an amount is a debit or a credit.
    static let debitCreditColumn = "debit_credit"
    /// The column that gives the kind where the column `kind` does not.
    static let postingKeyColumn = "posting_key"
    /// The column of the fiscal year.
    static let fiscalYearColumn = "fiscal_year"
    /// The column of the day an item was cleared on, of lists that show cleared items too.
    static let clearingDateColumn = "clearing_date"
    /// The column of the document that cleared an item.
    static let clearingDocumentColumn = "clearing_document"
    /// Why items that were cleared up to the as-of day are left out.
    static let clearedReason = "cleared"

    /// What the profile is called on the command line.
    public var name: String
    /// What the file holds.
    public var kind: FileKind
    /// Whether it is a proposal that nobody has completed: it reads files only where it is named.
    public var isDraft = false
    /// The system it is of, and the name of the list there; for people.
    public var system: String?
    /// What is known about how files are written.
    public var dialect = Dialect()
    /// The header names accepted for each canonical column, and for the columns only a profile has. A column that is not listed is not in the file.
    public var headers: [String: [String]]
    /// Whether header names must match to the letter; otherwise blanks and case do not matter.
    public var matchesHeadersExactly = false
    /// Values of dictionary columns (company, customer, kind, currency, line) that are the same for the whole file.
    public var constants: [String: String] = [:]
    /// By canonical column, the canonical value for a value of the file; for the columns ``constants`` names. Others stay as they are.
    public var valueMaps: [String: [String: String]] = [:]
    /// The kind for a value of the column `posting_key`, where the column `kind` says none.
    public var postingKeys: [String: String] = [:]
    /// Canonical columns whose ids were numbers on their way, and got a decimal place that is not theirs: `1930438491.0` is 1930438491.
    public var wholeNumbers: [String] = []
    /// Whether a document without a date, such as cash on account, is taken to be of the as-of day.
    public var undatedIsOfAsOfDay = false
    /// How the sign of an amount is found.
    public var sign = SignRule.asWritten
    /// Headers of amounts in the home currency, each with the headers of currencies it is not in: a row's own currency, such as that of a foreign invoice.
    public var homeAmounts: [String: [String]] = [:]
    /// Days that stand for no date.
    public var noDates: [Day] = []
    /// Words that stand for no date, in any case: `NaT`.
    public var noDateWords: [String] = []
    /// Headers that are known and left out on purpose, so that they are not reported as unknown.
    public var ignoredHeaders: [String] = []
    /// Whether rows above the header, and rows with a single text in their first field, are titles to be dropped.
    public var hasTitleRows = false
    /// Whether rows without document, kind and dates are subtotals or headings of a group: dropped; subtotals are compared with the rows as control totals.
    public var hasSubtotalRows = false
    /// Whether the header may stand between rows again.
    public var repeatsHeader = false
    /// Whether a heading of a group names the customer of the rows below it.
    public var groupsByCustomer = false
    /// The canonical columns that name a document without a number of its own.
    public var documentFrom: [String] = []

    /// Whether documents without a number are named by what else is known of them and of the others of the list.
    public var namesDocuments: Bool { documentFrom.contains("customer") }
    /// Whether items of one number are told apart by what else differs among them in a list with no column for the line.
    public var tellsNumbersApart: Bool { kind == .ledger && !isCanonical }
    /// Whether the due date stands for a document date that is not in the file.
    public var documentDateIsDueDate = false
    /// The field that stands for a document date which is not in the file.
    func standInForDay(_ header: HeaderMatch) -> Int? { documentDateIsDueDate ? header.fields["due_date"] : nil }
    /// Rows that are left out on purpose.
    public var leftOut: [LeftOutRows] = []
    /// Whether document numbers start again each fiscal year, so that the year belongs to the item key: it is put in front of the line.
    public var documentNumbersRepeatByYear = false
    /// Whether documents of different kinds, and those of different customers that are no invoices, may have one number, as an invoice and the cheques of two
    /// customers: kind and customer of a document that is no invoice belong to the item key then, in front of the line.
    public var numbersRepeatByKind = false
    /// The month a fiscal year starts with, 1...12; it is called by the calendar year of its first day.
    public var fiscalYearStart = 1

    /// A profile that says nothing beyond its headers.
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
        profile.dialect.separator = FieldSyntax.canonical.separator
        profile.dialect.decimalMark = .point
        profile.dialect.dateOrder = .iso
        profile.dialect.encoding = .utf8
        return profile
    }

    /// The reasons of rows that are left out on purpose.
    public var leftOutReasons: [String] { leftOut.map(\.reason) + (headers[Self.clearingDateColumn] == nil ? [] : [Self.clearedReason]) }

    /// Whether it is the profile of canonical files.
    public var isCanonical: Bool { name == "canonical" }
}
