import Ledger
import ReportDocument

/// Puts blocks under each other and notes where a page should end.
struct SheetFlow {
    let widths: ColumnWidths
    let document: ReportDocument
    private(set) var items: [SheetLayout.Item] = []
    private(set) var row = SheetLayout.firstBlockRow
    private(set) var pageBreaks: [Int] = []
    private var pageUsedPixels = SheetLayout.firstBlockRow * SheetLayout.rowHeightPixels

    init(widths: ColumnWidths, document: ReportDocument) {
        self.widths = widths
        self.document = document
    }

    mutating func place(_ text: String, _ role: ParagraphRole) {
        let lines = widths.lineCount(text)
        let height = lines * 17 + 4
        startPart(heightPixels: height)
        items.append(.paragraph(PlacedParagraph(text: text, role: role, row: row, heightPixels: height)))
        advance(rows: 1, heightPixels: height)
        if role != .finding { advance(rows: 1) }
    }

    mutating func place(_ table: Table) throws(RenderError) {
        if case .paragraph(let last)? = items.last, last.role == .finding { advance(rows: 1) }
        let bodyRows = max(table.rows.count, 1)
        let headingRows = table.caption == nil ? 2 : 3
        // A long table may go on over pages, but never leaves its heading alone at the foot of one.
        let heldRows = bodyRows <= 24 ? bodyRows : 4
        let extraPixels = widths.extraPixels(table)
        startPart(heightPixels: (headingRows + heldRows) * SheetLayout.rowHeightPixels + extraPixels)
        let headerRow = row + headingRows - 1
        let lastItem = table.rows.lastIndex { $0.role == .item } ?? table.rows.count - 1
        let placed = PlacedTable(
            table: table, titleRow: row, captionRow: table.caption == nil ? nil : row + 1, headerRow: headerRow,
            moreRow: table.moreRows == nil ? nil : headerRow + 1 + bodyRows, nativeRowCount: lastItem + 1,
            waterfalls: try PlacedWaterfall.beside(table, in: document))
        items.append(.table(placed))
        let rows = headingRows + bodyRows + (table.moreRows == nil ? 0 : 1)
        advance(rows: rows, heightPixels: rows * SheetLayout.rowHeightPixels + extraPixels)
        advance(rows: 1)
    }

    /// Charts that follow each other stand side by side, two at the most.
    mutating func place(_ charts: inout [Chart]) {
        guard !charts.isEmpty else { return }
        if case .paragraph(let last)? = items.last, last.role == .finding { advance(rows: 1) }
        startPart(heightPixels: SheetLayout.chartRowCount * SheetLayout.rowHeightPixels)
        let chartRow = row
        advance(rows: SheetLayout.chartRowCount)
        advance(rows: 1)
        let gap = 16
        let width = min(charts.count == 1 ? widths.totalPixels : (widths.totalPixels - gap) / charts.count, 760)
        let placed = charts.enumerated().map { position, chart in
            PlacedChart(
                chart: chart, leftPixels: position * (width + gap), widthPixels: width,
                heightPixels: SheetLayout.chartRowCount * SheetLayout.rowHeightPixels - 8)
        }
        items.append(.charts(placed, row: chartRow))
        charts = []
    }

    mutating func placeContents() {
        startPart(heightPixels: document.sections.count * SheetLayout.rowHeightPixels)
        items.append(.contents(row: row))
        advance(rows: document.sections.count)
    }

    private mutating func advance(rows: Int, heightPixels: Int? = nil) {
        row += rows
        pageUsedPixels += heightPixels ?? rows * SheetLayout.rowHeightPixels
    }

    /// Starts a new page when a part does not fit on the rest of this one but would on the next.
    private mutating func startPart(heightPixels: Int) {
        let page = widths.pageHeightPixels
        if pageUsedPixels > page { pageUsedPixels %= page }
        guard pageUsedPixels + heightPixels > page, heightPixels <= page else { return }
        pageBreaks.append(row)
        // The rows repeated at the top of every page take room as well.
        pageUsedPixels = 2 * SheetLayout.rowHeightPixels
    }
}
