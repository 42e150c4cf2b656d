import GRDB
import Ledger

/// A row of a table of plain values; every read is checked, so that a damaged or tampered table is named and never traps.
struct RecordRow {
    let table: String
    private let source: Source

    private enum Source {
        case row(Row)
        case statement(StatementRow)
    }

    init(table: String, row: Row) {
        self.table = table
        source = .row(row)
    }

    /// The row that a query over a large table is at; valid until the next one.
    init(table: String, row: StatementRow) {
        self.table = table
        source = .statement(row)
    }

    func text(_ column: String) throws(StoreError) -> String { try required(optionalText(column), column) }

    func optionalText(_ column: String) throws(StoreError) -> String? {
        switch source {
        case .row(let row):
            guard row.hasColumn(column) else { throw damaged(column) }
            do {
                return try row.decode(String?.self, forColumn: column)
            } catch {
                throw damaged(column)
            }
        case .statement(let row):
            guard let bytes = try bytes(row, column) else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The UTF-8 of a text, where it stands.
    private func bytes(_ row: StatementRow, _ column: String) throws(StoreError) -> UnsafeBufferPointer<UInt8>? {
        switch try value(row, column) {
        case .null: return nil
        case .text(let bytes): return bytes
        case .integer, .other: throw damaged(column)
        }
    }

    private func value(_ row: StatementRow, _ column: String) throws(StoreError) -> StatementRow.Value {
        guard let place = row.place(of: column) else { throw damaged(column) }
        return row.value(at: place)
    }

    func integer(_ column: String) throws(StoreError) -> Int64 { try required(optionalInteger(column), column) }

    func optionalInteger(_ column: String) throws(StoreError) -> Int64? {
        switch source {
        case .row(let row):
            guard row.hasColumn(column) else { throw damaged(column) }
            let value: DatabaseValue = row[column]
            if value.isNull { return nil }
            return try required(Int64.fromDatabaseValue(value), column)
        case .statement(let row):
            switch try value(row, column) {
            case .null: return nil
            case .integer(let number): return number
            case .text, .other: throw damaged(column)
            }
        }
    }

    func count(_ column: String) throws(StoreError) -> Int {
        let value = try integer(column)
        guard (0...RecordRow.countLimit).contains(value) else { throw damaged(column) }
        return Int(value)
    }

    /// More than any table can hold, and few enough that sums of counts fit.
    private static let countLimit: Int64 = 1 << 40

    func fingerprint(_ column: String) throws(StoreError) -> UInt64 { UInt64(bitPattern: try integer(column)) }

    func day(_ column: String) throws(StoreError) -> Day { try required(optionalDay(column), column) }

    func optionalDay(_ column: String) throws(StoreError) -> Day? {
        guard case .statement(let row) = source else {
            guard let text = try optionalText(column) else { return nil }
            return try required(Day(iso: text), column)
        }
        guard let bytes = try bytes(row, column) else { return nil }
        return try required(Day(isoBytes: bytes), column)
    }

    func currency(_ column: String) throws(StoreError) -> Currency { try required(optionalCurrency(column), column) }

    func optionalCurrency(_ column: String) throws(StoreError) -> Currency? {
        guard let text = try optionalText(column) else { return nil }
        return try required(Currency(code: text), column)
    }

    func month(_ column: String) throws(StoreError) -> Month { try required(Month(iso: try text(column)), column) }

    func halfYear(_ column: String) throws(StoreError) -> HalfYear { try required(HalfYear(iso: try text(column)), column) }

    func decimal(_ column: String) throws(StoreError) -> Decimal64 { try required(Decimal64(text: try text(column)), column) }

    func word<Word: RawRepresentable<String>>(_ column: String) throws(StoreError) -> Word {
        try required(Word(rawValue: try text(column)), column)
    }

    func address(_ column: String) throws(StoreError) -> MailAddress {
        let text = try text(column)
        return try required(try? MailAddress(text), column)
    }

    private func required<Value>(_ value: Value?, _ column: String) throws(StoreError) -> Value {
        guard let value else { throw damaged(column) }
        return value
    }

    private func damaged(_ column: String) -> StoreError {
        StoreError(.damaged, "a row has an impossible value", context: "table \(table), column \(column)")
    }
}

extension Day {
    /// The day of the ten bytes `YYYY-MM-DD`; nil for anything else.
    fileprivate init?(isoBytes bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 10 else { return nil }
        var digits = 0
        for (place, byte) in bytes.enumerated() where place != 4 && place != 7 {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
        }
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        self.init(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
    }
}
