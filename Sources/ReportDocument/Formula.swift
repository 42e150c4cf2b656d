/// The place of a cell in a document.
public struct CellReference: Hashable, Sendable {
    /// ``Table/id``.
    public var table: String
    /// Zero-based row of the table's body.
    public var row: Int
    /// Zero-based column.
    public var column: Int

    public init(table: String, row: Int, column: Int) {
        self.table = table
        self.row = row
        self.column = column
    }
}

/// How a cell is computed from other cells: a live formula in Excel, the working in HTML.
///
/// Money counts in major units here, ratios as fractions, days as days: the numbers a workbook cell holds.
/// A builder makes a formula only when all cells it names hold numbers and no divisor is zero.
public indirect enum Formula: Hashable, Sendable {
    case cell(CellReference)
    case whole(Int64)
    /// Sum of one column from a first row to a last row, both inclusive.
    case sum(table: String, column: Int, firstRow: Int, lastRow: Int)
    case add(Formula, Formula)
    case subtract(Formula, Formula)
    case multiply(Formula, Formula)
    case divide(Formula, Formula)
    /// Rounded to decimal places, 0...18. A builder makes one only of what does not lie half-way between two roundings, where programs differ.
    case rounded(Formula, places: Int)
}
