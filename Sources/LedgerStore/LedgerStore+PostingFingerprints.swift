import GRDB
import Ledger
import LedgerColumns

extension LedgerStore {
    /// For each file's postings that hold, the first day of one, and a number that stands for all of them: for the checksums of their columns and for the rows that a later
    /// file replaced. Linear in the segments.
    public func postingFingerprints() throws(StoreError) -> [(day: Day, hash: UInt64)] {
        try reading("table posting_batch") { database in
            var fingerprints: [Int64: UInt64] = [:]
            for sql in [
                "SELECT batch, checksum AS number FROM posting_segment ORDER BY batch, column_name, ordinal",
                "SELECT batch, row AS number FROM posting_superseded ORDER BY batch, row",
            ] {
                let rows = try Row.fetchCursor(database, sql: sql)
                while let row = try rows.next() {
                    let record = RecordRow(table: "posting_segment", row: row)
                    let (batch, number) = (try record.integer("batch"), try record.fingerprint("number"))
                    fingerprints[batch] = foldMultiply((fingerprints[batch] ?? 0) ^ number, 0xE703_7ED1_A0B4_28DB) &+ 1
                }
            }
            let sql = "SELECT id, first_day FROM posting_batch WHERE first_day IS NOT NULL ORDER BY id"
            return try Row.fetchAll(database, sql: sql).map { row in
                let record = RecordRow(table: "posting_batch", row: row)
                return (try record.day("first_day"), fingerprints[try record.integer("id")] ?? 0)
            }
        }
    }
}
