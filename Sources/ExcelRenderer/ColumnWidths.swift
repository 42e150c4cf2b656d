import Ledger
import ReportDocument

/// Column widths that fit what the columns show, in characters of the default font, and what follows from them for lines and pages.
struct ColumnWidths {
    /// One width for each column in use; the last ones may be empty columns that widen the sheet for paragraphs and charts.
    let characters: [Double]

    /// Printable area of A4 landscape inside the margins, at 96 pixels an inch.
    static let pageWidthPixels = 1026
    static let pageHeightPixels = 640
    static let textWidthMax = 42.0
    static let longTextWidthMax = 64.0

    init(_ section: Section, _ document: ReportDocument) throws(RenderError) {
        var widths: [Double] = []
        var longTextColumns: Set<Int> = []
        for case .table(let table) in section.blocks {
            for (index, column) in table.columns.enumerated() {
                let width = ColumnWidths.width(of: index, in: table, document)
                if index < widths.count { widths[index] = max(widths[index], width) } else { widths.append(width) }
                if column.kind == .longText { longTextColumns.insert(index) }
            }
            for columns in try PlacedWaterfall.beside(table, in: document) {
                for (offset, column) in columns.used.enumerated() {
                    let index = columns.firstColumn + offset
                    while widths.count <= index { widths.append(3) }
                    let heading = ColumnWidths.measure(column.title(document.words)) + 2
                    widths[index] = max(widths[index], heading, widths[columns.source.column])
                }
            }
        }
        // Long texts share what is left of the page, so that they need few lines.
        let spare = Double(ColumnWidths.pageWidthPixels - widths.reduce(0) { $0 + ColumnWidths.pixels($1) }) / 7
        if spare > 0 {
            for index in longTextColumns {
                widths[index] = min(120, widths[index] + (spare / Double(longTextColumns.count)).rounded(.down))
            }
        }
        while widths.reduce(0, { $0 + ColumnWidths.pixels($1) }) < ColumnWidths.pageWidthPixels - 64 { widths.append(9) }
        characters = widths
    }

    var totalPixels: Int { characters.reduce(0) { $0 + ColumnWidths.pixels($1) } }

    /// Height of a printed page in sheet pixels: fitting the width to the page shrinks everything.
    var pageHeightPixels: Int {
        ColumnWidths.pageHeightPixels * max(totalPixels, ColumnWidths.pageWidthPixels) / ColumnWidths.pageWidthPixels
    }

    /// Lines of a paragraph over the whole width.
    func lineCount(_ text: String) -> Int { max(1, Int((ColumnWidths.measure(text) * 7 / Double(totalPixels - 20)).rounded(.up))) }

    /// What a table's wrapped rows and heading need above the usual row height.
    func extraPixels(_ table: Table) -> Int {
        let rows = table.rows.reduce(0) { $0 + (lineCount($1, of: table) - 1) * 17 }
        return rows + (headerLines(table) - 1) * 17
    }

    /// Lines the highest cell of a row needs.
    func lineCount(_ row: Row, of table: Table) -> Int {
        let lines = zip(table.columns.indices, row.cells).map { column, cell in
            guard case .text(let text) = cell.value else { return 1 }
            return ColumnWidths.lines(text, width: characters[column])
        }
        return lines.max() ?? 1
    }

    /// Lines the heading of a table needs.
    func headerLines(_ table: Table) -> Int {
        table.columns.indices.map { ColumnWidths.lines(table.columns[$0].heading, width: characters[$0] - ColumnWidths.filterButton) }.max()
            ?? 1
    }

    /// Room for the filter button beside a heading.
    static let filterButton = 3.5

    private static func width(of index: Int, in table: Table, _ document: ReportDocument) -> Double {
        let column = table.columns[index]
        let heading = column.heading
        let words = heading.split(whereSeparator: { $0 == " " }).map { measure(String($0)) }
        // A heading may take two lines, but its longest word stays whole.
        var width = max((words.max() ?? 0) + filterButton, measure(heading) / 2 + filterButton + 1)
        let format = document.figureFormat
        for row in table.rows {
            let text = measure(document.displayText(row.cells[index], format)) * (row.role == .item ? 1 : 1.08) + 2
            width = max(width, min(text, column.kind == .longText ? longTextWidthMax : textWidthMax))
        }
        return (width * 4).rounded(.up) / 4
    }

    /// About how many digits wide a text is in the sheets' font.
    static func measure(_ text: String) -> Double {
        text.unicodeScalars.reduce(0) { total, scalar in
            switch scalar {
            case "i", "j", "l", ".", ",", ":", ";", "'", "|", "!", "I", "t", "f", " ", "(", ")", "\u{A0}": total + 0.55
            case "m", "w", "M", "W", "@", "%": total + 1.5
            case "A"..."Z": total + 1.2
            case "a"..."z": total + 0.97
            default: total + 1.07
            }
        }
    }

    /// Lines a text takes when wrapped in a column.
    static func lines(_ text: String, width: Double) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { total, line in
            total + max(1, Int((measure(String(line)) / max(width - 1, 1)).rounded(.up)))
        }
    }

    /// Pixels of a column of so many characters, as Excel computes them.
    static func pixels(_ characters: Double) -> Int { Int(characters * 7 + 5.5) }
}

extension Column {
    /// `Title (unit)`.
    var heading: String { title + (unit.map { " (\($0))" } ?? "") }
}
