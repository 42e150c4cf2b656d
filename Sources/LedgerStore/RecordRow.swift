import GRDB
import Ledger

/// A row of a table of plain values; every read is checked, so that a damaged or tampered table is named and never traps.
struct RecordRow {
    let table: String
    let row: Row
    /// The columns of the row in their order, where they are known; else they are looked up by name.
    let columns: [String]

    init(table: String, row: Row, columns: [String] = []) {
        self.table = table
        self.row = row
        self.columns = columns
    }

    func text(_ column: String) throws(StoreError) -> String { try required(optionalText(column), column) }

    func optionalText(_ column: String) throws(StoreError) -> String? {
        let place = columns.firstIndex(of: column)
        guard place != nil || row.hasColumn(column) else { throw damaged(column) }
        do {
            // Read where it stands: large tables are mostly texts.
            if let place { return try row.decode(String?.self, atIndex: place) }
            return try row.decode(String?.self, forColumn: column)
        } catch {
            throw damaged(column)
        }
    }

    func integer(_ column: String) throws(StoreError) -> Int64 { try required(optionalInteger(column), column) }

    func optionalInteger(_ column: String) throws(StoreError) -> Int64? {
        let value: DatabaseValue = try value(column)
        if value.isNull { return nil }
        return try required(Int64.fromDatabaseValue(value), column)
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
        guard let text = try optionalText(column) else { return nil }
        return try required(Day(iso: text), column)
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

    private func value(_ column: String) throws(StoreError) -> DatabaseValue {
        if let place = columns.firstIndex(of: column) { return row[place] }
        guard row.hasColumn(column) else { throw damaged(column) }
        return row[column]
    }

    private func required<Value>(_ value: Value?, _ column: String) throws(StoreError) -> Value {
        guard let value else { throw damaged(column) }
        return value
    }

    private func damaged(_ column: String) -> StoreError {
        StoreError(.damaged, "a row has an impossible value", context: "table \(table), column \(column)")
    }
}
