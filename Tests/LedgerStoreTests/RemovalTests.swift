import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("What is taken out on purpose")
struct RemovalTests {
    private let june = day("2026-06-30")

    @Test("a deleted version leaves the one before, and its own items are gone")
    func version() throws {
        let temporary = try TemporaryStore()
        try temporary.importItems(makeItems(company: "A", amounts: [5]), on: june, fingerprint: 1)
        try temporary.importItems(makeItems(company: "B", amounts: [7, 8]), on: june, fingerprint: 2)
        try temporary.importItems(makeItems(company: "A", amounts: [6]), on: june, fingerprint: 3)
        let before = try temporary.store.revision(of: .snapshots)
        let removed = try temporary.store.importing { try $0.deleteSnapshot(day: june, version: 3, removedOn: day("2026-11-25")) }
        #expect(removed.rowCount == 3 && removed.current == 2)
        let current = try #require(try temporary.store.currentSnapshot(on: june))
        let items = try temporary.store.items(of: current.id)
        #expect(current.version == 2 && items.openMinor == [5, 7, 8])
        #expect(try temporary.store.revision(of: .snapshots) == before + 1)
        let log = try temporary.store.removals()
        let entry = try #require(log.first)
        #expect(log.count == 1 && entry.removedOn == day("2026-11-25") && entry.kind == "snapshot" && entry.rowCount == 3)
        #expect(entry.subject.hasPrefix("2026-06-30@3 ("), "\(entry.subject)")
        try temporary.importItems(makeItems(company: "A", amounts: [9]), on: june, fingerprint: 4)
        #expect(try temporary.store.currentSnapshot(on: june)?.version == 4)
    }

    @Test("the last version of a day may be deleted, another is not there")
    func lastVersion() throws {
        let temporary = try TemporaryStore()
        try temporary.importItems(makeItems(company: "A", amounts: [5]), on: june, fingerprint: 1)
        #expect(throws: StoreError.self) { try temporary.store.importing { try $0.deleteSnapshot(day: june, version: 2, removedOn: june) } }
        let removed = try temporary.store.importing { try $0.deleteSnapshot(day: june, version: 1, removedOn: june) }
        #expect(removed.current == nil)
        #expect(try temporary.store.snapshots(includingOlderVersions: true).isEmpty)
        let again = try temporary.importItems(makeItems(company: "A", amounts: [5]), on: june, fingerprint: 1)
        #expect(again.change == .added)
    }

    @Test("a posting that is taken back gives the one it had replaced its place again")
    func posting() throws {
        let temporary = try TemporaryStore()
        try temporary.importPostings(PostingTests.postings { $0.add("P1", amount: -5, on: "2026-06-01") })
        try temporary.importPostings(PostingTests.postings { $0.add("P1", amount: -9, on: "2026-07-01") })
        let key = PostingKey(company: "IT01", document: "P1", line: "1", kind: .payment)
        let first = try temporary.store.importing { try $0.takeBack(key, removedOn: june) }
        #expect(first == (true, true))
        #expect(try temporary.store.postings().rowTexts == ["IT01/P1/1 -5"])
        #expect(try temporary.store.firstPostingDay() == day("2026-06-01"))
        let second = try temporary.store.importing { try $0.takeBack(key, removedOn: june) }
        #expect(second == (true, false))
        #expect(try temporary.store.postings().count == 0)
        let third = try temporary.store.importing { try $0.takeBack(key, removedOn: june) }
        #expect(third == (false, false))
        #expect(try temporary.store.removals().map(\.subject) == ["IT01/P1/1/payment", "IT01/P1/1/payment"])
        let again = try temporary.importPostings(PostingTests.postings { $0.add("P1", amount: -5, on: "2026-06-01") })
        #expect(again.added == 1)
    }

    @Test("a file of postings that is taken back leaves what was there before it")
    func file() throws {
        let temporary = try TemporaryStore()
        try temporary.importPostings(PostingTests.postings { $0.add("P1", amount: -5) })
        try temporary.importPostings(
            PostingTests.postings {
                $0.add("P1", amount: -9)
                $0.add("P2", amount: -1)
            })
        let source = try #require(try temporary.store.sources().last)
        let count = try temporary.store.importing { try $0.takeBackPostings(of: source, removedOn: june) }
        #expect(count == 2)
        #expect(try temporary.store.postings().rowTexts == ["IT01/P1/1 -5"])
        #expect(try temporary.store.removals().map(\.kind) == ["postings"])
    }
}
