import Ledger
import LedgerColumns

/// Records of a small table: an array of them, or their columns.
protocol RecordList {
    init()
    var count: Int { get }
    mutating func append(contentsOf other: Self)
    /// Some of the records, in the order given.
    func selecting(_ places: [Int]) -> Self
}

extension Array: RecordList {
    func selecting(_ places: [Int]) -> [Element] { places.map { self[$0] } }
}

/// The records of a small table, with the line of each and what became of the rows.
struct RecordTable<Records: RecordList> {
    var records = Records()
    var lines: [Int] = []
    var tally = RowTally()
    var fingerprint: UInt64 = 0

    /// Rejects records that are in conflict with an earlier one: those whose index is a key.
    mutating func reject(_ conflicts: [Int: (reason: FaultReason, message: String)]) {
        guard !conflicts.isEmpty else { return }
        for (index, conflict) in conflicts.sorted(by: { $0.key < $1.key }) {
            tally.faults.append(
                RowFault(start: 0, line: lines[index], column: nil, reason: conflict.reason, message: conflict.message))
            let text = scans[Int(places[index].scan)].rawText(places[index].start)
            tally.add(
                RejectedRow(line: lines[index], column: nil, reason: conflict.reason.rawValue, text: text), rejectLimit: rejectedRowLimit)
        }
        tally.faults.sort { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
        tally.rejectedRows.sort { $0.line < $1.line }
        let kept = lines.indices.filter { conflicts[$0] == nil }
        records = records.selecting(kept)
        lines = lines.selecting(kept)
        places = kept.map { places[$0] }
    }

    /// The rows of the file.
    fileprivate var scans: [ScannedRows] = []
    /// Where each record's row stands in the file: in which of ``scans``, and where it begins there.
    fileprivate var places: [(scan: UInt32, start: UInt32)] = []
}

extension FileReading {
    /// Reads all rows, each of which `make` makes a record of; rows it finds faults in are rejected.
    mutating func readTable<Record: Sendable>(
        _ make: @escaping @Sendable (inout RecordRow) -> Record
    ) throws(ImportError) -> RecordTable<[Record]> {
        try readTable { (part: RowsPart) in part.read(make) }
    }

    /// Reads all rows, some at a time with `read`.
    mutating func readTable<Records: RecordList & Sendable>(
        _ read: @escaping @Sendable (RowsPart) -> ReadRows<Records>
    ) throws(ImportError) -> RecordTable<Records> {
        var plans: [String: ColumnPlan] = [:]
        for column in FileSchema.of(profile.kind).columns {
            plans[column.name] = header.plan(column.name, profile: profile, options: options)
        }
        let (scans, remarks) = try scanRows()
        for scanned in scans { try refuseRowsInQuotes(scanned.rows.spans) }
        let question = StyleQuestion(profile: profile, syntax: syntax, options: options, path: path)
        let (styles, open) = question.decide(scans.reduce(into: ColumnEvidence()) { $0.add(evidence($1, plans)) })
        try refuse(open, styles, question)
        noteStyles(styles)
        var table = RecordTable<Records>()
        if case .sheet(let sheet) = source { for scanned in scans { scanned.source = .sheet(sheet.rejects.written(styles, header)) } }
        for scanned in scans { addRecords(scanned, plans, styles, read, to: &table) }
        if case .sheet(let sheet) = source, let remarks { try note(remarks, sheet, lines: table.lines.map { UInt32($0) }) }
        guard let fault = scans.last?.rows.quotingFault else { return table }
        throw ImportError(code: .badQuoting, diagnostics: faultDiagnostics(table.tally.faults) + [fault.diagnostic(path)])
    }

    /// The rows of the file; of a sheet in several tables, with what was seen beside them.
    private mutating func scanRows() throws(ImportError) -> ([ScannedRows], SheetRows.Remarks?) {
        switch source {
        case .text(let bytes):
            guard bytes.count <= Int(Int32.max) else {
                throw ImportError(.tooLarge, file: path, "a small table has more than 2 GiB", advice: "split the file")
            }
            let scans = scanRows(bytes)
            guard let count = fieldCountBesideTrailingSeparators(scans) else { return (scans, nil) }
            header = header.resized(to: count)
            return (scanRows(bytes), nil)
        case .sheet(let sheet):
            var scans: [ScannedRows] = []
            let remarks = try sheet.eachTable { rows, text in
                scans.append(ScannedRows(rows, text, source: .sheet(sheet.rejects)))
            }
            return (scans, remarks)
        }
    }

    /// What the values of the date and number columns say about how they are written; of those with a type, whether day and month may be swapped.
    private func evidence(_ scanned: ScannedRows, _ plans: [String: ColumnPlan]) -> ColumnEvidence {
        let schema = FileSchema.of(profile.kind)
        // SAFETY: the rows are only read, and all reading is done when `concurrentRanges` returns.
        nonisolated(unsafe) let shared = scanned
        return concurrentRanges(scanned.rows.count, parts: options.threads) { Self.evidence(shared, $0, schema, plans) }
            .reduce(into: ColumnEvidence()) { $0.add($1) }
    }

    private static func evidence(
        _ scanned: ScannedRows, _ range: Range<Int>, _ schema: FileSchema, _ plans: [String: ColumnPlan]
    ) -> ColumnEvidence {
        var evidence = ColumnEvidence()
        for name in schema.dayNames {
            guard let index = plans[name]?.fieldIndex else { continue }
            var found = DateEvidence()
            for row in range {
                if scanned.rows.type(row: row, field: index) == .day {
                    if let day = Day(iso: scanned.value(row: row, field: index)) { found.addTyped(day.daysSinceEpoch) }
                } else {
                    found.add(scanned.date(row: row, field: index), line: scanned.rows.lines[row])
                }
            }
            evidence.days[name] = found
        }
        for name in schema.amountNames {
            guard let index = plans[name]?.fieldIndex else { continue }
            var found = AmountEvidence()
            for row in range where scanned.rows.type(row: row, field: index) != .number {
                found.add(scanned.value(row: row, field: index), line: scanned.rows.lines[row])
            }
            evidence.amounts[name] = found
        }
        return evidence
    }

    /// The number of fields that rows have when none could be read and separators at the end of rows or of the header are the reason.
    private func fieldCountBesideTrailingSeparators(_ scans: [ScannedRows]) -> Int? {
        guard scans.allSatisfy({ $0.rows.count == 0 }) else { return nil }
        let faults = scans.flatMap { scanned in scanned.rows.shapeFaults.map { (scanned, $0) } }
        guard !faults.isEmpty, faults.allSatisfy({ $0.1.fieldCount != nil && $0.1.strayQuote == nil }) else { return nil }
        let texts = faults.prefix(rejectedRowLimit).map { scanned, fault in scanned.rawText(fault.start) }
        return header.fieldCount(besideTrailingSeparators: texts, syntax)
    }

    /// The rows of a text: as many pieces as there are threads, or one where quotes may hold line ends.
    private func scanRows(_ bytes: FileBytes) -> [ScannedRows] {
        let layout = RowLayout(
            separator: syntax.separator, hasQuotes: syntax.hasQuotes, columnCount: header.fieldCount, isolatesStrayQuotes: true)
        let (start, firstLine, marked) = (min(header.dataStart, bytes.count), header.dataLine, header.markedFields)
        let chunks = planChunks(bytes, rowsFrom: start, firstLine: firstLine, hasQuotes: layout.hasQuotes, options: options)
        let hasQuotes = chunks.contains(where: \.mayHaveQuotes)
        let pieceCount = hasQuotes ? 1 : max(1, min(options.threads, chunks.count))
        let pieces = concurrentParts(pieceCount) { piece in
            let own = chunks[chunks.count * piece / pieceCount..<chunks.count * (piece + 1) / pieceCount]
            let range = (own.first?.range.lowerBound ?? start)..<(own.last?.range.upperBound ?? start)
            let line = own.first?.firstLine ?? firstLine
            var rows = RowTable(columnCount: layout.columnCount)
            rows.prepare(rowLimit: own.reduce(1) { $0 + $1.lineFeedCount })
            let text = bytes.withSpan { file in
                let text = file.extracting(range)
                if hasQuotes {
                    scanQuotedRows(text, layout: layout, firstLine: line, into: &rows)
                } else {
                    scanPlainRows(text, layout: layout, firstLine: line, into: &rows)
                }
                return unescapedCopy(text, &rows)
            }
            rows.noteMarks(text.span.bytes, marked)
            return (start: range.lowerBound, rows: rows, text: text)
        }
        return pieces.map { piece in
            ScannedRows(piece.rows, piece.text, source: .text(bytes, rowsFrom: piece.start, hasQuotes: layout.hasQuotes))
        }
    }

    private func addRecords<Records: RecordList & Sendable>(
        _ scanned: ScannedRows, _ plans: [String: ColumnPlan], _ styles: ColumnStyles,
        _ read: @escaping @Sendable (RowsPart) -> ReadRows<Records>, to table: inout RecordTable<Records>
    ) {
        let rows = scanned.rows
        table.scans.append(scanned)
        let scan = UInt32(table.scans.count - 1)
        var faults = FaultSink()
        faults.add(shapeFaultsOf: rows)
        faults.add(cellFaultsOf: rows) { field in plans.values.first { $0.fieldIndex == field }?.name ?? "field \(field + 1)" }
        table.tally.readCount += rows.count + rows.shapeFaults.count
        table.tally.blankCount += rows.blankCount
        let rowsWithoutValue = Set(rows.cellFaults.map(\.row))
        let schema = FileSchema.of(profile.kind)
        let hashed = schema.columns.map { plans[$0.name]?.fieldIndex }
        let columnPlans = schema.columns.compactMap { plans[$0.name] }
        // SAFETY: the rows are only read, and all reading is done when `concurrentRanges` returns.
        nonisolated(unsafe) let shared = scanned
        let parts = concurrentRanges(rows.count, parts: options.threads) { range in
            // What is wrong with a cell itself is told already. Each part has columns of its own: every value of every row counts who has its column, and threads
            // would wait for each other's counting.
            read(
                RowsPart(
                    scanned: shared, rows: rowsWithoutValue.isEmpty ? Array(range) : range.filter { !rowsWithoutValue.contains($0) },
                    columns: RecordColumns(columnPlans, styles), hashed: hashed))
        }
        for part in parts {
            for (row, found) in part.faulty {
                faults.beginColumn()
                for fault in found { faults.add(fault.reason, row: row, of: rows, column: fault.column, message: fault.message) }
            }
            table.records.append(contentsOf: part.records)
            table.lines += part.rows.map { Int(rows.lines[$0]) }
            table.places += part.rows.map { (scan, rows.starts[$0]) }
            table.fingerprint &+= part.fingerprint
        }
        takeRejects(scanned, faults, &table.tally)
    }

    private func takeRejects(_ scanned: ScannedRows, _ faults: FaultSink, _ tally: inout RowTally) {
        let sorted = faults.sorted()
        tally.faults.append(contentsOf: sorted.prefix(FaultSink.detailLimit - tally.faults.count))
        var last: UInt32?
        for fault in sorted where fault.start != last {
            last = fault.start
            let text =
                tally.rejectedRows.count < rejectedRowLimit ? scanned.rawText(fault.start, isLine: fault.reason.endsRowWithLine) : ""
            tally.add(
                RejectedRow(line: fault.line, column: fault.column, reason: fault.reason.rawValue, text: text),
                rejectLimit: rejectedRowLimit)
        }
    }
}

extension AmountEvidence {
    /// Adds what a number says.
    mutating func add(_ text: String, line: UInt32) {
        let bytes = Array(text.utf8)
        for mark in DecimalMark.allCases {
            let scan = AmountScan(bytes.span.bytes, 0, bytes.count, mark: mark.byte, otherMark: mark.otherByte)
            guard scan.isValid else { continue }
            switch scan.evidence {
            case .forMark: add(mark, 1)
            case .eitherWay: addEitherWay(line: line)
            case .none: break
            }
            // What is possible only with the other mark is not valid with this one.
            return
        }
    }
}
