import Foundation
import GRDB
import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Store file")
struct StoreFileTests {
    func code(_ body: () throws -> Void) -> StoreError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? StoreError)?.code
        }
    }

    /// Changes the file behind the store's back.
    func tamper(_ path: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test("a store is made once, and opened again")
    func createAndOpen() throws {
        let temporary = try TemporaryStore()
        #expect(code { _ = try LedgerStore.create(at: temporary.path) } == .alreadyExists)
        let again = try LedgerStore.open(at: temporary.path)
        let snapshots = try again.snapshots()
        #expect(snapshots.isEmpty)
        let findings = try again.checkIntegrity()
        #expect(findings.isEmpty)
    }

    @Test("a missing file, a folder, another file and another database are no stores")
    func otherFilesAreRefused() throws {
        let temporary = try TemporaryStore()
        let folder = temporary.folder.path
        #expect(code { _ = try LedgerStore.open(at: folder + "/none") } == .noSuchStore)
        #expect(code { _ = try LedgerStore.open(at: folder) } == .notAStore)
        try Data("company,document\nIT01,I1\n".utf8).write(to: URL(fileURLWithPath: folder + "/ledger.csv"))
        #expect(code { _ = try LedgerStore.open(at: folder + "/ledger.csv") } == .notAStore)
        try Data().write(to: URL(fileURLWithPath: folder + "/empty"))
        #expect(code { _ = try LedgerStore.open(at: folder + "/empty") } == .notAStore)
        try tamper(folder + "/other.db", "CREATE TABLE other (x)")
        #expect(code { _ = try LedgerStore.open(at: folder + "/other.db") } == .notAStore)
        #expect(code { _ = try LedgerStore.create(at: folder + "/none/ledger.incasso") } == .cannotCreate)
    }

    @Test("a store of a newer version is refused and left alone")
    func newerVersionIsRefused() throws {
        let temporary = try TemporaryStore()
        try tamper(temporary.path, "PRAGMA user_version = 99")
        let before = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
        #expect(code { _ = try LedgerStore.open(at: temporary.path) } == .newerVersion)
        let after = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
        #expect(before == after)
    }

    @Test("a store that is opened for reading cannot be written")
    func readOnly() throws {
        let temporary = try TemporaryStore()
        let store = try LedgerStore.open(at: temporary.path, readOnly: true)
        #expect(code { try store.saveRollup(name: "n", key: "k", fingerprint: 1, bytes: []) } == .notPermitted)
    }

    @Test("an import that fails in the middle leaves the store as it was")
    func failedImportIsRolledBack() throws {
        struct Stop: Error {}
        let temporary = try TemporaryStore()
        try temporary.importItems(makeItems(company: "IT01", amounts: [5, 6]), on: day("2026-05-31"), fingerprint: 1)
        let before = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
        #expect(throws: Stop.self) {
            try temporary.store.importing { transaction in
                let source = try transaction.addTestSource(.ledger)
                let many = makeItems(company: "IT01", amounts: (0..<300_000).map { $0 * 7919 % 100_003 })
                _ = try transaction.addSnapshotPart(day: day("2026-05-31"), items: many, fingerprint: 2, source: source)
                _ = try transaction.upsert([Customer(customer: "C1", name: "One")])
                throw Stop()
            }
        }
        let snapshots = try temporary.store.snapshots(includingOlderVersions: true)
        #expect(snapshots.map(\.version) == [1])
        let customers = try temporary.store.customers()
        #expect(customers.isEmpty)
        let after = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
        #expect(before == after)
        let findings = try temporary.store.checkIntegrity()
        #expect(findings.isEmpty)
    }

    @Test("a process that dies in the middle of an import leaves a store that opens as it was before")
    func interruptedImportIsRolledBack() throws {
        let temporary = try TemporaryStore()
        let first = try temporary.importItems(makeItems(company: "IT01", amounts: [5, 6]), on: day("2026-05-31"), fingerprint: 1)
        let crashed = temporary.folder.appendingPathComponent("crashed.incasso").path
        try temporary.store.importing { transaction in
            let source = try transaction.addTestSource(.ledger)
            // More than the page cache holds, so that pages are in the file before the commit.
            let many = makeItems(company: "IT01", amounts: (0..<400_000).map { ($0 &* 0x9E37_79B9_7F4A) & 0xFF_FFFF_FFFF })
            _ = try transaction.addSnapshotPart(day: day("2026-05-31"), items: many, fingerprint: 2, source: source)
            _ = try transaction.addSnapshotPart(day: day("2026-06-30"), items: many, fingerprint: 2, source: source)
            // What a reader finds on the disk at this moment is what a crash would leave.
            try FileManager.default.copyItem(atPath: temporary.path, toPath: crashed)
            try FileManager.default.copyItem(atPath: temporary.path + "-journal", toPath: crashed + "-journal")
        }
        let size = try FileManager.default.attributesOfItem(atPath: crashed)[.size] as? Int ?? 0
        #expect(size > 2_000_000)
        let store = try LedgerStore.open(at: crashed)
        let snapshots = try store.snapshots(includingOlderVersions: true)
        #expect(snapshots == [first.snapshot])
        let items = try store.items(of: first.snapshot.id)
        #expect(items.openMinor == [5, 6])
        let findings = try store.checkIntegrity()
        #expect(findings.isEmpty)
    }

    @Test("a damaged segment is named when it is read and by the integrity check")
    func damagedSegmentIsNamed() throws {
        let temporary = try TemporaryStore()
        let outcome = try temporary.importItems(makeItems(company: "IT01", amounts: [5, 6, -7]), on: day("2026-05-31"), fingerprint: 1)
        try tamper(
            temporary.path,
            "UPDATE item_segment SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'FE' AS BLOB) WHERE column_name = 'due_day'")
        do {
            _ = try temporary.store.items(of: outcome.snapshot.id)
            Issue.record("damage was not noticed")
        } catch {
            #expect(error.code == .damaged)
            #expect(error.context == "item_segment of part 1, column due_day, segment 0")
        }
        let others = try temporary.store.items(of: outcome.snapshot.id, columns: [.document])
        #expect(others.document.count == 3 && others.openMinor == [5, 6, -7])
        let findings = try temporary.store.checkIntegrity()
        #expect(findings.map(\.code) == ["damaged-segment"])
        #expect(findings.first?.message.contains("column due_day, segment 0") == true)
    }

    @Test("segments that were swapped, or went missing, are noticed")
    func swappedSegmentsAreNoticed() throws {
        let temporary = try TemporaryStore()
        let outcome = try temporary.importItems(makeItems(company: "IT01", amounts: [5, 6, -7]), on: day("2026-05-31"), fingerprint: 1)
        let source = "(SELECT bytes FROM item_segment WHERE column_name = 'document_day')"
        try tamper(temporary.path, "UPDATE item_segment SET bytes = \(source) WHERE column_name = 'due_day'")
        #expect(code { _ = try temporary.store.items(of: outcome.snapshot.id) } == .damaged)
        try tamper(temporary.path, "DELETE FROM item_segment WHERE column_name = 'due_day'")
        #expect(code { _ = try temporary.store.items(of: outcome.snapshot.id) } == .damaged)
        let findings = try temporary.store.checkIntegrity()
        #expect(findings.map(\.code) == ["damaged-snapshot"])
    }
}
