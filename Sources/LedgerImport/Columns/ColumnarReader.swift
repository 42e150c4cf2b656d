import Ledger
import Synchronization

/// Everything the rows of a file gave.
struct ColumnarResult: Sendable {
    var columns: MergedColumns
    var tally = RowTally()
    var quotingFault: RowTable.QuotingFault?
}

/// What became of the rows of a file.
struct RowTally: Sendable {
    var readCount = 0
    var blankCount = 0
    var dropped: [String: Int] = [:]
    var controlRows: [ControlRow] = []
    var leftOutRows: [ControlRow] = []
    var evidence = ColumnEvidence()
    /// Rows with a clearing document and no clearing date.
    var undatedClearings = 0
    /// The lines of headings of customers behind which no total names them, and how many have one.
    var openHeadings: [Int] = []
    var totalledHeadings = 0
    var innerTexts: [Int] = []
    /// Quoted fields that reach over line ends.
    var spans = RowTable.QuotedSpans()
    /// Rejected rows by reason; each row counts once, under its first fault.
    var rejectedByReason: [String: Int] = [:]
    var rejectedCount = 0
    /// The first rejected rows, in order of lines.
    var rejectedRows: [RejectedRow] = []
    /// The first faults, in order of lines and columns.
    var faults: [RowFault] = []

    mutating func add(_ batch: Batch, rejectLimit: Int) {
        readCount += batch.readCount
        blankCount += batch.blankCount
        dropped.merge(batch.dropped, uniquingKeysWith: +)
        controlRows.append(contentsOf: batch.controlRows)
        leftOutRows.append(contentsOf: batch.leftOutRows)
        evidence.add(batch.evidence)
        undatedClearings += batch.undatedClearings
        openHeadings += batch.openHeadings
        totalledHeadings += batch.totalledHeadings
        innerTexts += batch.innerTexts
        spans.add(batch.spans)
        faults.append(contentsOf: batch.faults.prefix(FaultSink.detailLimit - faults.count))
        for row in batch.rejectedRows { add(row, rejectLimit: rejectLimit) }
    }

    mutating func add(_ row: RejectedRow, rejectLimit: Int) {
        rejectedCount += 1
        rejectedByReason[row.reason, default: 0] += 1
        if rejectedRows.count < rejectLimit { rejectedRows.append(row) }
    }
}

/// Parses all chunks on all threads and puts the batches together in file order, each as soon as those before it are there.
func readColumns(_ bytes: FileBytes, chunks: [Chunk], plan: BatchPlan, options: ImportOptions) -> ColumnarResult {
    // Offsets in a chunk are 32 bits wide; only a row of that length, such as one with a quote left open, makes a chunk so large.
    guard chunks.allSatisfy({ $0.range.count <= Int(UInt32.max) }) else {
        var result = ColumnarResult(columns: MergedColumns(plan: plan, workerCount: 0, rowLimit: 0, pieceRowCount: options.pieceRowCount))
        result.columns.overflow = .row
        return result
    }
    let rowLimit = chunks.reduce(0) { $0 + $1.lineFeedCount } + 1
    let queue = ChunkQueue()
    return assembleColumns(plan: plan, workerCount: min(options.threads, chunks.count), rowLimit: rowLimit, options: options) { parser in
        guard let index = queue.next(below: chunks.count) else { return nil }
        let chunk = chunks[index]
        var batch = bytes.withSpan { parser.parse($0.extracting(chunk.range), chunk: chunk, index: index) }
        batch.progress = Double(index + 1) / Double(chunks.count)
        bytes.release(chunk.range)
        return batch
    }
}

/// Puts the batches together that `parseNext` gives on all threads until it gives nil: in the order of their numbers, each as soon as those before it
/// are there.
///
/// `rowLimit` is the most rows there can be, where that is known, and 0 elsewhere.
func assembleColumns(
    plan: BatchPlan, workerCount: Int, rowLimit: Int, options: ImportOptions, _ parseNext: @escaping @Sendable (inout ChunkParser) -> Batch?
) -> ColumnarResult {
    let rejectLimit = max(rejectedRowLimit, options.allowedRejects.limit(rowsRead: rowLimit))
    let workerCount = max(1, workerCount)
    let columns = MergedColumns(plan: plan, workerCount: workerCount, rowLimit: rowLimit, pieceRowCount: options.pieceRowCount)
    let assembly = BatchAssembly(result: ColumnarResult(columns: columns), rejectLimit: rejectLimit, progress: options.progress)
    WorkerThread.runAll(count: workerCount) { worker in
        var parser = ChunkParser(plan: plan, worker: worker, rejectLimit: rejectLimit)
        while let batch = parseNext(&parser) { assembly.add(batch) }
    }
    return assembly.takeResult()
}

/// Hands out the numbers of chunks, each once.
private final class ChunkQueue: Sendable {
    private let taken = Atomic<Int>(0)

    /// The next number; nil when all are taken.
    func next(below count: Int) -> Int? {
        let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < count ? index : nil
    }
}

/// What the values of some rows all over a file say: the first rows of up to 16 chunks.
func sampleEvidence(_ bytes: FileBytes, chunks: [Chunk], plan: BatchPlan) -> ColumnEvidence {
    var parser = ChunkParser(plan: plan, worker: 0, rejectLimit: 0)
    var evidence = ColumnEvidence()
    for chunk in stride(from: 0, to: chunks.count, by: max(1, (chunks.count + 15) / 16)).map({ chunks[$0] }) {
        let batch = bytes.withSpan { text in
            let sample = chunk.firstRows(text)
            return parser.parse(text.extracting(sample.range), chunk: sample, index: 0)
        }
        evidence.add(batch.evidence)
    }
    return evidence
}

extension Chunk {
    /// Rows of a sample.
    private static let sampleRowCount = 256

    /// The chunk without the rows behind the first ones. A quoted line end may cut the last row in two, which spoils no sample.
    fileprivate func firstRows(_ text: RawSpan) -> Chunk {
        guard lineFeedCount > Self.sampleRowCount else { return self }
        var (end, lineFeeds) = (range.lowerBound, 0)
        while end < range.upperBound, lineFeeds < Self.sampleRowCount {
            if text.byte(end) == Ascii.lineFeed { lineFeeds += 1 }
            end += 1
        }
        return Chunk(
            range: range.lowerBound..<end, firstLine: firstLine, lineFeedCount: lineFeeds, mayHaveQuotes: mayHaveQuotes,
            mayHaveBlanks: mayHaveBlanks)
    }
}

/// Rejected rows that are kept with their text, unless more are allowed.
let rejectedRowLimit = 10_000

/// Takes batches in any order; appends them in file order, and packs rows that are to be packed.
private final class BatchAssembly: Sendable {
    private let waiting = Mutex<[Int: Batch]>([:])
    private let merged: Mutex<Merged>
    private let packing = Mutex(Packing())
    private let rejectLimit: Int
    private let progress: (@Sendable (Double) -> Void)?

    private struct Merged {
        var result: ColumnarResult
        var next = 0
    }

    /// Pieces of rows that wait to be encoded, and those that were.
    private struct Packing {
        var pieceCount = 0
        var waiting: [(number: Int, piece: RowPiece)] = []
        var packed: [Int: PackedRows] = [:]
    }

    init(result: sending ColumnarResult, rejectLimit: Int, progress: (@Sendable (Double) -> Void)?) {
        merged = Mutex(Merged(result: result))
        self.rejectLimit = rejectLimit
        self.progress = progress
    }

    /// Leaves a batch and appends all batches that are next in order, unless another thread is doing that. Then encodes the pieces that wait for it, so that they
    /// do not become more than threads are parsing.
    func add(_ batch: Batch) {
        waiting.withLock { $0[batch.chunkIndex] = batch }
        _ = merged.withLockIfAvailable { appendWaiting(to: &$0) }
        packWaiting()
    }

    private func leave(_ piece: RowPiece) {
        packing.withLock {
            $0.waiting.append(($0.pieceCount, piece))
            $0.pieceCount += 1
        }
    }

    private func packWaiting() {
        while let (number, piece) = packing.withLock({ $0.waiting.popLast() }) {
            let rows = PackedRows(piece)
            packing.withLock { $0.packed[number] = rows }
        }
    }

    private func appendWaiting(to state: inout Merged) {
        while let batch = waiting.withLock({ $0.removeValue(forKey: state.next) }) { append(batch, to: &state) }
    }

    private func append(_ batch: Batch, to state: inout Merged) {
        state.next += 1
        // Behind a quote out of place nothing is certain.
        guard state.result.quotingFault == nil else { return }
        state.result.columns.append(batch)
        for piece in state.result.columns.takeFullPieces() { leave(piece) }
        state.result.tally.add(batch, rejectLimit: rejectLimit)
        state.result.quotingFault = batch.quotingFault
        progress?(batch.progress)
    }

    /// The result, once all threads are done; batches that were left while the columns were busy are appended now.
    func takeResult() -> ColumnarResult {
        merged.withLock { state in
            appendWaiting(to: &state)
            if let piece = state.result.columns.takeLastPiece() { leave(piece) }
            packWaiting()
            state.result.columns.endAppending()
            state.result.columns.packed = packing.withLock { packing in
                (0..<packing.pieceCount).map { packing.packed.removeValue(forKey: $0)! }
            }
            return state.result
        }
    }
}
