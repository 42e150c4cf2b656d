import ReportDocument

/// Divides long sections between sheets: programs repeat one heading a sheet on paper and keep one in view, so a table that goes on over pages
/// has to be the last thing on its sheet.
struct SheetDivision {
    /// The document with one section a sheet: behind a table that may go on over pages and what belongs to it, the next sheet takes the rest of its section where
    /// that has tables or charts of its own. Further sheets are named "Title (2)" and so on; a section whose title leaves no room for that stays whole, and so
    /// does an appendix, which is not printed.
    private(set) var document: ReportDocument
    /// The sheet that goes on with a section, by the id of the one before it.
    private(set) var next: [String: String] = [:]

    init(_ document: ReportDocument) {
        self.document = document
        var taken = Set(document.sections.map { $0.title.lowercased() })
        var ids = Set(document.sections.map(\.id))
        self.document.sections = []
        for section in document.sections {
            let sheets = Self.sheets(of: section)
            let isNamed = sheets.dropFirst().allSatisfy { sheet in
                SheetName.fits(sheet.title) && !taken.contains(sheet.title.lowercased()) && !ids.contains(sheet.id)
            }
            guard isNamed else {
                self.document.sections.append(section)
                continue
            }
            taken.formUnion(sheets.map { $0.title.lowercased() })
            ids.formUnion(sheets.map(\.id))
            for (sheet, further) in zip(sheets, sheets.dropFirst()) { next[sheet.id] = further.id }
            self.document.sections += sheets
        }
    }

    /// The sheets that the contents on the first one lead to: the first one of each section, and the one that goes on with the first of all. Others are linked from the
    /// sheet before them.
    var contents: [Section] {
        let linked = Set(next.filter { $0.key != document.sections.first?.id }.values)
        return document.sections.filter { !linked.contains($0.id) }
    }

    /// A section by sheet.
    private static func sheets(of section: Section) -> [Section] {
        guard !section.isAppendix else { return [section] }
        return blocks(of: section).enumerated().map { position, blocks in
            var sheet = section
            sheet.blocks = blocks
            if position > 0 {
                sheet.title = "\(section.title) (\(position + 1))"
                sheet.id = "\(section.id)-sheet-\(position + 1)"
            }
            return sheet
        }
    }

    /// The blocks of a section by sheet.
    private static func blocks(of section: Section) -> [[Block]] {
        var sheets: [[Block]] = [[]]
        var endsInLongTable = false
        for block in section.blocks {
            if endsInLongTable, let last = sheets[sheets.count - 1].last, !SheetPart(last).isHeld(with: SheetPart(block)) {
                sheets.append([])
                endsInLongTable = false
            }
            sheets[sheets.count - 1].append(block)
            if case .table(let table) = block, table.rows.count > SheetFlow.heldRowsMax { endsInLongTable = true }
        }
        // Paragraphs alone are no sheet.
        let isParagraphs = sheets[sheets.count - 1].allSatisfy { if case .paragraph = $0 { true } else { false } }
        if isParagraphs, sheets.count > 1 { sheets[sheets.count - 2] += sheets.removeLast() }
        return sheets
    }
}
