import Ledger
import ReportDocument

/// Writes a table: cards for headline figures, the table itself, and its footnotes.
struct TableMarkup {
    let document: ReportDocument
    let table: Table
    /// Whether it is folded away under its title.
    private let isFolded: Bool
    private let format: FigureFormat
    /// Notes and reasons in the order of their first marks.
    private var footnotes: [String] = []

    init(document: ReportDocument, table: Table, isFolded: Bool) {
        self.document = document
        self.table = table
        self.isFolded = isFolded
        format = document.figureFormat
    }

    /// Few short columns would drift apart over the page's whole width.
    private var isNarrow: Bool { table.columns.count <= 3 && !table.columns.contains { $0.kind == .longText } }

    /// Many columns, or several with long texts, stand closer to each other.
    private var isDense: Bool { table.columns.count >= 10 || table.columns.count { $0.kind == .longText } >= 2 }

    /// Several columns, one of them of long texts, do not fit a phone: there each row is a block of lines, each with the heading of its column.
    private var isStacked: Bool { table.columns.count >= 4 && table.columns.contains { $0.kind == .longText } }

    /// A table that is higher than a screen is moved under its headings.
    private var isTall: Bool { table.rows.count > Self.tallRowCount }

    private var classAttribute: String {
        let names = [
            (isNarrow, "narrow"), (isDense && !isNarrow, "dense"), (isDense && !isNarrow && isTight, "tight"), (isStacked, "stacked"),
        ]
        let text = names.filter(\.0).map(\.1).joined(separator: " ")
        return text.isEmpty ? "" : " class=\"\(text)\""
    }

    /// Many columns of large figures do not fit a laptop's screen in usual letters. Only figures count: texts are broken into lines.
    private var isTight: Bool {
        let characters = table.columns.indices.reduce(0) { sum, column in
            let longest =
                table.rows.map { row in
                    row.cells[column].value.number == nil ? 0 : document.displayText(row.cells[column], format).count
                }.max() ?? 0
            return sum + max(longest, Self.columnCharactersMin) + Self.paddingCharacters
        }
        return table.columns.allSatisfy { $0.kind != .longText } && characters > Self.lineCharactersMax
    }

    /// What a heading needs, what stands between two columns, and what a line of a page holds, in digits.
    private static let columnCharactersMin = 8
    private static let paddingCharacters = 1
    private static let lineCharactersMax = 137
    private static let tallRowCount = 30

    private var id: String { "t-" + Markup.escaped(table.id) }

    mutating func write(to page: inout Markup) throws(RenderError) {
        guard !table.rows.isEmpty else {
            page.raw("<p class=\"none\"><strong>\(Markup.escaped(table.title))</strong> \(Markup.escaped(document.emptyText(table)))</p>\n")
            return
        }
        if isFolded { page.raw("<details class=\"inputs\"><summary>\(Markup.escaped(table.title))</summary>\n") }
        let isHeadline = table.presentation == .headline
        if isHeadline {
            CardsMarkup(document: document, table: table).write(to: &page)
            // On a phone the cards say enough: the table is shown on request. Without scripts, the box is what remembers it.
            page.raw("<div>\n<input type=\"checkbox\" class=\"fold\" id=\"\(id)-fold\"><label class=\"fold\" for=\"\(id)-fold\">")
            page.raw(Markup.escaped(document.words.showTable) + "</label>\n<div class=\"folded\">\n")
        }
        page.raw(
            "<div class=\"scroll\(isTall ? " tall" : "")\" tabindex=\"0\" role=\"region\" aria-labelledby=\"\(id)-caption\">\n<table id=\"\(id)\"\(classAttribute)>\n"
        )
        page.raw("<caption id=\"\(id)-caption\"><span>\(Markup.escaped(table.title))")
        if let caption = table.caption { page.raw(" <small>\(Markup.escaped(caption))</small>") }
        page.raw("</span></caption>\n<thead>\n<tr>")
        for column in table.columns {
            let unit = column.unit.map { " <span class=\"unit\">\(Markup.escaped($0))</span>" } ?? ""
            page.raw("<th scope=\"col\"\(column.kind.classAttribute)>\(Markup.escaped(column.title))\(unit)</th>")
        }
        page.raw("</tr>\n</thead>\n<tbody>\n")
        let footStart = (table.rows.lastIndex { $0.role != .total } ?? -1) + 1
        for row in table.rows[..<footStart] { try write(row, to: &page) }
        page.raw("</tbody>\n")
        if footStart < table.rows.count {
            page.raw("<tfoot>\n")
            for row in table.rows[footStart...] { try write(row, to: &page) }
            page.raw("</tfoot>\n")
        }
        page.raw("</table>\n</div>\n")
        if let more = document.moreText(table) { page.element("p", more, class: "note") }
        writeFootnotes(to: &page)
        writeWorking(to: &page)
        if isHeadline { page.raw("</div>\n</div>\n") }
        if isFolded { page.raw("</details>\n") }
    }

    /// How the table's computed figures come about, folded away.
    private func writeWorking(to page: inout Markup) {
        let working = FormulaWorking(document)
        var lines = table.columns.compactMap { column in column.origin.map { Markup.escaped(column.title + ": " + $0) } }
        for row in table.rows {
            for (column, cell) in row.cells.enumerated() {
                let text = cell.formula.flatMap { working.equation($0, giving: cell.value) }
                guard text != nil || cell.origin != nil else { continue }
                let name = document.displayText(row.cells[0], format) + ", " + table.columns[column].title
                lines.append(Markup.escaped(name + ": " + [text, cell.origin].compactMap { $0 }.joined(separator: "; ")))
            }
        }
        guard !lines.isEmpty else { return }
        page.raw("<details><summary>\(Markup.escaped(document.words.working))</summary>\n<ul>\n")
        for line in lines { page.raw("<li>\(line)</li>\n") }
        page.raw("</ul>\n</details>\n")
    }

    private mutating func write(_ row: Row, to page: inout Markup) throws(RenderError) {
        switch row.role {
        case .item: page.raw("<tr>")
        case .subtotal: page.raw("<tr class=\"subtotal\">")
        case .total: page.raw("<tr class=\"total\">")
        }
        for (index, cell) in row.cells.enumerated() {
            let column = table.columns[index]
            let content = try self.content(cell, rowSaysStatus: row.cells.contains { $0.value == .empty && $0.status == cell.status })
            // A running month may take two lines; other dates never do.
            let attribute = if case .monthToDate = cell.value { "" } else { column.kind.classAttribute }
            let heading = isStacked && index > 0 ? " data-heading=\"\(Markup.escaped(column.heading))\"" : ""
            page.raw(index == 0 ? "<th scope=\"row\"\(attribute)>\(content)</th>" : "<td\(attribute)\(heading)>\(content)</td>")
        }
        page.raw("</tr>\n")
    }

    private mutating func content(_ cell: Cell, rowSaysStatus: Bool) throws(RenderError) -> String {
        var content = Markup.escaped(document.displayText(cell, format))
        if case .notAvailable(let reason) = cell.value {
            content = "<span class=\"na\">\(content)</span>" + mark(reason)
        }
        if let status = cell.status {
            content = StatusMarkup.wrap(content, cell, status, rowSaysStatus ? nil : document.words)
        }
        if let section = cell.linkToSection {
            guard document.sections.contains(where: { $0.id == section }) else {
                throw RenderError(code: .badReference, message: "a cell links to section \(section), which is not in the document")
            }
            content = "<a href=\"#\(Markup.escaped(section))\">\(content)</a>"
        }
        if let note = cell.note { content += mark(note) }
        return content
    }

    /// A mark that leads to a footnote; equal texts share one.
    private mutating func mark(_ text: String) -> String {
        let position: Int
        if let known = footnotes.firstIndex(of: text) {
            position = known
        } else {
            position = footnotes.count
            footnotes.append(text)
        }
        return "<sup><a href=\"#\(id)-\(position + 1)\">\(position + 1)</a></sup>"
    }

    private func writeFootnotes(to page: inout Markup) {
        guard !footnotes.isEmpty else { return }
        page.raw("<ol class=\"footnotes\">\n")
        for (position, text) in footnotes.enumerated() {
            page.raw("<li id=\"\(id)-\(position + 1)\">\(Markup.escaped(text))</li>\n")
        }
        page.raw("</ol>\n")
    }
}

/// Judgements: always a word, the colour comes on top.
enum StatusMarkup {
    /// Colours a figure and puts the word before it, unless its row has a cell with the word; a cell without a value of its own is the word.
    static func wrap(_ content: String, _ cell: Cell, _ status: Status, _ words: RendererWords?) -> String {
        if case .empty = cell.value { return "<span class=\"badge \(status.rawValue)\">\(content)</span>" }
        return (words.map { badge(status, $0) + " " } ?? "") + "<span class=\"\(status.rawValue)\">\(content)</span>"
    }

    static func badge(_ status: Status, _ words: RendererWords) -> String {
        "<span class=\"badge \(status.rawValue)\">\(Markup.escaped(words.statusNames[status] ?? status.rawValue))</span>"
    }
}

extension Column {
    /// Title and unit in one line.
    fileprivate var heading: String { title + (unit.map { " (\($0))" } ?? "") }
}

extension Column.Kind {
    /// The class of a column's cells; numbers align right.
    var classAttribute: String {
        switch self {
        case .number: " class=\"n\""
        case .longText: " class=\"long\""
        case .date: " class=\"d\""
        case .text, .status: ""
        }
    }
}
