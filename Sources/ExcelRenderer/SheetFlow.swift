import Ledger
import ReportDocument

/// A part of a sheet that is not divided between pages, unless it is longer than one.
enum SheetPart {
    case contents(ContentsGrid)
    case paragraph(String, ParagraphRole)
    case table(Table)
    /// One chart, or two side by side.
    case charts([Chart])

    /// The parts of a section from top to bottom: charts that follow each other share a row, two at the most.
    static func parts(of section: Section, contents: ContentsGrid?) -> [SheetPart] {
        var parts = contents.map { [SheetPart.contents($0)] } ?? []
        for block in section.blocks {
            if case .chart(let chart) = block, case .charts(let charts)? = parts.last, charts.count == 1 {
                parts[parts.count - 1] = .charts(charts + [chart])
            } else {
                parts.append(SheetPart(block))
            }
        }
        return parts
    }

    init(_ block: Block) {
        switch block {
        case .paragraph(let text, let role): self = .paragraph(text, role)
        case .table(let table): self = .table(table)
        case .chart(let chart): self = .charts([chart])
        }
    }

    /// Whether a part belongs on the page of the next one: an introduction, a chart and its table, a table and its note.
    func isHeld(with next: SheetPart) -> Bool {
        switch (self, next) {
        case (.contents, _), (.paragraph(_, .body), _): true
        case (.charts(let charts), .table(let table)), (.table(let table), .charts(let charts)): charts.contains { $0.table == table.id }
        case (.table, .paragraph(_, .note)), (.paragraph(_, .finding), .paragraph): true
        default: false
        }
    }
}

/// Puts the parts of a sheet under each other and notes where a page should end.
struct SheetFlow {
    let widths: ColumnWidths
    let document: ReportDocument
    private(set) var items: [SheetLayout.Item] = []
    private(set) var row: Int
    private(set) var pageBreaks: [Int] = []
    private(set) var pageCount = 1
    /// How many groups of parts that belong together are divided between pages.
    private(set) var dividedCount = 0
    private var pageUsedPixels: Int
    /// The page each group of parts that belong together starts on.
    private var pageOfGroup: [Int] = []
    /// How many charts have columns of their own.
    private var helperCount = 0
    /// The rows of charts at the end of the sheet that are lowered to what is left of their page.
    private var loweredChartRows: Int?
    /// How many rows lower they are than they should be.
    private(set) var loweredBy = 0

    /// Places all parts; the first one is the row under the subtitle when it is the contents.
    ///
    /// - Parameter breakBefore: A group that starts a page whether it needs one or not.
    init(_ parts: [SheetPart], widths: ColumnWidths, document: ReportDocument, breakBefore: Int? = nil) throws(RenderError) {
        self.widths = widths
        self.document = document
        row = SheetLayout.firstBlockRow
        pageUsedPixels = SheetLayout.firstBlockRow * SheetLayout.rowHeightPixels + 10
        var position = 0
        while position < parts.count {
            var end = position + 1
            while end < parts.count, parts[end - 1].isHeld(with: parts[end]) { end += 1 }
            let group = parts[position..<end]
            if group.count == 1, end == parts.count { lowerCharts(parts[position]) }
            let groupHeight = heightPixels(of: group)
            let pageTop = items.isEmpty ? pageUsedPixels : SheetFlow.repeatedPixels
            let isWhole = groupHeight <= widths.pageHeightPixels - pageTop
            if isWhole { startPart(heightPixels: groupHeight, onNewPage: pageOfGroup.count == breakBefore) }
            pageOfGroup.append(pageCount)
            let breakCount = pageBreaks.count
            for part in group {
                if !isWhole { startPart(heightPixels: heightPixels(part)) }
                try place(part)
            }
            if pageBreaks.count > breakCount { dividedCount += 1 }
            position = end
        }
        settlePage()
    }

    /// The part of the last page that is used.
    var lastPageFill: Double { Double(pageUsedPixels) / Double(widths.pageHeightPixels) }

    /// The last group of the page before the last one, when it is not the only one there and the last page starts with a group.
    var groupBeforeLastPage: Int? {
        guard let first = pageOfGroup.firstIndex(of: pageCount), first >= 2, pageCount > 1, pageOfGroup[first - 1] == pageCount - 1,
            pageOfGroup[first - 2] == pageCount - 1
        else { return nil }
        return first - 1
    }

    /// Title, subtitle and an empty row.
    static let repeatedPixels = 66
    private static let chartGapPixels = 16
    /// A table up to this many rows is kept on one page.
    static let heldRowsMax = 30
    /// A longer one starts with at least so many: programs break lines a little differently, and on a page of small letters that adds up to some rows.
    private static let firstRowsMin = 12
    /// The title of a table without rows, and a sentence.
    private static let emptyTableRows = 2

    /// What parts that follow each other need on their page: an empty row stands between them where ``place(_:)`` leaves one, which is not between findings.
    private func heightPixels(of group: ArraySlice<SheetPart>) -> Int {
        zip(group, group.dropFirst()).reduce(group.reduce(0) { $0 + heightPixels($1) }) { height, pair in
            if case (.paragraph(_, .finding), .paragraph) = pair { return height }
            return height + SheetLayout.rowHeightPixels
        }
    }

    /// What a part needs on its page, without the empty row after it.
    private func heightPixels(_ part: SheetPart) -> Int {
        switch part {
        case .contents(let grid): return grid.rowCount * SheetLayout.rowHeightPixels
        case .paragraph(let text, let role): return paragraphPixels(text, role)
        case .charts(let charts): return chartRows(charts) * SheetLayout.rowHeightPixels
        case .table(let table):
            guard !table.rows.isEmpty else { return SheetFlow.emptyTableRows * SheetLayout.rowHeightPixels }
            let bodyRows = table.rows.count
            // A long table may go on over pages, but never leaves its heading alone at the foot of one.
            let heldRows = bodyRows <= SheetFlow.heldRowsMax ? bodyRows : SheetFlow.firstRowsMin
            // The line that says how many rows are not shown stands on the page of the last one.
            let moreRows = table.moreRows != nil && heldRows == bodyRows ? 1 : 0
            return (headingRows(table) + heldRows + moreRows) * SheetLayout.rowHeightPixels + widths.extraPixels(table, rows: heldRows)
        }
    }

    private func paragraphPixels(_ text: String, _ role: ParagraphRole) -> Int {
        let mark = role == .body || role == .note ? "" : "•  "
        let isStamp = if case .stamp = role { true } else { false }
        return widths.lineCount(mark + text, isBold: isStamp) * ColumnWidths.lineHeightPixels + 4
    }

    private func headingRows(_ table: Table) -> Int { table.caption == nil ? 2 : 3 }

    private mutating func place(_ part: SheetPart) throws(RenderError) {
        switch part {
        case .contents(let grid): place(grid)
        case .paragraph(let text, let role): place(text, role)
        case .table(let table): try place(table)
        case .charts(let charts): place(charts)
        }
    }

    /// In the rows where other sheets have the link back.
    private mutating func place(_ grid: ContentsGrid) {
        items.append(.contents(grid, row: SheetLayout.linkRow))
        advance(rows: grid.rowCount - 1)
    }

    private mutating func place(_ text: String, _ role: ParagraphRole) {
        let height = paragraphPixels(text, role)
        items.append(.paragraph(PlacedParagraph(text: text, role: role, row: row, heightPixels: height)))
        advance(rows: 1, heightPixels: height)
        if role != .finding { advance(rows: 1) }
    }

    private mutating func place(_ table: Table) throws(RenderError) {
        if case .paragraph(let last)? = items.last, last.role == .finding { advance(rows: 1) }
        guard !table.rows.isEmpty else {
            items.append(
                .table(
                    PlacedTable(
                        table: table, titleRow: row, captionRow: nil, headerRow: row + 1, moreRow: nil, nativeRowCount: 0, lines: [:],
                        waterfalls: [], gaps: [])))
            advance(rows: SheetFlow.emptyTableRows + 1)
            return
        }
        let bodyRows = table.rows.count
        let headerRow = row + headingRows(table) - 1
        let lastItem = table.rows.lastIndex { $0.role == .item } ?? table.rows.count - 1
        let lines = widths.lineCounts(of: table)
        var waterfalls: [PlacedWaterfall] = []
        for (source, waterfall) in try WaterfallSource.over(table, in: document) {
            waterfalls.append(
                PlacedWaterfall(source: source, waterfall: waterfall, firstColumn: widths.firstHelperColumn(helperCount)))
            helperCount += 1
        }
        var gaps: [PlacedGaps] = []
        for source in GapSource.over(table, in: document) {
            gaps.append(PlacedGaps(source: source, firstColumn: widths.firstHelperColumn(helperCount)))
            helperCount += 1
        }
        items.append(
            .table(
                PlacedTable(
                    table: table, titleRow: row, captionRow: table.caption == nil ? nil : row + 1, headerRow: headerRow,
                    moreRow: table.moreRows == nil ? nil : headerRow + 1 + bodyRows, nativeRowCount: lastItem + 1, lines: lines,
                    waterfalls: waterfalls, gaps: gaps)))
        let heading = headingRows(table)
        advance(rows: heading, heightPixels: heading * SheetLayout.rowHeightPixels + widths.extraPixels(table, rows: 0))
        for row in table.rows.indices {
            let heightPixels = table.rowHeightPixels + (lines[row, default: 1] - 1) * ColumnWidths.lineHeightPixels
            startPage(ifNeededFor: heightPixels)
            advance(rows: 1, heightPixels: heightPixels)
        }
        if table.moreRows != nil {
            startPage(ifNeededFor: SheetLayout.rowHeightPixels)
            advance(rows: 1)
        }
        advance(rows: 1)
    }

    private mutating func place(_ charts: [Chart]) {
        if case .paragraph(let last)? = items.last, last.role == .finding { advance(rows: 1) }
        let chartRow = row
        let rows = chartRows(charts)
        advance(rows: rows)
        advance(rows: 1)
        let width = chartPixels(charts)
        let placed = charts.enumerated().map { position, chart in
            PlacedChart(
                chart: chart, leftPixels: position * (width + SheetFlow.chartGapPixels), widthPixels: width,
                heightPixels: rows * SheetLayout.rowHeightPixels - 8)
        }
        items.append(.charts(placed, row: chartRow))
    }

    /// The width of each of the charts that share a row.
    private func chartPixels(_ charts: [Chart]) -> Int {
        (widths.tablePixels - SheetFlow.chartGapPixels * (charts.count - 1)) / charts.count
    }

    /// Charts that end a sheet and would just miss their page take what is left of it.
    private mutating func lowerCharts(_ part: SheetPart) {
        guard case .charts(let charts) = part, !items.isEmpty, charts.allSatisfy({ $0.kind != .bullet }) else { return }
        settlePage()
        let left = (widths.pageHeightPixels - pageUsedPixels) / SheetLayout.rowHeightPixels - (endsInEmptyRow ? 0 : 1)
        let wanted = chartRows(charts)
        guard left >= SheetFlow.loweredChartRowsMin, left < wanted else { return }
        loweredChartRows = left
        loweredBy = wanted - left
    }

    /// The rows charts take: about a third of their width, so that they are read from the back of a room, and bars one and a half each. More would push their
    /// tables to the next page.
    private func chartRows(_ charts: [Chart]) -> Int {
        let third = chartPixels(charts) / 3 / SheetLayout.rowHeightPixels
        let rows = charts.map { chart -> Int in
            guard chart.kind == .bullet else { return min(third, SheetFlow.chartRowsMax) }
            // More bars than fit a page with room between them have less.
            let pageRows = (widths.pageHeightPixels - SheetFlow.repeatedPixels) / SheetLayout.rowHeightPixels - 2
            return min((chart.lastRow - chart.firstRow + 1) * 3 / 2 + SheetFlow.axisRows, pageRows)
        }
        return min(max(SheetFlow.chartRowsMin, rows.max() ?? 0), loweredChartRows ?? .max)
    }

    private static let chartRowsMin = 16
    private static let chartRowsMax = 20
    /// Lower charts than these say nothing.
    private static let loweredChartRowsMin = 12
    /// Title, axis and legend of bars.
    private static let axisRows = 10

    private var endsInEmptyRow: Bool {
        switch items.last {
        case .contents?, nil: false
        case .paragraph(let paragraph)?: paragraph.role != .finding
        case .table?, .charts?: true
        }
    }

    private mutating func advance(rows: Int, heightPixels: Int? = nil) {
        row += rows
        pageUsedPixels += heightPixels ?? rows * SheetLayout.rowHeightPixels
    }

    /// Starts a new page when a part does not fit on the rest of this one but would on the next.
    private mutating func startPart(heightPixels: Int, onNewPage: Bool = false) {
        settlePage()
        let page = widths.pageHeightPixels
        guard pageUsedPixels + heightPixels > page || onNewPage, heightPixels <= page - SheetFlow.repeatedPixels else { return }
        guard !items.isEmpty else { return }
        // The empty row goes with the part, below the rows repeated at the top of every page.
        pageBreaks.append(endsInEmptyRow ? row - 1 : row)
        pageCount += 1
        pageUsedPixels = SheetFlow.repeatedPixels
    }

    /// Counts the page that a row begins by itself: no row is divided.
    private mutating func startPage(ifNeededFor heightPixels: Int) {
        guard pageUsedPixels + heightPixels > widths.pageHeightPixels else { return }
        pageUsedPixels = SheetFlow.repeatedPixels
        pageCount += 1
    }

    /// Counts the pages a long part has filled; an empty row at the end needs no page.
    private mutating func settlePage() {
        let page = widths.pageHeightPixels
        while pageUsedPixels - SheetLayout.rowHeightPixels > page {
            pageUsedPixels -= page - SheetFlow.repeatedPixels
            pageCount += 1
        }
    }
}
