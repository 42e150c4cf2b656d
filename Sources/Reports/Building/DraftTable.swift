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
    var value: CellValue
    /// The figure, when the cell holds one: decides its formula.
    var address: FigureAddress?
    /// A formula that follows from the table itself (total, variance); goes before one from the address.
    var formula: Formula?
    var status: Status?
    var note: String?
    var linkToSection: String?
    /// What the figure was made from, in words.
    var origin: String?
    /// See ``ReportDocument/Cell/name``.
    var name: String?
    /// See ``ReportDocument/Cell/judgement``.
    var judgement: Judgement?
    /// See ``ReportDocument/Cell/isChange``.
    var isChange = false
    /// The cell is the share of another cell in a figure: a formula when the figure stands in the report.
    var partOf: Part?

    /// A cell, and the figure it is a part of.
    struct Part {
        var cell: CellReference
        var whole: FigureAddress
    }

    init(
        _ value: CellValue, address: FigureAddress? = nil, formula: Formula? = nil, status: Status? = nil, note: String? = nil,
        linkToSection: String? = nil
    ) {
        self.value = value
        self.address = address
        self.formula = formula
        self.status = status
        self.note = note
        self.linkToSection = linkToSection
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
