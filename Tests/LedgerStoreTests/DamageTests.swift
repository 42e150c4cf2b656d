import Foundation
import GRDB
import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Damaged stores")
struct DamageTests {
    /// A small generator, so that every run damages the same places.
    private struct Places: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    /// A store with a bit of everything, its items and its snapshot.
    private func makeStore() throws -> (TemporaryStore, SnapshotInfo, [String]) {
        let temporary = try TemporaryStore()
        let items = makeItems(company: "IT01", amounts: [5, 6, -7, 1_000, 70_000])
        let outcome = try temporary.importItems(items, on: day("2026-05-31"), fingerprint: 1)
        var postings = PostingColumns()
        postings.add("P1", amount: 5)
        postings.add("P2", amount: 6)
        try temporary.importPostings(postings)
        var again = PostingColumns()
        again.add("P2", amount: 7)
        try temporary.importPostings(again)
        try temporary.store.importing { _ = try $0.upsert([Customer(customer: "C1", name: "One")]) }
        try temporary.store.saveRollup(name: "n", key: "k", fingerprint: 1, bytes: [1, 2, 3])
        return (temporary, outcome.snapshot, items.rowTexts)
    }

    /// Does something with a store; only the store's own errors may come, and none that blames the program.
    ///
    /// - Returns: Whether damage was noticed.
    @discardableResult
    private func survives(_ place: Comment, _ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch let error as StoreError {
            #expect(error.code != .internalFault, "\(place) \(error) \(String(describing: error.cause))")
        } catch {
            Issue.record("\(place) \(error)")
        }
        return true
    }

    @Test("bytes changed anywhere are an error of the store or change nothing that is read", arguments: [1, 2, 3, 4] as [UInt64])
    func changedBytes(seed: UInt64) throws {
        let (temporary, snapshot, rows) = try makeStore()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: temporary.path)))
        // Empty pages are most of the file; damage to them says nothing.
        let used = bytes.indices.filter { bytes[$0] != 0 }
        let path = temporary.folder.appendingPathComponent("damaged.incasso").path
        var random = Places(state: seed)
        var noticed = 0
        for variant in 0..<150 {
            var damaged = bytes
            for _ in 0..<(variant % 3 + 1) {
                // Every other time near the start of a page, where it is described.
                let place =
                    variant % 2 == 0
                    ? used[Int(random.next() % UInt64(used.count))]
                    : Int(random.next() % UInt64(bytes.count / 16_384)) * 16_384 + Int(random.next() % 64)
                damaged[place] ^= UInt8(truncatingIfNeeded: random.next() % 255 + 1)
            }
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            let place: Comment = "seed \(seed), variant \(variant)"
            let isRefused = survives(place) {
                let store = try LedgerStore.open(at: path, readOnly: variant % 4 < 2)
                survives(place) { _ = try store.snapshots(includingOlderVersions: true) }
                survives(place) { _ = try store.sources() }
                let isDamaged = survives(place) {
                    let items = try store.items(of: snapshot.id)
                    #expect(items.rowTexts == rows, place)
                }
                if isDamaged { noticed += 1 }
                survives(place) {
                    let all = Set(ItemColumn.allCases)
                    try store.withEncodedItems(of: [snapshot.id], columns: all) { encoded in
                        for piece in encoded[0].pieces.indices {
                            var items = try encoded[0].decoded(all, piece: piece)
                            let part = encoded[0].parts[encoded[0].pieces[piece].part]
                            (items.companies, items.customers) = (part.companies, part.customers)
                            (items.lines, items.currencies) = (part.lines, part.currencies)
                            #expect(items.rowTexts == rows, place)
                        }
                    }
                }
                survives(place) { _ = try store.postings() }
                survives(place) { _ = try store.customers() }
                survives(place) { _ = try store.rollup(name: "n", key: "k", fingerprint: 1) }
                survives(place) { _ = try store.revision(of: .snapshots) }
                survives(place) { _ = try store.checkIntegrity() }
            }
            if isRefused { noticed += 1 }
            for name in [path, path + "-journal", path + "-wal", path + "-shm"] { try? FileManager.default.removeItem(atPath: name) }
        }
        #expect(noticed > 10)
    }

    @Test(
        "values that cannot be and tables that are gone are damage, and the table is named",
        arguments: [
            ("UPDATE item_segment SET row_count = 9223372036854775807", "item_segment"),
            ("UPDATE snapshot_part SET row_count = 9223372036854775807", "snapshot_part"),
            ("DELETE FROM snapshot_member", "snapshot"),
            ("DROP TABLE part_total", "snapshot"),
            ("ALTER TABLE item_segment RENAME COLUMN checksum TO other", "item_segment"),
        ])
    func impossibleValues(sql: String, table: String) throws {
        let (temporary, snapshot, _) = try makeStore()
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF; " + sql) }
        try queue.close()
        let error = #expect(throws: StoreError.self) {
            let store = try LedgerStore.open(at: temporary.path)
            _ = try store.snapshots()
            _ = try store.items(of: snapshot.id)
        }
        #expect(error?.code == .damaged, "\(String(describing: error))")
        #expect(error?.context?.contains(table) == true, "\(String(describing: error))")
    }

    @Test("a value that is NULL in spite of the schema is damage, not the end of the program")
    func nullValues() throws {
        let (temporary, snapshot, _) = try makeStore()
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF; CREATE TABLE copy AS SELECT * FROM item_segment")
            try database.execute(sql: "DROP TABLE item_segment; ALTER TABLE copy RENAME TO item_segment")
            try database.execute(sql: "UPDATE item_segment SET bytes = NULL, checksum = NULL")
            try database.execute(sql: "CREATE TABLE other AS SELECT * FROM rollup; DROP TABLE rollup; ALTER TABLE other RENAME TO rollup")
            try database.execute(sql: "UPDATE rollup SET bytes = NULL")
        }
        try queue.close()
        let store = try LedgerStore.open(at: temporary.path)
        let reading = #expect(throws: StoreError.self) { try store.items(of: snapshot.id) }
        #expect(reading?.code == .damaged && reading?.context == "table item_segment")
        let rollup = #expect(throws: StoreError.self) { try store.rollup(name: "n", key: "k", fingerprint: 1) }
        #expect(rollup?.code == .damaged && rollup?.context == "table rollup")
        let checking = #expect(throws: StoreError.self) { try store.checkIntegrity() }
        #expect(checking?.code == .damaged && checking?.context == "table item_segment")
    }
}
