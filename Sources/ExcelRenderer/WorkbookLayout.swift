import Ledger
import ReportDocument

/// Where everything stands in the workbook, decided before anything is written: formulas may point at sheets that come later.
struct WorkbookLayout {
    let sheets: [SheetLayout]
    private let bodies: [String: (sheet: Int, firstRow: Int, rowCount: Int, columnCount: Int)]
    private let waterfalls: [WaterfallSource: (sheet: Int, columns: PlacedWaterfall)]
    private let gaps: [GapSource: PlacedGaps]
    private let rows: [String: [Row]]

    /// The table with most rows; nil in a workbook without tables.
    var longestTable: Table? {
        let tables = sheets.flatMap { sheet in
            sheet.items.compactMap { item in if case .table(let placed) = item { placed.table } else { nil } }
        }
        return tables.max { $0.rows.count < $1.rows.count }
    }

    init(_ division: SheetDivision) throws(RenderError) {
        let document = division.document
        var sheets: [SheetLayout] = []
        var bodies: [String: (sheet: Int, firstRow: Int, rowCount: Int, columnCount: Int)] = [:]
        var waterfalls: [WaterfallSource: (sheet: Int, columns: PlacedWaterfall)] = [:]
        var gaps: [GapSource: PlacedGaps] = [:]
        var rows: [String: [Row]] = [:]
        for (index, section) in document.sections.enumerated() {
            let contents = index == 0 ? ContentsGrid(division.contents, title: document.words.contents) : nil
            let sheet = try SheetLayout(section, contents: contents, next: index == 0 ? nil : division.next[section.id], in: document)
            for case .table(let placed) in sheet.items {
                let table = placed.table
                guard bodies[table.id] == nil else {
                    throw RenderError(code: .badTable, message: "two tables have the id \(table.id); ids must differ")
                }
                bodies[table.id] = (index, placed.firstBodyRow, table.rows.count, table.columns.count)
                rows[table.id] = table.rows
                for columns in placed.waterfalls { waterfalls[columns.source] = (index, columns) }
                for columns in placed.gaps { gaps[columns.source] = columns }
            }
            sheets.append(sheet)
        }
        self.sheets = sheets
        self.bodies = bodies
        self.waterfalls = waterfalls
        self.gaps = gaps
        self.rows = rows
    }

    /// The columns of a line chart with gaps, on its table's sheet; nil for a chart that is drawn from its table.
    func gaps(_ chart: Chart) -> PlacedGaps? {
        rows[chart.table].flatMap { GapSource(chart, $0) }.flatMap { gaps[$0] }
    }

    /// The computed columns of a waterfall chart and their sheet.
    func waterfall(_ chart: Chart) throws(RenderError) -> (sheet: Int, columns: PlacedWaterfall) {
        guard let found = waterfalls[WaterfallSource(chart)] else {
            throw RenderError(code: .badReference, message: "chart \(chart.id) shows table \(chart.table), which is not in the document")
        }
        return found
    }

    /// Sheet, row and column of a document cell, all zero-based; throws when there is no such cell.
    func position(_ reference: CellReference) throws(RenderError) -> (sheet: Int, row: Int, column: Int) {
        guard let body = bodies[reference.table], (0..<body.rowCount).contains(reference.row),
            (0..<body.columnCount).contains(reference.column)
        else {
            throw RenderError(
                code: .badReference,
                message: "row \(reference.row), column \(reference.column) of table \(reference.table) is not in the document")
        }
        return (body.sheet, body.firstRow + reference.row, reference.column)
    }

    /// The sheet of a section; throws when there is no such section.
    func sheetName(section: String) throws(RenderError) -> String {
        guard let sheet = sheets.first(where: { $0.section.id == section }) else {
            throw RenderError(code: .badReference, message: "a cell links to section \(section), which is not in the document")
        }
        return sheet.name
    }
}

/// The places of one section's blocks on its sheet.
struct SheetLayout {
    let section: Section
    /// The section on the sheet that goes on with this one and is linked from here.
    let next: String?
    /// Everything on the sheet below its title, from top to bottom.
    let items: [Item]
    let widths: ColumnWidths
    /// Rows above this one stay in view.
    let frozenRows: Int
    /// Rows printed again on every page, first and last.
    let repeatedRows: (first: Int, last: Int)
    /// Rows that start a new page.
    let pageBreaks: [Int]
    /// Whether the sheet is one page on paper.
    let fitsOnePage: Bool
    /// One past the last row in use.
    let rowCount: Int

    var name: String { section.title }

    /// One thing on a sheet.
    enum Item {
        case paragraph(PlacedParagraph)
        case table(PlacedTable)
        case charts([PlacedChart], row: Int)
        case contents(ContentsGrid, row: Int)
    }

    /// Title, subtitle, link back or contents, blank row.
    static let firstBlockRow = 4
    /// Title and subtitle.
    static let titleRows = (first: 0, last: 1)
    /// Every row in use gets a height of its own, since programs differ in what they take for usual.
    static let rowHeightPixels = 18
    /// What the library takes for usual and writes for no row: 15 pt.
    static let usualRowHeightPixels = 20
    /// The same in points, as a sheet says it. Programs that find just the format's own height fit rows to their letters, each in its way; this differs from it by less
    /// than can be seen.
    static let usualRowPoints = 15.0001
    /// Contents on the first sheet, the link back on the others.
    static let linkRow = 2

    /// - Parameters:
    ///   - contents: The links to all sheets, on the first one.
    ///   - next: The section on the sheet that goes on with this one, where the contents do not lead there.
    init(_ section: Section, contents: ContentsGrid?, next: String?, in document: ReportDocument) throws(RenderError) {
        let parts = SheetPart.parts(of: section, contents: contents)
        let flow = try PageFit.flow(parts, of: section, in: document)
        self.section = section
        self.next = next
        items = flow.items
        widths = flow.widths
        rowCount = flow.row
        pageBreaks = flow.pageBreaks
        fitsOnePage = flow.pageCount == 1
        let heading = SheetLayout.onlyTable(flow.items)
        frozenRows = (heading ?? SheetLayout.longLastTable(flow)).map { $0.headerRow + 1 } ?? SheetLayout.titleRows.last + 1
        repeatedRows = SheetLayout.repeatedHeading(flow).map { ($0.headerRow, $0.headerRow) } ?? SheetLayout.titleRows
    }

    /// The rows in use that are no rows of a table's body.
    var rowsOutsideBodies: [Int] {
        var isBody = [Bool](repeating: false, count: rowCount)
        for case .table(let placed) in items { for row in placed.table.rows.indices { isBody[placed.firstBodyRow + row] = true } }
        return isBody.indices.filter { !isBody[$0] }
    }

    /// The table a sheet ends with when it may go on over pages: its heading stands again on those after it, where no other table or chart follows.
    private static func repeatedHeading(_ flow: SheetFlow) -> PlacedTable? {
        guard let placed = lastTable(flow.items), placed.table.rows.count * rowHeightPixels > flow.widths.pageHeightPixels / 2 else {
            return nil
        }
        return placed
    }

    /// The table behind which nothing but paragraphs stands.
    private static func lastTable(_ items: [Item]) -> PlacedTable? {
        let last = items.last { if case .paragraph = $0 { false } else { true } }
        guard case .table(let placed)? = last else { return nil }
        return placed
    }

    /// The table a sheet starts with when it is the only one: its heading stays in view. With more tables the heading of one would stand over the columns of another.
    private static func onlyTable(_ items: [Item]) -> PlacedTable? {
        let tableCount = items.filter { if case .table = $0 { true } else { false } }.count
        guard tableCount == 1, case .table(let placed)? = items.first, !placed.table.rows.isEmpty else { return nil }
        return placed
    }
}

extension SheetLayout {
    /// A table with more rows is scrolled through.
    private static let longRowCount = 25
    /// What may stay in view above it: a summary of some rows.
    private static let frozenPixelsMax = 330

    /// The table a sheet ends with when it is long and all that stands above its rows is little: that stays in view while the table is scrolled.
    private static func longLastTable(_ flow: SheetFlow) -> PlacedTable? {
        guard let placed = lastTable(flow.items), placed.table.rows.count > longRowCount else { return nil }
        // Rows of headings and paragraphs are higher than others.
        let itemsAbove = flow.items.prefix { if case .table(let table) = $0 { table.headerRow < placed.headerRow } else { true } }
        let above = itemsAbove.reduce(0) { height, item in
            switch item {
            case .paragraph(let paragraph): height + paragraph.heightPixels
            case .table(let table): height + flow.widths.extraPixels(table.table, rows: table.table.rows.count)
            case .charts, .contents: height
            }
        }
        let pixels = (placed.headerRow + 1) * rowHeightPixels + above + flow.widths.extraPixels(placed.table, rows: 0)
        return pixels <= frozenPixelsMax ? placed : nil
    }
}

extension Table {
    /// The height of a row of one line. In the longest tables it is 15 pt, which files carry for no row: that is a tenth of the time it takes to pack them.
    var rowHeightPixels: Int { rows.count > PageFit.coarseRowCountMax ? SheetLayout.usualRowHeightPixels : SheetLayout.rowHeightPixels }
}

/// A paragraph over the sheet's whole width.
struct PlacedParagraph {
    let text: String
    let role: ParagraphRole
    let row: Int
    let heightPixels: Int
}

/// A table with its title, caption and what follows it.
struct PlacedTable {
    let table: Table
    let titleRow: Int
    let captionRow: Int?
    let headerRow: Int
    let moreRow: Int?
    /// Rows of the body that belong to the native table: all up to the last item; totals below stay outside, so that filters and sorting leave them alone.
    let nativeRowCount: Int
    /// Lines of the rows that need more than one, by their position in the body.
    let lines: [Int: Int]
    /// Computed columns to the right of the table, for waterfalls over its figures.
    let waterfalls: [PlacedWaterfall]
    /// Columns of line charts some of whose figures are missing.
    let gaps: [PlacedGaps]

    var firstBodyRow: Int { headerRow + 1 }
}

/// A chart and its size.
struct PlacedChart {
    let chart: Chart
    let leftPixels: Int
    let widthPixels: Int
    let heightPixels: Int
}
