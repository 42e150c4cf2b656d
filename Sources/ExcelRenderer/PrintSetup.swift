import CXlsxWriter
import ReportDocument

/// How a sheet looks on paper and which rows stay in view on the screen.
struct PrintSetup {
    let document: ReportDocument
    let sheet: SheetLayout

    static let paperA4: UInt8 = 9

    func apply(to worksheet: UnsafeMutablePointer<lxw_worksheet>) throws(RenderError) {
        worksheet_set_landscape(worksheet)
        worksheet_set_paper(worksheet, PrintSetup.paperA4)
        worksheet_set_margins(worksheet, 0.5, 0.5, 0.75, 0.7)
        worksheet_fit_to_pages(worksheet, 1, sheet.fitsOnePage ? 1 : 0)
        worksheet_center_horizontally(worksheet)
        worksheet_freeze_panes(worksheet, UInt32(sheet.frozenRows), 1)
        if !sheet.pageBreaks.isEmpty {
            var breaks = sheet.pageBreaks.map { UInt32($0) } + [0]
            try LibraryStatus.check(worksheet_set_h_pagebreaks(worksheet, &breaks), "page breaks of \(sheet.name)")
        }
        let font = "&\"" + CellStyle.fontName + ",Regular\"&8 "
        let header = "&L" + font + escaped(document.title) + "&R" + font + escaped(document.figureFormat.date(document.asOf))
        let footer = "&L" + font + escaped(sheet.name) + "&R" + font + escaped(document.words.page) + " &P / &N"
        try LibraryStatus.check(
            worksheet_set_header(worksheet, try checked(header, max: 255, "the page header of \(sheet.name)")), "page header")
        try LibraryStatus.check(
            worksheet_set_footer(worksheet, try checked(footer, max: 255, "the page footer of \(sheet.name)")), "page footer")
    }

    /// Names the rows to repeat and the area to print.
    func define(in workbook: UnsafeMutablePointer<lxw_workbook>, _ worksheet: UnsafeMutablePointer<lxw_worksheet>) throws(RenderError) {
        let (first, last) = sheet.repeatedRows
        let area = printArea
        guard A1.lacksQuotesInLibrary(sheet.name) else {
            try LibraryStatus.check(worksheet_repeat_rows(worksheet, UInt32(first), UInt32(last)), "repeated rows of \(sheet.name)")
            try LibraryStatus.check(
                worksheet_print_area(worksheet, UInt32(area.firstRow), 0, UInt32(area.lastRow), UInt16(area.lastColumn)),
                "print area of \(sheet.name)")
            return
        }
        let quoted = A1.quoted(sheet.name)
        let corners = [(area.firstRow, 0), (area.lastRow, area.lastColumn)].map { A1.cell(row: $0.0, column: $0.1, absolute: true) }
        try LibraryStatus.check(
            workbook_define_name(workbook, quoted + "!_xlnm.Print_Titles", "=\(quoted)!$\(first + 1):$\(last + 1)"),
            "repeated rows of \(sheet.name)")
        try LibraryStatus.check(
            workbook_define_name(workbook, quoted + "!_xlnm.Print_Area", "=\(quoted)!\(corners.joined(separator: ":"))"),
            "print area of \(sheet.name)")
    }

    /// All that is in use; of an appendix the empty row above its first block, and programs print no empty page.
    private var printArea: (firstRow: Int, lastRow: Int, lastColumn: Int) {
        let blank = SheetLayout.firstBlockRow - 1
        if sheet.section.isAppendix, sheet.section.id != document.sections.first?.id { return (blank, blank, 0) }
        return (0, max(sheet.rowCount - 1, 1), sheet.widths.characters.count - 1)
    }

    /// An ampersand starts a code in headers and footers; two make one.
    private func escaped(_ text: String) -> String {
        text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&")
    }
}
