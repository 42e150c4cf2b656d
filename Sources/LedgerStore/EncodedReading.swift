import Dispatch
import Foundation
import GRDB
import Ledger
import LedgerColumns
import Synchronization

extension LedgerStore {
    /// Hands the items of some snapshot versions to `body`, encoded as they are stored, each with the parts of its snapshot one after the other.
    ///
    /// Throws `damaged` with the name of the segment when one is missing, or when `body` finds that one cannot be decoded, as a `ColumnError`; other errors of `body` are passed on.
    public func withEncodedItems<Value>(
        of ids: [SnapshotInfo.ID], columns: Set<ItemColumn>, _ body: ([EncodedItems]) throws -> Value
    ) throws -> Value {
        let columns = columns.sorted { $0.rawValue < $1.rawValue }
        let others = ReadItems()
        let group = DispatchGroup()
        // Each version but the first through a connection and on a queue of its own, so that they are read side by side. Nobody waits inside of a transaction: another
        // process that begins to write waits for those that read already and keeps others from beginning.
        for id in ids.dropFirst() {
            DispatchQueue(label: "snapshot").async(group: group) {
                others.store(id) { () throws(StoreError) in
                    try LedgerStore.open(at: self.path, readOnly: true).encodedItems(of: id, columns)
                }
            }
        }
        let first = Result { () throws(StoreError) in try ids.first.map { id throws(StoreError) in try encodedItems(of: id, columns) } }
        group.wait()
        let items = try [first.get()].compactMap { $0 } + ids.dropFirst().map(others.items)
        do { return try body(items) } catch let error as ColumnError { throw StoreError(wrapping: error, context: error.column) }
    }

    /// Hands the items that one file says of a day to `body`, encoded as they are stored. Errors as of ``withEncodedItems(of:columns:_:)``.
    public func withEncodedItems<Value>(of part: SnapshotPart, columns: Set<ItemColumn>, _ body: (EncodedItems) throws -> Value) throws
        -> Value
    {
        let columns = columns.sorted { $0.rawValue < $1.rawValue }
        let items = try reading("table item_segment") { try EncodedReading(database: $0, columns: columns).items(of: [part]) }
        do { return try body(items) } catch let error as ColumnError { throw StoreError(wrapping: error, context: error.column) }
    }

    private func encodedItems(of id: SnapshotInfo.ID, _ columns: [ItemColumn]) throws(StoreError) -> EncodedItems {
        try reading("table item_segment") { try EncodedReading(database: $0, columns: columns).items(of: id) }
    }
}

/// What several threads read.
private final class ReadItems: Sendable {
    private let results = Mutex<[SnapshotInfo.ID: Result<EncodedItems, StoreError>]>([:])

    func store(_ id: SnapshotInfo.ID, _ read: () throws(StoreError) -> EncodedItems) {
        let result = Result(catching: read)
        results.withLock { $0[id] = result }
    }

    func items(_ id: SnapshotInfo.ID) throws(StoreError) -> EncodedItems {
        guard let result = results.withLock({ $0[id] }) else { preconditionFailure("a version was read") }
        return try result.get()
    }
}

/// Reads columns of items as they are stored. Only dictionaries are decoded.
private struct EncodedReading {
    let database: Database
    let columns: [ItemColumn]

    private struct Segment {
        let rowCount: Int
        let column: EncodedColumn
    }

    func items(of id: SnapshotInfo.ID) throws -> EncodedItems {
        guard let snapshot = try SnapshotRows(database: database).snapshots(where: "id = ?", arguments: [id.rawValue]).first else {
            throw StoreError(.noSuchSnapshot, "the store has no such snapshot", context: "snapshot \(id.rawValue)")
        }
        return try items(of: snapshot.parts)
    }

    func items(of parts: [SnapshotPart]) throws -> EncodedItems {
        var pieces: [EncodedItems.Piece] = []
        for (index, part) in parts.enumerated() { pieces += try self.pieces(of: part, index) }
        return EncodedItems(parts: try parts.map(dictionaries), pieces: pieces)
    }

    private func pieces(of part: SnapshotPart, _ index: Int) throws -> [EncodedItems.Piece] {
        let segments = try columns.map { try self.segments(of: part, $0) }
        let counts = segments.first?.map(\.rowCount) ?? []
        // No segment has more rows than a full one, so that a damaged count neither overflows nor asks for memory.
        guard segments.allSatisfy({ $0.map(\.rowCount) == counts }), counts.allSatisfy({ (0...SegmentTable.segmentRowCount).contains($0) }),
            counts.reduce(0, +) == part.rowCount
        else { throw StoreError(.damaged, "a column has not the rows of the others", context: "item_segment of part \(part.id)") }
        return counts.indices.map { ordinal in
            let found = zip(columns, segments).map { ($0, $1[ordinal].column) }
            return EncodedItems.Piece(part: index, count: counts[ordinal], columns: Dictionary(uniqueKeysWithValues: found))
        }
    }

    private func segments(of part: SnapshotPart, _ column: ItemColumn) throws -> [Segment] {
        try SegmentTable.items.segments(of: part.id, column: column.rawValue, in: database) { row, _, context in
            let bytes = try row.withUnsafeData(atIndex: 3) { [UInt8]($0 ?? Data()) }
            let checksum = UInt64(bitPattern: try row.decode(Int64.self, atIndex: 2))
            guard LedgerColumns.Segment.checksum(bytes.span.bytes) == checksum else {
                throw StoreError(.damaged, "a segment is not the one that was written", context: context)
            }
            return Segment(rowCount: try row.decode(Int.self, atIndex: 1), column: EncodedColumn(bytes, context: context))
        }
    }

    /// The dictionaries of a part's columns that are read; the others are empty.
    private func dictionaries(of part: SnapshotPart) throws -> EncodedItems.Part {
        func segment(_ column: ItemColumn, _ name: String) throws -> StoredSegment? {
            guard columns.contains(column) else { return nil }
            guard let segment = try SegmentTable.items.segments(of: part.id, column: name, in: database).first else {
                let context = "item_segment of part \(part.id), column \(column.rawValue)"
                throw StoreError(.damaged, "a column has no dictionary", context: context)
            }
            return segment
        }
        func dictionary(_ column: ItemColumn, _ name: String) throws -> StringDictionary {
            try segment(column, name)?.read { try decodeDictionarySegment($0) } ?? StringDictionary()
        }
        return EncodedItems.Part(
            companies: try dictionary(.company, "companies"), customers: try dictionary(.customer, "customers"),
            lines: try dictionary(.line, "lines"),
            currencies: try segment(.currency, "currencies")?.read { try decodeCurrencySegment($0) } ?? [])
    }
}
