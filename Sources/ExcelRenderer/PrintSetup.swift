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
        let lastRow = max(sheet.rowCount - 1, 1)
        let lastColumn = sheet.widths.characters.count - 1
        guard A1.lacksQuotesInLibrary(sheet.name) else {
            try LibraryStatus.check(worksheet_repeat_rows(worksheet, UInt32(first), UInt32(last)), "repeated rows of \(sheet.name)")
            try LibraryStatus.check(
                worksheet_print_area(worksheet, 0, 0, UInt32(lastRow), UInt16(lastColumn)), "print area of \(sheet.name)")
            return
        }
        let quoted = A1.quoted(sheet.name)
        let corner = A1.cell(row: lastRow, column: lastColumn, absolute: true)
        try LibraryStatus.check(
            workbook_define_name(workbook, quoted + "!_xlnm.Print_Titles", "=\(quoted)!$\(first + 1):$\(last + 1)"),
            "repeated rows of \(sheet.name)")
        try LibraryStatus.check(
            workbook_define_name(workbook, quoted + "!_xlnm.Print_Area", "=\(quoted)!$A$1:\(corner)"), "print area of \(sheet.name)")
    }

    /// An ampersand starts a code in headers and footers; two make one.
    private func escaped(_ text: String) -> String {
        text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&")
    }
}
