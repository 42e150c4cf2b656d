import Ledger
import LedgerColumns

/// Where the rows of a file come from: the seam behind which every syntax is read alike.
enum RowSource {
    /// Delimited text in UTF-8.
    case text(FileBytes)
    /// A sheet of a workbook.
    case sheet(SheetRows)

    /// What a person calls the place of a row.
    var rowWord: String {
        switch self {
        case .text: "line"
        case .sheet: "row"
        }
    }

    /// The same behind "the one".
    var rowPlace: String {
        switch self {
        case .text: "on line"
        case .sheet: "in row"
        }
    }
}

/// The reading of one file whose header is matched.
struct FileReading {
    let path: String
    let source: RowSource
    var header: HeaderMatch
    let profile: ImportProfile
    let options: ImportOptions
    var syntax: FieldSyntax
    var report: ImportReport

    /// Reads a ledger, postings or history.
    mutating func readColumnar() throws(ImportError) -> ImportedContent {
        let plan: BatchPlan
        var result: ColumnarResult
        switch source {
        case .text(let bytes): (plan, result) = try readInItsStyle(bytes)
        case .sheet(let sheet): (plan, result) = try readInItsStyle(sheet)
        }
        FreedMemory.release(ofRows: result.columns.count)
        try check(result)
        try rejectDuplicates(&result, plan)
        FreedMemory.release(ofRows: result.columns.count)
        try rejectUnclearTotals(&result)
        report.mendedLines = mendedLines(result.columns)
        let refusal = try finishRows(result.tally, keptCount: result.columns.count)
        var asOf: Day?
        do throws(ImportError) {
            if profile.kind == .ledger {
                asOf = try resolveAsOf(result.columns, plan)
                if let asOf, profile.undatedIsOfAsOfDay { dateUndated(&result, asOf) }
            }
            try noteChecks(result, asOf: asOf)
        } catch {
            guard let refusal else { throw error }
            throw ImportError(code: refusal.code, diagnostics: refusal.diagnostics + error.diagnostics, report: report)
        }
        if let refusal { throw ImportError(code: refusal.code, diagnostics: refusal.diagnostics, report: report) }
        switch profile.kind {
        case .ledger: return .ledger(day: asOf!, result.columns.packedItems())
        case .postings: return .postings(result.columns.postingColumns())
        default:
            let rows = result.columns.historyColumns()
            if options.isPartOfHistory { return .history(RebuiltHistory(part: rows)) }
            let history = try RebuiltHistory(rows, applied: options.appliedPostings, path: path)
            report.note(history)
            return .history(history)
        }
    }

    /// Reads the rows in the style that all values of each column have.
    ///
    /// The style a sample has is tried first; the reading itself collects what all values say. Only when that differs are the rows read again.
    private mutating func readInItsStyle(_ bytes: FileBytes) throws(ImportError) -> (BatchPlan, ColumnarResult) {
        var chunks = plannedChunks(bytes)
        var question = StyleQuestion(profile: profile, syntax: syntax, options: options, path: path)
        var plan = plan(question.decide(sampleEvidence(bytes, chunks: chunks, plan: plan(ColumnStyles()))).styles)
        var result = readColumns(bytes, chunks: chunks, plan: plan, options: options)
        if let count = fieldCountBesideTrailingSeparators(result) {
            header = header.resized(to: count)
            chunks = plannedChunks(bytes)
            plan = self.plan(question.decide(sampleEvidence(bytes, chunks: chunks, plan: self.plan(ColumnStyles()))).styles)
            result = readColumns(bytes, chunks: chunks, plan: plan, options: options)
        }
        if result.quotingFault != nil || result.tally.spans.rowLines != nil, usesStrayQuotes(bytes) {
            syntax.hasQuotes = false
            report.hasQuotes = false
            question = StyleQuestion(profile: profile, syntax: syntax, options: options, path: path)
            chunks = plannedChunks(bytes)
            plan = self.plan(plan.styles)
            result = readColumns(bytes, chunks: chunks, plan: plan, options: options)
        }
        if let reason = result.quotingFault?.reason, reason != .unterminatedQuote {
            // Where rows end is to be found out from the beginning: quotes out of place hide it from chunks.
            chunks = wholeChunk(bytes)
            plan.layout.isolatesStrayQuotes = true
            result = readColumns(bytes, chunks: chunks, plan: plan, options: options)
        }
        let (styles, open) = question.decide(result.tally.evidence)
        if result.quotingFault == nil { try refuse(open, styles, question) }
        if !styles.readsLike(plan.styles) {
            let isolatesStrayQuotes = plan.layout.isolatesStrayQuotes
            plan = self.plan(styles)
            plan.layout.isolatesStrayQuotes = isolatesStrayQuotes
            var again = options
            again.progress = nil
            result = readColumns(bytes, chunks: chunks, plan: plan, options: again)
        }
        if result.quotingFault == nil { try refuseRowsInQuotes(result.tally.spans) }
        noteSpans(result.tally.spans)
        noteStyles(styles)
        return (plan, result)
    }

    /// Refuses a file with columns that fit two ways; the report has how the others are written.
    mutating func refuse(_ open: [StyleQuestion.Ambiguity], _ styles: ColumnStyles, _ question: StyleQuestion) throws(ImportError) {
        guard !open.isEmpty else { return }
        var known = styles
        for column in open {
            switch column.question {
            case .dayOrMonth, .year: known.orders[column.column] = nil
            case .decimalMark: known.marks[column.column] = nil
            case .swappedCells: break
            }
        }
        report.note(known, header)
        throw question.error(open, header: header, path: path, report: nil)
    }

    /// Puts into the report how the columns are written, and in which of them day and month are exchanged.
    mutating func noteStyles(_ styles: ColumnStyles) {
        report.note(styles, header)
        for name in styles.swapped.sorted() {
            report.diagnostics.append(
                Diagnostic(
                    code: "swapped-days", severity: .note, file: path, line: header.headerLine, column: header.fields[name].map { $0 + 1 },
                    message: "in column '\(name)' day and month of the dates of the sheet are exchanged, as was said"))
        }
    }

    func plan(_ styles: ColumnStyles) -> BatchPlan {
        BatchPlan(
            kind: profile.kind, header: header, profile: profile, options: options, syntax: syntax, styles: styles,
            asOf: outsideDay?.day)
    }

    /// The chunks of the rows. Headings of groups reach over any number of rows, so that such a file is one chunk.
    private func plannedChunks(_ bytes: FileBytes) -> [Chunk] {
        profile.groupsByCustomer ? wholeChunk(bytes) : plannedChunks(bytes, options)
    }

    /// All rows as one chunk.
    private func wholeChunk(_ bytes: FileBytes) -> [Chunk] {
        var options = options
        options.chunkByteCount = max(bytes.blockByteCount, bytes.count)
        return plannedChunks(bytes, options)
    }

    private func plannedChunks(_ bytes: FileBytes, _ options: ImportOptions) -> [Chunk] {
        planChunks(
            bytes, rowsFrom: header.dataStart, firstLine: header.dataLine, hasQuotes: syntax.hasQuotes, options: options)
    }

    /// The number of fields that rows have when none could be read and separators at the end of rows or of the header are the reason.
    private func fieldCountBesideTrailingSeparators(_ result: ColumnarResult) -> Int? {
        guard result.columns.count == 0, Set(result.tally.rejectedByReason.keys) == [FaultReason.wrongFieldCount.rawValue] else {
            return nil
        }
        return header.fieldCount(besideTrailingSeparators: result.tally.rejectedRows.map(\.text), syntax)
    }

    /// Whether quotes are characters like any other. Canonical files have no such quotes, and what a profile states holds.
    private func usesStrayQuotes(_ bytes: FileBytes) -> Bool {
        guard syntax.hasQuotes, !(profile.isCanonical && syntax == .canonical), profile.dialect.hasQuotes == nil else { return false }
        return bytes.withSpan { text in
            let use = QuoteUse(text.extracting(header.dataStart..<text.byteCount), separator: syntax.separator)
            return use.quotedFields == 0 || use.areCharacters
        }
    }

    /// Refuses quotes around what looks like rows of their own: with them these would be lost without a word.
    func refuseRowsInQuotes(_ spans: RowTable.QuotedSpans) throws(ImportError) {
        guard let lines = spans.rowLines else { return }
        throw ImportError(
            .badQuoting, file: path, line: lines.lowerBound,
            "a quote opens here and closes on line \(lines.upperBound), and each of these lines has the fields of a row: rows would be lost",
            advice:
                "close the quote on its line; where quotes are characters of texts, double them in fields that stand in quotes, or write "
                + "dialect: {quotes: false} in a profile of your own")
    }

    /// Tells of quoted fields with line ends: the file has fewer rows than lines.
    private mutating func noteSpans(_ spans: RowTable.QuotedSpans) {
        guard spans.count > 0, !profile.isCanonical else { return }
        report.diagnostics.append(
            Diagnostic(
                code: "quoted-line-ends", severity: .note, file: path, line: spans.firstLine,
                message: (spans.count == 1 ? "1 quoted field reaches" : "\(spans.count) quoted fields reach")
                    + " over line ends, the first from this line on: check that these are texts of several lines"))
    }

    private func check(_ result: ColumnarResult) throws(ImportError) {
        if let fault = result.quotingFault {
            let found = faultDiagnostics(result.tally.faults) + [fault.diagnostic(path)]
            throw ImportError(code: .badQuoting, diagnostics: found)
        }
        switch result.columns.overflow {
        case .text?:
            throw ImportError(.tooLarge, file: path, "a text column has more than 4 GiB", advice: "split the file by company")
        case .currencies?:
            throw ImportError(.tooLarge, file: path, "the file has more than 256 currencies", advice: "split the file by company")
        case .row?:
            throw ImportError(.tooLarge, file: path, "a row has more than 4 GiB", advice: "look for a quote that is not closed")
        case nil: break
        }
    }

    /// Rejects every row whose key an earlier row has.
    private mutating func rejectDuplicates(_ result: inout ColumnarResult, _ plan: BatchPlan) throws(ImportError) {
        var pairs = findDuplicates(&result.columns, plan: plan, threads: options.threads)
        result.columns.keyHashes = []
        if !pairs.isEmpty { pairs = tellApart(pairs, in: &result.columns) }
        guard !pairs.isEmpty else { return }
        let columns = result.columns
        // Systems tell items of one document apart by a line, which not every layout of the list shows.
        let lineNames = header.fields["line"] == nil && !profile.isCanonical ? profile.headers["line"] ?? [] : []
        let hint = lineNames.first.map { "; the file has no column '\($0)', which tells items of a document apart: export it too" } ?? ""
        for pair in pairs.prefix(FaultSink.detailLimit) {
            let company = columns.dictionaries[0][columns.wide[0][pair.second]]
            let message =
                "document '\(columns.texts[0][pair.second])' of company '\(company)' has the same key as \(source.rowWord) \(columns.lines[pair.first])"
                + hint
            result.tally.faults.append(
                RowFault(start: 0, line: Int(columns.lines[pair.second]), column: nil, reason: .duplicateKey, message: message))
        }
        result.tally.faults.sort { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
        let kept = pairs.prefix(rejectedRowLimit)
        var texts = try rawRows(atLines: kept.map { Int(columns.lines[$0.second]) })
        if profile.groupsByCustomer, let field = header.fields["customer"], case .text = source {
            for (index, pair) in kept.enumerated() {
                texts[index] = syntax.row(texts[index], filling: field, with: columns.dictionaries[1][columns.wide[1][pair.second]])
            }
        }
        for (index, pair) in pairs.enumerated() {
            let text = index < texts.count ? texts[index] : ""
            let row = RejectedRow(
                line: Int(columns.lines[pair.second]), column: nil, reason: FaultReason.duplicateKey.rawValue, text: text)
            result.tally.add(row, rejectLimit: rejectedRowLimit)
        }
        result.tally.rejectedRows.sort { $0.line < $1.line }
        result.columns.remove(rows: Set(pairs.map(\.second)))
    }

    /// Tells documents apart that have no number of their own; notes those that are alike in all that names them.
    private mutating func tellApart(_ pairs: [DuplicatePair], in columns: inout MergedColumns) -> [DuplicatePair] {
        let (left, count) = ComposedDocuments(profile).tellApart(pairs, in: &columns)
        if count > 0 {
            let subject = count == 1 ? "1 row without a document number is" : "\(count) rows without a document number are"
            report.diagnostics.append(
                Diagnostic(
                    code: "alike-documents", severity: .warning, file: path,
                    message: subject
                        + " like another one in kind, day, customer and amount; each is taken for a document of its own and numbered",
                    advice: "check that none stands in the file twice"))
        }
        guard !left.isEmpty, profile.tellsNumbersApart, header.fields["line"] == nil else { return left }
        let shared = SharedNumbers(tellingApart: left, in: &columns)
        if shared.count > 0 { report.diagnostics.append(sharedNumbers(shared)) }
        return shared.left
    }

    /// What is told of numbers that several documents have.
    private func sharedNumbers(_ shared: SharedNumbers) -> Diagnostic {
        var advice = "check that these are different documents; the key of one changes when the others are gone"
        if let line = profile.headers["line"]?.first {
            advice += ", unless the column '\(line)', which tells items of a document apart, is exported too"
        } else if shared.hasKinds, !profile.numbersRepeatByKind {
            advice += ", unless the profile says numbers_repeat_by_kind"
        }
        return Diagnostic(
            code: "shared-numbers", severity: .warning, file: path,
            message: (shared.count == 1 ? "1 row has" : "\(shared.count) rows have")
                + " the number of another document; kind, customer, due date or amount tells them apart, and is taken for their line",
            advice: advice)
    }

    /// The rows that begin on physical lines, which ascend.
    func rawRows(atLines lines: [Int]) throws(ImportError) -> [String] {
        switch source {
        case .text(let bytes): rawRows(of: bytes, atLines: lines)
        case .sheet(let sheet): try sheet.rejectedTexts(ofRows: lines)
        }
    }

    func rawRows(of bytes: FileBytes, atLines lines: [Int]) -> [String] {
        bytes.withSpan { text in
            var (offset, line) = (header.dataStart, header.dataLine)
            return lines.map { wanted in
                while line < wanted, offset < text.byteCount {
                    if text.byte(offset) == Ascii.lineFeed { line += 1 }
                    offset += 1
                }
                return rawRow(text, from: offset, hasQuotes: syntax.hasQuotes)
            }
        }
    }

    /// Puts counts and faults into the report; throws when there are no rows.
    ///
    /// - Returns: Why the file is refused, without its report: too many rows are rejected.
    mutating func finishRows(_ tally: RowTally, keptCount: Int) throws(ImportError) -> ImportError? {
        report.hasCountedRows = true
        report.rowsRead = tally.readCount
        report.rowsKept = keptCount
        if tally.blankCount > 0 { report.dropped["blank"] = tally.blankCount }
        report.dropped.merge(tally.dropped, uniquingKeysWith: +)
        report.rejected = tally.rejectedByReason
        report.rejectedRows = tally.rejectedRows
        let faults = faultDiagnostics(tally.faults)
        report.diagnostics.append(contentsOf: faults)
        if tally.readCount == 0 { try noteNoRows() }
        guard tally.rejectedCount > options.allowedRejects.limit(rowsRead: tally.readCount) else { return nil }
        let summary = Diagnostic(
            code: "data-rejected", file: path,
            message: "\(tally.rejectedCount) of \(tally.readCount) rows are rejected, more than allowed",
            advice: "correct the rows listed, or allow rejected rows with --allow-rejects")
        return ImportError(code: .dataRejected, diagnostics: faults + [summary])
    }

    /// The faults as diagnostics; the first ones only.
    func faultDiagnostics(_ faults: [RowFault]) -> [Diagnostic] {
        faults.prefix(FaultSink.detailLimit).compactMap { fault in
            fault.message.map {
                Diagnostic(
                    code: fault.reason.rawValue, file: path, line: fault.line, column: fault.column, message: $0,
                    advice: fault.reason.advice)
            }
        }
    }
}

extension RowTable.QuotingFault {
    /// The fault as a finding about a file.
    func diagnostic(_ path: String) -> Diagnostic {
        let (code, message, advice) =
            switch reason {
            case .quoteInField:
                (
                    "quote-in-field", "a quote stands inside a field that does not start with one",
                    "put the field in quotes and double the quotes inside"
                )
            case .textAfterQuote:
                ("text-after-quote", "text follows a closing quote", "double the quotes inside a quoted field")
            case .unterminatedQuote: ("unterminated-quote", "a quoted field is not closed", "add the closing quote")
            }
        return Diagnostic(code: code, file: path, line: line, column: column, message: message, advice: advice)
    }
}
