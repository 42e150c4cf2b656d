import Foundation
import GRDB
import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Activities in the store")
struct KeptActivitiesTests {
    let temporary: TemporaryStore
    var store: LedgerStore { temporary.store }

    init() throws { temporary = try TemporaryStore() }

    private func activity(_ id: String, _ outcome: Activity.Outcome = .reached) -> Activity {
        Activity(
            activity: id, date: day("2026-06-01"), analyst: "A1", customer: "C1", channel: .phone, direction: .out, outcome: outcome)
    }

    private func upsert(_ activities: [Activity]) throws -> UpsertCounts {
        try store.importing { try $0.upsert(ActivityColumns(activities)) }
    }

    private func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test("stand by id whatever was imported, and only what changes is counted and written")
    func upserts() throws {
        #expect(try store.activities().isEmpty)
        #expect(try upsert([]) == UpsertCounts())
        #expect(try store.revision(of: .activities) == 0)
        #expect(try upsert([activity("X2"), activity("X1")]) == UpsertCounts(added: 2))
        #expect(try Array(store.activities()) == [activity("X1"), activity("X2")])
        let second = try upsert([activity("X0"), activity("X2", .promise), activity("X1")])
        #expect(second == UpsertCounts(added: 1, changed: 1, unchanged: 1))
        let changed = [activity("X0"), activity("X1"), activity("X2", .promise)]
        #expect(try Array(store.activities()) == changed)
        #expect(try store.revision(of: .activities) == 2)
        #expect(try upsert(changed.reversed()) == UpsertCounts(unchanged: 3))
        #expect(try store.revision(of: .activities) == 2)
        #expect(try store.checkIntegrity().isEmpty)
        let reading = try LedgerStore.open(at: temporary.path, readOnly: true)
        #expect(try Array(reading.activities()) == changed)
    }

    @Test("of which one is named twice are those named last")
    func repeated() throws {
        #expect(try upsert([activity("X1"), activity("X1", .promise)]) == UpsertCounts(added: 1))
        #expect(try Array(store.activities()) == [activity("X1", .promise)])
    }

    @Test("are kept as one set of segments, also when there are more than one has rows for")
    func manySegments() throws {
        let many = (0..<140_000).map { activity("X\(1_000_000 + $0)") }
        #expect(try upsert(many) == UpsertCounts(added: many.count))
        #expect(try upsert([activity("X0"), activity("X1139999", .dispute)]) == UpsertCounts(added: 1, changed: 1))
        let read = try store.activities()
        #expect(read.count == many.count + 1)
        #expect(read.first == activity("X0") && read.last == activity("X1139999", .dispute))
        #expect(try store.checkIntegrity().isEmpty)
        let queue = try DatabaseQueue(path: temporary.path)
        #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM activity_set") } == 1)
    }

    @Test("whose segments are damaged, missing or exchanged are refused and named")
    func damage() throws {
        _ = try upsert([activity("X1"), activity("X2", .promise)])
        try execute("UPDATE activity_segment SET bytes = zeroblob(length(bytes)) WHERE column_name = 'outcome'")
        #expect(throws: StoreError.self) { try store.activities() }
        let findings = try store.checkIntegrity()
        #expect(findings.map(\.code) == ["damaged-segment"])
        #expect(findings.first?.message.contains("column outcome, segment 0") == true)
        #expect(throws: StoreError.self) { try upsert([activity("X3")]) }
        try execute("DELETE FROM activity_segment WHERE column_name = 'outcome'")
        #expect(throws: StoreError.self) { try store.activities() }
        #expect(try store.checkIntegrity().map(\.code) == ["damaged-activities"])
    }

    @Test("whose words stand for nothing are refused")
    func unknownWords() throws {
        _ = try upsert([activity("X1"), activity("X2", .escalated)])
        // A segment whose checksum is right.
        let segment = encodeSegment([UInt8]([3, 9]).span)
        let known = Segment.checksum(segment.span.bytes)
        let checksum = Int64(bitPattern: try #require(known))
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.write {
            let sql = "UPDATE activity_segment SET checksum = ?, bytes = ? WHERE column_name = 'outcome'"
            try $0.execute(sql: sql, arguments: [checksum, Data(segment)])
        }
        #expect(throws: StoreError.self) { try store.activities() }
    }

    @Test("of a store of version 6, which had rows of them, become columns when it is opened for writing")
    func olderStore() throws {
        let full = Activity(
            activity: "X2", date: day("2026-06-02"), analyst: "A2", customer: "C2", channel: .letter, direction: .in,
            outcome: .leftMessage, document: "I1", followUpOn: day("2026-06-09"), followUpDoneOn: day("2026-06-10"))
        try execute(
            activitiesAsRows + """
                INSERT INTO activity VALUES ('X1', '2026-06-01', 'A1', 'C1', 'phone', 'out', 'reached', NULL, NULL, NULL);
                INSERT INTO activity VALUES ('X2', '2026-06-02', 'A2', 'C2', 'letter', 'in', 'left_message', 'I1', '2026-06-09', '2026-06-10');
                INSERT INTO rollup VALUES ('activities', 'all', 1, 1, x'00');
                PRAGMA user_version = 6;
                """)
        #expect(throws: StoreError.self) { try LedgerStore.open(at: temporary.path, readOnly: true) }
        let opened = try LedgerStore.open(at: temporary.path)
        #expect(try Array(opened.activities()) == [activity("X1"), full])
        #expect(try opened.checkIntegrity().isEmpty)
        let queue = try DatabaseQueue(path: temporary.path)
        let tables = try queue.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'") }
        #expect(!tables.contains("activity"))
    }

    @Test("of a store of version 6 with a row that cannot be read stay as they are")
    func olderStoreWithBadRow() throws {
        try execute(
            activitiesAsRows + """
                INSERT INTO activity VALUES ('X1', 'yesterday', 'A1', 'C1', 'phone', 'out', 'reached', NULL, NULL, NULL);
                PRAGMA user_version = 6;
                """)
        #expect(throws: StoreError.self) { try LedgerStore.open(at: temporary.path) }
        let queue = try DatabaseQueue(path: temporary.path)
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 6)
        #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM activity") } == 1)
    }
}
