import Ledger
import ReportDocument

/// Writes sections and their blocks.
struct SectionMarkup {
    let document: ReportDocument

    func write(_ section: Section, to page: inout Markup) throws(RenderError) {
        let id = Markup.escaped(section.id)
        let heading = "<h2 id=\"\(id)-title\">\(Markup.escaped(section.title))</h2>"
        page.raw("<section id=\"\(id)\"\(section.isAppendix ? " class=\"appendix\"" : "") aria-labelledby=\"\(id)-title\">\n")
        page.raw(section.isAppendix ? "<details><summary>\(heading)</summary>\n" : heading + "\n")
        var position = 0
        while position < section.blocks.count {
            switch section.blocks[position] {
            case .paragraph(_, role: .finding):
                position = writeFindings(section.blocks, from: position, to: &page)
                continue
            case .chart:
                position = try writeCharts(section.blocks, from: position, to: &page)
                continue
            case .paragraph(let text, let role): write(text, role, to: &page)
            case .table(let table): try write(table, isFolded: table.presentation == .inputs && !section.isAppendix, to: &page)
            }
            position += 1
        }
        if section.id != document.sections.first?.id, let first = document.sections.first {
            page.raw(
                "<p class=\"back\"><a href=\"#\(Markup.escaped(first.id))\">↑ \(Markup.escaped(document.words.backToFirstSection))</a></p>\n"
            )
        }
        page.raw(section.isAppendix ? "</details>\n</section>\n" : "</section>\n")
    }

    private func write(_ text: String, _ role: ParagraphRole, to page: inout Markup) {
        switch role {
        case .body, .finding: page.element("p", text)
        case .note: page.element("p", text, class: "note")
        case .stamp(let ok):
            page.raw(
                "<p class=\"stamp \(ok ? "green" : "red")\"><span aria-hidden=\"true\">\(ok ? "✓" : "✗")</span> \(Markup.escaped(text))</p>\n"
            )
        }
    }

    /// Findings that follow each other become one list; returns the position after them.
    private func writeFindings(_ blocks: [Block], from start: Int, to page: inout Markup) -> Int {
        var position = start
        page.raw("<ul class=\"findings\">\n")
        while position < blocks.count, case .paragraph(let text, role: .finding) = blocks[position] {
            page.element("li", text)
            position += 1
        }
        page.raw("</ul>\n")
        return position
    }

    /// Charts that follow each other share a row where there is room; returns the position after them.
    private func writeCharts(_ blocks: [Block], from start: Int, to page: inout Markup) throws(RenderError) -> Int {
        var position = start
        let count = blocks[start...].prefix { if case .chart = $0 { true } else { false } }.count
        page.raw("<div class=\"charts\(count == 1 ? " alone" : "")\">\n")
        while position < blocks.count, case .chart(let chart) = blocks[position] {
            try ChartMarkup(document: document, chart: chart, isAlone: count == 1).write(to: &page)
            position += 1
        }
        page.raw("</div>\n")
        return position
    }

    private func write(_ table: Table, isFolded: Bool, to page: inout Markup) throws(RenderError) {
        var markup = TableMarkup(document: document, table: table, isFolded: isFolded)
        try markup.write(to: &page)
    }
}
