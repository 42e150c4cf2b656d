import Dispatch
import Glibc
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
    /// Whether a text has more than one paragraph.
    private(set) var hasLineFeeds = false
    private var largest: [(look: Look, number: Int64)] = []
    private var largestFractions: [(look: Look, number: Rational)] = []
    /// The days seen, a bit for each month and number of digits, plain and bold: names of months are not equally wide, all digits are.
    private var days = (plain: UInt32(0), bold: UInt32(0))

    /// What the values of each column of a table need; the rows of long tables are shared by all processors. O(cells).
    ///
    /// - Parameter parts: How many parts the rows are divided into at the most; the result does not depend on it.
    static func extents(of table: Table, in document: ReportDocument, parts: Int = processorCount) -> [ColumnExtent] {
        let format = document.figureFormat
        let columnCount = table.columns.count
        @Sendable func extents(_ rows: Range<Int>) -> [ColumnExtent] {
            var extents = Array(repeating: ColumnExtent(), count: columnCount)
            for row in rows {
                let isBoldRow = table.rows[row].role != .item
                let values = table.rows[row].cells
                let cells = values.span
                for column in 0..<columnCount { extents[column].note(cells[column], isBoldRow: isBoldRow, in: document, format) }
            }
            return extents
        }
        let rowCount = table.rows.count
        let partCount = min(parts, rowCount / rowCountOfThread)
        guard partCount > 1 else { return extents(0..<rowCount) }
        var parts = Array(repeating: [ColumnExtent](), count: partCount)
        parts.withUnsafeMutableBufferPointer { buffer in
            // SAFETY: each iteration writes only its own element, and `concurrentPerform` returns after all of them.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: partCount) { part in
                places[part] = extents(rowCount * part / partCount..<rowCount * (part + 1) / partCount)
            }
        }
        return parts.dropFirst().reduce(parts[0]) { total, part in zip(total, part).map { $0.joined(with: $1) } }
    }

    private static let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    /// Fewer rows are measured before another thread has started.
    private static let rowCountOfThread = 2_000

    /// The room that the values of both need.
    private func joined(with other: ColumnExtent) -> ColumnExtent {
        var joined = self
        joined.longest = max(longest, other.longest)
        joined.hasLineFeeds = hasLineFeeds || other.hasLineFeeds
        for (look, number) in other.largest { joined.note(number, look) }
        for (look, number) in other.largestFractions { joined.note(number, look) }
        joined.days = (days.plain | other.days.plain, days.bold | other.days.bold)
        return joined
    }

    /// Notes a value of a row that is bold or not.
    private mutating func note(_ cell: Cell, isBoldRow: Bool, in document: ReportDocument, _ format: FigureFormat) {
        let isBold = isBoldRow || cell.status != nil
        func look(isNegative: Bool) -> Look {
            Look(value: ValueLook(cell.value), isNegative: isNegative, isSigned: cell.isChange, isBold: isBold)
        }
        switch cell.value {
        case .text(let text):
            let measured = TextMeasure.measured(text, isBold: isBold)
            longest = max(longest, measured.pixels)
            hasLineFeeds = hasLineFeeds || measured.hasLineFeeds
        case .money(let number, _), .count(let number): note(number, look(isNegative: number < 0))
        case .ratio(let number), .days(let number), .number(let number, _): note(number, look(isNegative: number < .zero))
        case .date(let day):
            let parts = day.components
            let bit = UInt32(1) << (2 * (parts.month - 1) + (parts.day > 9 ? 1 : 0))
            guard (isBold ? days.bold : days.plain) & bit == 0 else { return }
            if isBold { days.bold |= bit } else { days.plain |= bit }
            measure(cell, isBold: isBold, document, format)
        case .empty, .ratioPoints, .month, .monthToDate, .notAvailable: measure(cell, isBold: isBold, document, format)
        }
    }

    /// Pixels of the longest value.
    func pixels(in document: ReportDocument, _ format: FigureFormat) -> Double {
        var extent = self
        let values = largest.compactMap { known in known.look.value.value(known.number).map { (known.look, $0) } }
        let fractions = largestFractions.compactMap { known in known.look.value.value(known.number).map { (known.look, $0) } }
        for (look, value) in values + fractions {
            extent.measure(Cell(value, isChange: look.isSigned), isBold: look.isBold, document, format)
        }
        return extent.longest
    }

    private mutating func measure(_ cell: Cell, isBold: Bool, _ document: ReportDocument, _ format: FigureFormat) {
        longest = max(longest, TextMeasure.pixels(document.displayText(cell, format), isBold: isBold))
    }

    private mutating func note(_ number: Int64, _ look: Look) {
        guard let known = largest.indices.first(where: { largest[$0].look == look }) else { return largest.append((look, number)) }
        if number.magnitude > largest[known].number.magnitude { largest[known].number = number }
    }

    private mutating func note(_ number: Rational, _ look: Look) {
        guard let known = largestFractions.indices.first(where: { largestFractions[$0].look == look }) else {
            return largestFractions.append((look, number))
        }
        let latest = largestFractions[known].number
        if look.isNegative ? number < latest : latest < number { largestFractions[known].number = number }
    }
}

extension ValueLook {
    /// The value of this look that is a whole number; nil for other looks.
    fileprivate func value(_ number: Int64) -> CellValue? {
        switch self {
        case .money(let currency): .money(number, currency)
        case .count: .count(number)
        default: nil
        }
    }

    /// The value of this look that is a fraction; nil for other looks.
    fileprivate func value(_ number: Rational) -> CellValue? {
        switch self {
        case .ratio: .ratio(number)
        case .days: .days(number)
        case .number(let places): .number(number, places: places)
        default: nil
        }
    }
}
