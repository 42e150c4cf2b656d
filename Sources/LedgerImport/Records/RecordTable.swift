import Ledger
import LedgerColumns

/// The records of a small table, with the line of each and what became of the rows.
struct RecordTable<Record> {
    var records: [Record] = []
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
        func kept<Value>(_ values: [Value]) -> [Value] { values.indices.filter { conflicts[$0] == nil }.map { values[$0] } }
        records = kept(records)
        lines = kept(lines)
        places = kept(places)
    }

    /// The rows of the file.
    fileprivate var scans: [ScannedRows] = []
    /// Where each record's row stands in the file: in which of ``scans``, and where it begins there.
    fileprivate var places: [(scan: UInt32, start: UInt32)] = []
}

extension FileReading {
    /// Reads all rows with `make`; rows it finds faults in are rejected.
    mutating func readTable<Record: Sendable>(
        _ make: @escaping @Sendable (inout RecordRow) -> Record
    ) throws(ImportError) -> RecordTable<Record> {
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
        var table = RecordTable<Record>()
        if case .sheet(let sheet) = source { for scanned in scans { scanned.source = .sheet(sheet.rejects.written(styles, header)) } }
        for scanned in scans { addRecords(scanned, plans, styles, make, to: &table) }
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
            let scanned = scanRows(bytes)
            guard let count = fieldCountBesideTrailingSeparators(scanned) else { return ([scanned], nil) }
            header = header.resized(to: count)
            return ([scanRows(bytes)], nil)
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
        var evidence = ColumnEvidence()
        let schema = FileSchema.of(profile.kind)
        for name in schema.dayNames {
            guard let index = plans[name]?.fieldIndex else { continue }
            var found = DateEvidence()
            for row in 0..<scanned.rows.count {
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
            for row in 0..<scanned.rows.count where scanned.rows.type(row: row, field: index) != .number {
                found.add(scanned.value(row: row, field: index), line: scanned.rows.lines[row])
            }
            evidence.amounts[name] = found
        }
        return evidence
    }

    /// The number of fields that rows have when none could be read and separators at the end of rows or of the header are the reason.
    private func fieldCountBesideTrailingSeparators(_ scanned: ScannedRows) -> Int? {
        let faults = scanned.rows.shapeFaults
        guard scanned.rows.count == 0, !faults.isEmpty, faults.allSatisfy({ $0.fieldCount != nil && $0.strayQuote == nil }) else {
            return nil
        }
        return header.fieldCount(besideTrailingSeparators: faults.lazy.prefix(rejectedRowLimit).map { scanned.rawText($0.start) }, syntax)
    }

    private func scanRows(_ bytes: FileBytes) -> ScannedRows {
        let layout = RowLayout(
            separator: syntax.separator, hasQuotes: syntax.hasQuotes, columnCount: header.fieldCount, isolatesStrayQuotes: true)
        var rows = RowTable(columnCount: layout.columnCount)
        return bytes.withSpan { file in
            let text = file.extracting(min(header.dataStart, file.byteCount)..<file.byteCount)
            let counts = BlockCounts(text)
            rows.prepare(rowLimit: counts.lineFeeds + 1)
            if layout.hasQuotes, counts.quotes > 0 {
                scanQuotedRows(text, layout: layout, firstLine: header.dataLine, into: &rows)
            } else {
                scanPlainRows(text, layout: layout, firstLine: header.dataLine, into: &rows)
            }
            let unescaped = unescapedCopy(text, &rows)
            rows.noteMarks(unescaped.span.bytes, header.markedFields)
            return ScannedRows(
                rows, unescaped, source: .text(bytes, rowsFrom: header.dataStart, hasQuotes: layout.hasQuotes))
        }
    }

    private func addRecords<Record: Sendable>(
        _ scanned: ScannedRows, _ plans: [String: ColumnPlan], _ styles: ColumnStyles,
        _ make: @escaping @Sendable (inout RecordRow) -> Record, to table: inout RecordTable<Record>
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
            Self.readRows(
                shared, range.lazy.filter { !rowsWithoutValue.contains($0) }, RecordColumns(columnPlans, styles), hashed: hashed, make)
        }
        for part in parts {
            for (row, found) in part.faulty {
                faults.beginColumn()
                for fault in found { faults.add(fault.reason, row: row, of: rows, column: fault.column, message: fault.message) }
            }
            table.records += part.records
            table.lines += part.rows.map { Int(rows.lines[$0]) }
            table.places += part.rows.map { (scan, rows.starts[$0]) }
            table.fingerprint &+= part.fingerprint
        }
        takeRejects(scanned, faults, &table.tally)
    }

    /// What some rows give.
    private struct ReadRows<Record: Sendable>: Sendable {
        var records: [Record] = []
        /// The row of each record.
        var rows: [Int] = []
        /// The rows that give no record, and why.
        var faulty: [(row: Int, faults: [RecordRow.Fault])] = []
        var fingerprint: UInt64 = 0
    }

    private static func readRows<Record: Sendable>(
        _ scanned: ScannedRows, _ rows: some Sequence<Int>, _ columns: RecordColumns, hashed: [Int?], _ make: (inout RecordRow) -> Record
    ) -> ReadRows<Record> {
        var read = ReadRows<Record>()
        for row in rows {
            var record = RecordRow(scanned, row: row, columns)
            let made = make(&record)
            guard record.faults.isEmpty else {
                read.faulty.append((row, record.faults))
                continue
            }
            read.records.append(made)
            read.rows.append(row)
            read.fingerprint &+= rowHash(scanned, row, hashed)
        }
        return read
    }

    /// A hash of some fields of a row, in their order; nil stands for a column that the file does not have.
    private static func rowHash(_ scanned: ScannedRows, _ row: Int, _ indices: [Int?]) -> UInt64 {
        indices.reduce(0) { FieldHash.mix($0, $1.map { scanned.hash(row: row, field: $0) } ?? FieldHash.of("")) }
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
