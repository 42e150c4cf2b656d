import Ledger
import ReportDocument

/// Headline figures as cards: the figure, its value, its judgement, and the next column (the target) below. The table after them says the rest.
struct CardsMarkup {
    let document: ReportDocument
    let table: Table

    func write(to page: inout Markup) {
        guard table.columns.count > 1 else { return }
        let format = document.figureFormat
        page.raw("<dl class=\"cards\">\n")
        for row in table.rows {
            let status = row.cells.lazy.compactMap(\.status).first
            page.raw(
                "<div class=\"card\(status.map { " edge-" + $0.rawValue } ?? "")\"><dt>\(Markup.escaped(document.displayText(row.cells[0], format)))</dt>"
            )
            page.raw("<dd class=\"value\">\(Markup.escaped(value(row.cells[1], format)))</dd>")
            if case .notAvailable(let reason) = row.cells[1].value { page.raw("<dd class=\"aside\">\(Markup.escaped(reason))</dd>") }
            let target = table.columns.count > 2 && row.cells[2].value != .empty
            if status != nil || target {
                page.raw("<dd class=\"aside\">")
                if let status { page.raw(StatusMarkup.badge(status, document.words) + " ") }
                if target { page.raw(Markup.escaped(table.columns[2].title + "\u{A0}" + value(row.cells[2], format))) }
                page.raw("</dd>")
            }
            page.raw("</div>\n")
        }
        page.raw("</dl>\n")
    }

    private func value(_ cell: Cell, _ format: FigureFormat) -> String {
        cell.value == .empty ? document.displayText(cell, format) : format.textWithUnit(cell.value)
    }
}
