import GRDB
import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Encoded items of a store")
struct EncodedReadingTests {
    private static let columns: Set<ItemColumn> = [.company, .customer, .currency, .line, .document, .dueDay, .openMinor]

    /// The rows of encoded items as texts.
    private static func rowTexts(_ encoded: EncodedItems) throws -> [String] {
        try encoded.pieces.indices.flatMap { index in
            let part = encoded.parts[encoded.pieces[index].part]
            let items = try encoded.decoded(columns, piece: index)
            return (0..<items.count).map { row in
                [
                    part.companies[items.company[row]], part.customers[items.customer[row]], part.lines[items.line[row]],
                    part.currencies[Int(items.currency[row])].code, items.document[row], "\(items.dueDay[row])", "\(items.openMinor[row])",
                ].joined(separator: "|")
            }
        }
    }

    private static func rowTexts(_ items: ItemColumns) -> [String] {
        (0..<items.count).map { row in
            [
                items.companies[items.company[row]], items.customers[items.customer[row]], items.lines[items.line[row]],
                items.currencies[Int(items.currency[row])].code, items.document[row], "\(items.dueDay[row])", "\(items.openMinor[row])",
            ].joined(separator: "|")
        }
    }

    @Test("are the items of each snapshot, part by part, in segments of any length")
    func reading() throws {
        let temporary = try TemporaryStore()
        let may = try temporary.importItems(
            makeItems(company: "IT01", amounts: (0..<150_000).map { $0 % 9_973 - 400 }), on: day("2026-05-31"), fingerprint: 1)
        try temporary.importItems(makeItems(company: "IT01", amounts: [5, 6, -7]), on: day("2026-06-30"), fingerprint: 2)
        let june = try temporary.importItems(
            makeItems(company: "IE01", amounts: [8, -9], currency: "USD"), on: day("2026-06-30"), fingerprint: 3)
        let empty = try temporary.importItems(ItemColumns(), on: day("2026-07-31"), fingerprint: 4)
        let ids = [may, june, empty].map(\.snapshot.id)
        let expected = try ids.map { Self.rowTexts(try temporary.store.items(of: $0)) }
        try temporary.store.withEncodedItems(of: ids, columns: Self.columns) { items in
            #expect(items.map(\.count) == [150_000, 5, 0])
            #expect(items.map(\.parts.count) == [1, 2, 1])
            let isSame = try items.map { try Self.rowTexts($0) } == expected
            #expect(isSame)
        }
        let count = try temporary.store.withEncodedItems(of: [june.snapshot.id], columns: [.openMinor]) { items in
            #expect(items[0].parts.allSatisfy { $0.companies.count == 0 && $0.currencies.isEmpty })
            let error = #expect(throws: ColumnError.self) { try items[0].decoded([.dueDay], piece: 0) }
            #expect(error?.code == .missingColumn)
            return items[0].count
        }
        #expect(count == 5)
    }

    private func read(_ temporary: TemporaryStore, _ ids: [SnapshotInfo.ID]) -> StoreError? {
        #expect(throws: StoreError.self) {
            try temporary.store.withEncodedItems(of: ids, columns: Self.columns) { try $0.forEach { _ = try Self.rowTexts($0) } }
        }
    }

    @Test(
        "a damaged, swapped or missing segment is named, whichever snapshot it belongs to",
        arguments: [
            ("bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'FE' AS BLOB)", "item_segment of part 2, column due_day, segment 0"),
            ("checksum = checksum + 1", "item_segment of part 2, column due_day, segment 0"),
            ("ordinal = 1", "item_segment of part 2, column due_day, segment 1"),
            ("row_count = 4", "item_segment of part 2"), ("row_count = -1", "item_segment of part 2"),
        ])
    func damage(change: String, context: String) throws {
        let temporary = try TemporaryStore()
        let first = try temporary.importItems(makeItems(company: "IT01", amounts: [5, 6, -7]), on: day("2026-05-31"), fingerprint: 1)
        let second = try temporary.importItems(makeItems(company: "IT01", amounts: [5, 6, -8]), on: day("2026-06-30"), fingerprint: 2)
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.write { try $0.execute(sql: "UPDATE item_segment SET \(change) WHERE part = 2 AND column_name = 'due_day'") }
        try queue.close()
        for ids in [[first.snapshot.id, second.snapshot.id], [second.snapshot.id, first.snapshot.id]] {
            let error = read(temporary, ids)
            #expect(error?.code == .damaged && error?.context == context, "\(String(describing: error))")
        }
    }

    @Test("of one file are those of its part of the snapshot, and a damaged segment of it is named")
    func ofOneFile() throws {
        let temporary = try TemporaryStore()
        try temporary.importItems(makeItems(company: "IT01", amounts: [5, 6, -7]), on: day("2026-06-30"), fingerprint: 1)
        let june = try temporary.importItems(
            makeItems(company: "IE01", amounts: [8, -9], currency: "USD"), on: day("2026-06-30"), fingerprint: 2)
        let parts = june.snapshot.parts
        #expect(parts.count == 2)
        func texts(_ part: SnapshotPart) throws -> [String] {
            try temporary.store.withEncodedItems(of: part, columns: Self.columns) { try Self.rowTexts($0) }
        }
        #expect(try parts.flatMap { try texts($0) } == Self.rowTexts(try temporary.store.items(of: june.snapshot.id)))
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.write {
            try $0.execute(sql: "UPDATE item_segment SET checksum = checksum + 1 WHERE part = 2 AND column_name = 'due_day'")
        }
        try queue.close()
        let (damaged, other) = (try #require(parts.first { $0.id == 2 }), try #require(parts.first { $0.id == 1 }))
        #expect(try texts(other).count == 3)
        let error = #expect(throws: StoreError.self) { try texts(damaged) }
        #expect(error?.code == .damaged && error?.context == "item_segment of part 2, column due_day, segment 0")
    }

    @Test("a dictionary that is missing is damage, and a snapshot that is not there is told")
    func missing() throws {
        let temporary = try TemporaryStore()
        let first = try temporary.importItems(makeItems(company: "IT01", amounts: [5]), on: day("2026-05-31"), fingerprint: 1)
        let second = try temporary.importItems(makeItems(company: "IT01", amounts: [6]), on: day("2026-06-30"), fingerprint: 2)
        try temporary.store.importing { transaction in
            _ = try transaction.deleteSnapshot(day: second.snapshot.day, version: second.snapshot.version, removedOn: day("2026-07-01"))
        }
        #expect(read(temporary, [first.snapshot.id, second.snapshot.id])?.code == .noSuchSnapshot)
        let queue = try DatabaseQueue(path: temporary.path)
        try queue.write { try $0.execute(sql: "DELETE FROM item_segment WHERE column_name = 'customers'") }
        try queue.close()
        let error = read(temporary, [first.snapshot.id])
        #expect(error?.code == .damaged && error?.context == "item_segment of part 1, column customer")
    }
}
