import Ledger
import LedgerColumns

/// The columns of all chunks put together in file order; codes are numbered by first appearance in the file.
///
/// Rows of a ledger are packed as they come (``PackedRows``), so that at most a few pieces of them are here as arrays.
struct MergedColumns {
    var lines: [UInt32] = []
    var dictionaries: [StringDictionary]
    var wide: [[UInt32]]
    var currencies: [Currency] = []
    /// Codes of ``currencies``, then vocabulary codes.
    var narrow: [[UInt8]]
    var days: [[Int32]]
    var amounts: [[Int64]]
    var texts: [StringColumn]
    var keyHashes: [UInt64] = []
    var fingerprint: UInt64 = 0
    /// Rows that were taken out and encoded, in order; then no others are left.
    var packed: [PackedRows] = []
    /// Whether rows are to be packed.
    let packs: Bool
    /// Rows of a full piece.
    let pieceRowCount: Int

    private let plan: BatchPlan
    /// By thread and dictionary column: values by the thread's code, and what they became.
    private var workers: [[WorkerValues]]
    /// Rows there is room for from the beginning.
    private let rowLimit: Int
    /// Bytes of all texts of each text column.
    private var textByteCounts: [Int]

    /// Why batches cannot be put together.
    enum Overflow { case text, currencies, row }
    var overflow: Overflow?

    private struct WorkerValues {
        static let unknown = UInt32.max
        var values: [String] = []
        var codes: [UInt32] = []
    }

    /// Room for `rowLimit` rows, or for a piece of `pieceRowCount` where rows are packed; memory that is not written is not used.
    init(plan: BatchPlan, workerCount: Int, rowLimit: Int, pieceRowCount: Int) {
        self.plan = plan
        self.pieceRowCount = pieceRowCount
        packs = plan.kind == .ledger
        keyHashes.reserveCapacity(rowLimit)
        let rowLimit = packs ? min(rowLimit, pieceRowCount + pieceRowCount / 4) : rowLimit
        self.rowLimit = rowLimit
        textByteCounts = plan.texts.map { _ in 0 }
        dictionaries = plan.wide.map { _ in StringDictionary() }
        wide = plan.wide.map { _ in reserved(rowLimit) }
        narrow = plan.narrow.map { _ in reserved(rowLimit) }
        days = plan.days.map { _ in reserved(rowLimit) }
        amounts = plan.amounts.map { _ in reserved(rowLimit) }
        texts = plan.texts.map { _ in StringColumn() }
        for index in texts.indices { texts[index].ends.reserveCapacity(rowLimit) }
        lines.reserveCapacity(rowLimit)
        let empty = Array(repeating: WorkerValues(), count: plan.wide.count + plan.narrow.count)
        workers = Array(repeating: empty, count: workerCount)
    }

    /// Number of rows.
    var count: Int { packed.reduce(lines.count) { $0 + $1.items.count } }

    /// Forgets what was needed to add batches.
    mutating func endAppending() { workers = [] }

    /// Adds the next batch in file order.
    mutating func append(_ batch: Batch) {
        for (index, values) in batch.newValues.enumerated() {
            workers[batch.worker][index].values.append(contentsOf: values)
            workers[batch.worker][index].codes.append(contentsOf: repeatElement(WorkerValues.unknown, count: values.count))
        }
        reserveTexts(batch)
        for index in wide.indices {
            Self.appendRecoded(
                batch.wide[index], worker: &workers[batch.worker][index], to: &wide[index], dictionary: &dictionaries[index])
        }
        for index in narrow.indices {
            let column = wide.count + index
            appendNarrow(batch.narrow[index], worker: batch.worker, column: column, index: index)
        }
        for index in days.indices { days[index].append(contentsOf: batch.days[index]) }
        for index in amounts.indices { amounts[index].append(contentsOf: batch.amounts[index]) }
        for index in texts.indices { appendTexts(batch.texts[index], index) }
        lines.append(contentsOf: batch.lines)
        keyHashes.append(contentsOf: batch.keyHashes)
        fingerprint &+= batch.fingerprint
    }

    /// Reserves text for all rows, judged by the first batch: growing later would need the column twice for a moment.
    private mutating func reserveTexts(_ batch: Batch) {
        guard keyHashes.isEmpty, batch.rowCount > 0, rowLimit > 0 else { return }
        for index in texts.indices {
            let byteCount = batch.texts[index].bytes.count
            texts[index].bytes.reserveCapacity(byteCount * rowLimit / batch.rowCount * 17 / 16 + 4096)
        }
    }

    private static func appendRecoded(
        _ codes: [UInt32], worker: inout WorkerValues, to column: inout [UInt32], dictionary: inout StringDictionary
    ) {
        column.append(contentsOf: codes)
        let first = column.count - codes.count
        var output = column.mutableSpan
        for row in 0..<codes.count {
            let code = Int(codes[row])
            if worker.codes[code] == WorkerValues.unknown { worker.codes[code] = dictionary.code(adding: worker.values[code]) }
            output[first &+ row] = worker.codes[code]
        }
    }

    private mutating func appendNarrow(_ codes: [UInt32], worker: Int, column: Int, index: Int) {
        for code in codes {
            if workers[worker][column].codes[Int(code)] == WorkerValues.unknown {
                workers[worker][column].codes[Int(code)] = narrowCode(of: workers[worker][column].values[Int(code)], index: index)
            }
        }
        let known = workers[worker][column].codes
        narrow[index].append(contentsOf: codes.lazy.map { UInt8(truncatingIfNeeded: known[Int($0)]) })
    }

    /// The final code of a value of a narrow column, which is in its vocabulary: rows with other values were rejected.
    private mutating func narrowCode(of value: String, index: Int) -> UInt32 {
        switch plan.narrow[index].vocabulary {
        case .currencies:
            let currency = Currency(code: value)!
            if let known = currencies.firstIndex(of: currency) { return UInt32(known) }
            guard currencies.count < 256 else {
                overflow = .currencies
                return 0
            }
            currencies.append(currency)
            return UInt32(currencies.count - 1)
        case .words:
            return UInt32(plan.narrow[index].vocabulary.code(of: value)!)
        }
    }

    private mutating func appendTexts(_ batch: TextBatch, _ index: Int) {
        textByteCounts[index] += batch.bytes.count
        guard textByteCounts[index] <= Int(UInt32.max) else {
            overflow = .text
            texts[index].ends.append(contentsOf: repeatElement(UInt32(texts[index].bytes.count), count: batch.ends.count))
            return
        }
        let base = texts[index].bytes.count
        texts[index].bytes.append(contentsOf: batch.bytes)
        let first = texts[index].ends.count
        texts[index].ends.append(contentsOf: batch.ends)
        var ends = texts[index].ends.mutableSpan
        for row in first..<ends.count { ends[row] &+= UInt32(base) }
    }
}

private func reserved<Value>(_ capacity: Int) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(capacity)
    return values
}
