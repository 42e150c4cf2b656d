import CXlsxWriter
import Ledger
import ReportDocument

/// Writes a laid-out document through the library, sheet after sheet.
struct WorkbookWriter {
    let document: ReportDocument
    let layout: WorkbookLayout
    let workbook: UnsafeMutablePointer<lxw_workbook>
    var styles: StyleBook
    let strings = CStrings()

    init(document: ReportDocument, layout: WorkbookLayout, workbook: UnsafeMutablePointer<lxw_workbook>) {
        self.document = document
        self.layout = layout
        self.workbook = workbook
        styles = StyleBook(workbook)
        setUsualFont()
    }

    /// The first format is the one of cells without a format: column widths are measured in the digits of its font, which every machine should have.
    private func setUsualFont() {
        let usual = workbook.pointee.formats.pointee.stqh_first
        format_set_font_name(usual, CellStyle.fontName)
        format_set_font_size(usual, CellStyle.fontSize)
    }

    mutating func writeEverything() throws(RenderError) {
        try setProperties()
        var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
        for sheet in layout.sheets {
            guard let worksheet = workbook_add_worksheet(workbook, sheet.name) else {
                throw RenderError(code: .badSheetName, message: "the library refused the sheet name \"\(sheet.name)\"")
            }
            sheets.append(worksheet)
        }
        try beginFormats()
        for index in layout.sheets.indices {
            var writer = SheetWriter(book: self, index: index, worksheet: sheets[index])
            try writer.write()
            styles = writer.book.styles
        }
        worksheet_activate(sheets[0])
        worksheet_set_first_sheet(sheets[0])
        for (sheet, worksheet) in zip(layout.sheets, sheets) {
            try PrintSetup(document: document, sheet: sheet).define(in: workbook, worksheet)
        }
        try DefinedNames(document: document, layout: layout).define(in: workbook)
    }

    /// Numbers the formats of the longest table first: every cell names the number of its own, so that the most should have short ones.
    private mutating func beginFormats() throws(RenderError) {
        guard let table = layout.longestTable, let row = table.rows.first else { return }
        for (index, cell) in row.cells.enumerated() {
            let look = CellLook(cell, row.role, isTall: false, runsOn: false)
            let style = CellStyle.body(cell, look, table.columns[index].kind, column: index, document.language)
            // The library numbers a format when it is first asked for its number.
            _ = lxw_format_get_xf_index(try styles.format(style))
        }
    }

    private func setProperties() throws(RenderError) {
        var properties = lxw_doc_properties()
        properties.title = try strings(checked(document.title, max: 255, "the document's title"))
        properties.subject = try strings(checked(document.subtitle, max: 255, "the document's subtitle"))
        properties.author = strings("Incasso")
        properties.created = time_t(document.asOf.daysSinceEpoch) * 86_400
        try LibraryStatus.check(workbook_set_properties(workbook, &properties), "document properties")
    }
}

/// Whether so many characters are all printable ASCII, as those of nearly all texts are.
@inline(__always)
func arePrintable(_ characters: UnsafePointer<CChar>, _ count: Int) -> Bool {
    // A byte beyond ASCII is a negative character.
    UnsafeBufferPointer(start: characters, count: count).allSatisfy { $0 >= 0x20 && $0 <= 0x7E }
}

/// A text as the file format takes it; throws when it is longer than allowed. Control characters become U+FFFD.
func checked(_ text: String, max: Int, _ what: @autoclosure () -> String) throws(RenderError) -> String {
    // Printable ASCII that is short enough, as nearly all texts are.
    var bytes = text
    if bytes.withUTF8({ $0.count <= max && $0.allSatisfy { $0 >= 0x20 && $0 <= 0x7E } }) { return text }
    guard text.utf16.count <= max else {
        throw RenderError(code: .textTooLong, message: "\(what()) has \(text.utf16.count) characters; Excel takes \(max)")
    }
    func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value >= 0x20 || scalar == "\n" || scalar == "\t") && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }
    guard !text.unicodeScalars.allSatisfy(isAllowed) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isAllowed($0) ? $0 : "\u{FFFD}" }))
}

/// C strings that live as long as this object: for structs of the library that hold pointers.
final class CStrings {
    private var pointers: [UnsafeMutablePointer<CChar>] = []

    func callAsFunction(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = Array(text.utf8CString)
        let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        pointer.initialize(from: bytes, count: bytes.count)
        pointers.append(pointer)
        return pointer
    }

    deinit { for pointer in pointers { pointer.deallocate() } }
}
