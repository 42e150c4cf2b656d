import Ledger
import Metrics
import ReportDocument

/// Which figure a cell holds.
struct FigureAddress: Hashable {
    var metric: Metric
    var scope: Scope
    var key: String
    var day: Day
}

/// A cell before formulas between tables are known.
struct DraftCell {
    /// The cell but for what follows from other tables.
    private(set) var cell: Cell
    /// The figure, when the cell holds one: decides its formula.
    var address: FigureAddress?
    private var share: Share = .none

    init(
        _ value: CellValue, address: FigureAddress? = nil, formula: Formula? = nil, status: Status? = nil, note: String? = nil,
        linkToSection: String? = nil
    ) {
        cell = Cell(value, formula: formula, status: status, note: note, linkToSection: linkToSection)
        self.address = address
    }

    var value: CellValue {
        get { cell.value }
        set { cell.value = newValue }
    }

    /// A formula that follows from the table itself (total, variance); goes before one from the address.
    var formula: Formula? {
        get { cell.formula }
        set { cell.formula = newValue }
    }

    var status: Status? {
        get { cell.status }
        set { cell.status = newValue }
    }

    var note: String? {
        get { cell.note }
        set { cell.note = newValue }
    }

    var linkToSection: String? {
        get { cell.linkToSection }
        set { cell.linkToSection = newValue }
    }

    /// What the figure was made from, in words.
    var origin: String? {
        get { cell.origin }
        set { cell.origin = newValue }
    }

    /// See ``ReportDocument/Cell/name``.
    var name: String? {
        get { cell.name }
        set { cell.name = newValue }
    }

    /// See ``ReportDocument/Cell/judgement``.
    var judgement: Judgement? {
        get { cell.judgement }
        set { cell.judgement = newValue }
    }

    /// See ``ReportDocument/Cell/isChange``.
    var isChange: Bool {
        get { cell.isChange }
        set { cell.isChange = newValue }
    }

    /// The cell is the share of another cell in a figure: a formula when the figure stands in the report.
    var partOf: Part? {
        get { if case .some(let part) = share { part } else { nil } }
        set { share = newValue.map { .some($0) } ?? .none }
    }

    /// A cell, and the figure it is a part of.
    struct Part {
        var cell: CellReference
        var whole: FigureAddress
    }

    /// Few cells are shares: what they are of is allocated apart.
    private enum Share {
        case none
        indirect case some(Part)
    }

    /// Whether the cell holds a number that formulas may use.
    var isNumber: Bool {
        switch value {
        case .money, .ratio, .ratioPoints, .days, .count, .number: true
        case .empty, .text, .date, .month, .monthToDate, .notAvailable: false
        }
    }
}

/// A table before formulas between tables are known.
struct DraftTable {
    var id: String
    var title: String
    var caption: String?
    var columns: [Column]
    var rows: [(role: Row.Role, cells: [DraftCell])]
    var presentation: Table.Presentation = .grid
    var moreRows: String?
    /// See ``Table/unshownRows``.
    var unshownRows: [(role: Row.Role, cells: [DraftCell])] = []
    /// See ``Table/unshownColumns``.
    var unshownColumns: [UnshownColumn] = []
    /// Whether other tables' cells may point here for a figure: true for detail tables, false for summaries.
    var isHome: Bool
    /// The row of the keys that are not shown, together.
    var others: Others?

    /// Keys of a scope that stand in one row, and the key that the row's figures stand under.
    struct Others {
        var key: String
        var keys: [String]
    }

    /// The rows shown and nothing of the others but their number.
    var withoutUnshownRows: DraftTable {
        var table = self
        table.unshownRows = []
        return table
    }

    /// The table with its first rows shown and the others counted.
    ///
    /// - Parameter more: Says how many are not shown.
    func capped(at rowsMax: Int, more: (Int) -> String) -> DraftTable {
        guard rows.count > rowsMax else { return self }
        var table = self
        table.rows = Array(rows.prefix(rowsMax))
        table.unshownRows = Array(rows.dropFirst(rowsMax))
        table.moreRows = more(table.unshownRows.count)
        return table
    }
}

/// A block before formulas between tables are known.
enum DraftBlock {
    case paragraph(String, role: ParagraphRole)
    case table(DraftTable)
}
