import CXlsxWriter
import Ledger
import ReportDocument

/// A judgement as a workbook formula that gives its word.
struct JudgementText {
    let formulas: FormulaText
    let words: RendererWords

    /// `=IF(ROUND(C9-B9,9)<=0,"On target",IF(ROUND(C9-B9-ABS(C9)*0.05,9)<=0,"Near target","Off target"))`.
    ///
    /// Rounded, because binary fractions would put a figure that lies on a threshold beside it.
    func text(_ judgement: Judgement) throws(RenderError) -> String {
        let actual = try formulas.text(.cell(judgement.actual)).dropFirst()
        let target = try formulas.text(.cell(judgement.target)).dropFirst()
        let shortfall = judgement.isBetterWhenHigher ? "\(target)-\(actual)" : "\(actual)-\(target)"
        let beyond = "\(shortfall)-ABS(\(target))*\(judgement.amberWithin.decimalText(significant: 12))"
        return "=IF(ROUND(\(shortfall),9)<=0,\(word(.green)),IF(ROUND(\(beyond),9)<=0,\(word(.amber)),\(word(.red))))"
    }

    /// The word as a text in a formula.
    func word(_ status: Status) -> String {
        let word = words.statusNames[status] ?? status.rawValue
        return "\"" + word.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

extension SheetWriter {
    /// Looks that follow the judgements of a table's status columns, there and on the judged figures of the row between them and the status column before.
    ///
    /// They differ without colour too: white on a dark field, bold on a light field, plain.
    mutating func addStatusLooks(_ placed: PlacedTable) throws(RenderError) {
        let table = placed.table
        let (first, last) = (placed.firstBodyRow, placed.firstBodyRow + table.rows.count - 1)
        let text = JudgementText(formulas: FormulaText(layout: book.layout, sheet: index), words: document.words)
        var next = 0
        for column in table.columns.indices where table.columns[column].kind == .status {
            let figures = (next..<column).filter { other in
                table.rows.contains { $0.cells[other].status != nil && $0.cells[column].judgement != nil }
            }
            next = column + 1
            guard table.rows.contains(where: { $0.cells[column].judgement != nil }) else { continue }
            for status in Status.allCases {
                let rule = "=$" + A1.columnName(column) + String(first + 1) + "=" + text.word(status)
                try addLook(rule, column, first...last, field(status))
                for figure in figures {
                    try addLook(rule, figure, first...last, CellStyle(isBold: status == .red, color: Theme.color(status)))
                }
            }
        }
    }

    private func field(_ status: Status) -> CellStyle {
        switch status {
        case .green: CellStyle(color: Theme.green)
        case .amber: CellStyle(isBold: true, color: Theme.ink, fill: Theme.amberField)
        case .red: CellStyle(isBold: true, color: Theme.paper, fill: Theme.red)
        }
    }

    private func addLook(_ rule: String, _ column: Int, _ rows: ClosedRange<Int>, _ style: CellStyle) throws(RenderError) {
        guard let format = workbook_add_format(book.workbook) else {
            throw RenderError(code: .libraryFailure, message: "the workbook has no memory for a cell format")
        }
        format_set_font_color(format, style.color)
        if style.isBold { format_set_bold(format) }
        if let fill = style.fill {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_bg_color(format, fill)
        }
        var look = lxw_conditional_format()
        look.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
        look.value_string = book.strings(rule)
        look.format = format
        let status = worksheet_conditional_format_range(
            worksheet, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column), &look)
        try LibraryStatus.check(status, "status looks of \(sheet.name)")
    }
}
