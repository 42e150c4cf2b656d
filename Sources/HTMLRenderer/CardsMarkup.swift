import Ledger
import ReportDocument

/// Headline figures as cards: the figure, its value with the line of its last months, its judgement and target, and its change. The table
/// after them says the rest.
struct CardsMarkup {
    let document: ReportDocument
    let table: Table

    func write(to page: inout Markup) {
        guard table.columns.count > 1 else { return }
        let format = document.figureFormat
        page.raw("<dl class=\"cards\">\n")
        for row in table.rows {
            let status = row.cells.lazy.compactMap(\.status).first
            let name = Markup.escaped(document.displayText(row.cells[0], format))
            page.raw("<div class=\"card\(status.map { " edge-" + $0.rawValue } ?? "")\"><dt>\(name)</dt>")
            page.raw("<dd class=\"value\">\(Markup.escaped(value(row.cells[1], format)))")
            page.raw("</dd>")
            if case .notAvailable(let reason) = row.cells[1].value { page.raw("<dd class=\"aside\">\(Markup.escaped(reason))</dd>") }
            let target = target(row, format)
            if status != nil || target != nil {
                page.raw("<dd class=\"aside\">")
                if let status { page.raw(StatusMarkup.badge(status, document.words) + " ") }
                if let target { page.raw(Markup.escaped(target)) }
                page.raw("</dd>")
            }
            // A figure that is not held against last month is of a part of a month.
            let isCompared = table.columns.firstIndex { $0.id == "change" }.map { row.cells[$0].value != .empty } ?? true
            let line = row.cells[1].name.flatMap { Sparkline($0, in: document, withRunningMonth: isCompared) }?.markup ?? ""
            let change = change(row, format).map { "<span>\($0)</span>" } ?? ""
            if !line.isEmpty || !change.isEmpty { page.raw("<dd class=\"aside move\">\(change)\(line)</dd>") }
            page.raw("</div>\n")
        }
        page.raw("</dl>\n")
    }

    /// What the figure is judged against: in a running month what of the target is to be reached to date.
    private func target(_ row: Row, _ format: FigureFormat) -> String? {
        let column = ["target-to-date", "target"].lazy.compactMap { id in table.columns.firstIndex { $0.id == id } }
            .first { row.cells[$0].value != .empty }
        return column.map { table.columns[$0].title + "\u{A0}" + value(row.cells[$0], format) }
    }

    /// The change since last month with an arrow; nil where the table has none.
    private func change(_ row: Row, _ format: FigureFormat) -> String? {
        guard let column = table.columns.firstIndex(where: { $0.id == "change" }), let number = row.cells[column].value.number else {
            return nil
        }
        let shown = format.textAtAGlance(row.cells[column].value, signed: true)
        let isShownAsZero = !shown.contains { ("1"..."9").contains($0) }
        let arrow = isShownAsZero ? "=" : number < .zero ? "▼" : "▲"
        let text = table.columns[column].title + " " + shown
        return "<span aria-hidden=\"true\">\(arrow)</span> \(Markup.escaped(text))"
    }

    /// The unit stands behind the figure's name; the table has the amount to the cent.
    private func value(_ cell: Cell, _ format: FigureFormat) -> String { format.textAtAGlance(cell.value, signed: cell.isChange) }
}
