import Ledger

/// Computes formulas over a document in exact fractions: what a spreadsheet does with the rendered workbook, without its rounding.
public struct FormulaEvaluator: Sendable {
    private let tables: [String: Table]

    public init(_ document: ReportDocument) {
        tables = Dictionary(document.tables.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The formula's value with money in major units; nil when a cell is missing or holds no number, or a divisor is zero.
    /// Cells that hold formulas count with the value they show. O(cells named).
    public func value(_ formula: Formula) -> Rational? {
        switch formula {
        case .cell(let reference): return number(reference)
        case .whole(let whole): return Rational(whole)
        case .sum(let table, let column, let firstRow, let lastRow):
            guard firstRow <= lastRow else { return nil }
            var total = Rational.zero
            for row in firstRow...lastRow {
                guard let next = number(CellReference(table: table, row: row, column: column)) else { return nil }
                total = total + next
            }
            return total
        case .add(let left, let right): return combine(left, right) { $0 + $1 }
        case .subtract(let left, let right): return combine(left, right) { $0 - $1 }
        case .multiply(let left, let right): return combine(left, right) { $0 * $1 }
        case .divide(let left, let right): return combine(left, right) { $1 == .zero ? nil : $0 / $1 }
        case .rounded(let term, let places): return value(term).flatMap { rounded($0, places) }
        }
    }

    /// The status of a judged cell; nil when a cell it names holds no number. O(1).
    public func status(_ judgement: Judgement) -> Status? {
        guard let actual = number(judgement.actual), let target = number(judgement.target) else { return nil }
        return judgement.status(actual: actual, target: target)
    }

    private func number(_ reference: CellReference) -> Rational? {
        guard let table = tables[reference.table], table.rows.indices.contains(reference.row),
            table.columns.indices.contains(reference.column)
        else { return nil }
        return table.rows[reference.row].cells[reference.column].value.number
    }

    private func rounded(_ value: Rational, _ places: Int) -> Rational? {
        value.rounded(places: places).map { Rational($0, Rational.powerOfTen(places)) }
    }

    private func combine(_ left: Formula, _ right: Formula, _ operation: (Rational, Rational) -> Rational?) -> Rational? {
        guard let first = value(left), let second = value(right) else { return nil }
        return operation(first, second)
    }
}
