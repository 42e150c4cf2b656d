import Ledger
import LedgerColumns

/// First days of months as days since 1970-01-01, so that a date needs no division.
enum MonthTable {
    static let firstYear = 1900
    static let lastYear = 2199
    /// The first day of each month from January of `firstYear` to the January after `lastYear`.
    static let firstDays: [Int32] = (0...(lastYear - firstYear + 1) * 12).map { index in
        Day.daysSinceEpoch(year: firstYear + index / 12, month: index % 12 + 1, day: 1)
    }
}

/// Reads one date field of every row as days since 1970-01-01; an empty field is `noDay`, and a fault where the column is required.
func parseDays(
    _ text: RawSpan, _ rows: borrowing RowTable, column: Int, isRequired: Bool, order: ImportProfile.DateOrder, name: String,
    faults: inout FaultSink
) -> [Int32] {
    var days = [Int32](repeating: ItemColumns.noDay, count: rows.count)
    var output = days.mutableSpan
    let fields = rows.fields.span
    let months = MonthTable.firstDays.span
    var index = column
    for row in 0..<rows.count {
        let field = fields[index]
        index &+= rows.columnCount
        let start = Int(field.start)
        if order == .iso, field.count == 10, let day = isoDay(text, start, months: months) {
            output[row] = day
        } else if field.count == 0 {
            if isRequired { faults.add(.missingValue, row: row, of: rows, column: column + 1, message: "'\(name)' is empty") }
        } else if let day = DateText.day(text.text(field.range), order: order) {
            output[row] = day.daysSinceEpoch
        } else {
            let value = quotableValue(text.text(field.range))
            faults.add(.badDate, row: row, of: rows, column: column + 1, message: "'\(name)'\(value) is not a date\(order.shape)")
        }
    }
    return days
}

/// The day of ten bytes `YYYY-MM-DD` of the years in ``MonthTable``; nil for anything else. Ten bytes must be there.
@inline(__always)
private func isoDay(_ text: RawSpan, _ start: Int, months: Span<Int32>) -> Int32? {
    // Characters 0...7 in one word, 8 and 9 beside it.
    let digits = text.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self) ^ 0x2D30_302D_3030_3030
    let lastDigits = text.unsafeLoadUnaligned(fromByteOffset: start &+ 8, as: UInt16.self) ^ 0x3030
    // A digit stays below 0x80 when 0x76 is added only if it is at most 9; a hyphen has become 0.
    let check = ((digits &+ 0x7F76_767F_7676_7676) | digits) & ByteWord.highBits
    let lastCheck = ((lastDigits &+ 0x7676) | lastDigits) & 0x8080
    guard check == 0, lastCheck == 0 else { return nil }
    let year = digit(digits, 0) &* 1000 &+ digit(digits, 1) &* 100 &+ digit(digits, 2) &* 10 &+ digit(digits, 3)
    let month = digit(digits, 5) &* 10 &+ digit(digits, 6)
    let day = Int(lastDigits & 0xFF) &* 10 &+ Int(lastDigits &>> 8)
    guard year >= MonthTable.firstYear, year <= MonthTable.lastYear, month >= 1, month <= 12, day >= 1 else { return nil }
    let index = (year &- MonthTable.firstYear) &* 12 &+ month &- 1
    let result = months[index] &+ Int32(truncatingIfNeeded: day &- 1)
    return result < months[index &+ 1] ? result : nil
}

@inline(__always)
private func digit(_ digits: UInt64, _ index: Int) -> Int { Int(truncatingIfNeeded: (digits &>> UInt64(index &* 8)) & 0xFF) }

/// Dates as people write them.
enum DateText {
    /// The day of a text in an order of parts; nil when it is none.
    static func day(_ text: String, order: ImportProfile.DateOrder) -> Day? {
        if order == .iso { return Day(iso: text) }
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2F || $0 == 0x2D }
        guard parts.count == 3, parts[2].count == 4, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
            parts.allSatisfy({ $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
        else { return nil }
        let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        return order == .dayMonthYear
            ? Day(year: numbers[2], month: numbers[1], day: numbers[0]) : Day(year: numbers[2], month: numbers[0], day: numbers[1])
    }
}

extension ImportProfile.DateOrder {
    /// How the order is written, for messages.
    var shape: String {
        switch self {
        case .iso: " YYYY-MM-DD of the calendar"
        case .dayMonthYear: " day.month.year of the calendar"
        case .monthDayYear: " month/day/year of the calendar"
        }
    }
}
