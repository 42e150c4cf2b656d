import Ledger

/// Writes formulas with the figures in them, for people: `4,656,785.71 ÷ 9,396,575.08 × 91`.
public struct FormulaWorking: Sendable {
    private let document: ReportDocument
    private let tables: [String: Table]
    private let format: FigureFormat

    /// Sums of more terms than this show only the first and last.
    static let termsMax = 12

    public init(_ document: ReportDocument) {
        self.document = document
        tables = Dictionary(document.tables.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        format = document.figureFormat
    }

    /// The formula's text; nil when it names a cell that is not there, or only repeats another cell.
    public func text(_ formula: Formula) -> String? {
        if case .cell = formula { return nil }
        return term(formula, above: 0)
    }

    /// Binding strength: 1 for sums and differences, 2 for products and quotients; brackets where a part binds less than its surroundings.
    private func term(_ formula: Formula, above strength: Int) -> String? {
        switch formula {
        case .whole(let whole): return format.text(.count(whole))
        case .cell(let reference): return figure(reference, inBrackets: strength > 0)
        case .sum(let table, let column, let firstRow, let lastRow):
            guard firstRow <= lastRow else { return nil }
            let rows = Array(firstRow...lastRow)
            let shown = rows.count > FormulaWorking.termsMax ? [rows[0], rows[rows.count - 1]] : rows
            let figures = shown.compactMap {
                figure(CellReference(table: table, row: $0, column: column), inBrackets: $0 > firstRow || strength > 1)
            }
            guard figures.count == shown.count else { return nil }
            let text = figures.joined(separator: shown.count < rows.count ? " + … + " : " + ")
            return strength > 1 && shown.count > 1 ? "(" + text + ")" : text
        case .add(let left, let right): return infix(left, " + ", right, own: 1, right: 1, above: strength)
        case .subtract(let left, let right): return infix(left, " \u{2212} ", right, own: 1, right: 2, above: strength)
        case .multiply(let left, let right): return infix(left, " × ", right, own: 2, right: 2, above: strength)
        case .divide(let left, let right): return infix(left, " ÷ ", right, own: 2, right: 3, above: strength)
        case .rounded(let rounded, _): return term(rounded, above: strength)
        }
    }

    private func infix(_ left: Formula, _ sign: String, _ right: Formula, own: Int, right rightStrength: Int, above: Int) -> String? {
        // Nothing stands before the left part of an outermost sum, so a negative figure needs no brackets there.
        guard let first = term(left, above: above == 0 && own == 1 ? 0 : own), let second = term(right, above: rightStrength) else {
            return nil
        }
        let text = first + sign + second
        return own < above ? "(" + text + ")" : text
    }

    /// A cell's figure; a negative one stands in brackets behind a sign.
    private func figure(_ reference: CellReference, inBrackets: Bool) -> String? {
        guard let table = tables[reference.table], table.rows.indices.contains(reference.row),
            table.columns.indices.contains(reference.column)
        else { return nil }
        let value = table.rows[reference.row].cells[reference.column].value
        guard let number = value.number else { return nil }
        let text = format.text(value)
        return inBrackets && number < .zero ? "(" + text + ")" : text
    }
}
