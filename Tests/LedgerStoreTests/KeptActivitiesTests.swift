import GRDB
import Ledger
import LedgerStore
import Testing

@Suite("Activities kept as columns")
struct KeptActivitiesTests {
    let temporary: TemporaryStore
    var store: LedgerStore { temporary.store }

    init() throws { temporary = try TemporaryStore() }

    private func activity(_ id: String, _ outcome: Activity.Outcome = .reached) -> Activity {
        Activity(
            activity: id, date: day("2026-06-01"), analyst: "A1", customer: "C1", channel: .phone, direction: .out, outcome: outcome)
    }

    /// How many rows the kept columns have in the store, by any fingerprint.
    private func keptCount() throws -> Int {
        let queue = try DatabaseQueue(path: temporary.path)
        return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM rollup WHERE name = 'activities'") ?? 0 }
    }

    @Test("are those of the table whatever was imported, and in its order")
    func followTheTable() throws {
        #expect(try store.activityColumns().isEmpty)
        #expect(try keptCount() == 0)
        _ = try store.importing { try $0.upsert([activity("X2"), activity("X1")]) }
        #expect(try keptCount() == 1)
        #expect(try Array(store.activityColumns()) == [activity("X1"), activity("X2")])
        _ = try store.importing { try $0.upsert([activity("X0"), activity("X2", .promise)]) }
        let changed = [activity("X0"), activity("X1"), activity("X2", .promise)]
        for _ in 0..<2 { #expect(try Array(store.activityColumns()) == changed) }
        #expect(try store.activities() == changed)
    }

    @Test("of a file that names one twice are those of the table")
    func repeated() throws {
        _ = try store.importing { try $0.upsert([activity("X1"), activity("X1", .promise)]) }
        #expect(try Array(store.activityColumns()) == [activity("X1", .promise)])
    }

    @Test("are read from the table where they are damaged, or where nothing may be written")
    func fallBack() throws {
        _ = try store.importing { try $0.upsert([activity("X1")]) }
        _ = try store.importing { try $0.upsert([activity("X2")]) }
        let reading = try LedgerStore.open(at: temporary.path, readOnly: true)
        #expect(try Array(reading.activityColumns()) == [activity("X1"), activity("X2")])
        _ = try store.activityColumns()
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.write { try $0.execute(sql: "UPDATE rollup SET bytes = zeroblob(length(bytes))") }
        #expect(try Array(store.activityColumns()) == [activity("X1"), activity("X2")])
    }
}
