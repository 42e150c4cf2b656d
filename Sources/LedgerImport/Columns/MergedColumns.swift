import Ledger
import LedgerColumns

/// The columns of all chunks put together in file order; codes are numbered by first appearance in the file.
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

    private let plan: BatchPlan
    /// By thread and dictionary column: values by the thread's code, and what they became.
    private var workers: [[WorkerValues]]
    private let rowLimit: Int

    /// Why batches cannot be put together.
    enum Overflow { case text, currencies, row }
    var overflow: Overflow?

    private struct WorkerValues {
        static let unknown = UInt32.max
        var values: [String] = []
        var codes: [UInt32] = []
    }

    /// Room for `rowLimit` rows; memory that is not written is not used.
    init(plan: BatchPlan, workerCount: Int, rowLimit: Int) {
        self.plan = plan
        self.rowLimit = rowLimit
        dictionaries = plan.wide.map { _ in StringDictionary() }
        wide = plan.wide.map { _ in reserved(rowLimit) }
        narrow = plan.narrow.map { _ in reserved(rowLimit) }
        days = plan.days.map { _ in reserved(rowLimit) }
        amounts = plan.amounts.map { _ in reserved(rowLimit) }
        texts = plan.texts.map { _ in StringColumn() }
        for index in texts.indices { texts[index].ends.reserveCapacity(rowLimit) }
        lines.reserveCapacity(rowLimit)
        keyHashes.reserveCapacity(rowLimit)
        let empty = Array(repeating: WorkerValues(), count: plan.wide.count + plan.narrow.count)
        workers = Array(repeating: empty, count: workerCount)
    }

    /// Number of rows.
    var count: Int { lines.count }

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
        guard lines.isEmpty, batch.rowCount > 0, rowLimit > 0 else { return }
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
        let base = texts[index].bytes.count
        guard base + batch.bytes.count <= Int(UInt32.max) else {
            overflow = .text
            return
        }
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
