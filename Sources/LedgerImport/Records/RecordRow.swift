import Ledger

/// One row of a small table: its fields by canonical column, read as typed values; faults are collected.
struct RecordRow {
    private let fields: ScannedRows
    private let row: Int
    private let columns: RecordColumns
    /// The place of the column asked for last.
    private var place = 0
    /// The faults so far.
    private(set) var faults: [Fault] = []

    /// Something wrong with a row.
    struct Fault: Sendable {
        /// One-based; nil when the fault is of no single column.
        let column: Int?
        let reason: FaultReason
        let message: String
    }

    init(_ fields: ScannedRows, row: Int, _ columns: RecordColumns) {
        self.fields = fields
        self.row = row
        self.columns = columns
    }

    private mutating func column(_ name: String) -> RecordColumns.Column {
        place = columns.place(of: name, from: place)
        return columns[place]
    }

    /// What the field of a column is.
    private func type(_ column: RecordColumns.Column) -> RowTable.FieldType {
        guard case .field(let field) = column.plan.source else { return .text }
        return fields.rows.type(row: row, field: field)
    }

    /// The decimal mark of a column: of a number with a type the point.
    private func mark(_ column: RecordColumns.Column) -> DecimalMark { type(column) == .number ? .point : column.mark }

    /// Notes a fault of a column.
    mutating func reject(_ reason: FaultReason, _ name: String, _ message: String) {
        faults.append(Fault(column: column(name).plan.fieldNumber, reason: reason, message: message))
    }

    /// The text of a column; nil when it is empty or the column is absent. An empty required column is a fault, and so is a long text.
    mutating func optionalText(_ name: String) -> String? {
        let value = optionalValue(name)
        if let value, TextLimit.characters.isExceeded(by: value) {
            reject(.textTooLong, name, TextLimit.characters.message(name))
        }
        return value
    }

    /// The mail address of a column; nil when it is empty or a fault. The message does not show it.
    mutating func optionalAddress(_ name: String) -> String? {
        guard let value = optionalText(name) else { return nil }
        do throws(MailAddress.Fault) {
            return try MailAddress(value).text
        } catch {
            reject(.badAddress, name, "'\(name)' \(error.rawValue)")
            return nil
        }
    }

    /// Whether the row itself has a field for a column, and nothing is said for the whole file.
    mutating func hasField(_ name: String) -> Bool {
        if case .field = column(name).plan.source { true } else { false }
    }

    /// What stands in a column; nil when it is empty or the column is absent. An empty required column is a fault.
    private mutating func optionalValue(_ name: String) -> String? {
        let column = column(name)
        let value = column.bareField.map { fields.value(row: row, field: $0) } ?? mappedValue(column.plan)
        if value.isEmpty && column.plan.isRequired { reject(.missingValue, name, "'\(name)' is empty") }
        return value.isEmpty ? nil : value
    }

    /// The value of a column that is not a field as it stands.
    private func mappedValue(_ plan: ColumnPlan) -> String {
        let value =
            switch plan.source {
            case .field(let index): fields.value(row: row, field: index)
            case .constant(let constant): constant
            case .absent: ""
            }
        return composed(plan.valueMap[value] ?? value)
    }

    /// The value of a required column; empty after a fault.
    mutating func text(_ name: String) -> String { optionalText(name) ?? "" }

    /// The day of a column; nil when it is empty or a fault.
    mutating func optionalDay(_ name: String) -> Day? {
        let column = column(name)
        if let field = column.bareField, type(column) == .text {
            if !column.plan.isRequired, fields.isEmpty(row: row, field: field) { return nil }
            if let day = fields.date(row: row, field: field).day(column.order) { return Day(daysSinceEpoch: day) }
        }
        guard let value = optionalValue(name) else { return nil }
        let order = type(column) == .day ? .iso : column.order
        let written = DateText.read(value)
        if let day = written.day(order).map({ Day(daysSinceEpoch: $0) }) {
            guard column.swapsCells, type(column) == .day else { return day }
            if let swapped = SheetDay.swapped(day) { return swapped }
            reject(.badDate, name, SheetDay.swapFault(name, day))
            return nil
        }
        if case .zeros = written {
            if column.plan.isRequired { reject(.missingValue, name, "'\(name)' is empty") }
        } else {
            reject(.badDate, name, "'\(name)'\(quotableValue(value)) is not a date\(order.shape)")
        }
        return nil
    }

    /// The day of a required column; any day after a fault.
    mutating func day(_ name: String) -> Day { optionalDay(name) ?? Day(daysSinceEpoch: 0) }

    /// The month of a required column written YYYY-MM, or of a day with a type; any month after a fault.
    mutating func month(_ name: String) -> Month {
        let value = optionalValue(name) ?? ""
        if type(column(name)) == .day, let day = Day(iso: value) { return day.month }
        if let month = Month(iso: value) { return month }
        if !value.isEmpty { reject(.badMonth, name, "'\(name)' is not a month YYYY-MM") }
        return Month(index: 0)
    }

    /// The half-year of a required column written YYYY-H1 or YYYY-H2; any half-year after a fault.
    mutating func halfYear(_ name: String) -> HalfYear {
        let value = optionalValue(name) ?? ""
        if let halfYear = HalfYear(iso: value) { return halfYear }
        if !value.isEmpty { reject(.badHalfYear, name, "'\(name)' is not a half-year YYYY-H1 or YYYY-H2") }
        return HalfYear(index: 0)
    }

    /// The currency of a column; nil when it is empty or a fault.
    mutating func optionalCurrency(_ name: String) -> Currency? {
        guard let value = optionalValue(name) else { return nil }
        if let currency = Currency(code: value) { return currency }
        reject(.unknownCurrency, name, "'\(name)'\(quotableValue(value)) is not an active ISO 4217 code")
        return nil
    }

    /// The currency of a required column; any currency after a fault.
    mutating func currency(_ name: String) -> Currency { optionalCurrency(name) ?? .eur }

    /// The amount of a column in minor units; nil when it is empty or a fault.
    mutating func optionalAmount(_ name: String, _ currency: Currency) -> Int64? {
        guard let value = optionalValue(name) else { return nil }
        switch AmountText.read(value, mark: mark(column(name)), exponent: currency.exponent, currency: currency.code) {
        case .minor(let amount): return amount
        case .fault(let reason):
            // After an unknown currency its decimal places are unknown too.
            if !faults.contains(where: { $0.reason == .unknownCurrency }) {
                reject(reason, name, reason.amountMessage(name, exponent: currency.exponent))
            }
            return nil
        }
    }

    /// The amount of a required column in minor units; 0 after a fault.
    mutating func amount(_ name: String, _ currency: Currency) -> Int64 { optionalAmount(name, currency) ?? 0 }

    /// The number of a required column; 0 after a fault.
    mutating func number(_ name: String) -> Decimal64 {
        let value = optionalValue(name) ?? ""
        if let number = Decimal64(text: plainNumber(value, name)) { return number }
        if !value.isEmpty { reject(.badNumber, name, "'\(name)' is not a number") }
        return Decimal64(mantissa: 0, scale: 0)
    }

    /// A number with a decimal point and without groups, when it is one in the style of its column; else as it is written.
    private mutating func plainNumber(_ value: String, _ name: String) -> String {
        let mark = mark(column(name))
        guard mark == .comma || value.contains(",") || value.contains("'") else { return value }
        let bytes = Array(value.utf8)
        guard AmountScan(bytes.span.bytes, 0, bytes.count, mark: mark.byte, otherMark: mark.otherByte).isValid else { return value }
        return String(decoding: bytes.filter { $0 != mark.otherByte && $0 != 0x27 }.map { $0 == mark.byte ? 0x2E : $0 }, as: UTF8.self)
    }

    /// The word of a required column, one of `words` (all, when none are given); the first of them after a fault.
    mutating func word<Word: RawRepresentable & CaseIterable & Equatable>(_ name: String, among words: [Word] = []) -> Word
    where Word.RawValue == String {
        let value = optionalValue(name) ?? ""
        if let word = Word(rawValue: value), words.isEmpty || words.contains(word) { return word }
        let accepted = words.isEmpty ? Array(Word.allCases) : words
        if !value.isEmpty {
            let mapped = Array(column(name).plan.valueMap.keys)
            reject(.unknownWord, name, unknownWordMessage(value, column: name, words: accepted.map(\.rawValue), mapped: mapped))
        }
        return accepted[0]
    }

    /// Notes a fault when a number is no amount of a currency: it has more decimal places, or is beyond what is accepted.
    mutating func expect(_ amount: Decimal64, _ name: String, fits currency: Currency) {
        let reason: FaultReason? =
            switch amount.minorUnits(exponent: currency.exponent) {
            case nil where amount.scale > currency.exponent: .tooManyDecimals
            case nil: .amountTooLarge
            case let minor?: minor.magnitude > AmountScan.limitMinor ? .amountTooLarge : nil
            }
        if let reason { reject(reason, name, reason.amountMessage(name, exponent: currency.exponent)) }
    }

    /// Notes a fault when two days are the wrong way round.
    mutating func expect(_ later: Day?, _ laterName: String, notBefore earlier: Day, _ earlierName: String) {
        guard let later, later < earlier else { return }
        reject(.datesOutOfOrder, laterName, "'\(laterName)' \(later) is before '\(earlierName)' \(earlier)")
    }
}
