import ReportDocument

/// Chooses how wide a sheet is printed and how its columns share the room: the wider, the smaller its letters and the more rows fit on a page.
enum PageFit {
    /// Letters of 10 pt are printed with at least 7.2 pt, unless the columns themselves need more room.
    static let scalePercentMin = 72
    /// Smaller letters than these are printed only where the columns leave no choice.
    static let smallPercentMin = 60
    /// Sheets up to so many rows are tried in steps of two per cent, longer ones in large steps, and the longest not at all: they go on over pages anyway.
    static let fineRowCountMax = 150
    static let coarseRowCountMax = 600
    /// A last page filled less than this takes over the group of parts before it.
    static let lastPageFillMin = 0.4

    /// The flow with the fewest pages, among these the one that divides the fewest parts that belong together, among these the one with
    /// the highest charts, among these the one with the largest letters.
    /// Letters smaller than wanted have to save a quarter of the pages. O(cells × widths tried).
    static func flow(_ parts: [SheetPart], of section: Section, in document: ReportDocument) throws(RenderError) -> SheetFlow {
        let rowCount = parts.reduce(0) { if case .table(let table) = $1 { $0 + table.rows.count } else { $0 } }
        let contents = parts.lazy.compactMap { if case .contents(let grid) = $0 { grid } else { nil } }.first
        let step = rowCount <= fineRowCountMax ? 2 : rowCount <= coarseRowCountMax ? 14 : nil
        var (best, small, least): (SheetFlow?, SheetFlow?, SheetFlow?)
        for texts in step == nil ? [.roomy] : ColumnNeeds.Texts.allCases {
            let needs = try ColumnNeeds(section, contents: contents, document, texts: texts)
            let natural = max(needs.totalPixels, ColumnWidths.pageWidthPixels)
            let wider =
                step.map { stride(from: 100 - $0, through: scalePercentMin, by: -$0).map { ColumnWidths.pageWidthPixels * 100 / $0 } } ?? []
            for printedPixels in [natural] + wider.filter({ $0 > natural }) {
                if let best, best.pageCount == 1, best.dividedCount == 0, best.loweredBy == 0, best.widths.totalPixels <= printedPixels {
                    break
                }
                let flow = try SheetFlow(parts, widths: ColumnWidths(needs, printedPixels: printedPixels), document: document)
                let percent = ColumnWidths.pageWidthPixels * 100 / flow.widths.totalPixels
                if percent >= scalePercentMin {
                    if best.map({ flow.isBetter(than: $0) }) ?? true { best = flow }
                } else if percent >= smallPercentMin {
                    if small.map({ flow.isBetter(than: $0) }) ?? true { small = flow }
                } else if least.map({ flow.widths.totalPixels < $0.widths.totalPixels }) ?? true {
                    least = flow
                }
            }
        }
        if let small, best.map({ $0.pageCount * 3 > small.pageCount * 4 }) ?? true { best = small }
        return try balanced(best ?? least!, parts, document)
    }

    /// The flow with a fuller last page, where the group before can go there too.
    private static func balanced(_ flow: SheetFlow, _ parts: [SheetPart], _ document: ReportDocument) throws(RenderError) -> SheetFlow {
        guard flow.lastPageFill < lastPageFillMin, let group = flow.groupBeforeLastPage else { return flow }
        let other = try SheetFlow(parts, widths: flow.widths, document: document, breakBefore: group)
        return other.pageCount == flow.pageCount && other.dividedCount == flow.dividedCount ? other : flow
    }
}

extension SheetFlow {
    fileprivate func isBetter(than other: SheetFlow) -> Bool {
        (pageCount, dividedCount, loweredBy, widths.totalPixels)
            < (other.pageCount, other.dividedCount, other.loweredBy, other.widths.totalPixels)
    }
}
