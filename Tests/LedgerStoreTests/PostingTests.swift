import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Postings in the store")
struct PostingTests {
    static func postings(_ build: (inout PostingColumns) -> Void) -> PostingColumns {
        var postings = PostingColumns()
        build(&postings)
        return postings
    }

    @Test("postings come back as they were, in a span of days with both ends")
    func roundTrip() throws {
        let temporary = try TemporaryStore()
        let postings = Self.postings {
            $0.add("P1", amount: -5, on: "2026-06-01", clears: "I1")
            $0.add("P2", amount: -6, on: "2026-06-15", company: "IE01")
            $0.add("P3", amount: 7, on: "2026-06-30", kind: .invoice)
        }
        try temporary.importPostings(postings)
        let back = try temporary.store.postings()
        #expect(back == postings)
        let middle = try temporary.store.postings(from: day("2026-06-01"), through: day("2026-06-15"))
        #expect(middle.rowTexts == ["IT01/P1/1 -5", "IE01/P2/1 -6"])
        let later = try temporary.store.postings(from: day("2026-07-01"))
        #expect(later.count == 0)
        let first = try temporary.store.firstPostingDay()
        #expect(first == day("2026-06-01"))
    }

    @Test("the same postings again change nothing")
    func sameAgain() throws {
        let temporary = try TemporaryStore()
        let postings = Self.postings { columns in for row in 0..<500 { columns.add("P\(row)", amount: Int64(row)) } }
        let first = try temporary.importPostings(postings)
        let again = try temporary.importPostings(postings)
        #expect(first == outcome(added: 500))
        #expect(again == outcome(unchanged: 500))
        let revision = try temporary.store.revision(of: .postings)
        #expect(revision == 1)
    }

    @Test("postings whose keys are known to be distinct are stored, and compared with those that are known, as others are")
    func distinctKeys() throws {
        let temporary = try TemporaryStore()
        let postings = Self.postings { columns in for row in 0..<500 { columns.add("P\(row)", amount: Int64(row)) } }
        func add(_ postings: PostingColumns) throws -> PostingOutcome {
            try temporary.store.importing { transaction in
                try transaction.addPostings(postings, source: try transaction.addTestSource(.postings), areKeysDistinct: true)
            }
        }
        #expect(try add(PostingColumns()) == PostingOutcome())
        #expect(try add(postings) == PostingOutcome(added: postings.count))
        #expect(try add(postings) == PostingOutcome(unchanged: postings.count))
        #expect(try temporary.store.revision(of: .postings) == 1)
        #expect(try temporary.store.postings() == postings)
    }

    @Test("a known key with other content replaces the earlier posting, also a second time")
    func replaces() throws {
        let temporary = try TemporaryStore()
        try temporary.importPostings(
            Self.postings {
                $0.add("P1", amount: -5, on: "2026-05-01")
                $0.add("P2", amount: -6)
            })
        let second = try temporary.importPostings(
            Self.postings {
                $0.add("P3", amount: -8)
                $0.add("P1", amount: -7)
                $0.add("P2", amount: -6)
            })
        #expect(second == outcome(added: 1, unchanged: 1, replaced: 1))
        var live = try temporary.store.postings()
        #expect(live.rowTexts == ["IT01/P2/1 -6", "IT01/P3/1 -8", "IT01/P1/1 -7"])
        let first = try temporary.store.firstPostingDay()
        #expect(first == day("2026-06-10"))
        let third = try temporary.importPostings(Self.postings { $0.add("P1", amount: -5, on: "2026-05-01") })
        #expect(third == outcome(replaced: 1))
        live = try temporary.store.postings()
        #expect(live.rowTexts == ["IT01/P2/1 -6", "IT01/P3/1 -8", "IT01/P1/1 -5"])
        let findings = try temporary.store.checkIntegrity()
        #expect(findings.isEmpty)
    }

    @Test("company, document, line and kind make the key, and codes of other files do not matter")
    func keys() throws {
        let temporary = try TemporaryStore()
        try temporary.importPostings(
            Self.postings {
                $0.add("P1", amount: 1)
                $0.add("P1", amount: 1, line: "2")
                $0.add("P1", amount: 1, company: "IE01")
                $0.add("P1", amount: 1, kind: .writeOff)
            })
        let again = try temporary.importPostings(
            Self.postings {
                $0.add("P2", amount: 1, company: "GB01", line: "9")
                $0.add("P1", amount: 1, company: "IE01")
                $0.add("P1", amount: 1, line: "2")
                $0.add("P1", amount: 1)
            })
        #expect(again == outcome(added: 1, unchanged: 3))
    }

    @Test("of two rows with one key in a file the later one holds")
    func repeatedInOneFile() throws {
        let temporary = try TemporaryStore()
        let result = try temporary.importPostings(
            Self.postings {
                $0.add("P1", amount: 1)
                $0.add("P2", amount: 4)
                $0.add("P1", amount: 2)
                $0.add("P2", amount: 4)
            })
        #expect(result == outcome(added: 2, unchanged: 1, replaced: 1))
        let live = try temporary.store.postings()
        #expect(live.rowTexts == ["IT01/P1/1 2", "IT01/P2/1 4"])
    }

    func outcome(added: Int = 0, unchanged: Int = 0, replaced: Int = 0) -> PostingOutcome {
        PostingOutcome(added: added, unchanged: unchanged, replaced: replaced)
    }
}
