import Foundation
import GRDB
import Ledger
import LedgerColumns

/// The bytes of a segment as they came from the database.
struct StoredSegment: Sendable {
    let ordinal: Int
    let rowCount: Int
    let checksum: Int64
    let bytes: Data
    let context: String

    /// Reads the segment's bytes; throws, naming it, when they are not the ones its row was written for or a decoder refuses them.
    func read<Value>(_ body: (RawSpan) throws -> Value) throws(StoreError) -> Value {
        try storing(context) {
            let span = bytes.span.bytes
            guard Segment.checksum(span) == UInt64(bitPattern: checksum) else {
                throw ColumnError(.checksumMismatch, "a segment is not the one that was written")
            }
            return try body(span)
        }
    }
}

/// A column as it was decoded, before it is put into its struct of arrays.
enum DecodedColumn: Sendable {
    case codes([UInt32], StringDictionary)
    case currencies([UInt8], [Currency])
    case kinds([UInt8])
    case days([Int32])
    case amounts([Int64])
    case texts(StringColumn)
}

extension SegmentTable {
    /// The segments of a column of an owner, in order.
    func segments(of ownerID: Int64, column: String, in database: Database) throws -> [StoredSegment] {
        try segments(of: ownerID, column: column, in: database) { row, ordinal, context in
            StoredSegment(
                ordinal: ordinal, rowCount: try row.decode(Int.self, atIndex: 1), checksum: try row.decode(Int64.self, atIndex: 2),
                bytes: try row.decode(Data.self, atIndex: 3), context: context)
        }
    }

    /// Something of each segment of a column of an owner, in order: of its row with ordinal, number of rows, checksum and bytes.
    func segments<Value>(
        of ownerID: Int64, column: String, in database: Database, _ value: (_ row: Row, _ ordinal: Int, _ context: String) throws -> Value
    ) throws -> [Value] {
        let sql = "SELECT ordinal, row_count, checksum, bytes FROM \(name) WHERE \(owner) = ? AND column_name = ? ORDER BY ordinal"
        let rows = try Row.fetchCursor(database, sql: sql, arguments: [ownerID, column])
        var values: [Value] = []
        while let row = try rows.next() {
            let ordinal = try row.decode(Int.self, atIndex: 0)
            let context = context(ownerID, column, ordinal)
            guard ordinal == values.count else { throw StoreError(.damaged, "a segment is missing", context: context) }
            values.append(try value(row, ordinal, context))
        }
        return values
    }
}
