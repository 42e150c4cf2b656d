import Ledger

/// Where the values of a canonical column come from in one file.
struct ColumnPlan {
    enum Source {
        /// The field with this zero-based index.
        case field(Int)
        /// One value for all rows.
        case constant(String)
        case absent
    }

    let name: String
    let source: Source
    let isRequired: Bool
    let valueMap: [String: String]

    /// The field's index, when the column is in the file.
    var fieldIndex: Int? {
        if case .field(let index) = source { index } else { nil }
    }

    /// One-based field number for messages.
    var fieldNumber: Int? { fieldIndex.map { $0 + 1 } }

    /// The column as a field of every row, when it is in the file.
    var field: ColumnField? { fieldIndex.map { ColumnField(name: name, index: $0, isRequired: isRequired) } }
}

/// The words a narrow column may hold, with their column codes.
enum Vocabulary {
    /// ISO 4217 codes.
    case currencies
    case words([(word: String, code: UInt8)])

    static let itemKinds = Vocabulary.words(ItemKind.allCases.map { ($0.name, $0.rawValue) })
    static let postingKinds = Vocabulary.words(PostingKind.allCases.map { ($0.name, $0.rawValue) })
    /// Whether an invoice is disputed, in any of the words lists use.
    static let flags = Vocabulary.words(
        ["yes", "Yes", "YES", "true", "True", "TRUE", "1"].map { ($0, 1) }
            + ["no", "No", "NO", "false", "False", "FALSE", "0", ""].map { ($0, 0) })

    /// The column code of a value; nil when it is not in the vocabulary. Currencies have the code 0 here: theirs are given by the file.
    func code(of value: String) -> UInt8? {
        switch self {
        case .currencies: Currency(code: value).map { _ in 0 }
        case .words(let words): words.first { $0.word == value }?.code
        }
    }
}

/// The columns of a file that is read into columns, by what they hold.
struct BatchPlan {
    let kind: FileKind
    var layout: RowLayout
    /// Texts with few different values: company, customer and, but for histories, line.
    let wide: [ColumnPlan]
    /// Words out of a list: the currency, then the kind (histories: the disputed flag).
    let narrow: [(column: ColumnPlan, vocabulary: Vocabulary)]
    /// The document date, the due date, and what else the kind has.
    let days: [ColumnPlan]
    /// Of ledgers what is open, then the original amount.
    let amounts: [ColumnPlan]
    /// Texts with many different values; the document first.
    let texts: [ColumnPlan]
    let styles: ColumnStyles
    /// Fields with ids that may have a decimal place which is not theirs.
    let wholeNumberFields: [Int]
    let rowRules: RowRules
    let meaning: MeaningRules
    /// Whether the kind belongs to the key of a row.
    let keyHasKind: Bool
    /// Whether rows without a currency take the one that an option says.
    let takesGivenCurrency: Bool
    /// The fields of a file of rejected rows in which ``RejectedRow/unreadableMark`` stands for a value, with what they are; none in other files.
    let markedFields: [(field: Int, role: FileSchema.Role)]
    /// How rejected rows of a sheet are written; nil: rows are text and stay as they are.
    var sheetRejects: SheetRejects?

    /// The plan of a ledger, postings or history file.
    init(
        kind: FileKind, header: HeaderMatch, profile: ImportProfile, options: ImportOptions, syntax: FieldSyntax, styles: ColumnStyles,
        asOf: Day? = nil
    ) {
        func column(_ name: String) -> ColumnPlan { header.plan(name, profile: profile, options: options) }
        let isHistory = kind == .history
        self.kind = kind
        layout = RowLayout(separator: syntax.separator, hasQuotes: syntax.hasQuotes, columnCount: header.fieldCount)
        wide = (isHistory ? ["company", "customer"] : ["company", "customer", "line"]).map(column)
        let kindColumn: (ColumnPlan, Vocabulary) =
            switch kind {
            case .ledger: (column("kind"), .itemKinds)
            case .history: (column("disputed"), .flags)
            default: (column("kind"), .postingKinds)
            }
        narrow = [(column("currency"), .currencies), kindColumn]
        let schema = FileSchema.of(kind)
        // What a ledger shows the day of may be said otherwise.
        let extra = header.fields[ImportProfile.clearingDateColumn] == nil ? [] : [ImportProfile.clearingDateColumn]
        days = (schema.dayNames + extra).map(column).filter { $0.name != "as_of" || $0.fieldIndex != nil }
        amounts = schema.amountNames.map(column)
        texts = (isHistory ? ["document"] : kind == .ledger ? ["document", "reference"] : ["document", "clears"]).map(column)
        self.styles = styles
        wholeNumberFields = profile.wholeNumbers.compactMap { header.fields[$0] }.sorted()
        rowRules = RowRules(profile, header, options)
        meaning = MeaningRules(profile, header, options, asOf: asOf)
        keyHasKind = kind == .postings
        takesGivenCurrency = !profile.isCanonical
        markedFields = header.markedFields
    }

    /// The canonical column that a field belongs to.
    func name(ofField field: Int) -> String {
        (wide + narrow.map(\.column) + days + amounts + texts).first { $0.fieldIndex == field }?.name ?? "field \(field + 1)"
    }

    /// The index in ``days`` of the `as_of` column.
    var asOfIndex: Int? { days.firstIndex { $0.name == "as_of" } }
    /// The index in ``days`` of the day an item was cleared on.
    var clearingIndex: Int? { days.firstIndex { $0.name == ImportProfile.clearingDateColumn } }
}
