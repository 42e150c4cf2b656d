/// The rows of a sheet, batch by batch; memory depends on the size of a batch, not on the sheet.
public final class SheetStream {
    /// How much a batch holds before it is handed out. It can pass this by what one piece of XML holds.
    public struct BatchSize: Sendable {
        public var rowCount: Int
        public var cellCount: Int
        public var byteCount: Int

        /// Rows of usual width: 4,096 of them.
        public init(rowCount: Int = 4_096, cellCount: Int = 1 << 16, byteCount: Int = 1 << 20) {
            self.rowCount = max(1, rowCount)
            self.cellCount = max(1, cellCount)
            self.byteCount = max(1, byteCount)
        }
    }

    /// The most rows one batch can have: those asked for, and those of one piece of XML, in which a row with a value needs 30 bytes.
    public static func rowLimit(_ size: BatchSize) -> Int { size.rowCount + XMLParsing.pieceByteCount / 30 }

    private let part: PartStream
    private let parsing: XMLParsing
    private let handler: SheetHandler
    private var isAtEnd = false

    init(_ part: PartStream, sheetName: String, styles: CellStyles, sharedTexts: SharedTexts, rowByteLimit: Int) throws(WorkbookError) {
        self.part = part
        handler = SheetHandler(sheetName: sheetName, styles: styles, sharedTexts: sharedTexts, rowByteLimit: rowByteLimit)
        parsing = try XMLParsing(part, handler: handler)
    }

    /// The next rows; nil when there are no more.
    public func next(_ size: BatchSize = BatchSize()) throws(WorkbookError) -> SheetBatch? {
        while !isAtEnd, !handler.isFull(size) { isAtEnd = try !parsing.parsePiece() }
        guard var batch = handler.takeRows() else { return nil }
        batch.progress = part.statedByteCount == 0 ? 1 : min(1, Double(part.readByteCount) / Double(part.statedByteCount))
        return batch
    }

    /// The merged cells of the sheet; known when ``next(_:)`` has given nil.
    public var mergedRanges: [MergedRange] { handler.mergedRanges }
}
