import Ledger

/// A table of typed cells. Every row has one cell for each column.
public struct Table: Hashable, Sendable {
    /// Stable id, lower-case letters, digits and hyphens, unique in the document: cell references and CSV file names use it.
    public var id: String
    public var title: String
    /// What one row is and where it comes from; nil when the title says it all.
    public var caption: String?
    public var columns: [Column]
    public var rows: [Row]
    public var presentation: Presentation
    /// Says how many rows of the full list are not shown here; nil when all are shown.
    public var moreRows: String?
    /// The rows of the full list that are not shown: formats for programs write them, formats for people count them with ``moreRows``.
    /// No formula names their cells.
    public var unshownRows: [Row]
    /// Columns that are not shown: formats for programs write them behind the others, formats for people count them with ``moreRows``.
    public var unshownColumns: [UnshownColumn]

    /// How a table is meant to be read.
    public enum Presentation: Hashable, Sendable {
        /// Rows and columns.
        case grid
        /// Headline figures: HTML may show cards; the first column names the figure, the second is its value.
        case headline
        /// Amounts to hold against each other: the first column names, the second is a number; renderers may draw bars.
        case bars
        /// Figures that formulas of other tables rest on: formats for reading fold them away, messages leave them out.
        case inputs
    }

    public init(
        id: String, title: String, caption: String? = nil, columns: [Column], rows: [Row], presentation: Presentation = .grid,
        moreRows: String? = nil, unshownRows: [Row] = [], unshownColumns: [UnshownColumn] = []
    ) {
        for part in [rows, unshownRows] {
            precondition(
                part.allSatisfy { $0.cells.count == columns.count }, "table \(id): a row has as many cells as there are columns")
        }
        for unshown in unshownColumns {
            precondition(unshown.cells.count == rows.count + unshownRows.count, "table \(id): a column has as many cells as there are rows")
        }
        self.id = id
        self.title = title
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.presentation = presentation
        self.moreRows = moreRows
        self.unshownRows = unshownRows
        self.unshownColumns = unshownColumns
    }

    /// The full list: the rows that are not shown stand behind the last item, before the subtotals and totals at the end. O(rows).
    public var allRows: [Row] {
        guard !unshownRows.isEmpty else { return rows }
        let end = rows.lastIndex { $0.role == .item }.map { $0 + 1 } ?? 0
        return rows[..<end] + unshownRows + rows[end...]
    }
}

/// A column of which a table shows nothing, with its cells in the order of ``Table/allRows``.
public struct UnshownColumn: Hashable, Sendable {
    public var column: Column
    public var cells: [Cell]

    public init(column: Column, cells: [Cell]) {
        self.column = column
        self.cells = cells
    }
}

/// A column of a table.
public struct Column: Hashable, Sendable {
    /// Stable id, unique in the table: the CSV header.
    public var id: String
    /// Heading without the unit, unique in the table.
    public var title: String
    /// Unit shown with the heading: "EUR", "days", "%"; nil for none.
    public var unit: String?
    /// What the column holds, for alignment and width.
    public var kind: Kind
    /// What the figures of the column are made from, in one sentence without a full stop, where their cells do not say it: shown where the format has room for it.
    public var origin: String?

    /// What a column holds.
    public enum Kind: Hashable, Sendable { case text, longText, number, date, status }

    public init(id: String, title: String, unit: String? = nil, kind: Kind, origin: String? = nil) {
        self.id = id
        self.title = title
        self.unit = unit
        self.kind = kind
        self.origin = origin
    }
}

/// A row of a table.
public struct Row: Hashable, Sendable {
    public var role: Role
    public var cells: [Cell]

    /// What a row is.
    public enum Role: Hashable, Sendable {
        case item, subtotal, total
    }

    public init(role: Role = .item, cells: [Cell]) {
        self.role = role
        self.cells = cells
    }
}

/// One cell: a typed value, and how it comes about.
///
/// Most cells are values alone, and tables have many: what else a cell may carry stands apart, so that the others are small.
public struct Cell: Hashable, Sendable {
    public var value: CellValue
    /// Red, amber or green against a target.
    public var status: Status?
    /// Whether the value is a change or a difference, which carries its sign also above zero.
    public var isChange: Bool
    private var details: Details

    public init(
        _ value: CellValue, formula: Formula? = nil, status: Status? = nil, note: String? = nil, linkToSection: String? = nil,
        origin: String? = nil, name: String? = nil, judgement: Judgement? = nil, isChange: Bool = false
    ) {
        self.value = value
        self.status = status
        self.isChange = isChange
        details =
            if case (nil, nil, nil, nil, nil, nil) = (formula, note, linkToSection, origin, name, judgement) {
                .none
            } else {
                .some(
                    CellDetails(
                        formula: formula, note: note, linkToSection: linkToSection, origin: origin, name: name, judgement: judgement))
            }
    }

    /// Whether the cell is a value alone: all that it may carry beside value, status and sign of a change is nil.
    public var isPlain: Bool { if case .none = details { true } else { false } }

    /// How the value is computed from other cells of the document; nil for input values. Evaluating it gives ``value``.
    public var formula: Formula? {
        get { details.found?.formula }
        set { change { $0.formula = newValue } }
    }

    /// A short note on the figure: a cell comment in Excel, small print in HTML.
    public var note: String? {
        get { details.found?.note }
        set { change { $0.note = newValue } }
    }

    /// A section of this document the cell leads to.
    public var linkToSection: String? {
        get { details.found?.linkToSection }
        set { change { $0.linkToSection = newValue } }
    }

    /// What the figure was made from, in one sentence without a full stop: rows, snapshots, settings. Shown where the format has room for it.
    public var origin: String? {
        get { details.found?.origin }
        set { change { $0.origin = newValue } }
    }

    /// What the figure is called in every language, such as a metric's id: a defined name in Excel. At most one cell of a document has it.
    public var name: String? {
        get { details.found?.name }
        set { change { $0.name = newValue } }
    }

    /// How ``status`` comes about; nil when it is given.
    public var judgement: Judgement? {
        get { details.found?.judgement }
        set { change { $0.judgement = newValue } }
    }

    private mutating func change(_ body: (inout CellDetails) -> Void) {
        var changed = details.found ?? CellDetails()
        body(&changed)
        details = changed == CellDetails() ? .none : .some(changed)
    }

    /// What a cell carries beside its value, allocated apart when there is anything.
    private enum Details: Hashable, Sendable {
        case none
        indirect case some(CellDetails)

        var found: CellDetails? { if case .some(let details) = self { details } else { nil } }
    }
}

/// What a cell may carry beside its value; all nil for most.
private struct CellDetails: Hashable, Sendable {
    var formula: Formula?
    var note: String?
    var linkToSection: String?
    var origin: String?
    var name: String?
    var judgement: Judgement?
}

/// A value with its meaning and unit. Fractions stand apart: most values are texts, amounts and numbers of things, and cells of these are half as large without them.
public enum CellValue: Hashable, Sendable {
    case empty
    case text(String)
    /// Minor units of a currency.
    case money(Int64, Currency)
    /// A fraction, shown as a percentage with one decimal.
    indirect case ratio(Rational)
    /// The difference of two ratios, shown in percentage points with one decimal.
    indirect case ratioPoints(Rational)
    /// Days, shown with one decimal.
    indirect case days(Rational)
    /// A whole number of things.
    case count(Int64)
    /// A number without unit, shown with so many decimals: the same ones in every cell of a column.
    indirect case number(Rational, places: Int)
    case date(Day)
    /// A calendar month.
    case month(Month)
    /// A calendar month of which only the days to this one are meant: the running month.
    case monthToDate(Day)
    /// No figure, and why, in the document's language.
    case notAvailable(reason: String)
}
