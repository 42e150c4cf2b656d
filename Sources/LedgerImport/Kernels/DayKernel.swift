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

/// A field of every row that is read as one column.
struct ColumnField {
    /// The canonical column.
    let name: String
    /// Zero-based.
    let index: Int
    let isRequired: Bool

    /// One-based number for messages.
    var number: Int { index + 1 }
}

/// Reads one date field of every row as days since 1970-01-01; an empty field is `noDay`, and a fault where the column is required.
///
/// What each value says about the order is added to `evidence`, whatever `order` it is read with. `swapsCells` says that day and month of the days with a type
/// are to be exchanged; one that has no such day is a fault.
func parseDays(
    _ text: RawSpan, _ rows: borrowing RowTable, column: ColumnField, order: ImportProfile.DateOrder, swapsCells: Bool = false,
    faults: inout FaultSink, evidence: inout DateEvidence
) -> [Int32] {
    var days = [Int32](repeating: ItemColumns.noDay, count: rows.count)
    var output = days.mutableSpan
    let fields = rows.fields.span
    let months = MonthTable.firstDays.span
    let hasTypes = rows.hasTypes
    let isYearFirst = order == .iso || order == .yearMonthDay
    var strict = 0
    var index = column.index
    for row in 0..<rows.count {
        let field = fields[index]
        let isTyped = hasTypes && rows.types[index] == .day
        index &+= rows.columnCount
        let start = Int(field.start)
        if isTyped {
            // A day with a type says nothing about the order of written ones.
            let day = isoDay(text, start, months: months) ?? Day(iso: text.text(field.range))?.daysSinceEpoch ?? ItemColumns.noDay
            evidence.addTyped(day)
            if !swapsCells || day == ItemColumns.noDay {
                output[row] = day
            } else if let swapped = SheetDay.swapped(Day(daysSinceEpoch: day)) {
                output[row] = swapped.daysSinceEpoch
            } else {
                faults.add(
                    .badDate, row: row, of: rows, column: column.number,
                    message: SheetDay.swapFault(column.name, Day(daysSinceEpoch: day)))
            }
            continue
        }
        if isYearFirst, field.count == 10, let day = isoDay(text, start, months: months) {
            output[row] = day
            strict &+= 1
            continue
        }
        if field.count == 0 {
            if column.isRequired { faults.addMissing(row: row, of: rows, column: column) }
            continue
        }
        let written = WrittenDate(text, start, field.count, months: months)
        evidence.add(written, line: rows.lines[row])
        if isUTCEvening(text, start, Int(field.end)) { evidence.utcEvenings &+= 1 }
        if let day = written.day(order) {
            output[row] = day
        } else if case .zeros = written {
            if column.isRequired { faults.addMissing(row: row, of: rows, column: column) }
        } else {
            let value = quotableValue(text.text(field.range))
            faults.add(
                .badDate, row: row, of: rows, column: column.number, message: "'\(column.name)'\(value) is not a date\(order.shape)")
        }
    }
    evidence.strict += strict
    return days
}

extension WrittenDate {
    /// The day in an order; nil when it is written otherwise or is no date.
    @inline(__always)
    func day(_ order: ImportProfile.DateOrder) -> Int32? {
        switch (self, order) {
        case (.yearFirst(let day, let isStrict), .iso): isStrict ? day : nil
        case (.yearFirst(let day, _), .yearMonthDay): day
        case (.yearLast(let day, _, _), .dayMonthYear): day
        case (.yearLast(_, let day, _), .monthDayYear): day
        case (.yearLast(_, _, let short), .yearMonthDay): short?.yearFirst
        case (.serial(let day), .serial): day
        case (.monthNamed(let day), .dayMonthYear), (.monthNamed(let day), .monthDayYear), (.monthNamed(let day), .monthNamed): day
        default: nil
        }
    }
}

extension DateEvidence {
    /// Adds a day that has a type.
    mutating func addTyped(_ day: Int32) {
        typed += 1
        if Day(daysSinceEpoch: day).components.day > 12 { typedBehindTwelfth += 1 }
    }

    /// Adds what a value says.
    @inline(__always)
    mutating func add(_ written: WrittenDate, line: UInt32) {
        switch written {
        case .yearFirst(.some, true): strict += 1
        case .yearFirst(.some, false): yearFirst += 1
        case .serial: serial += 1
        case .monthNamed(.some): monthNamed += 1
        case .yearLast(let dayFirst?, let monthFirst?, let short):
            shortYears.add(short, isYearLast: true, line: line)
            if dayFirst == monthFirst {
                sameDay += 1
            } else {
                eitherWay += 1
                eitherWayLine = firstLine(eitherWayLine, line)
            }
        case .yearLast(.some, nil, let short):
            shortYears.add(short, isYearLast: true, line: line)
            dayFirst += 1
        case .yearLast(nil, .some, let short):
            shortYears.add(short, isYearLast: true, line: line)
            monthFirst += 1
        case .yearLast(nil, nil, let short): shortYears.add(short, isYearLast: false, line: line)
        case .zeros, .unreadable, .yearFirst(nil, _), .monthNamed(nil): break
        }
    }
}

/// The day of ten bytes `YYYY-MM-DD` of the years in ``MonthTable``; nil for anything else. Ten bytes must be there.
@inline(__always)
func isoDay(_ text: RawSpan, _ start: Int, months: Span<Int32>) -> Int32? {
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

/// Dates as text.
enum DateText {
    /// What a text is as a date.
    static func read(_ text: String) -> WrittenDate {
        let bytes = Array(text.utf8)
        return read(bytes, 0..<bytes.count)
    }

    /// What some bytes are as a date.
    static func read(_ bytes: [UInt8], _ range: Range<Int>) -> WrittenDate {
        WrittenDate(bytes.span.bytes, range.lowerBound, range.count, months: MonthTable.firstDays.span)
    }
}

extension ImportProfile.DateOrder {
    /// How the order is written, for messages.
    var shape: String {
        switch self {
        case .iso: " YYYY-MM-DD of the calendar"
        case .yearMonthDay: " year-month-day of the calendar"
        case .dayMonthYear: " day.month.year of the calendar"
        case .monthDayYear: " month/day/year of the calendar"
        case .serial: " counted in days as spreadsheets do"
        case .monthNamed: " of the calendar with its month by name, such as 31-OCT-2026"
        }
    }
}
