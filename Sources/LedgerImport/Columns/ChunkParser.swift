import Ledger
import LedgerColumns
import WorkbookReader

/// Parses chunks into batches. One per thread; dictionaries and buffers are kept from chunk to chunk.
struct ChunkParser {
    let plan: BatchPlan
    private let worker: Int
    var rows: RowTable
    /// For wide columns, then for narrow ones.
    var dictionaries: [ByteDictionary]
    /// The code a value of a narrow column has in its vocabulary, by dictionary code; nil for what is not in it.
    private var vocabularyCodes: [[UInt8?]]
    /// Decimal places by code of the currency dictionary; -1 for what is no currency.
    private(set) var exponents: [Int8] = []
    /// The posting keys of rows, by their kinds.
    private var postingKeys: ByteDictionary
    /// The code of a line by fiscal year and the line's own code.
    private var yearLines: [UInt64: UInt32] = [:]
    /// The headings that rows without a customer have theirs from, by where the rows start.
    var filledGroups: [UInt32: FieldBounds] = [:]
    /// The headings of groups that stand in rows with too few fields, in order of their lines.
    var bareHeadings: [(heading: FieldBounds, line: Int)] = []
    /// How many rejected rows are kept with their text.
    private let rejectLimit: Int

    init(plan: BatchPlan, worker: Int, rejectLimit: Int) {
        self.plan = plan
        self.worker = worker
        self.rejectLimit = rejectLimit
        rows = RowTable(columnCount: plan.layout.columnCount)
        dictionaries = (plan.wide + plan.narrow.map(\.column)).map { ByteDictionary(valueMap: $0.valueMap) }
        vocabularyCodes = plan.narrow.map { _ in [] }
        postingKeys = ByteDictionary(valueMap: plan.meaning.postingKey?.kinds ?? [:])
    }

    /// The batch of a chunk, whose bytes are `text`.
    mutating func parse(_ text: RawSpan, chunk: Chunk, index: Int) -> Batch {
        rows.prepare(rowLimit: chunk.lineFeedCount + 1)
        if chunk.mayHaveQuotes {
            scanQuotedRows(text, layout: plan.layout, firstLine: chunk.firstLine, into: &rows)
        } else {
            scanPlainRows(text, layout: plan.layout, firstLine: chunk.firstLine, into: &rows)
        }
        if rows.escapedFields.isEmpty { return parseColumns(text, original: text, index: index, mayHaveBlanks: chunk.mayHaveBlanks) }
        let copy = unescapedCopy(text, &rows)
        return parseColumns(copy.span.bytes, original: text, index: index, mayHaveBlanks: chunk.mayHaveBlanks)
    }

    /// The batch of some rows of a sheet.
    mutating func parse(_ sheet: SheetBatch, writer: SheetRowWriter, index: Int) -> Batch {
        let text = writer.write(sheet, into: &rows)
        return parseColumns(text.span.bytes, original: text.span.bytes, index: index, mayHaveBlanks: true)
    }

    /// The columns of the scanned rows. `original` is the text with its doubled quotes, for rejected rows.
    private mutating func parseColumns(_ text: RawSpan, original: RawSpan, index: Int, mayHaveBlanks: Bool) -> Batch {
        var batch = Batch(chunkIndex: index, worker: worker)
        filledGroups.removeAll(keepingCapacity: true)
        if plan.rowRules.dropsTitles { batch.drop("title", dropTitles(original)) }
        if mayHaveBlanks { trimFields(text, &rows) }
        rows.noteMarks(text, plan.markedFields)
        if !plan.meaning.noDateWords.isEmpty { for column in plan.days { clearWords(text, column.fieldIndex) } }
        for field in plan.wholeNumberFields { trimDecimalPlace(text, &rows, column: field) }
        if !plan.rowRules.takesAll { sortOutRows(text, &batch) }
        var faults = FaultSink()
        faults.add(shapeFaultsOf: rows)
        faults.add(cellFaultsOf: rows) { plan.name(ofField: $0) }
        let known = dictionaries.map(\.count)
        batch.wide = plan.wide.indices.map { encode(text, plan.wide[$0], dictionary: $0) }
        batch.narrow = plan.narrow.indices.map { encode(text, plan.narrow[$0].column, dictionary: plan.wide.count + $0) }
        if let key = plan.meaning.postingKey { takeKinds(text, key.field, &batch) }
        batch.newValues = newValues(known)
        checkDictionaries(batch, &faults)
        for id in [plan.wide[1], plan.texts[0]] { rejectRoundedIds(text, id, &faults) }
        parseDayColumns(text, &batch, &faults)
        parseAmountColumns(text, &batch, &faults)
        parseTextColumns(text, isPlain: !mayHaveBlanks, &batch, &faults)
        applyMeaning(text, &batch, &faults)
        batch.newValues = newValues(known)
        batch.rowCount = rows.count
        batch.lines = Array(rows.lines[..<rows.count])
        let isCleared = clearedRows(text, &batch)
        let clearedCount = isCleared.count { $0 }
        batch.drop(ImportProfile.clearedReason, clearedCount)
        batch.readCount = rows.count + rows.shapeFaults.count - clearedCount
        batch.blankCount = rows.blankCount
        batch.quotingFault = rows.quotingFault
        batch.spans = rows.spans
        hashKeys(&batch)
        if clearedCount > 0 { faults.pass(over: isCleared, of: rows) }
        if !faults.faults.isEmpty { takeRejects(original, faults, &batch) }
        let isRemoved = faults.removed(isCleared)
        if !isRemoved.isEmpty { batch.remove(isRemoved) }
        batch.fingerprint = fingerprint(batch)
        return batch
    }

    /// Rejects rows with an id that a spreadsheet program wrote as a rounded number: `1.93044E+09`.
    private func rejectRoundedIds(_ text: RawSpan, _ id: ColumnPlan, _ faults: inout FaultSink) {
        guard let field = id.fieldIndex else { return }
        faults.beginColumn()
        for row in 0..<rows.count where isRoundedNumber(text, rows.fields[row * rows.columnCount + field]) {
            faults.add(
                .impreciseId, row: row, of: rows, column: field + 1,
                message: "'\(id.name)' is a number that a spreadsheet program has rounded: its last digits are lost")
        }
    }

    /// Empties the fields of a column of days that have a word for no date.
    private mutating func clearWords(_ text: RawSpan, _ field: Int?) {
        guard let field else { return }
        for row in 0..<rows.count {
            let index = row * rows.columnCount + field
            let bounds = rows.fields[index]
            guard bounds.count > 0, text.byte(Int(bounds.start)) > UInt8(ascii: "9"), rows.type(row: row, field: field) == .text,
                plan.meaning.noDateWords.contains(text.text(bounds.range).lowercased())
            else { continue }
            rows.fields[index].end = bounds.start
        }
    }

    private func newValues(_ known: [Int]) -> [[String]] {
        dictionaries.indices.map { Array(dictionaries[$0].values[known[$0]...]) }
    }

    private mutating func parseDayColumns(_ text: RawSpan, _ batch: inout Batch, _ faults: inout FaultSink) {
        for column in plan.days {
            guard let field = column.field else {
                batch.days.append(Array(repeating: Int32.min, count: rows.count))
                continue
            }
            faults.beginColumn()
            var evidence = DateEvidence()
            batch.days.append(
                parseDays(
                    text, rows, column: field, order: plan.styles.order(column.name), swapsCells: plan.styles.swapped.contains(column.name),
                    faults: &faults, evidence: &evidence))
            batch.evidence.days[column.name] = evidence
        }
    }

    private mutating func parseAmountColumns(_ text: RawSpan, _ batch: inout Batch, _ faults: inout FaultSink) {
        for column in plan.amounts {
            guard let field = column.field else {
                batch.amounts.append(Array(repeating: Int64.min, count: rows.count))
                continue
            }
            faults.beginColumn()
            var evidence = AmountEvidence()
            batch.amounts.append(
                parseAmounts(
                    text, rows, column: field, mark: plan.styles.mark(column.name), currencies: batch.narrow[0], exponents: exponents,
                    codes: dictionaries[plan.wide.count].values,
                    faults: &faults, evidence: &evidence))
            batch.evidence.amounts[column.name] = evidence
        }
    }

    /// - Parameter isPlain: Whether all bytes are visible ASCII and line ends.
    private mutating func parseTextColumns(_ text: RawSpan, isPlain: Bool, _ batch: inout Batch, _ faults: inout FaultSink) {
        for column in plan.texts {
            guard let field = column.field else {
                batch.texts.append(TextBatch(bytes: [], ends: Array(repeating: 0, count: rows.count)))
                continue
            }
            faults.beginColumn()
            let parts = batch.texts.isEmpty ? plan.rowRules.documentFields : []
            let texts = copyTexts(
                text, rows, column: field, parts: parts.map { part(of: $0, batch) },
                limit: column.name == "reference" ? .bytes : .characters, faults: &faults)
            batch.texts.append(isPlain ? texts : texts.withComposedCharacters())
        }
    }

    /// A part of composed texts: dates and amounts as they are read, so that it does not matter how they are written.
    private func part(of field: Int, _ batch: Batch) -> TextPart {
        if let days = plan.days.firstIndex(where: { $0.fieldIndex == field }) { return .days(batch.days[days], field: field) }
        if let amounts = plan.amounts.firstIndex(where: { $0.fieldIndex == field }) {
            return .amounts(batch.amounts[amounts], exponents: batch.narrow[0].map { max(0, exponents[Int($0)]) })
        }
        return .field(field)
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
        learnVocabulary()
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
            guard vocabularyCodes[index].contains(nil) else { continue }
            faults.beginColumn()
            for row in 0..<rows.count where vocabularyCodes[index][Int(batch.narrow[index][row])] == nil {
                let value = values[Int(batch.narrow[index][row])]
                let (reason, message) = narrow.vocabulary.fault(
                    value, column: narrow.column.name, mapped: Array(narrow.column.valueMap.keys))
                let hint = index == 0 && value.isEmpty && plan.takesGivenCurrency ? "; --currency says it for rows that have none" : ""
                faults.add(reason, row: row, of: rows, column: narrow.column.fieldNumber, message: message + hint)
            }
        }
    }
}

extension ChunkParser {
    /// Looks up the values that are new in the dictionaries of narrow columns.
    private mutating func learnVocabulary() {
        for (index, narrow) in plan.narrow.enumerated() {
            for value in dictionaries[plan.wide.count + index].values[vocabularyCodes[index].count...] {
                let isBySign = index == 1 && plan.meaning.hasKindBySign && value == ImportProfile.kindBySign
                vocabularyCodes[index].append(isBySign ? 0 : narrow.vocabulary.code(of: value))
                if index == 0 { exponents.append(Currency(code: value).map { Int8($0.exponent) } ?? -1) }
            }
        }
    }

    /// Takes the kind of rows whose own word is none from the posting key.
    private mutating func takeKinds(_ text: RawSpan, _ field: Int, _ batch: inout Batch) {
        let dictionary = plan.wide.count + 1
        let keys = postingKeys.encode(text, rows, column: field)
        var codes: [UInt32: UInt32] = [:]
        for row in 0..<rows.count {
            let value = dictionaries[dictionary].values[Int(batch.narrow[1][row])]
            guard value != ImportProfile.kindBySign, plan.narrow[1].vocabulary.code(of: value) == nil else { continue }
            let key = keys[row]
            if codes[key] == nil {
                var kind = postingKeys.values[Int(key)]
                // A spreadsheet program took the zero in front off.
                if kind.utf8.count == 1, let whole = plan.meaning.postingKey?.kinds["0" + kind] { kind = whole }
                let isKnown = kind == ImportProfile.kindBySign || plan.narrow[1].vocabulary.code(of: kind) != nil
                codes[key] = isKnown ? code(of: kind, dictionary) : batch.narrow[1][row]
            }
            batch.narrow[1][row] = codes[key]!
        }
    }

    /// What the values of a row mean together: kinds and signs, days that are none, the fiscal year of the line.
    private mutating func applyMeaning(_ text: RawSpan, _ batch: inout Batch, _ faults: inout FaultSink) {
        let rules = plan.meaning
        if let words = rules.indicator {
            faults.beginColumn()
            for column in batch.amounts.indices { apply(words, text, &batch.amounts[column], &faults) }
        }
        if rules.hasPositiveCredits { turnCredits(&batch) }
        if rules.hasKindBySign { decideKinds(&batch) }
        if !rules.noDates.isEmpty {
            for column in batch.days.indices {
                batch.days[column] = batch.days[column].map { rules.noDates.contains($0) ? ItemColumns.noDay : $0 }
            }
        }
        if rules.keyHasKindAndCustomer { addKinds(&batch) }
        if rules.keyHasYear { addYears(text, &batch) }
    }

    /// Puts kind and customer in front of the line of documents that are no invoices, and day and original amount of those that may have a number which is not
    /// theirs alone, as cheques and transfers have: `credit_note C1/1`, `payment C1 2026-10-16 -50.00`. Documents without a number have all that in their name.
    private mutating func addKinds(_ batch: inout Batch) {
        guard let number = plan.texts[0].fieldIndex else { return }
        let kinds = dictionaries[plan.wide.count + 1].values.map { Vocabulary.itemKinds.code(of: $0).flatMap(ItemKind.init) }
        for row in 0..<rows.count {
            guard let kind = kinds[Int(batch.narrow[1][row])], kind != .invoice,
                rows.fields[row * rows.columnCount + number].count > 0
            else { continue }
            var parts = [kind.name, dictionaries[1].values[Int(batch.wide[1][row])]]
            if kind == .payment || kind == .other {
                let (day, amount) = (batch.days[0][row], batch.amounts[1][row])
                if day != ItemColumns.noDay { parts.append(Day(daysSinceEpoch: day).isoText) }
                let exponent = Int(max(0, exponents[Int(batch.narrow[0][row])]))
                if amount != ItemColumns.noAmount { parts.append(Decimal64(mantissa: amount, scale: exponent).text) }
            }
            let own = dictionaries[2].values[Int(batch.wide[2][row])]
            batch.wide[2][row] = code(of: parts.joined(separator: " ") + (own.isEmpty ? "" : "/" + own), 2)
        }
    }

    /// Gives amounts the sign that the words for debits and credits say, and rejects rows whose word is not known.
    private func apply(_ words: DebitCreditWords, _ text: RawSpan, _ amounts: inout [Int64], _ faults: inout FaultSink) {
        for row in 0..<rows.count where amounts[row] != ItemColumns.noAmount {
            let word = fieldText(text, row, words.field)
            switch words.meaning(word, isNegative: amounts[row] < 0) {
            case .credit: amounts[row] = -abs(amounts[row])
            case .debit: amounts[row] = abs(amounts[row])
            case .asWritten: break
            case .unknown:
                faults.add(
                    .unknownWord, row: row, of: rows, column: words.field + 1,
                    message: unknownWordMessage(word, column: ImportProfile.debitCreditColumn, words: [], mapped: words.listed))
            }
        }
    }

    /// Turns the sign of credit notes and payments round.
    private func turnCredits(_ batch: inout Batch) {
        let values = dictionaries[plan.wide.count + 1].values
        let isCredit = values.map { $0 == ItemKind.creditNote.name || $0 == ItemKind.payment.name || $0 == PostingKind.writeOff.name }
        for column in batch.amounts.indices {
            for row in 0..<rows.count where isCredit[Int(batch.narrow[1][row])] && batch.amounts[column][row] != ItemColumns.noAmount {
                batch.amounts[column][row] = -batch.amounts[column][row]
            }
        }
    }

    /// Decides kinds by the sign of the amount: a debit note (of postings: an adjustment) above 0, a payment below.
    private mutating func decideKinds(_ batch: inout Batch) {
        let dictionary = plan.wide.count + 1
        guard let undecided = dictionaries[dictionary].values.firstIndex(of: ImportProfile.kindBySign) else { return }
        let isUndecided = dictionaries[dictionary].values.map { $0 == ImportProfile.kindBySign }
        guard isUndecided[undecided] else { return }
        let debit = code(of: plan.keyHasKind ? PostingKind.adjustment.name : ItemKind.debitNote.name, dictionary)
        let credit = code(of: ItemKind.payment.name, dictionary)
        for row in 0..<rows.count where isUndecided[Int(batch.narrow[1][row])] {
            batch.narrow[1][row] = batch.amounts[0][row] < 0 && batch.amounts[0][row] != ItemColumns.noAmount ? credit : debit
        }
        learnVocabulary()
    }

    /// Puts the fiscal year in front of the line: `2026/1`; the year alone where there is no line.
    private mutating func addYears(_ text: RawSpan, _ batch: inout Batch) {
        var span = Int32.max...Int32.max
        var year = 0
        for row in 0..<rows.count {
            let day = batch.days[0][row]
            let stated = plan.meaning.fiscalYearField.flatMap { Int(fieldText(text, row, $0)) }
            if let stated {
                year = stated
            } else if day == ItemColumns.noDay {
                continue
            } else if !span.contains(day) {
                (year, span) = fiscalYear(of: day)
            }
            let line = batch.wide[2][row]
            let key = UInt64(truncatingIfNeeded: year) << 32 | UInt64(line)
            if yearLines[key] == nil {
                let own = dictionaries[2].values[Int(line)]
                yearLines[key] = code(of: own.isEmpty ? "\(year)" : "\(year)/\(own)", 2)
            }
            batch.wide[2][row] = yearLines[key]!
        }
    }

    /// The fiscal year a day lies in, by the calendar year of its first day, and all its days.
    private func fiscalYear(of day: Int32) -> (year: Int, days: ClosedRange<Int32>) {
        let parts = Day(daysSinceEpoch: day).components
        let year = parts.month < plan.meaning.fiscalYearStart ? parts.year - 1 : parts.year
        func first(_ year: Int) -> Int32 { Day.daysSinceEpoch(year: year, month: plan.meaning.fiscalYearStart, day: 1) }
        return (year, first(year)...first(year + 1) - 1)
    }

    /// The code of a canonical value in a dictionary.
    private mutating func code(of value: String, _ dictionary: Int) -> UInt32 {
        let bytes = Array(value.utf8)
        return dictionaries[dictionary].code(bytes.span.bytes, 0, bytes.count)
    }

    /// The text of a field of a row.
    func fieldText(_ text: RawSpan, _ row: Int, _ field: Int) -> String {
        text.text(rows.fields[row * rows.columnCount + field].range)
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
        for (index, column) in batch.days.enumerated() where index != plan.asOfIndex && index != plan.clearingIndex {
            mixNumbers(column, into: &hashes)
        }
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
            let text = batch.rejectedRows.count < rejectLimit ? rejectedText(original, fault) : ""
            batch.rejectedRows.append(RejectedRow(line: fault.line, column: fault.column, reason: fault.reason.rawValue, text: text))
        }
    }
}

extension ChunkParser {
    /// A row as it stands in the file; for a row of a sheet, as its file of rejected rows has it.
    private func rejectedText(_ original: RawSpan, _ fault: RowFault) -> String {
        let start = fault.start
        guard let layout = plan.sheetRejects else {
            let row = rawRow(original, from: Int(start), hasQuotes: plan.layout.hasQuotes && !fault.reason.endsRowWithLine)
            guard let field = plan.rowRules.groupField, let group = filledGroups[start] else { return row }
            let syntax = FieldSyntax(separator: plan.layout.separator, hasQuotes: plan.layout.hasQuotes)
            return syntax.row(row, filling: field, with: original.text(group.range))
        }
        return rows.row(startingAt: start).map { layout.line(original, rows, row: $0) } ?? ""
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
