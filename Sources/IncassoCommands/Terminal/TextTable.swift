/// A table for people: columns as wide as their longest cell, two blanks between.
struct TextTable {
    /// Where a column's texts stand.
    enum Alignment { case left, right }

    private let alignments: [Alignment]
    private var rows: [[String]]

    /// A table with a header; every row added must have as many cells.
    init(_ columns: [(title: String, alignment: Alignment)]) {
        alignments = columns.map(\.alignment)
        rows = [columns.map(\.title)]
    }

    mutating func add(_ cells: [String]) {
        precondition(cells.count == alignments.count, "a row has a cell for each column")
        rows.append(cells)
    }

    /// The lines, each with its end.
    var text: String {
        let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row.indices, row).map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - cell.count)
                return alignments[column] == .left ? cell + blanks : blanks + cell
            }
            let line = cells.joined(separator: "  ")
            return line.prefix(line.count - line.reversed().prefix { $0 == " " }.count) + "\n"
        }.joined()
    }
}
