import Ledger

/// Parses chunks into batches. One per thread; dictionaries and buffers are kept from chunk to chunk.
struct ChunkParser {
    private let plan: BatchPlan
    private let worker: Int
    private var rows: RowTable
    /// For wide columns, then for narrow ones.
    private var dictionaries: [ByteDictionary]
    /// The code a value of a narrow column has in its vocabulary, by dictionary code; nil for what is not in it.
    private var vocabularyCodes: [[UInt8?]]
    /// Decimal places by code of the currency dictionary; -1 for what is no currency.
    private var exponents: [Int8] = []
    /// The offset of the first data row of the file, and what rejected rows are cut from.
    private let rejectLimit: Int

    init(plan: BatchPlan, worker: Int, rejectLimit: Int) {
        self.plan = plan
        self.worker = worker
        self.rejectLimit = rejectLimit
        rows = RowTable(columnCount: plan.layout.columnCount)
        dictionaries = (plan.wide + plan.narrow.map(\.column)).map { ByteDictionary(valueMap: $0.valueMap) }
        vocabularyCodes = plan.narrow.map { _ in [] }
    }

    /// The batch of a chunk, whose bytes are `text`.
    mutating func parse(_ text: RawSpan, chunk: Chunk, index: Int) -> Batch {
        rows.prepare(rowLimit: chunk.lineFeedCount + 1)
        if chunk.mayHaveQuotes {
            scanQuotedRows(text, layout: plan.layout, firstLine: chunk.firstLine, into: &rows)
        } else {
            scanPlainRows(text, layout: plan.layout, firstLine: chunk.firstLine, into: &rows)
        }
        if rows.escapedFields.isEmpty { return parseColumns(text, original: text, index: index) }
        let copy = unescapedCopy(text, &rows)
        return parseColumns(copy.span.bytes, original: text, index: index)
    }

    /// The columns of the scanned rows. `original` is the text with its doubled quotes, for rejected rows.
    private mutating func parseColumns(_ text: RawSpan, original: RawSpan, index: Int) -> Batch {
        var batch = Batch(chunkIndex: index, worker: worker)
        if !plan.keepsBlanks { trimFields(text, &rows) }
        if plan.hasSubtotalRows { batch.controlRows = takeControlRows(text) }
        var faults = FaultSink()
        faults.add(shapeFaultsOf: rows)
        let known = dictionaries.map(\.count)
        batch.wide = plan.wide.indices.map { encode(text, plan.wide[$0], dictionary: $0) }
        batch.narrow = plan.narrow.indices.map { encode(text, plan.narrow[$0].column, dictionary: plan.wide.count + $0) }
        batch.newValues = dictionaries.indices.map { Array(dictionaries[$0].values[known[$0]...]) }
        checkDictionaries(batch, &faults)
        batch.days = plan.days.map { column in
            guard let field = column.fieldIndex else { return Array(repeating: Int32.min, count: rows.count) }
            faults.beginColumn()
            return parseDays(
                text, rows, column: field, isRequired: column.isRequired, order: plan.dateOrder, name: column.name, faults: &faults)
        }
        batch.amounts = plan.amounts.map { column in
            guard let field = column.fieldIndex else { return Array(repeating: Int64.min, count: rows.count) }
            faults.beginColumn()
            return parseAmounts(
                text, rows, column: field, isRequired: column.isRequired, style: plan.numberStyle, currencies: batch.narrow[0],
                exponents: exponents, name: column.name, faults: &faults)
        }
        batch.texts = plan.texts.map { column in
            guard let field = column.fieldIndex else { return TextBatch(bytes: [], ends: Array(repeating: 0, count: rows.count)) }
            faults.beginColumn()
            return copyTexts(
                text, rows, column: field, isRequired: column.isRequired, limit: column.name == "reference" ? .bytes : .characters,
                name: column.name, faults: &faults)
        }
        batch.rowCount = rows.count
        batch.lines = Array(rows.lines[..<rows.count])
        batch.readCount = rows.count + rows.shapeFaults.count
        batch.blankCount = rows.blankCount
        batch.quotingFault = rows.quotingFault
        hashKeys(&batch)
        if !faults.faults.isEmpty { takeRejects(original, faults, &batch) }
        batch.fingerprint = fingerprint(batch)
        return batch
    }

    private mutating func encode(_ text: RawSpan, _ column: ColumnPlan, dictionary: Int) -> [UInt32] {
        switch column.source {
        case .field(let field): return dictionaries[dictionary].encode(text, rows, column: field)
        case .constant(let value): return constantCodes(value, dictionary)
        case .absent: return constantCodes("", dictionary)
        }
    }

    private mutating func constantCodes(_ value: String, _ dictionary: Int) -> [UInt32] {
        let bytes = Array(value.utf8)
        let code = dictionaries[dictionary].code(bytes.span.bytes, 0, bytes.count)
        return Array(repeating: code, count: rows.count)
    }

    /// Looks up new words in their vocabularies, and marks rows with empty required values, long values and unknown words.
    private mutating func checkDictionaries(_ batch: Batch, _ faults: inout FaultSink) {
        for (index, column) in plan.wide.enumerated() where column.isRequired {
            guard let empty = dictionaries[index].emptyCode else { continue }
            faults.beginColumn()
            for row in 0..<rows.count where batch.wide[index][row] == empty {
                faults.add(.missingValue, row: row, of: rows, column: column.fieldNumber, message: "'\(column.name)' is empty")
            }
        }
        for (index, column) in plan.wide.enumerated() where dictionaries[index].longestByteCount > TextLimit.characters.safeByteCount {
            let isTooLong = dictionaries[index].values.map { TextLimit.characters.isExceeded(by: $0) }
            guard isTooLong.contains(true) else { continue }
            faults.beginColumn()
            for row in 0..<rows.count where isTooLong[Int(batch.wide[index][row])] {
                faults.add(
                    .textTooLong, row: row, of: rows, column: column.fieldNumber, message: TextLimit.characters.message(column.name))
            }
        }
        for (index, narrow) in plan.narrow.enumerated() {
            let values = dictionaries[plan.wide.count + index].values
            for value in values[vocabularyCodes[index].count...] {
                vocabularyCodes[index].append(narrow.vocabulary.code(of: value))
                if index == 0 { exponents.append(Currency(code: value).map { Int8($0.exponent) } ?? -1) }
            }
            guard vocabularyCodes[index].contains(nil) else { continue }
            faults.beginColumn()
            for row in 0..<rows.count where vocabularyCodes[index][Int(batch.narrow[index][row])] == nil {
                let value = values[Int(batch.narrow[index][row])]
                let (reason, message) = narrow.vocabulary.fault(value, column: narrow.column.name)
                faults.add(reason, row: row, of: rows, column: narrow.column.fieldNumber, message: message)
            }
        }
    }

    /// Takes subtotal rows (no document) out of the table.
    private mutating func takeControlRows(_ text: RawSpan) -> [ControlRow] {
        guard let document = plan.texts[0].fieldIndex else { return [] }
        var controls: [ControlRow] = []
        var isKept = [Bool](repeating: true, count: rows.count)
        for row in 0..<rows.count where rows.fields[row * rows.columnCount + document].count == 0 {
            isKept[row] = false
            controls.append(controlRow(text, row))
        }
        if !controls.isEmpty { rows.filter(isKept) }
        return controls
    }

    private func controlRow(_ text: RawSpan, _ row: Int) -> ControlRow {
        let line = Int(rows.lines[row])
        let code = fieldText(text, row, plan.narrow[0].column)
        guard let exponent = Currency(code: code)?.exponent else { return ControlRow(line: line, currency: code, amountMinor: nil) }
        let reading = AmountText.read(
            Array(fieldText(text, row, plan.amounts[0]).utf8), style: plan.numberStyle, exponent: exponent)
        return ControlRow(line: line, currency: code, amountMinor: reading.amountMinor)
    }

    private func fieldText(_ text: RawSpan, _ row: Int, _ column: ColumnPlan) -> String {
        column.fieldIndex.map { text.text(rows.fields[row * rows.columnCount + $0].range) } ?? ""
    }
}

extension ChunkParser {
    /// The key of each row: company, document, line, and what else tells rows apart in this file.
    private func hashKeys(_ batch: inout Batch) {
        var hashes = [UInt64](repeating: 0, count: rows.count)
        mixTexts(batch.texts[0], into: &hashes)
        mixCodes(batch.wide[0], hashes: dictionaries[0].hashes, into: &hashes)
        if plan.wide.count > 2 { mixCodes(batch.wide[2], hashes: dictionaries[2].hashes, into: &hashes) }
        batch.keyHashes = hashes
    }

    /// The sum of the hashes of all values of each kept row: the same for the same rows in any order.
    private func fingerprint(_ batch: Batch) -> UInt64 {
        var hashes = batch.keyHashes
        mixCodes(batch.wide[1], hashes: dictionaries[1].hashes, into: &hashes)
        for (index, codes) in batch.narrow.enumerated() {
            mixCodes(codes, hashes: dictionaries[plan.wide.count + index].hashes, into: &hashes)
        }
        for (index, column) in batch.days.enumerated() where index != plan.asOfIndex { mixNumbers(column, into: &hashes) }
        for column in batch.amounts { mixNumbers(column, into: &hashes) }
        for column in batch.texts.dropFirst() { mixTexts(column, into: &hashes) }
        return hashes.reduce(0, &+)
    }

    /// Moves faulty rows from the columns to the list of rejected rows.
    private func takeRejects(_ original: RawSpan, _ faults: FaultSink, _ batch: inout Batch) {
        batch.faults = faults.sorted()
        var last: UInt32?
        for fault in batch.faults where fault.start != last {
            last = fault.start
            let text =
                batch.rejectedRows.count < rejectLimit ? rawRow(original, from: Int(fault.start), hasQuotes: plan.layout.hasQuotes) : ""
            batch.rejectedRows.append(RejectedRow(line: fault.line, column: fault.column, reason: fault.reason.rawValue, text: text))
        }
        if !faults.isRejected.isEmpty { batch.remove(faults.isRejected) }
    }
}

/// The row that starts at an offset as it stands in the file, without its line end.
func rawRow(_ text: RawSpan, from start: Int, hasQuotes: Bool) -> String {
    var end = start
    var isInQuotes = false
    while end < text.byteCount, isInQuotes || text.byte(end) != Ascii.lineFeed {
        if hasQuotes && text.byte(end) == Ascii.quote { isInQuotes.toggle() }
        end += 1
    }
    if end > start, text.byte(end - 1) == Ascii.carriageReturn { end -= 1 }
    return text.text(start..<end)
}

/// Takes blanks and no-break blanks off both ends of every field.
private func trimFields(_ text: RawSpan, _ rows: inout RowTable) {
    for index in 0..<rows.count * rows.columnCount {
        var (start, end) = (Int(rows.fields[index].start), Int(rows.fields[index].end))
        while start < end {
            if text.byte(start) == Ascii.space { start += 1 } else if isNoBreakBlank(text, start, end) { start += 2 } else { break }
        }
        while start < end {
            if text.byte(end - 1) == Ascii.space { end -= 1 } else if isNoBreakBlank(text, end - 2, end) { end -= 2 } else { break }
        }
        rows.fields[index] = FieldBounds(start: UInt32(start), end: UInt32(end))
    }
}

private func isNoBreakBlank(_ text: RawSpan, _ offset: Int, _ end: Int) -> Bool {
    offset >= 0 && offset + 2 <= end && text.byte(offset) == 0xC2 && text.byte(offset + 1) == 0xA0
}
