import Ledger

/// Writes formulas with the figures in them, for people: `4,656,785.71 ÷ 9,396,575.08 × 91`.
public struct FormulaWorking: Sendable {
    private let document: ReportDocument
    private let tables: [String: Table]
    private let format: FigureFormat

    /// Sums of more terms than this show only the first and last.
    static let termsMax = 12
    /// Figures have so many more decimals at most for the sake of what is made from them.
    static let morePlacesMax = 3

    public init(_ document: ReportDocument) {
        self.document = document
        tables = Dictionary(document.tables.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        format = document.figureFormat
    }

    /// The formula's text; nil when it names a cell that is not there, or only repeats another cell.
    public func text(_ formula: Formula) -> String? {
        text(formula, morePlaces: 0)
    }

    /// The formula's text with what it gives: `62.15% − 63.04% = −0.89 pts`; nil as for ``text(_:)``.
    ///
    /// Figures have as many decimals, up to three more than elsewhere, as it takes for them to give the result as it is shown: of sums and differences
    /// exactly, with as many more decimals in the result; of products and quotients rounded. Where they do not, `≈` stands before the result.
    /// O(cells named).
    public func equation(_ formula: Formula, giving result: CellValue) -> String? {
        let isSum = isSum(formula)
        for more in 0...FormulaWorking.morePlacesMax where gives(formula, result, morePlaces: more, isSum: isSum) {
            return text(formula, morePlaces: more).map { $0 + " = " + format.text(result, morePlaces: isSum ? more : 0) }
        }
        return text(formula).map { $0 + " \u{2248} " + format.text(result) }
    }

    private func text(_ formula: Formula, morePlaces: Int) -> String? {
        if case .cell = formula { return nil }
        return term(formula, above: 0, morePlaces)
    }

    /// Whether the figures as they are shown give the result as it is shown.
    private func gives(_ formula: Formula, _ result: CellValue, morePlaces: Int, isSum: Bool) -> Bool {
        guard let value = shown(formula, morePlaces) else { return false }
        if isSum { return value == result.numberShown(morePlaces: morePlaces) }
        guard let places = result.placesShown, let rounded = value.rounded(places: places) else { return false }
        return rounded == result.number?.rounded(places: places)
    }

    /// Whether a formula does nothing but add and subtract.
    private func isSum(_ formula: Formula) -> Bool {
        switch formula {
        case .cell, .whole, .sum: true
        case .add(let left, let right), .subtract(let left, let right): isSum(left) && isSum(right)
        case .multiply, .divide, .rounded: false
        }
    }

    /// The formula's value with its figures as they are shown; nil when a cell holds no number, a divisor is zero, or the terms grow too long.
    private func shown(_ formula: Formula, _ morePlaces: Int) -> Rational? {
        func combined(_ left: Formula, _ right: Formula, _ operation: (Rational, Rational) -> Rational?) -> Rational? {
            guard let first = shown(left, morePlaces), let second = shown(right, morePlaces) else { return nil }
            return joined(first, second, operation)
        }
        switch formula {
        case .whole(let whole): return Rational(whole)
        case .cell(let reference): return value(reference)?.numberShown(morePlaces: morePlaces)
        case .sum(let table, let column, let firstRow, let lastRow):
            guard firstRow <= lastRow else { return nil }
            var total = Rational.zero
            for row in firstRow...lastRow {
                guard let next = value(CellReference(table: table, row: row, column: column))?.numberShown(morePlaces: morePlaces),
                    let sum = joined(total, next, { $0 + $1 })
                else { return nil }
                total = sum
            }
            return total
        case .add(let left, let right): return combined(left, right) { $0 + $1 }
        case .subtract(let left, let right): return combined(left, right) { $0 - $1 }
        case .multiply(let left, let right): return combined(left, right) { $0 * $1 }
        case .divide(let left, let right): return combined(left, right) { $1 == .zero ? nil : $0 / $1 }
        case .rounded(let term, let places):
            return shown(term, morePlaces)?.rounded(places: places).map { Rational($0, Rational.powerOfTen(places)) }
        }
    }

    /// What an operation gives; nil when its terms could be too long for 128 bits.
    private func joined(_ left: Rational, _ right: Rational, _ operation: (Rational, Rational) -> Rational?) -> Rational? {
        func width(_ number: Rational) -> Int {
            let (numerator, denominator) = number.lowestTerms
            return Int128.bitWidth - max(numerator.magnitude, denominator.magnitude).leadingZeroBitCount
        }
        return width(left) + width(right) < Int128.bitWidth - 2 ? operation(left, right) : nil
    }

    /// Binding strength: 1 for sums and differences, 2 for products and quotients; brackets where a part binds less than its surroundings.
    private func term(_ formula: Formula, above strength: Int, _ morePlaces: Int) -> String? {
        switch formula {
        case .whole(let whole): return format.text(.count(whole))
        case .cell(let reference): return figure(reference, inBrackets: strength > 0, morePlaces)
        case .sum(let table, let column, let firstRow, let lastRow):
            guard firstRow <= lastRow else { return nil }
            let rows = Array(firstRow...lastRow)
            let shown = rows.count > FormulaWorking.termsMax ? [rows[0], rows[rows.count - 1]] : rows
            let figures = shown.compactMap {
                figure(CellReference(table: table, row: $0, column: column), inBrackets: $0 > firstRow || strength > 1, morePlaces)
            }
            guard figures.count == shown.count else { return nil }
            let text = figures.joined(separator: shown.count < rows.count ? " + … + " : " + ")
            return strength > 1 && shown.count > 1 ? "(" + text + ")" : text
        case .add(let left, let right): return infix(left, " + ", right, own: 1, right: 1, above: strength, morePlaces)
        case .subtract(let left, let right): return infix(left, " \u{2212} ", right, own: 1, right: 2, above: strength, morePlaces)
        case .multiply(let left, let right): return infix(left, " × ", right, own: 2, right: 2, above: strength, morePlaces)
        case .divide(let left, let right): return infix(left, " ÷ ", right, own: 2, right: 3, above: strength, morePlaces)
        case .rounded(let rounded, _): return term(rounded, above: strength, morePlaces)
        }
    }

    private func infix(
        _ left: Formula, _ sign: String, _ right: Formula, own: Int, right rightStrength: Int, above: Int, _ morePlaces: Int
    ) -> String? {
        // Nothing stands before the left part of an outermost sum, so a negative figure needs no brackets there.
        guard let first = term(left, above: above == 0 && own == 1 ? 0 : own, morePlaces),
            let second = term(right, above: rightStrength, morePlaces)
        else { return nil }
        let text = first + sign + second
        return own < above ? "(" + text + ")" : text
    }

    /// A cell's figure; a negative one stands in brackets behind a sign.
    private func figure(_ reference: CellReference, inBrackets: Bool, _ morePlaces: Int) -> String? {
        guard let value = value(reference), let number = value.number else { return nil }
        let text = format.text(value, morePlaces: morePlaces)
        return inBrackets && number < .zero ? "(" + text + ")" : text
    }

    private func value(_ reference: CellReference) -> CellValue? {
        guard let table = tables[reference.table], table.rows.indices.contains(reference.row),
            table.columns.indices.contains(reference.column)
        else { return nil }
        return table.rows[reference.row].cells[reference.column].value
    }
}
