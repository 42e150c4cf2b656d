import GRDB
import GRDBSQLite
import Ledger

/// The row a query is at, read from where SQLite has it: in tables of many rows, values that are boxed first cost more than finding the row.
final class StatementRow {
    private let statement: Statement
    private let database: Database
    private let columns: [String]
    /// The place behind the column asked for last: rows ask for their columns in their order.
    private var next = 0

    /// - Parameters:
    ///   - sql: The query.
    ///   - columns: What it gives, in order.
    init(_ database: Database, sql: String, columns: [String]) throws {
        statement = try database.makeStatement(sql: sql)
        self.database = database
        self.columns = columns
        precondition(sqlite3_column_count(statement.sqliteStatement) == columns.count, "the query gives its columns")
    }

    /// Goes to the next row; false when there is none.
    func advance() throws -> Bool {
        next = 0
        let code = sqlite3_step(statement.sqliteStatement)
        if code == SQLITE_ROW { return true }
        sqlite3_reset(statement.sqliteStatement)
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: statement.sql)
        }
        return false
    }

    /// The place of a column; nil when the query does not give it.
    func place(of column: String) -> Int32? {
        if next < columns.count, columns[next] == column {
            next += 1
            return Int32(next - 1)
        }
        guard let place = columns.firstIndex(of: column) else { return nil }
        next = place + 1
        return Int32(place)
    }

    /// What a value is.
    enum Value {
        case null
        case integer(Int64)
        /// UTF-8, valid until the next row.
        case text(UnsafeBufferPointer<UInt8>)
        /// Anything else.
        case other
    }

    func value(at place: Int32) -> Value {
        let row = statement.sqliteStatement
        switch sqlite3_column_type(row, place) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(row, place))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(row, place)
            return .text(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, place))))
        default: return .other
        }
    }
}
