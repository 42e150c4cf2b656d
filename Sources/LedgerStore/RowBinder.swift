import GRDB
import GRDBSQLite
import Ledger

/// Binds the values of rows to a statement one after the other and runs it.
///
/// SQLite takes each value from where it stands: the arguments of GRDB, an array of boxed values, cost more than the writing itself in tables of many rows.
struct RowBinder {
    private let statement: Statement
    private let database: Database
    private let texts = TextRoom()
    private var place: Int32 = 0
    private var failure: Int32 = SQLITE_OK

    /// Says that SQLite copies a text before the call that binds it returns.
    private static var copies: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    /// Room for the texts of the rows at hand: copies that SQLite makes itself cost an allocation each.
    private final class TextRoom {
        private let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: TextRoom.byteCount)
        private var used = 0
        private static let byteCount = 1 << 17

        deinit { bytes.deallocate() }

        /// A copy of a text that stays where it is until the room is emptied; nil when there is no room left.
        func copy(_ text: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8>? {
            guard text.count <= TextRoom.byteCount - used else { return nil }
            let start = bytes + used
            // Of a text without bytes there may be no address: the start of what is free stands for it.
            if let source = text.baseAddress { start.update(from: source, count: text.count) }
            used += text.count
            return UnsafePointer(start)
        }

        /// Gives the room to other texts.
        func empty() { used = 0 }
    }

    init(_ statement: Statement, _ database: Database) {
        self.statement = statement
        self.database = database
    }

    /// A text; null for none.
    mutating func text(_ text: String?) {
        guard var text else { return bind { sqlite3_bind_null($0, $1) } }
        text.withUTF8 { bytes in
            let copy = texts.copy(bytes)
            let start = copy ?? bytes.baseAddress
            // The copy stays in place until the statement has run.
            let ownership = copy == nil ? Self.copies : nil
            UnsafeRawPointer(start)?.withMemoryRebound(to: CChar.self, capacity: bytes.count) { characters in
                bind { sqlite3_bind_text64($0, $1, characters, UInt64(bytes.count), ownership, UInt8(SQLITE_UTF8)) }
            }
        }
    }

    /// A day as `YYYY-MM-DD`; null for none.
    mutating func day(_ day: Day?) { text(day?.isoText) }

    /// A whole number; null for none.
    mutating func integer(_ number: Int64?) {
        guard let number else { return bind { sqlite3_bind_null($0, $1) } }
        bind { sqlite3_bind_int64($0, $1, number) }
    }

    /// Binds bytes to the last parameter and runs the statement. SQLite takes them from where they stand.
    mutating func run(withBlob bytes: [UInt8]) throws -> Int {
        try bytes.withUnsafeBytes { blob in
            // SAFETY: the bytes stay in place until the statement has run and is reset, which is before this closure ends.
            bind { sqlite3_bind_blob64($0, $1, blob.baseAddress, UInt64(blob.count), nil) }
            return try run()
        }
    }

    private mutating func bind(_ value: (OpaquePointer, Int32) -> Int32) {
        place += 1
        let code = value(statement.sqliteStatement, place)
        if failure == SQLITE_OK { failure = code }
    }

    /// Runs the statement, whose parameters are all bound, and makes it ready for the next rows; gives how many rows it changed.
    mutating func run() throws -> Int {
        defer {
            sqlite3_reset(statement.sqliteStatement)
            place = 0
            texts.empty()
        }
        precondition(place == sqlite3_bind_parameter_count(statement.sqliteStatement), "a row has a value for each column")
        let code = failure == SQLITE_OK ? sqlite3_step(statement.sqliteStatement) : failure
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: statement.sql)
        }
        return database.changesCount
    }
}
