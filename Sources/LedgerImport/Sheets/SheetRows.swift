import Ledger
import Synchronization
import WorkbookReader

/// The rows of a sheet below its header.
///
/// Whoever is next unpacks and parses a batch, one at a time; what the batch holds is then read beside the next one. So there are never more batches
/// in memory than threads.
struct SheetRows: Sendable {
    let file: WorkbookFile
    let sheet: Workbook.Sheet
    let header: HeaderMatch
    /// The column of the first field, zero-based.
    let firstColumn: Int
    let rejects: SheetRejects
    private let writer: SheetRowWriter
    var batchSize = SheetStream.BatchSize()

    /// The rows below the header of a sheet.
    init(_ file: WorkbookFile, _ head: SheetHead, _ header: HeaderMatch, _ profile: ImportProfile) {
        self.file = file
        sheet = head.sheet
        self.header = header
        firstColumn = head.firstColumn
        rejects = SheetRejects(profile)
        writer = SheetRowWriter(header, firstColumn: firstColumn, countsFrom1904: file.countsFrom1904)
        // Headings of groups reach over any number of rows.
        if profile.groupsByCustomer { batchSize = SheetStream.BatchSize(rowCount: 1 << 20, cellCount: 1 << 26, byteCount: 1 << 30) }
    }

    /// What was seen of a sheet beside the rows.
    struct Remarks {
        var hiddenRowCount = 0
        /// Rows with a value right of the header.
        var wideRowCount = 0
        var mergedRanges: [MergedRange] = []
        /// The most rows that were in memory as cells at a time.
        var bufferedRowCountMax = 0
    }

    /// Reads all rows into columns on all threads.
    func readColumns(_ plan: BatchPlan, _ options: ImportOptions) throws(ImportError) -> (ColumnarResult, Remarks) {
        var plan = plan
        plan.sheetRejects = rejects.written(plan.styles, header)
        let reading = try SheetReading(self)
        let writer = writer
        let result = assembleColumns(plan: plan, workerCount: options.threads, rowLimit: 0, options: options) { parser in
            guard let (batch, index) = reading.next() else { return nil }
            var parsed = parser.parse(batch, writer: writer, index: index)
            parsed.progress = batch.progress
            reading.release(batch)
            return parsed
        }
        return (result, try reading.end())
    }

    /// What the values of the first batch say.
    func sampleEvidence(_ plan: BatchPlan) throws(ImportError) -> ColumnEvidence {
        let reading = try SheetReading(self)
        guard let (batch, _) = reading.next() else { return ColumnEvidence() }
        var parser = ChunkParser(plan: plan, worker: 0, rejectLimit: 0)
        return parser.parse(batch, writer: writer, index: 0).evidence
    }

    /// Hands all rows to `body`, batch by batch.
    func eachTable(_ body: (RowTable, [UInt8]) -> Void) throws(ImportError) -> Remarks {
        let reading = try SheetReading(self)
        var table = RowTable(columnCount: header.fieldCount)
        while let (batch, _) = reading.next() {
            let text = writer.write(batch, into: &table)
            body(table, text)
            reading.release(batch)
        }
        return try reading.end()
    }

    /// The rows with these numbers, which ascend, as the file of rejected rows has them.
    func rejectedTexts(ofRows numbers: [Int]) throws(ImportError) -> [String] {
        var wanted = Set(numbers)
        var texts: [Int: String] = [:]
        _ = try eachTable { table, text in
            for row in 0..<table.count where wanted.remove(Int(table.lines[row])) != nil {
                texts[Int(table.lines[row])] = rejects.line(text.span.bytes, table, row: row)
            }
        }
        return numbers.map { texts[$0] ?? "" }
    }
}

/// One reading of a sheet by several threads.
///
/// SAFETY: `@unchecked Sendable`: the stream is used inside `file.exclusively` only, and so is everything else that changes.
private final class SheetReading: @unchecked Sendable {
    private let rows: SheetRows
    private var stream: SheetStream?
    private var nextIndex = 0
    private var failure: ImportError?
    private var remarks = SheetRows.Remarks()
    private var bufferedRowCount = 0

    init(_ rows: SheetRows) throws(ImportError) {
        self.rows = rows
        let opened = rows.file.exclusively { () -> Result<SheetStream, ImportError> in
            Result { () throws(ImportError) in try rows.file.rows(of: rows.sheet) }
        }
        stream = try opened.get()
    }

    /// The next batch and its number; nil at the end and after a failure.
    func next() -> (SheetBatch, Int)? {
        rows.file.exclusively {
            guard let stream else { return nil }
            do throws(ImportError) {
                if let batch = try SheetHead.next(stream, rows.batchSize, rows.file.path) {
                    note(batch)
                    nextIndex += 1
                    return (batch, nextIndex - 1)
                }
                remarks.mergedRanges = stream.mergedRanges
            } catch {
                failure = error
            }
            self.stream = nil
            return nil
        }
    }

    private func note(_ batch: SheetBatch) {
        bufferedRowCount += batch.rows.count
        remarks.bufferedRowCountMax = max(remarks.bufferedRowCountMax, bufferedRowCount)
        for row in batch.rows where Int(row.number) >= rows.header.dataLine {
            if row.isHidden { remarks.hiddenRowCount += 1 }
            if Int(batch.cells[row.cellEnd - 1].column) >= rows.firstColumn + rows.header.fieldCount { remarks.wideRowCount += 1 }
        }
    }

    /// Says that a batch is no longer needed.
    func release(_ batch: SheetBatch) { rows.file.exclusively { bufferedRowCount -= batch.rows.count } }

    /// What was seen, once all rows are read.
    func end() throws(ImportError) -> SheetRows.Remarks {
        if let failure { throw failure }
        return remarks
    }
}
