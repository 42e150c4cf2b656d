import Ledger
import ReportDocument

/// The HTML part of a message.
struct HTMLPart {
    let document: ReportDocument
    let format: FigureFormat

    init(document: ReportDocument) {
        self.document = document
        format = document.figureFormat
    }

    func text() throws(RenderError) -> String {
        var page = Markup()
        page.raw("<!DOCTYPE html>\n<html lang=\"\(document.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n")
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"supported-color-schemes\" content=\"light dark\">\n")
        page.element("title", document.headline ?? document.title)
        page.raw("<style>\n\(MailStyle.darkSheet)</style>\n</head>\n")
        page.raw("<body class=\"page\" style=\"margin:0;padding:0;\(MailStyle.page)\">\n")
        // What a list of messages shows beside the subject. Outlook hides it for `mso-hide` only.
        page.raw("<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">\(Markup.escaped(document.subtitle))</div>\n")
        page.raw("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\">\n")
        page.raw(
            "<!--[if mso]><table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->\n"
        )
        page.raw(
            "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"max-width:600px;text-align:left\">\n"
        )
        page.raw("<tr><td class=\"page\" style=\"padding:16px 16px 24px;\(MailStyle.page)\">\n")
        page.raw("<h1 class=\"accent\" style=\"\(MailStyle.title)\">\(Markup.escaped(document.title))</h1>\n")
        page.raw("<p class=\"muted\" style=\"\(MailStyle.small)margin:0 0 8px\">\(Markup.escaped(document.subtitle))</p>\n")
        for section in document.sections { try write(section, to: &page) }
        page.raw("</td></tr>\n</table>\n<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table>\n</body>\n</html>\n")
        return page.text
    }

    private func write(_ section: Section, to page: inout Markup) throws(RenderError) {
        page.raw("<h2 class=\"accent rule\" style=\"\(MailStyle.heading)\">\(Markup.escaped(section.title))</h2>\n")
        for block in section.blocks {
            switch block {
            case .paragraph(let text, let role): write(text, role, to: &page)
            case .table(let table): write(table, to: &page)
            case .chart(let chart): try write(chart, to: &page)
            }
        }
    }

    private func write(_ text: String, _ role: ParagraphRole, to page: inout Markup) {
        let content = Markup.escaped(text)
        switch role {
        case .body: page.raw("<p style=\"\(MailStyle.body)\">\(content)</p>\n")
        case .finding:
            page.raw(MailStyle.openTable + "<tr><td class=\"accent\" style=\"\(MailStyle.bullet)\">•</td>")
            page.raw("<td style=\"\(MailStyle.cell)\">\(content)</td></tr></table>\n")
        case .note: page.raw("<p class=\"muted\" style=\"\(MailStyle.small)margin:4px 0 8px\">\(content)</p>\n")
        case .stamp(let ok):
            page.raw(
                "<p class=\"\(ok ? "green" : "red")\" style=\"\(MailStyle.body)color:\(MailStyle.hex(ok ? Theme.green : Theme.red))\">")
            page.raw("\(ok ? "✓" : "✗") \(content)</p>\n")
        }
    }

    private func write(_ table: Table, to page: inout Markup) {
        page.raw("<h3 style=\"\(MailStyle.tableTitle)\">\(Markup.escaped(table.title))</h3>\n")
        if let caption = table.caption { write(caption, .note, to: &page) }
        guard !table.rows.isEmpty else { return }
        switch (table.presentation, TableForm(table, document)) {
        case (.headline, _), (.grid, .stacked), (.inputs, .stacked): writeStacked(table, to: &page)
        case (.bars, _): writeBars(table, to: &page)
        case (.grid, .columns), (.inputs, .columns): writeColumns(table, to: &page)
        }
        if let more = table.moreRows { write(more, .note, to: &page) }
    }

    private func writeColumns(_ table: Table, to page: inout Markup) {
        page.raw("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"border-collapse:collapse\">\n<tr>")
        for (index, column) in table.columns.enumerated() {
            let heading = column.title + (column.unit.map { " (\($0))" } ?? "")
            page.raw(
                "<th scope=\"col\" class=\"muted rule\" style=\"\(MailStyle.header(column.kind, isLast: index == table.columns.count - 1))\">\(Markup.escaped(heading))</th>"
            )
        }
        page.raw("</tr>\n")
        for row in table.rows {
            page.raw("<tr>")
            for (index, (cell, column)) in zip(row.cells, table.columns).enumerated() {
                let weight = row.role == .item ? "" : "font-weight:bold;"
                page.raw(
                    "<td class=\"rule\(statusClass(cell))\" style=\"\(MailStyle.cell(column.kind, isLast: index == table.columns.count - 1))\(weight)\(statusColor(cell))\">"
                )
                page.raw("\(shown(cell, withUnit: false))</td>")
            }
            page.raw("</tr>\n")
        }
        page.raw("</table>\n")
    }

    private func writeStacked(_ table: Table, to page: inout Markup) {
        page.raw(
            "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"border-collapse:collapse\">\n"
        )
        for row in table.rows {
            let parts = StackedRow(row, table, document)
            page.raw("<tr><td class=\"rule\" style=\"\(MailStyle.stacked)\">")
            page.raw("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>")
            page.raw("<td style=\"\(MailStyle.lead)\">\(Markup.escaped(parts.title))</td>")
            if let value = parts.value {
                page.raw(
                    "<td class=\"\(statusClass(value))\" style=\"\(MailStyle.value)\(statusColor(value))\">\(shown(value, withUnit: true))</td>"
                )
            }
            page.raw("</tr></table>")
            // Where a row has several long texts, such as a next step and its reasons, the first is what it is about.
            let longTexts = parts.details.filter { $0.column.kind == .longText }
            let lead = longTexts.count > 1 ? longTexts.first : nil
            if let lead { page.raw("<div style=\"\(MailStyle.step)\">\(shown(lead.cell, withUnit: true))</div>") }
            let details = parts.details.filter { $0.column != lead?.column }.map { detail in
                let text = shown(detail.cell, withUnit: true)
                return detail.column.kind == .longText || detail.column.kind == .status ? text : "\(Markup.escaped(detail.label)) \(text)"
            }
            if !details.isEmpty {
                page.raw("<div class=\"muted\" style=\"\(MailStyle.small)margin-top:2px\">\(details.joined(separator: " · "))</div>")
            }
            page.raw("</td></tr>\n")
        }
        page.raw("</table>\n")
    }

    /// The first column names, the second is drawn, others stand beside it.
    private func writeBars(_ table: Table, to page: inout Markup) {
        let values = table.rows.map { $0.cells[1].value.number?.doubleValue }
        writeBars(
            zip(table.rows, values).map { row, value in
                let unitless = table.columns[1].unit == nil
                return (
                    document.displayText(row.cells[0], format), shown(row.cells[1], withUnit: !unitless || isMoney(row.cells[1])), value
                )
            }, to: &page)
    }

    private func write(_ chart: Chart, to page: inout Markup) throws(RenderError) {
        let data = try document.data(of: chart)
        page.raw("<h3 style=\"\(MailStyle.tableTitle)\">\(Markup.escaped(chart.title))</h3>\n")
        guard let table = document.tables.first(where: { $0.id == chart.table }) else { return }
        for (series, column) in zip(data.series, chart.seriesColumns) {
            if data.series.count > 1 { write(series.title, .note, to: &page) }
            let rows = table.rows[chart.firstRow...chart.lastRow]
            writeBars(
                zip(zip(data.categories, rows), series.values).map { place, value in
                    (format.text(place.0), shown(place.1.cells[column], withUnit: true), value)
                }, to: &page)
        }
    }

    /// Bars as table cells, as long as their value is to the largest.
    private func writeBars(_ bars: [(label: String, shown: String, value: Double?)], to page: inout Markup) {
        let largest = bars.compactMap { $0.value.map(abs) }.max() ?? 0
        page.raw("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n")
        for bar in bars {
            page.raw("<tr><td style=\"\(MailStyle.cell)padding-bottom:0\">\(Markup.escaped(bar.label))</td>")
            page.raw("<td style=\"\(MailStyle.value)padding-top:3px\">\(bar.shown)</td></tr>\n")
            let percent = largest > 0 ? Int((abs(bar.value ?? 0) / largest * 100).rounded()) : 0
            page.raw("<tr><td colspan=\"2\" style=\"padding:2px 0 6px\">")
            page.raw("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>")
            let color = MailStyle.hex((bar.value ?? 0) < 0 ? Theme.red : Theme.accent)
            if percent > 0 {
                page.raw(
                    "<td class=\"bar\" width=\"\(percent)%\" bgcolor=\"\(color)\" style=\"\(MailStyle.bar)background:\(color)\">&nbsp;</td>"
                )
            }
            if percent < 100 {
                let track = MailStyle.hex(Theme.band)
                page.raw("<td class=\"track\" bgcolor=\"\(track)\" style=\"\(MailStyle.bar)background:\(track)\">&nbsp;</td>")
            }
            page.raw("</tr></table></td></tr>\n")
        }
        page.raw("</table>\n")
    }

    /// A cell's text, escaped; the reason of a figure that is not available comes with it.
    private func shown(_ cell: Cell, withUnit: Bool) -> String {
        if case .notAvailable(let reason) = cell.value {
            return
                "\(Markup.escaped(document.words.notAvailable)) <span class=\"muted\" style=\"\(MailStyle.small)\">(\(Markup.escaped(reason)))</span>"
        }
        let text =
            cell.value == .empty || !withUnit ? document.displayText(cell, format) : format.textWithUnit(cell.value, signed: cell.isChange)
        let note = cell.note.map { " <span class=\"muted\" style=\"\(MailStyle.small)\">(\(Markup.escaped($0)))</span>" } ?? ""
        return Markup.escaped(text) + note
    }

    private func isMoney(_ cell: Cell) -> Bool { if case .money = cell.value { true } else { false } }

    private func statusClass(_ cell: Cell) -> String { cell.status.map { " " + $0.rawValue } ?? "" }

    private func statusColor(_ cell: Cell) -> String { cell.status.map { "color:\(MailStyle.hex(Theme.color($0)));" } ?? "" }
}
