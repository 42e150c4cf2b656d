import ReportDocument

/// Divides long sections between sheets: programs repeat one heading a sheet on paper and keep one in view, so a table that goes on over pages
/// has to be the last thing on its sheet.
enum SheetDivision {
    /// The document with one section a sheet: behind a table that may go on over pages and what belongs to it, the next sheet takes the rest of its section where
    /// that has tables or charts of its own. Further sheets are named "Title (2)" and so on; a section whose title leaves no room for that stays whole.
    static func divided(_ document: ReportDocument) -> ReportDocument {
        var divided = document
        var taken = Set(document.sections.map { $0.title.lowercased() })
        var ids = Set(document.sections.map(\.id))
        divided.sections = document.sections.flatMap { section -> [Section] in
            let parts = blocks(of: section)
            let further = parts.indices.dropFirst().map { position in
                var next = section
                next.title = "\(section.title) (\(position + 1))"
                next.id = "\(section.id)-sheet-\(position + 1)"
                next.blocks = parts[position]
                return next
            }
            guard further.allSatisfy({ SheetName.fits($0.title) && !taken.contains($0.title.lowercased()) && !ids.contains($0.id) }) else {
                return [section]
            }
            for sheet in further {
                taken.insert(sheet.title.lowercased())
                ids.insert(sheet.id)
            }
            var first = section
            first.blocks = parts[0]
            return [first] + further
        }
        return divided
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
