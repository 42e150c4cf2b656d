import Ledger
import ReportDocument

/// The plain-text part of a message: everything the HTML part says.
struct TextPart {
    let document: ReportDocument
    private let format: FigureFormat
    static let width = 76

    init(document: ReportDocument) {
        self.document = document
        format = document.figureFormat
    }

    func text() -> String {
        var lines = [document.title, String(repeating: "=", count: min(document.title.count, Self.width))]
        lines += wrapped(document.subtitle)
        for section in document.sections {
            lines += ["", section.title, String(repeating: "-", count: min(section.title.count, Self.width))]
            for block in section.blocks {
                switch block {
                case .paragraph(let text, let role): lines += paragraph(text, role)
                case .table(let table): lines += self.table(table)
                // A chart draws a table of the document.
                case .chart: break
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func paragraph(_ text: String, _ role: ParagraphRole) -> [String] {
        switch role {
        case .body, .note: wrapped(text)
        case .finding: wrapped(text, first: "* ", other: "  ")
        case .stamp(let ok): wrapped(text, first: ok ? "[ok] " : "[!!] ", other: "     ")
        }
    }

    private func table(_ table: Table) -> [String] {
        var lines = ["", table.title + ":"]
        if let caption = table.caption { lines += wrapped(caption, first: "  ", other: "  ") }
        if !table.rows.isEmpty {
            switch (table.presentation, TableForm(table, document)) {
            case (.grid, .columns), (.inputs, .columns), (.bars, .columns): lines += columns(table)
            default: lines += table.rows.flatMap { stacked(StackedRow($0, table, document)) }
            }
        }
        if let more = table.moreRows { lines += wrapped(more, first: "  ", other: "  ") }
        return lines
    }

    /// Columns padded to the widest text, numbers to the right.
    private func columns(_ table: Table) -> [String] {
        let header = table.columns.map { $0.title + ($0.unit.map { " (\($0))" } ?? "") }
        let rows = [header] + table.rows.map { $0.cells.map { shown($0, withUnit: false) } }
        let widths = table.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = "  "
            for (column, text) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - text.count)
                line += (column == 0 ? "" : "  ") + (table.columns[column].kind == .number ? padding + text : text + padding)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private func stacked(_ row: StackedRow) -> [String] {
        let value = row.value.map { ": " + shown($0, withUnit: true) } ?? ""
        let details = row.details.map { detail in
            let text = shown(detail.cell, withUnit: true)
            return detail.column.kind == .longText || detail.column.kind == .status ? text : detail.label + " " + text
        }
        return wrapped(row.title + value, first: "- ", other: "  ")
            + (details.isEmpty ? [] : wrapped(details.joined(separator: " · "), first: "  ", other: "  "))
    }

    private func shown(_ cell: Cell, withUnit: Bool) -> String {
        if case .notAvailable(let reason) = cell.value { return "\(document.words.notAvailable) (\(reason))" }
        let text =
            cell.value == .empty || !withUnit ? document.displayText(cell, format) : format.textWithUnit(cell.value, signed: cell.isChange)
        return text + (cell.note.map { " (\($0))" } ?? "")
    }

    /// Lines of at most ``width`` characters, broken at blanks; longer words stay whole.
    private func wrapped(_ text: String, first: String = "", other: String = "") -> [String] {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if !isEmpty, line.count + 1 + word.count > Self.width {
                lines.append(line)
                (line, isEmpty) = (other, true)
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        lines.append(line)
        return lines
    }
}
