import Ledger

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
            tally.add(
                RejectedRow(line: lines[index], column: nil, reason: conflict.reason.rawValue, text: rawTexts[index]),
                rejectLimit: rejectedRowLimit)
        }
        tally.faults.sort { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
        tally.rejectedRows.sort { $0.line < $1.line }
        func kept<Value>(_ values: [Value]) -> [Value] { values.indices.filter { conflicts[$0] == nil }.map { values[$0] } }
        records = kept(records)
        lines = kept(lines)
    }

    /// Each record's row as it stands in the file.
    fileprivate var rawTexts: [String] = []
}

extension FileReading {
    /// Reads all rows with `make`; rows it finds faults in are rejected. Small tables are read on one thread.
    func readTable<Record>(_ make: (inout RecordRow) -> Record) throws(ImportError) -> RecordTable<Record> {
        guard bytes.count <= Int(Int32.max) else {
            throw ImportError(.tooLarge, file: path, "a small table has more than 2 GiB", advice: "split the file")
        }
        var plans: [String: ColumnPlan] = [:]
        for column in FileSchema.of(profile.kind).columns {
            plans[column.name] = header.plan(column.name, profile: profile, options: options)
        }
        var table = RecordTable<Record>()
        let fault = bytes.withSpan { file -> RowTable.QuotingFault? in
            let text = file.extracting(min(header.dataStart, file.byteCount)..<file.byteCount)
            return scanTable(text, plans, into: &table, make)
        }
        guard let fault else { return table }
        throw ImportError(code: .badQuoting, diagnostics: faultDiagnostics(table.tally.faults) + [fault.diagnostic(path)])
    }

    private func scanTable<Record>(
        _ text: RawSpan, _ plans: [String: ColumnPlan], into table: inout RecordTable<Record>, _ make: (inout RecordRow) -> Record
    ) -> RowTable.QuotingFault? {
        let layout = RowLayout(separator: profile.separator, hasQuotes: profile.hasQuotes, columnCount: header.fieldCount)
        var rows = RowTable(columnCount: layout.columnCount)
        var lineFeedCount = 0
        for offset in 0..<text.byteCount where text.byte(offset) == Ascii.lineFeed { lineFeedCount += 1 }
        rows.prepare(rowLimit: lineFeedCount + 1)
        if layout.hasQuotes {
            scanQuotedRows(text, layout: layout, firstLine: header.dataLine, into: &rows)
        } else {
            scanPlainRows(text, layout: layout, firstLine: header.dataLine, into: &rows)
        }
        let unescaped = unescapedCopy(text, &rows)
        var faults = FaultSink()
        faults.add(shapeFaultsOf: rows)
        table.tally.readCount = rows.count + rows.shapeFaults.count
        table.tally.blankCount = rows.blankCount
        for row in 0..<rows.count {
            let fields = (0..<rows.columnCount).map { column in
                let value = unescaped.span.bytes.text(rows.fields[row * rows.columnCount + column].range)
                return profile.keepsBlanks ? value : trimmed(value)
            }
            var record = RecordRow(fields, plans: plans, profile: profile, line: Int(rows.lines[row]))
            let made = make(&record)
            for fault in record.faults {
                faults.add(fault.reason, row: row, of: rows, column: fault.column, message: fault.message)
            }
            guard record.faults.isEmpty else { continue }
            table.records.append(made)
            table.lines.append(Int(rows.lines[row]))
            table.rawTexts.append(rawRow(text, from: Int(rows.starts[row]), hasQuotes: profile.hasQuotes))
            table.fingerprint &+= rowHash(fields, plans)
        }
        takeRejects(text, faults, &table.tally)
        return rows.quotingFault
    }

    /// A hash of the values of a row in the order of the canonical columns.
    private func rowHash(_ fields: [String], _ plans: [String: ColumnPlan]) -> UInt64 {
        FileSchema.of(profile.kind).columns.reduce(0) { hash, column in
            FieldHash.mix(hash, FieldHash.of(plans[column.name]?.fieldIndex.map { fields[$0] } ?? ""))
        }
    }

    private func takeRejects(_ text: RawSpan, _ faults: FaultSink, _ tally: inout RowTally) {
        let sorted = faults.sorted()
        tally.faults = Array(sorted.prefix(FaultSink.detailLimit))
        var last: UInt32?
        for fault in sorted where fault.start != last {
            last = fault.start
            let raw = rawRow(text, from: Int(fault.start), hasQuotes: profile.hasQuotes)
            tally.add(
                RejectedRow(line: fault.line, column: fault.column, reason: fault.reason.rawValue, text: raw),
                rejectLimit: rejectedRowLimit)
        }
    }
}
