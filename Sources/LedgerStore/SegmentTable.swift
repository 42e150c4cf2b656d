import Foundation
import GRDB
import LedgerColumns

/// A table of column segments: those of snapshot parts, of posting batches, of the lists of histories, or of the activities.
struct SegmentTable: Sendable {
    /// Rows of a segment at the most: some hundred KiB of the wider columns. Items have fewer (`PackedItems.segmentRowCount`).
    static let segmentRowCount = 131_072

    let name: String
    /// The column that says whose segments they are.
    let owner: String

    static let items = SegmentTable(name: "item_segment", owner: "part")
    static let postings = SegmentTable(name: "posting_segment", owner: "batch")
    static let histories = SegmentTable(name: "history_segment", owner: "history")
    static let activities = SegmentTable(name: "activity_segment", owner: "activity_set")

    static let all = [items, postings, histories, activities]

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
    let bytes: [UInt8]

    init(column: String, ordinal: Int, rowCount: Int, bytes: [UInt8]) {
        self.column = column
        self.ordinal = ordinal
        self.rowCount = rowCount
        self.checksum = Int64(bitPattern: Segment.checksum(bytes.span.bytes) ?? 0)
        self.bytes = bytes
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
        var insertion = try insertion(owner: ownerID, in: database)
        let workers = ProcessInfo.processInfo.activeProcessorCount
        try runOrdered(count: jobs.count, workers: workers, ahead: workers * 4) {
            jobs[$0].encode(root)
        } consume: { _, segment in
            try insertion.insert(segment)
        }
    }

    /// Writes items whose columns are encoded already: the same segments as those of the columns themselves. Columns in `givenUp` come first and are freed then.
    func write(_ items: PackedItems, givingUp givenUp: Set<ItemColumn>, owner ownerID: Int64, to database: Database) throws {
        var insertion = try insertion(owner: ownerID, in: database)
        let columns = ItemColumn.allCases.filter(givenUp.contains) + ItemColumn.allCases.filter { !givenUp.contains($0) }
        for (written, column) in columns.enumerated() {
            if let (name, count, bytes) = items.dictionary(of: column) {
                try insertion.insert(EncodedSegment(column: name, ordinal: 0, rowCount: count, bytes: bytes))
            }
            for (ordinal, segment) in items.segments.enumerated() {
                let bytes = segment.encoded(column)
                try insertion.insert(EncodedSegment(column: column.rawValue, ordinal: ordinal, rowCount: segment.count, bytes: bytes))
            }
            guard written + 1 == givenUp.count else { continue }
            items.giveUp(givenUp)
            FreedMemory.release(ofRows: items.count)
        }
    }

    private func insertion(owner ownerID: Int64, in database: Database) throws -> SegmentInsertion {
        let sql = "INSERT INTO \(name) (\(owner), column_name, ordinal, row_count, checksum, bytes) VALUES (?, ?, ?, ?, ?, ?)"
        return SegmentInsertion(owner: ownerID, binder: RowBinder(try database.makeStatement(sql: sql), database))
    }
}

/// Inserts the segments of one owner.
private struct SegmentInsertion {
    let owner: Int64
    var binder: RowBinder

    mutating func insert(_ segment: EncodedSegment) throws {
        binder.integer(owner)
        binder.text(segment.column)
        binder.integer(Int64(segment.ordinal))
        binder.integer(Int64(segment.rowCount))
        binder.integer(segment.checksum)
        _ = try binder.run(withBlob: segment.bytes)
    }
}

extension PackedItems {
    /// The dictionary of a column as it is stored, with its name and number of values; nil for a column without one.
    fileprivate func dictionary(of column: ItemColumn) -> (name: String, count: Int, bytes: [UInt8])? {
        switch column {
        case .company: ("companies", companies.count, encodeSegment(companies))
        case .customer: ("customers", customers.count, encodeSegment(customers))
        case .currency: ("currencies", currencies.count, encodeSegment(currencies))
        case .line: ("lines", lines.count, encodeSegment(lines))
        case .document, .kind, .reference, .documentDay, .dueDay, .amountMinor, .openMinor: nil
        }
    }
}
