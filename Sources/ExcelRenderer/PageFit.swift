import ReportDocument

/// Chooses how wide a sheet is printed: the wider, the smaller its letters and the more rows fit on a page.
enum PageFit {
    /// Letters of 10 pt are printed with at least 7.2 pt, unless the columns themselves need more room.
    static let scalePercentMin = 72
    /// Longer sheets go on over pages anyway.
    static let rowCountMax = 150

    /// The flow with the fewest pages, among these the one that divides the fewest parts that belong together, among these the one with the largest letters. O(cells × scales tried).
    static func flow(_ parts: [SheetPart], of section: Section, in document: ReportDocument) throws(RenderError) -> SheetFlow {
        let needs = try ColumnNeeds(section, document)
        let natural = max(needs.totalPixels, ColumnWidths.pageWidthPixels)
        func flow(_ printedPixels: Int) throws(RenderError) -> SheetFlow {
            try SheetFlow(parts, widths: ColumnWidths(needs, printedPixels: printedPixels), document: document)
        }
        var best = try flow(natural)
        let rowCount = parts.reduce(0) { if case .table(let table) = $1 { $0 + table.rows.count } else { $0 } }
        guard rowCount <= rowCountMax else { return best }
        for percent in stride(from: 98, through: scalePercentMin, by: -2) where best.pageCount > 1 || best.dividedCount > 0 {
            let printedPixels = ColumnWidths.pageWidthPixels * 100 / percent
            guard printedPixels > natural else { continue }
            let wider = try flow(printedPixels)
            if (wider.pageCount, wider.dividedCount) < (best.pageCount, best.dividedCount) { best = wider }
        }
        return best
    }
}
