import LedgerColumns

/// Some rows of a small table, as a thread reads them.
struct RowsPart {
    let scanned: ScannedRows
    /// The rows to be read, ascending.
    let rows: [Int]
    let columns: RecordColumns
    /// The fields that make up a row's fingerprint, in their order; nil stands for a column that the file does not have.
    let hashed: [Int?]

    /// Reads the rows one by one.
    func read<Record: Sendable>(_ make: (inout RecordRow) -> Record) -> ReadRows<[Record]> {
        var read = ReadRows<[Record]>()
        for row in rows {
            if let record = self.record(row, make, &read) { read.records.append(record) }
        }
        return read
    }

    /// Reads a row, and notes what it gives but the record; nil when it has faults.
    func record<Record, Records>(_ row: Int, _ make: (inout RecordRow) -> Record, _ read: inout ReadRows<Records>) -> Record? {
        var record = RecordRow(scanned, row: row, columns)
        let made = make(&record)
        guard record.faults.isEmpty else {
            read.faulty.append((row, record.faults))
            return nil
        }
        read.rows.append(row)
        read.fingerprint &+= hashed.reduce(0) { FieldHash.mix($0, $1.map { scanned.hash(row: row, field: $0) } ?? FieldHash.of("")) }
        return made
    }
}

/// What some rows give.
struct ReadRows<Records: RecordList & Sendable>: Sendable {
    var records = Records()
    /// The row of each record.
    var rows: [Int] = []
    /// The rows that give no record, and why.
    var faulty: [(row: Int, faults: [RecordRow.Fault])] = []
    var fingerprint: UInt64 = 0
}
