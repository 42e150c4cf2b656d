import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Postings as they were known")
struct KnownPostingsTests {
    @Test("later files bring none and replace none; what came after is told apart")
    func known() throws {
        let temporary = try TemporaryStore()
        try temporary.importPostings(
            PostingTests.postings {
                $0.add("P1", amount: -5, on: "2026-06-01")
                $0.add("P2", amount: -6, on: "2026-06-15")
            })
        let first = try #require(try temporary.store.sources().last?.id)
        try temporary.importPostings(
            PostingTests.postings {
                $0.add("P1", amount: -7, on: "2026-06-02")
                $0.add("P3", amount: -8, on: "2026-07-20")
            })
        let second = try #require(try temporary.store.sources().last?.id)
        let end = day("2026-06-30")
        let then = try temporary.store.postings(through: end, knownWith: first)
        #expect(then.rowTexts == ["IT01/P1/1 -5", "IT01/P2/1 -6"])
        let now = try temporary.store.postings(through: end, knownWith: second)
        #expect(now.rowTexts == ["IT01/P2/1 -6", "IT01/P1/1 -7"])
        let late = try temporary.store.postings(through: end, importedAfter: first, upTo: second)
        #expect(late.rowTexts == ["IT01/P1/1 -7"])
        let none = try temporary.store.postings(through: end, importedAfter: second, upTo: second)
        #expect(none.count == 0)
        let sources = try temporary.store.postingSources(from: day("2026-07-01"), through: day("2026-07-31"))
        #expect(sources == [second])
        let periods = try temporary.store.postingSourcePeriods()
        #expect(Set(periods.map(\.source)) == [first, second] && periods.last?.source == second)
        let days = periods.filter { $0.source == second }.map(\.days)
        #expect(days.map(\.first).min() == day("2026-06-02") && days.map(\.last).max() == day("2026-07-20"))
    }
}
