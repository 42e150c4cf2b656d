import Ledger
import ReportDocument

/// What the columns of a sheet need, before the page is considered.
struct ColumnNeeds {
    /// The least width of each column, in characters.
    private(set) var least: [Double] = []
    /// The width that lets a column of long texts do with one line each; zero for all others.
    private(set) var wanted: [Double] = []
    /// The lengths of the texts in columns of long texts, in characters.
    private(set) var lengths: [Int: [Double]] = [:]
    /// Widths of the columns charts are computed in, after one empty column each; they are not printed.
    private(set) var helpers: [[Double]] = []
    /// By table, the pixels that each column's longest value takes in one line; infinite where one has several paragraphs.
    private(set) var oneLinePixels: [String: [Double]] = [:]

    /// How much room columns of texts ask for at most, in characters.
    enum Texts: CaseIterable {
        case roomy
        /// Names and the like take two lines, so that long texts get the room.
        case narrow

        var textWidthMax: Double { self == .roomy ? 32 : 20 }
        var longTextWidth: Double { self == .roomy ? 40 : 24 }
    }

    private let texts: Texts
    /// Long texts of a last column may run on over the empty columns beside them.
    static let runningTextWidth = 16.0
    static let headerLinesMax = 3

    init(_ section: Section, contents: ContentsGrid?, _ document: ReportDocument, texts: Texts) throws(RenderError) {
        self.texts = texts
        let tables = section.blocks.compactMap { block -> Table? in
            guard case .table(let table) = block, !table.rows.isEmpty else { return nil }
            return table
        }
        let columnCount = tables.map(\.columns.count).max() ?? 0
        least = Array(repeating: 0, count: max(columnCount, contents?.columnCount ?? 0))
        wanted = least
        for table in tables {
            let extents = ColumnExtent.extents(of: table, in: document)
            let pixels = extents.map { $0.pixels(in: document, document.figureFormat) }
            oneLinePixels[table.id] = zip(extents, pixels).map { $0.hasLineFeeds ? .infinity : $1 }
            for index in table.columns.indices {
                let longest = ColumnWidths.characters(pixels[index] + CellStyle.indentPixels(table.columns[index].kind, index))
                need(index, of: table, longest: longest)
            }
            for (source, waterfall) in try WaterfallSource.over(table, in: document) {
                let figures = least[source.column]
                helpers.append(
                    waterfall.columns.map { max(figures, ColumnWidths.characters(TextMeasure.pixels($0.title(document.words)))) })
            }
            for source in GapSource.over(table, in: document) { helpers.append(source.columns.map { least[$0] }) }
        }
        for (index, text) in (contents?.rows.first ?? []).enumerated() {
            least[index] = max(least[index], ColumnWidths.characters(TextMeasure.pixels(text)))
        }
    }

    var totalPixels: Int { least.reduce(0) { $0 + ColumnWidths.pixels($1) } }

    private mutating func need(_ index: Int, of table: Table, longest: Double) {
        let column = table.columns[index]
        let runsOn = index == table.columns.count - 1 && index < least.count - 1
        let limit =
            switch column.kind {
            case .longText: runsOn ? ColumnNeeds.runningTextWidth : texts.longTextWidth
            case .text: runsOn ? min(ColumnNeeds.runningTextWidth * 1.5, texts.textWidthMax) : texts.textWidthMax
            case .number, .date, .status: Double.infinity
            }
        least[index] = max(least[index], ColumnNeeds.headingWidth(column, index), min(longest, limit))
        if column.kind == .longText, !runsOn {
            wanted[index] = max(wanted[index], longest)
            lengths[index, default: []] += lengthsOfTexts(index, of: table)
        }
    }

    private func lengthsOfTexts(_ index: Int, of table: Table) -> [Double] {
        table.rows.compactMap { row in
            guard case .text(let text) = row.cells[index].value else { return nil }
            return ColumnWidths.characters(
                TextMeasure.pixels(text, isBold: row.role != .item) + CellStyle.indentPixels(table.columns[index].kind, index))
        }
    }

    /// A heading may take three lines, but its longest word stays whole.
    private static func headingWidth(_ column: Column, _ index: Int) -> Double {
        let words = column.heading.split(separator: " ").map { TextMeasure.pixels(String($0), isBold: true) }
        var pixels = words.max() ?? 0
        while TextMeasure.lines(column.heading, widthPixels: pixels, isBold: true) > headerLinesMax { pixels += 4 }
        return ColumnWidths.characters(pixels + CellStyle.headerIndentPixels(index))
    }
}

/// Column widths in characters of the default font, and what follows from them for lines and pages.
struct ColumnWidths {
    /// The printed columns; the last ones may be empty columns that widen the sheet for paragraphs and charts.
    let characters: [Double]
    /// Columns that charts are computed in, to the right of the printed ones after an empty column each.
    let helpers: [[Double]]
    /// How many columns the widest table has: charts are as wide.
    private let tableColumnCount: Int
    private let oneLinePixels: [String: [Double]]

    /// Printable area of A4 landscape inside the margins, at 96 pixels an inch.
    static let pageWidthPixels = 1026
    static let pageHeightPixels = 640
    /// Columns of figures grow to this multiple of their need; wider, a row is hard to follow.
    static let growthMax = 2.0
    /// Texts up to this multiple of their column are given the room they lack.
    static let nearlyFits = 1.1
    static let lineHeightPixels = 17
    private static let cellPaddingPixels = 6

    /// Widths that fill `printedPixels`: long texts get what they need for single lines, then all columns grow, then empty columns follow.
    init(_ needs: ColumnNeeds, printedPixels: Int) {
        var widths = needs.least
        func spare() -> Double { Double(printedPixels - widths.reduce(0) { $0 + ColumnWidths.pixels($1) }) / 7 }
        let long = widths.indices.filter { needs.wanted[$0] > widths[$0] }
        if !long.isEmpty {
            let shares = ColumnWidths.shares(of: max(spare(), 0), among: long.map { (widths[$0], needs.wanted[$0]) })
            for (index, share) in zip(long, shares) {
                let width = ColumnWidths.quarters(share, .down)
                // Whether a text that is a little longer than its column takes one line or two differs between programs: make room for it.
                let nearly = needs.lengths[index, default: []].filter { $0 > width && $0 <= width * ColumnWidths.nearlyFits }
                widths[index] = nearly.max() ?? width
            }
        }
        let growing = widths.indices.filter { needs.wanted[$0] == 0 }
        let total = growing.reduce(0) { $0 + widths[$1] }
        if total > 0, spare() > 0 {
            let factor = min(1 + spare() / total, ColumnWidths.growthMax)
            for index in growing { widths[index] = ColumnWidths.quarters(widths[index] * factor, .down) }
        }
        while spare() > 9 { widths.append(9) }
        characters = widths
        helpers = needs.helpers
        oneLinePixels = needs.oneLinePixels
        tableColumnCount = needs.least.count
    }

    /// Widths of columns of long texts with what is spare shared out, each by the length of its texts, since the column with most lines makes the height of a
    /// row; none gets more than it wants or less than it has.
    private static func shares(of spare: Double, among columns: [(least: Double, wanted: Double)]) -> [Double] {
        var widths = columns.map(\.least)
        var room = spare + widths.reduce(0, +)
        var open = Array(columns.indices)
        // A column that has more than its part keeps that, and the others share the rest.
        while !open.isEmpty {
            let wanted = open.reduce(0) { $0 + columns[$1].wanted }
            let factor = min(room / wanted, 1)
            guard let kept = open.firstIndex(where: { columns[$0].least > columns[$0].wanted * factor }) else {
                for index in open { widths[index] = columns[index].wanted * factor }
                break
            }
            room -= columns[open[kept]].least
            open.remove(at: kept)
        }
        return widths
    }

    var totalPixels: Int { pixels(characters.indices) }

    /// Width of the widest table, or of the sheet where tables leave much of it free.
    var tablePixels: Int {
        let table = pixels(0..<tableColumnCount)
        return table * 4 >= totalPixels * 3 ? table : totalPixels
    }

    /// Where the columns of a waterfall, or of lines with gaps, start: they stand beside everything that is printed.
    func firstHelperColumn(_ position: Int) -> Int { characters.count + 1 + helpers.prefix(position).reduce(0) { $0 + $1.count + 1 } }

    /// Pixels of some columns.
    func pixels(_ columns: Range<Int>) -> Int { characters[columns].reduce(0) { $0 + ColumnWidths.pixels($1) } }

    /// Height of a printed page in sheet pixels: fitting the width to the page shrinks everything.
    var pageHeightPixels: Int {
        ColumnWidths.pageHeightPixels * max(totalPixels, ColumnWidths.pageWidthPixels) / ColumnWidths.pageWidthPixels
    }

    /// Lines of a paragraph over the whole width.
    func lineCount(_ text: String, isBold: Bool = false) -> Int {
        TextMeasure.lines(text, widthPixels: Double(totalPixels) * 0.98 - 24, isBold: isBold)
    }

    /// Lines of the caption over a table, which may take the sheet's width.
    func captionLineCount(_ table: Table) -> Int { table.caption.map { lineCount($0) } ?? 1 }

    /// What the wrapped ones of a table's first rows, its caption and its heading need above the usual row height; nothing for a table without rows, which is a sentence.
    func extraPixels(_ table: Table, rows rowCount: Int) -> Int {
        guard !table.rows.isEmpty else { return 0 }
        let columns = breakingColumns(of: table)
        let higher = table.rowHeightPixels - SheetLayout.rowHeightPixels
        let rows = table.rows.prefix(rowCount).reduce(0) {
            $0 + higher + (lineCount($1, columns, of: table) - 1) * ColumnWidths.lineHeightPixels
        }
        let caption = (captionLineCount(table) - 1) * ColumnWidths.lineHeightPixels
        return rows + caption + headerHeightPixels(table) - SheetLayout.rowHeightPixels
    }

    /// Lines of the rows of a table that need more than one, by the row's position.
    func lineCounts(of table: Table) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        let columns = breakingColumns(of: table)
        guard !columns.isEmpty else { return counts }
        for (index, row) in table.rows.enumerated() {
            let lines = lineCount(row, columns, of: table)
            if lines > 1 { counts[index] = lines }
        }
        return counts
    }

    /// The columns of a table in which a value does not fit in one line.
    private func breakingColumns(of table: Table) -> [Int] {
        guard let pixels = oneLinePixels[table.id] else { return [] }
        return table.columns.indices.filter { pixels[$0] > room($0, of: table) }
    }

    /// Lines the highest cell of a row needs, of which some columns may need more than one.
    private func lineCount(_ row: Row, _ columns: [Int], of table: Table) -> Int {
        var most = 1
        let isBold = row.role != .item
        for column in columns {
            guard case .text(let text) = row.cells[column].value else { continue }
            let room = room(column, of: table)
            guard !TextMeasure.surelyFits(text, widthPixels: room), !runsOn(text, column: column, of: table, isBold: isBold) else {
                continue
            }
            most = max(most, TextMeasure.lines(text, widthPixels: room, isBold: isBold))
        }
        return most
    }

    /// Whether a text of a table's last column is too long for the column but fits with the empty columns beside it.
    func runsOn(_ text: String, column: Int, of table: Table, isBold: Bool) -> Bool {
        guard column == table.columns.count - 1, column < characters.count - 1 else { return false }
        let length = TextMeasure.pixels(text, isBold: isBold)
        let beside = Double(pixels(column + 1..<characters.count)) * 0.97
        return length > room(column, of: table) && length <= room(column, of: table) + beside
    }

    /// Whether any text of a table goes on over the empty columns beside it.
    func hasRunningTexts(_ table: Table) -> Bool {
        let last = table.columns.count - 1
        guard breakingColumns(of: table).contains(last) else { return false }
        return table.rows.contains { row in
            guard case .text(let text)? = row.cells.last?.value else { return false }
            return runsOn(text, column: last, of: table, isBold: row.role != .item)
        }
    }

    /// Pixels for text in a column.
    private func room(_ column: Int, of table: Table) -> Double {
        Double(ColumnWidths.pixels(characters[column]) - ColumnWidths.cellPaddingPixels)
            - CellStyle.indentPixels(table.columns[column].kind, column)
    }

    /// The heading's lines, above a strip for the filter buttons where there are some, since they would cover letters beside them.
    func headerHeightPixels(_ table: Table) -> Int {
        let lines = table.columns.indices.map { column in
            let width = Double(ColumnWidths.pixels(characters[column]) - ColumnWidths.cellPaddingPixels)
            let room = width - CellStyle.headerIndentPixels(column)
            return TextMeasure.lines(table.columns[column].heading, widthPixels: room, isBold: true)
        }
        return (lines.max() ?? 1) * 16 + (table.hasFilter ? 12 : 4)
    }

    /// The width in characters that shows so many pixels of text.
    static func characters(_ textPixels: Double) -> Double { quarters((textPixels + 9) / 7, .up) }

    private static func quarters(_ width: Double, _ rule: FloatingPointRoundingRule) -> Double { (width * 4).rounded(rule) / 4 }

    /// Pixels of a column of so many characters, as Excel computes them.
    static func pixels(_ characters: Double) -> Int { Int(characters * 7 + 5.5) }
}

extension Table {
    /// Fewest items of a table that gets filter buttons: shorter ones are read at a glance.
    static let filteredItemsMin = 15
    /// A list, which has several columns of texts to choose by, has filters already from here.
    static let filteredListItemsMin = 5
    static let listTextsMin = 3

    /// Whether the native table has filter buttons.
    var hasFilter: Bool {
        let itemCount = rows.count { $0.role == .item }
        let textCount = columns.count { $0.kind == .text || $0.kind == .longText }
        return itemCount >= Table.filteredItemsMin || (itemCount >= Table.filteredListItemsMin && textCount >= Table.listTextsMin)
    }
}

extension Column {
    /// `Title (unit)`.
    var heading: String { title + (unit.map { " (\($0))" } ?? "") }
}
