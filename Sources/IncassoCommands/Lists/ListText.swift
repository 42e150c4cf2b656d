import CSVRenderer
import Ledger
import ReportDocument
import Reports

/// A list as `list` writes it.
struct ListText {
    /// What a terminal is taken to show in a line.
    static let lineWidth = 100

    private let document: ReportDocument
    private let list: ListKind
    private let format: ResultFormat
    /// Members of the JSON object besides the rows.
    private let more: [(key: String, value: JSONValue)]

    init(_ document: ReportDocument, _ list: ListKind, format: ResultFormat, more: [(key: String, value: JSONValue)] = []) {
        self.document = document
        self.list = list
        self.format = format
        self.more = more
    }

    /// The text with its line end.
    var text: String {
        switch format {
        case .csv: csv
        case .json: json.text + "\n"
        case .table: forPeople
        }
    }

    private var table: Table? { document.tables.first }

    /// What is said in place of rows.
    private var sentence: String? {
        if let table, table.rows.isEmpty { return document.emptyText(table) }
        for case .paragraph(let text, _) in document.sections.flatMap(\.blocks) { return text }
        return nil
    }

    /// The header even without rows, so that a program finds its columns.
    private var csv: String {
        guard let table else { return CSVText.row(list.columnIds(.standard)) }
        return CSVRenderer.render(table, of: document, dialect: .machine).replacing("\r\n", with: "\n")
    }

    private var json: JSONValue {
        let rows = (table?.rows ?? []).map { row in
            JSONValue.object(zip(table?.columns ?? [], row.cells).flatMap { column, cell in Self.members(column.id, cell.value) })
        }
        let members: [(key: String, value: JSONValue)] = [
            ("list", .string(list.rawValue)), ("asOf", .string(document.asOf.isoText)), ("currency", .string(document.currency.code)),
            ("language", .string(document.language.rawValue)), ("note", .optional(table?.caption ?? sentence)), ("rows", .array(rows)),
        ]
        return .object(members + more)
    }

    /// A cell by its column's id; a figure that is not available has a reason besides.
    private static func members(_ id: String, _ value: CellValue) -> [(key: String, value: JSONValue)] {
        switch value {
        case .empty: [(id, .null)]
        case .text(let text): [(id, .string(text))]
        case .money(let minor, let currency): [(id, .number(MajorUnits.text(minor: Int128(minor), currency: currency)))]
        case .ratio(let number), .ratioPoints(let number), .days(let number), .number(let number, _): [(id, .number(number.decimalText()))]
        case .count(let count): [(id, .integer(Int(count)))]
        case .date(let day): [(id, .string(day.isoText))]
        case .month(let month): [(id, .string(month.isoText))]
        case .monthToDate(let day): [(id, .string(day.month.isoText))]
        case .notAvailable(let reason): [(id, .null), (id + ".reason", .string(reason))]
        }
    }

    /// Short columns in a table, long ones on lines of their own below each row.
    private var forPeople: String {
        guard let table, !table.rows.isEmpty else { return (sentence ?? document.title) + "\n" }
        let format = document.words.format(document.language)
        let ids = list.narrowColumnIds
        let short = ids.compactMap { id in table.columns.firstIndex { $0.id == id && $0.kind != .longText } }
        let long = ids.compactMap { id in table.columns.firstIndex { $0.id == id && $0.kind == .longText } }
        var grid = TextTable(
            short.map { (table.columns[$0].title, table.columns[$0].kind == .number ? .right : .left) })
        for row in table.rows { grid.add(short.map { Self.shortened(format.text(row.cells[$0].value)) }) }
        let lines = grid.text.split(separator: "\n", omittingEmptySubsequences: false)
        var text = document.title + ", " + format.date(document.asOf) + "\n"
        if let caption = table.caption { text += Self.wrapped(caption, indent: "") }
        text += "\n" + (lines.first ?? "") + "\n"
        for (row, line) in zip(table.rows, lines.dropFirst()) {
            text += line + "\n"
            for column in long {
                let value = format.text(row.cells[column].value)
                if !value.isEmpty { text += Self.wrapped(table.columns[column].title + ": " + value, indent: "    ") }
            }
        }
        if let more = table.moreRows { text += "\n" + more + "\n" }
        return text
    }

    /// A name that would push the other columns out of the line loses its end.
    private static func shortened(_ text: String) -> String { text.count > 24 ? text.prefix(23) + "…" : text }

    /// A text in lines of at most ``lineWidth``, broken at blanks.
    static func wrapped(_ text: String, indent: String) -> String {
        var lines: [String] = []
        var line = indent
        for word in text.split(separator: " ") {
            if line.count + word.count + 1 > lineWidth, line != indent {
                lines.append(line)
                line = indent
            }
            line += (line == indent ? "" : " ") + word
        }
        return (lines + [line]).joined(separator: "\n") + "\n"
    }
}

extension RendererWords {
    /// How figures are written on a terminal: with a hyphen as minus.
    fileprivate func format(_ language: Language) -> FigureFormat { FigureFormat(language, notAvailable: notAvailable, minus: .hyphen) }
}
