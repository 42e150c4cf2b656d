import Foundation
import GRDB
import LedgerColumns

/// A table of column segments: those of snapshot parts, those of posting batches, or those of the lists of histories.
struct SegmentTable: Sendable {
    /// Rows of a full segment: some hundred KiB of the wider columns.
    static let segmentRowCount = 131_072

    let name: String
    /// The column that says whose segments they are.
    let owner: String

    static let items = SegmentTable(name: "item_segment", owner: "part")
    static let postings = SegmentTable(name: "posting_segment", owner: "batch")
    static let histories = SegmentTable(name: "history_segment", owner: "history")

    /// Where a segment is, for errors.
    func context(_ ownerID: Int64, _ column: String, _ ordinal: Int) -> String {
        "\(name) of \(owner) \(ownerID), column \(column), segment \(ordinal)"
    }
}

/// A segment that is ready to be inserted.
struct EncodedSegment: Sendable {
    let column: String
    let ordinal: Int
    let rowCount: Int
    let checksum: Int64
    let bytes: Data

    init(column: String, ordinal: Int, rowCount: Int, bytes: [UInt8]) {
        self.column = column
        self.ordinal = ordinal
        self.rowCount = rowCount
        self.checksum = Int64(bitPattern: Segment.checksum(bytes.span.bytes) ?? 0)
        self.bytes = Data(bytes)
    }
}

/// A segment to be encoded: some rows of a column, or its dictionary.
struct SegmentJob: Sendable {
    let column: Int
    /// nil: the dictionary.
    let rows: Range<Int>?
    let ordinal: Int

    /// All segments of columns of `rowCount` rows, in the order of the layout.
    static func all<Root: StoredColumns>(of _: Root.Type, rowCount: Int) -> [SegmentJob] {
        var jobs: [SegmentJob] = []
        for (index, column) in Root.layout.enumerated() {
            if column.field.dictionaryName != nil { jobs.append(SegmentJob(column: index, rows: nil, ordinal: 0)) }
            for (ordinal, start) in stride(from: 0, to: rowCount, by: SegmentTable.segmentRowCount).enumerated() {
                let rows = start..<min(start + SegmentTable.segmentRowCount, rowCount)
                jobs.append(SegmentJob(column: index, rows: rows, ordinal: ordinal))
            }
        }
        return jobs
    }

    /// Encodes the segment. Any thread.
    func encode<Root: StoredColumns>(_ root: Root) -> EncodedSegment {
        let column = Root.layout[column]
        guard let rows else {
            let (bytes, count) = column.field.encodeDictionary(root)
            return EncodedSegment(column: column.field.dictionaryName ?? "", ordinal: 0, rowCount: count, bytes: bytes)
        }
        let bytes = column.field.encode(root, rows: rows)
        return EncodedSegment(column: column.name, ordinal: ordinal, rowCount: rows.count, bytes: bytes)
    }
}

extension ColumnField {
    func encode(_ root: Root, rows: Range<Int>) -> [UInt8] {
        switch self {
        case .codes(let codes, _, _): encodeRows(root[keyPath: codes], rows)
        case .currencies(let codes, _): encodeRows(root[keyPath: codes], rows)
        case .kinds(let values): encodeRows(root[keyPath: values], rows)
        case .days(let values): encodeRows(root[keyPath: values], rows)
        case .amounts(let values): encodeRows(root[keyPath: values], rows)
        case .texts(let values): encodeSegment(root[keyPath: values], rows: rows)
        }
    }

    func encodeDictionary(_ root: Root) -> (bytes: [UInt8], count: Int) {
        switch self {
        case .codes(_, let dictionary, _): (encodeSegment(root[keyPath: dictionary]), root[keyPath: dictionary].count)
        case .currencies(_, let currencies): (encodeSegment(root[keyPath: currencies]), root[keyPath: currencies].count)
        case .kinds, .days, .amounts, .texts: ([], 0)
        }
    }

    private func encodeRows<Element: SegmentElement>(_ values: [Element], _ rows: Range<Int>) -> [UInt8] {
        encodeSegment(values.span.extracting(rows))
    }
}

extension SegmentTable {
    /// Writes all columns of an owner. Segments are encoded on all cores while earlier ones are inserted.
    func write<Root: StoredColumns>(_ root: Root, owner ownerID: Int64, to database: Database) throws {
        let jobs = SegmentJob.all(of: Root.self, rowCount: root.count)
        let sql = "INSERT INTO \(name) (\(owner), column_name, ordinal, row_count, checksum, bytes) VALUES (?, ?, ?, ?, ?, ?)"
        let statement = try database.makeStatement(sql: sql)
        let workers = ProcessInfo.processInfo.activeProcessorCount
        try runOrdered(count: jobs.count, workers: workers, ahead: workers * 4) {
            jobs[$0].encode(root)
        } consume: { _, segment in
            try statement.execute(arguments: [
                ownerID, segment.column, segment.ordinal, segment.rowCount, segment.checksum, segment.bytes,
            ])
        }
    }
}
