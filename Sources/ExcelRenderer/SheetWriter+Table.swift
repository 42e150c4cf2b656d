import CXlsxWriter
import Ledger
import ReportDocument

extension SheetWriter {
    mutating func write(_ placed: PlacedTable) throws(RenderError) {
        let table = placed.table
        try write(text: table.title, row: placed.titleRow, column: 0, .blockTitle)
        guard !table.rows.isEmpty else {
            try write(text: document.emptyText(table), row: placed.headerRow, column: 0, .caption)
            return
        }
        if let caption = table.caption, let row = placed.captionRow { try write(caption: caption, of: table, row: row) }
        try addNativeTable(placed)
        try setRowHeight(placed.headerRow, pixels: sheet.widths.headerHeightPixels(table))
        book.styles.beginTable(columnCount: table.columns.count)
        let hasStatusColumn = table.columns.contains { $0.kind == .status }
        for (rowIndex, row) in table.rows.enumerated() {
            let lines = placed.lines.isEmpty ? 1 : placed.lines[rowIndex, default: 1]
            let pixels = table.rowHeightPixels + (lines - 1) * ColumnWidths.lineHeightPixels
            // Here and not with the other rows' heights: the library finds the row that it was last asked for at once.
            try setRowHeight(placed.firstBodyRow + rowIndex, pixels: pixels)
            let cells = row.cells.span
            for column in cells.indices {
                let position = (row: placed.firstBodyRow + rowIndex, column: column)
                try write(cells[column], of: table, row.role, isTall: lines > 1, at: position)
                if cells[column].mayHaveComment { try writeComment(cells[column], hasStatusColumn: hasStatusColumn, at: position) }
            }
        }
        if sheet.widths.hasRunningTexts(table) { try extendBands(of: placed) }
        try addStatusLooks(placed)
        for columns in placed.waterfalls { try write(columns, beside: placed) }
        for columns in placed.gaps { try write(columns, beside: placed) }
        if let text = document.moreText(table), let row = placed.moreRow { try write(text: text, row: row, column: 0, .caption) }
    }

    /// A caption longer than the sheet is wide goes on over more lines.
    private mutating func write(caption: String, of table: Table, row: Int) throws(RenderError) {
        let lines = sheet.widths.captionLineCount(table)
        guard lines > 1 else { return try write(text: caption, row: row, column: 0, .caption) }
        var style = CellStyle.caption
        (style.wraps, style.vertical) = (true, .center)
        let format = try book.styles.format(style)
        try setRowHeight(row, pixels: SheetLayout.rowHeightPixels + (lines - 1) * ColumnWidths.lineHeightPixels)
        try LibraryStatus.check(
            worksheet_merge_range(worksheet, UInt32(row), 0, UInt32(row), UInt16(lastColumn), nil, format), "the cells of a caption")
        try write(text: caption, row: row, column: 0, style)
    }

    /// Lets the bands of heading and totals go on beside the table, as far as its texts may run.
    private mutating func extendBands(of placed: PlacedTable) throws(RenderError) {
        let totals = placed.table.rows.indices.filter { placed.table.rows[$0].role == .total }
        for column in placed.table.columns.count..<sheet.widths.characters.count {
            try write(text: "", row: placed.headerRow, column: column, CellStyle(fill: Theme.band, bottomRule: true))
            for row in totals {
                try write(text: "", row: placed.firstBodyRow + row, column: column, CellStyle(fill: Theme.band, topRule: true))
            }
        }
    }

    private mutating func addNativeTable(_ placed: PlacedTable) throws(RenderError) {
        let table = placed.table
        guard !table.columns.isEmpty else {
            throw RenderError(code: .badTable, message: "table \(table.id) has no columns")
        }
        var columns: [lxw_table_column] = []
        var seen: Set<String> = []
        for column in table.columns {
            guard seen.insert(column.heading.lowercased()).inserted, !column.heading.isEmpty else {
                throw RenderError(
                    code: .badTable, message: "table \(table.id) has an empty heading or the heading \"\(column.heading)\" twice")
            }
            var native = lxw_table_column()
            native.header = book.strings(try checked(column.heading, max: 255, "a heading of table \(table.id)"))
            native.header_format = try book.styles.format(CellStyle.header(table.columns, columns.count, hasFilter: table.hasFilter))
            columns.append(native)
        }
        var options = lxw_table_options()
        options.name = book.strings(TableName.native(table.id))
        options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
        options.style_type_number = 1
        options.no_autofilter = placed.table.hasFilter ? 0 : 1
        let first = UInt32(placed.headerRow)
        let last = UInt32(placed.headerRow + max(placed.nativeRowCount, 1))
        let status = columns.withUnsafeMutableBufferPointer { buffer in
            var pointers: [UnsafeMutablePointer<lxw_table_column>?] = buffer.indices.map { buffer.baseAddress! + $0 } + [nil]
            return pointers.withUnsafeMutableBufferPointer { list in
                options.columns = list.baseAddress
                return worksheet_add_table(worksheet, first, 0, last, UInt16(table.columns.count - 1), &options)
            }
        }
        try LibraryStatus.check(status, "table \(table.id)")
    }

    private mutating func write(
        _ cell: Cell, of table: Table, _ role: Row.Role, isTall: Bool, at position: (row: Int, column: Int)
    ) throws(RenderError) {
        let (row, column) = position
        var runsOn = false
        if column == table.columns.count - 1, case .text(let text) = cell.value {
            runsOn = sheet.widths.runsOn(text, column: column, of: table, isBold: role != .item)
        }
        if !cell.isPlain, let section = cell.linkToSection { try link(to: section, row: row, column: column) }
        let look = CellLook(cell, role, isTall: isTall, runsOn: runsOn)
        let format = try book.styles.format(look, column: column) {
            CellStyle.body(cell, look, table.columns[column].kind, column: column, document.language)
        }
        if !cell.isPlain, try writeFormula(of: cell, format, at: position) { return }
        if case .text(let text) = cell.value {
            try write(text: text, row: row, column: column, format)
        } else if let number = CellNumber.value(cell.value) {
            let status = worksheet_write_number(worksheet, UInt32(row), UInt16(column), number, format)
            try LibraryStatus.check(status, "figure in \(place(row, column))")
        } else {
            try write(text: document.displayText(cell, document.figureFormat), row: row, column: column, format)
        }
    }

    /// Writes the formula of a judgement or a figure with its present result; gives false when the cell has none.
    private func writeFormula(
        of cell: Cell, _ format: UnsafeMutablePointer<lxw_format>, at position: (row: Int, column: Int)
    ) throws(RenderError) -> Bool {
        let (row, column) = (UInt32(position.row), UInt16(position.column))
        let formulas = FormulaText(layout: book.layout, sheet: index)
        if let judgement = cell.judgement, let status = cell.status, cell.value == .empty {
            let text = try JudgementText(formulas: formulas, words: document.words).text(judgement)
            let word = document.words.statusNames[status] ?? status.rawValue
            try LibraryStatus.check(
                worksheet_write_formula_str(worksheet, row, column, text, format, word),
                "status in \(place(position.row, position.column))")
            return true
        }
        guard let formula = cell.formula, let number = CellNumber.value(cell.value) else { return false }
        let written = try formulas.text(formula)
        let text = if case .ratioPoints = cell.value { CellNumber.points(written) } else { written }
        try LibraryStatus.check(
            worksheet_write_formula_num(worksheet, row, column, text, format, number), "figure in \(place(position.row, position.column))")
        return true
    }

    /// Notes, reasons and, where no column says it, the word of a status.
    private func writeComment(_ cell: Cell, hasStatusColumn: Bool, at position: (row: Int, column: Int)) throws(RenderError) {
        let (row, column) = position
        var lines: [String] = []
        if case .notAvailable(let reason) = cell.value { lines.append(reason) }
        if let status = cell.status, cell.value != .empty, !hasStatusColumn {
            lines.append(document.words.status + ": " + (document.words.statusNames[status] ?? status.rawValue))
        }
        if let note = cell.note { lines.append(note) }
        guard !lines.isEmpty else { return }
        let text = try checked(lines.joined(separator: "\n"), max: 32_767, "the comment in \(place(row, column))")
        var options = lxw_comment_options()
        options.width = 240
        options.height = UInt16(min(400, 24 + 15 * lines.reduce(0) { $0 + $1.count / 36 + 1 }))
        options.font_name = book.strings(CellStyle.fontName)
        options.font_size = 9
        options.color = 0xFFFBE6
        try LibraryStatus.check(
            worksheet_write_comment_opt(worksheet, UInt32(row), UInt16(column), text, &options), "comment in \(place(row, column))")
    }
}

extension Cell {
    /// Whether a comment may explain the cell: most are values alone.
    fileprivate var mayHaveComment: Bool {
        if !isPlain || status != nil { return true }
        return if case .notAvailable = value { true } else { false }
    }
}

extension CellStyle {
    /// Texts and dates keep a distance from the column at their left. Figures have no indent: LibreOffice prints only some of them with it.
    static func indent(_ kind: Column.Kind, _ column: Int) -> UInt8 { kind == .number || column == 0 ? 0 : 1 }
    static func indentPixels(_ kind: Column.Kind, _ column: Int) -> Double { indent(kind, column) > 0 ? 10 : 0 }

    /// The room headings have beside their text: those of figures end where their figures do, all others keep a distance from the one at their left.
    static func headerIndent(_ column: Int) -> UInt8 { column == 0 ? 0 : 1 }
    static func headerIndentPixels(_ column: Int) -> Double { headerIndent(column) > 0 ? 10 : 0 }

    static func header(_ columns: [Column], _ column: Int, hasFilter: Bool) -> CellStyle {
        var style = CellStyle(isBold: true, fill: Theme.band, bottomRule: true, vertical: hasFilter ? .top : .bottom, wraps: true)
        if columns[column].kind == .number { style.alignment = .right } else { style.indent = headerIndent(column) }
        return style
    }

    /// The style of cells with a look in a column of a kind; `cell` is one of them.
    static func body(_ cell: Cell, _ look: CellLook, _ kind: Column.Kind, column: Int, _ language: Language) -> CellStyle {
        var style = CellStyle(numberFormat: NumberFormat.code(cell.value, language, isChange: look.isChange))
        switch kind {
        case .number: style.alignment = .right
        case .date, .status: style.alignment = .left
        case .text, .longText: style.wraps = !look.runsOn
        }
        switch look.role {
        case .item: break
        case .subtotal: style.isBold = true
        case .total:
            style.isBold = true
            style.topRule = true
            style.fill = Theme.band
        }
        if look.value == .notAvailable { style.color = Theme.muted }
        // A judgement that is a formula has conditional looks, which follow it.
        if let status = look.status, !look.isJudged {
            style.color = Theme.color(status)
            style.isBold = style.isBold || status == .red
        }
        style.vertical = look.isTall ? .top : .center
        style.indent = indent(kind, column)
        if look.isLink {
            style.isUnderlined = true
            style.color = Theme.accent
        }
        return style
    }
}

/// The number a cell of the workbook holds.
enum CellNumber {
    /// Days from 30 December 1899, where Excel counts from, to 1970-01-01.
    static let epochSerial = 25_569.0

    static func value(_ value: CellValue) -> Double? {
        switch value {
        case .date(let day): Double(day.daysSinceEpoch) + epochSerial
        case .month(let month): Double(month.firstDay.daysSinceEpoch) + epochSerial
        case .monthToDate(let day): Double(day.month.firstDay.daysSinceEpoch) + epochSerial
        case .count(let count): Double(count)
        // Both parts are exact, so their quotient is rounded once.
        case .money(let minor, let currency) where minor.magnitude <= 1 << 53: Double(minor) / Double(currency.minorPerMajor)
        // Points are counted in hundredths.
        case .ratioPoints(let difference): (difference * Rational(100)).doubleValue
        default: value.number?.doubleValue
        }
    }

    /// The formula of points from that of the difference of two fractions: `=(B3-C3)*100`.
    static func points(_ formula: String) -> String { "=(" + formula.drop { $0 == "=" } + ")*100" }
}
