import ReportDocument

/// The links of the first sheet to the others: rows of one link a column, after a column with the heading.
struct ContentsGrid {
    let sections: [Section]
    let columnCount: Int
    private let title: String

    static let columnCountMax = 9

    /// - Parameter sheets: The first sheet's section and those it leads to. Nil when there is no other sheet.
    init?(_ sheets: [Section], title: String) {
        guard sheets.count > 1 else { return nil }
        sections = Array(sheets.dropFirst())
        columnCount = min(sheets.count, ContentsGrid.columnCountMax)
        self.title = title
    }

    var rowCount: Int { (sections.count + columnCount - 2) / (columnCount - 1) }

    /// Row and column of a link inside the grid.
    func place(_ position: Int) -> (row: Int, column: Int) { (position / (columnCount - 1), position % (columnCount - 1) + 1) }

    /// The texts of each row, the heading in front.
    var rows: [[String]] {
        (0..<rowCount).map { row in
            [row == 0 ? title : ""]
                + sections.indices.filter { place($0).row == row }.map { sections[$0].title }
        }
    }
}
