import Ledger
import ReportDocument

/// The room that the values of a column need, found in one pass over them: texts are measured, and of figures the largest of each look, since all digits are as
/// wide and of those with the same look one nearer to zero is never wider.
struct ColumnExtent {
    private struct Look: Hashable {
        let value: ValueLook
        let isNegative: Bool
        let isSigned: Bool
        let isBold: Bool
    }

    /// Pixels of the longest text so far.
    private var longest = 0.0
    private var largest: [(look: Look, number: Int64, cell: Cell)] = []
    private var largestFractions: [(look: Look, number: Rational, cell: Cell)] = []
    /// Days by whether they are bold: those of one month are not equally wide in names.
    private var days: [Bool: Set<Day>] = [:]

    /// Notes a value of a row that is bold or not.
    mutating func note(_ cell: Cell, isBoldRow: Bool, in document: ReportDocument, _ format: FigureFormat) {
        let isBold = isBoldRow || cell.status != nil
        func look(isNegative: Bool) -> Look {
            Look(value: ValueLook(cell.value), isNegative: isNegative, isSigned: cell.isChange, isBold: isBold)
        }
        switch cell.value {
        case .text(let text): longest = max(longest, TextMeasure.pixels(text, isBold: isBold))
        case .money(let number, _), .count(let number): note(number, look(isNegative: number < 0), cell)
        case .ratio(let number), .days(let number), .number(let number, _): note(number, look(isNegative: number < .zero), cell)
        case .date(let day):
            guard days[isBold, default: []].insert(day).inserted else { return }
            measure(cell, isBold: isBold, document, format)
        case .empty, .ratioPoints, .month, .monthToDate, .notAvailable: measure(cell, isBold: isBold, document, format)
        }
    }

    /// Pixels of the longest value.
    func pixels(in document: ReportDocument, _ format: FigureFormat) -> Double {
        var extent = self
        for (look, cell) in largest.map({ ($0.look, $0.cell) }) + largestFractions.map({ ($0.look, $0.cell) }) {
            extent.measure(cell, isBold: look.isBold, document, format)
        }
        return extent.longest
    }

    private mutating func measure(_ cell: Cell, isBold: Bool, _ document: ReportDocument, _ format: FigureFormat) {
        longest = max(longest, TextMeasure.pixels(document.displayText(cell, format), isBold: isBold))
    }

    private mutating func note(_ number: Int64, _ look: Look, _ cell: Cell) {
        guard let known = largest.firstIndex(where: { $0.look == look }) else { return largest.append((look, number, cell)) }
        guard number.magnitude > largest[known].number.magnitude else { return }
        largest[known].number = number
        largest[known].cell = cell
    }

    private mutating func note(_ number: Rational, _ look: Look, _ cell: Cell) {
        guard let known = largestFractions.firstIndex(where: { $0.look == look }) else {
            return largestFractions.append((look, number, cell))
        }
        let latest = largestFractions[known].number
        guard look.isNegative ? number < latest : latest < number else { return }
        largestFractions[known].number = number
        largestFractions[known].cell = cell
    }
}
