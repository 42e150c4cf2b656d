import WorkbookFixtures
import WorkbookReader

/// Keeps the bytes of a workbook in memory while it is read.
final class WorkbookBytes {
    let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 8)
        buffer.copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }
}

/// A workbook of bytes.
func workbook(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookError) -> Workbook {
    let kept = WorkbookBytes(bytes)
    return try Workbook(UnsafeRawBufferPointer(kept.buffer), keeping: kept, limits: limits)
}

/// A row as text: `12: A text "x", C number "1"`.
func dump(_ fixture: WorkbookFixture, size: SheetStream.BatchSize = SheetStream.BatchSize()) throws(WorkbookError) -> [String] {
    try dump(fixture.bytes, size: size)
}

/// All rows of the first sheet.
func dump(
    _ bytes: [UInt8], size: SheetStream.BatchSize = SheetStream.BatchSize(), limits: WorkbookLimits = WorkbookLimits()
) throws(WorkbookError) -> [String] {
    let book = try workbook(bytes, limits: limits)
    let stream = try book.rows(of: book.sheets[0], try book.sharedTexts())
    var rows: [String] = []
    while let batch = try stream.next(size) {
        var first = 0
        for row in batch.rows {
            let cells = batch.cells[first..<row.cellEnd].map { cell in
                "\(columnName(Int(cell.column))) \(cell.content) \"\(String(decoding: batch.bytes[cell.range], as: UTF8.self))\""
            }
            rows.append("\(row.number): " + cells.joined(separator: ", "))
            first = row.cellEnd
        }
    }
    return rows
}

/// Why a workbook is refused; nil when it is read to its end.
func refusal(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) -> WorkbookError? {
    do throws(WorkbookError) {
        _ = try dump(bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}
