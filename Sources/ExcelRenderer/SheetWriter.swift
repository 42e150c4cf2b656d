import CXlsxWriter
import Ledger
import ReportDocument

/// Writes one sheet: title, blocks, widths, print set-up.
struct SheetWriter {
    var book: WorkbookWriter
    let index: Int
    let worksheet: UnsafeMutablePointer<lxw_worksheet>
    let document: ReportDocument
    let sheet: SheetLayout

    var lastColumn: Int { sheet.widths.characters.count - 1 }

    init(book: WorkbookWriter, index: Int, worksheet: UnsafeMutablePointer<lxw_worksheet>) {
        self.book = book
        self.index = index
        self.worksheet = worksheet
        document = book.document
        sheet = book.layout.sheets[index]
    }

    mutating func write() throws(RenderError) {
        worksheet_set_comments_author(worksheet, "Incasso")
        worksheet_gridlines(worksheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        for (column, width) in sheet.widths.characters.enumerated() {
            let column = UInt16(column)
            try LibraryStatus.check(worksheet_set_column(worksheet, column, column, width, nil), "column width")
        }
        try setHelperColumns()
        worksheet_set_default_row(worksheet, SheetLayout.usualRowPoints, 0)
        for row in sheet.rowsOutsideBodies { try setRowHeight(row, pixels: SheetLayout.rowHeightPixels) }
        try writeTitle()
        for item in sheet.items {
            switch item {
            case .paragraph(let paragraph): try write(paragraph)
            case .table(let table): try write(table)
            case .charts(let charts, let row): try write(charts, row: row)
            case .contents(let grid, let row): try write(grid, row: row)
            }
        }
        try PrintSetup(document: document, sheet: sheet).apply(to: worksheet)
    }

    private mutating func writeTitle() throws(RenderError) {
        let title = index == 0 ? document.title : sheet.name
        let subtitle = index == 0 ? document.subtitle : document.title + " · " + document.subtitle
        try setRowHeight(0, pixels: 30)
        try write(text: title, row: 0, column: 0, CellStyle(size: 18, isBold: true, color: Theme.accent, vertical: .center))
        try write(text: subtitle, row: 1, column: 0, CellStyle(color: Theme.muted))
        let back = "← " + document.words.backToFirstSection
        if index > 0 {
            try link(to: document.sections[0].id, row: SheetLayout.linkRow, column: 0)
            try write(text: back, row: SheetLayout.linkRow, column: 0, CellStyle.link)
        }
        if let next = sheet.next {
            // Behind the link back, which runs on over narrow columns.
            let room = TextMeasure.pixels(back) + 24
            let column = (1..<max(lastColumn, 1)).first { Double(sheet.widths.pixels(0..<$0)) >= room } ?? max(lastColumn, 1)
            try link(to: next, row: SheetLayout.linkRow, column: column)
            try write(text: "→ " + (try book.layout.sheetName(section: next)), row: SheetLayout.linkRow, column: column, CellStyle.link)
        }
    }

    /// Columns that only charts read are outlined: one click folds them away.
    private func setHelperColumns() throws(RenderError) {
        for (position, helpers) in sheet.widths.helpers.enumerated() {
            let first = sheet.widths.firstHelperColumn(position)
            for (offset, width) in helpers.enumerated() {
                var options = lxw_row_col_options(hidden: 0, level: 1, collapsed: 0)
                let column = UInt16(first + offset)
                try LibraryStatus.check(worksheet_set_column_opt(worksheet, column, column, width, nil, &options), "column width")
            }
        }
    }

    private mutating func write(_ contents: ContentsGrid, row: Int) throws(RenderError) {
        try write(text: contents.rows[0][0], row: row, column: 0, CellStyle(color: Theme.muted))
        for (position, section) in contents.sections.enumerated() {
            let place = contents.place(position)
            try link(to: section.id, row: row + place.row, column: place.column)
            try write(text: section.title, row: row + place.row, column: place.column, CellStyle.link)
        }
    }

    private mutating func write(_ paragraph: PlacedParagraph) throws(RenderError) {
        var style = CellStyle(vertical: .center, wraps: true)
        var text = paragraph.text
        switch paragraph.role {
        case .body: break
        case .finding: text = "•  " + text
        case .note:
            style.color = Theme.muted
            style.size = 9
        case .stamp(let ok):
            text = (ok ? "✓  " : "✗  ") + text
            style.color = ok ? Theme.green : Theme.red
            style.isBold = true
            style.fill = Theme.band
        }
        let row = UInt32(paragraph.row)
        let checkedText = try checked(text, max: 32_767, "a paragraph of section \(sheet.section.id)")
        try setRowHeight(paragraph.row, pixels: paragraph.heightPixels)
        try LibraryStatus.check(
            worksheet_merge_range(worksheet, row, 0, row, UInt16(lastColumn), nil, try book.styles.format(style)), "a paragraph's cells")
        try LibraryStatus.check(worksheet_write_string(worksheet, row, 0, checkedText, try book.styles.format(style)), "a paragraph")
    }

    mutating func setRowHeight(_ row: Int, pixels: Int) throws(RenderError) {
        try LibraryStatus.check(worksheet_set_row_pixels(worksheet, UInt32(row), UInt32(pixels), nil), "height of row \(row + 1)")
    }

    mutating func write(text: String, row: Int, column: Int, _ style: CellStyle) throws(RenderError) {
        try write(text: text, row: row, column: column, try book.styles.format(style))
    }

    mutating func write(text: String, row: Int, column: Int, _ format: UnsafeMutablePointer<lxw_format>) throws(RenderError) {
        // `withCString` points to the text itself where it can; a String as an argument is copied to memory of its own.
        let status = text.withCString { characters -> lxw_error? in
            let count = text.utf8.count
            guard count <= SheetWriter.textLengthMax, arePrintable(characters, count) else { return nil }
            return write(characters, row: row, column: column, format)
        }
        if let status { return try LibraryStatus.check(status, "text in \(place(row, column))") }
        let checkedText = try checked(text, max: SheetWriter.textLengthMax, "a text of section \(sheet.section.id)")
        try LibraryStatus.check(
            checkedText.withCString { write($0, row: row, column: column, format) }, "text in \(place(row, column))")
    }

    /// Characters of a cell, as UTF-16 counts them.
    private static let textLengthMax = 32_767

    private func write(
        _ characters: UnsafePointer<CChar>, row: Int, column: Int, _ format: UnsafeMutablePointer<lxw_format>
    ) -> lxw_error {
        characters.pointee == 0
            ? worksheet_write_blank(worksheet, UInt32(row), UInt16(column), format)
            : worksheet_write_string(worksheet, UInt32(row), UInt16(column), characters, format)
    }

    /// Lays a link over a cell; what is written to the cell afterwards keeps it.
    mutating func link(to section: String, row: Int, column: Int) throws(RenderError) {
        let target = "internal:" + A1.quoted(try book.layout.sheetName(section: section)) + "!A1"
        let format = try book.styles.format(CellStyle.link)
        try LibraryStatus.check(
            worksheet_write_url(worksheet, UInt32(row), UInt16(column), target, format), "link in \(place(row, column))")
    }

    func place(_ row: Int, _ column: Int) -> String { sheet.name + "!" + A1.cell(row: row, column: column) }
}

extension CellStyle {
    static let link = CellStyle(isUnderlined: true, color: Theme.accent)
    static let blockTitle = CellStyle(size: 12, isBold: true, vertical: .bottom)
    static let caption = CellStyle(size: 9, color: Theme.muted)
}
