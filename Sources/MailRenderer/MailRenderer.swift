import Ledger
import ReportDocument

/// Writes a document as a message: an HTML part that mail programs show alike, and a plain-text part that says the same.
///
/// Mail programs know tables, inline styles and little else: Outlook renders with a word processor, Gmail cuts messages at about 102 kB and drops style sheets in
/// some views. So layout is tables, looks are inline, bars are table cells; the only style sheet turns colours over in the dark.
public enum MailRenderer {
    /// The HTML part is smaller than this: mail programs cut longer ones.
    public static let byteLimit = 100_000

    /// The message; the same document gives the same bytes.
    ///
    /// Throws when a chart points at something that is not there, or `tooLarge` when the HTML part reaches ``byteLimit``. O(cells).
    public static func render(_ document: ReportDocument) throws(RenderError) -> MailMessage {
        let document = withoutInputs(document)
        let html = try HTMLPart(document: document).text()
        guard html.utf8.count < byteLimit else {
            throw RenderError(
                code: .tooLarge,
                message:
                    "the HTML part of \(document.name) has \(html.utf8.count) bytes, and mail programs cut what is longer than \(byteLimit); "
                    + "show fewer rows or blocks")
        }
        return MailMessage(subject: document.headline ?? document.title, html: html, text: TextPart(document: document).text())
    }
}

extension MailRenderer {
    /// The document without the figures behind its ratios: messages have no formulas.
    private static func withoutInputs(_ document: ReportDocument) -> ReportDocument {
        var document = document
        document.sections.removeAll { section in
            section.isAppendix
                || section.blocks.contains { block in if case .table(let table) = block { table.presentation == .inputs } else { false } }
        }
        return document
    }
}

/// How a table is laid out where there is little width.
enum TableForm {
    /// Columns side by side.
    case columns
    /// One block a row: a line with its texts and its first number, and the rest below.
    case stacked

    /// Tables of few, short columns stand side by side; anything wider is stacked, so that nothing has to be scrolled on a phone.
    init(_ table: Table, _ document: ReportDocument) {
        let isShort = table.columns.count <= 4 && table.columns.allSatisfy { $0.kind != .longText }
        let format = document.figureFormat
        let widths = table.columns.indices.map { column in
            table.rows.map { document.displayText($0.cells[column], format).count }.max() ?? 0
        }
        self = isShort && widths.reduce(0, +) <= 52 ? .columns : .stacked
    }
}

/// The parts of a row that is shown as a block.
struct StackedRow {
    /// The leading texts: what the row is about.
    let title: String
    /// The first number, with its unit.
    let value: Cell?
    /// Other cells that are not empty, with their headings.
    let details: [(label: String, cell: Cell, column: Column)]

    init(_ row: Row, _ table: Table, _ document: ReportDocument) {
        let format = document.figureFormat
        let lead = table.columns.prefix { $0.kind == .text }.indices.prefix(2)
        title = lead.map { document.displayText(row.cells[$0], format) }.filter { !$0.isEmpty }.joined(separator: " · ")
        let valueIndex = table.columns.indices.first {
            !lead.contains($0) && table.columns[$0].kind == .number && row.cells[$0].value != .empty
        }
        value = valueIndex.map { row.cells[$0] }
        details = table.columns.indices.compactMap { index in
            guard !lead.contains(index), index != valueIndex, !document.displayText(row.cells[index], format).isEmpty else { return nil }
            return (table.columns[index].title, row.cells[index], table.columns[index])
        }
    }
}
