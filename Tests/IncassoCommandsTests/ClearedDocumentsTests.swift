import Ledger
import LedgerColumns
import Testing

@testable import IncassoCommands

@Suite("Documents that postings clear")
struct ClearedDocumentsTests {
    private struct Posting {
        var kind = PostingKind.payment
        var company = "IT01"
        let document: String
        var customer = "C1"
        var clears = ""
    }

    private func columns(_ postings: [Posting]) -> PostingColumns {
        var columns = PostingColumns()
        columns.currencies = [.eur]
        for posting in postings {
            columns.company.append(columns.companies.code(adding: posting.company))
            columns.document.append(posting.document)
            columns.line.append(columns.lines.code(adding: "1"))
            columns.kind.append(posting.kind.rawValue)
            columns.customer.append(columns.customers.code(adding: posting.customer))
            columns.postingDay.append(20_000)
            columns.documentDay.append(20_000)
            columns.dueDay.append(ItemColumns.noDay)
            columns.currency.append(0)
            columns.amountMinor.append(100)
            columns.clears.append(posting.clears)
        }
        return columns
    }

    private func invoice(_ document: String, _ customer: String = "C1", company: String = "IT01") -> Posting {
        Posting(kind: .invoice, company: company, document: document, customer: customer)
    }

    @Test("are of the customer of their invoice, wherever that stands among the postings")
    func amongThemselves() {
        let cleared = ClearedDocuments(
            columns([
                Posting(document: "P1", clears: "I1"), invoice("I1", "C2"), Posting(document: "P2", customer: "C2", clears: "I1"),
                Posting(document: "P3", clears: "I1"), Posting(document: "P4", clears: ""),
            ]))
        #expect(cleared.foreignRows.sorted() == [0, 3])
        #expect(!cleared.isOpen)
        let warning = cleared.warning(file: "postings.csv")
        #expect(warning?.message.hasPrefix("2 postings are of another customer") == true)
        #expect(warning?.message.contains("P1, which clears I1") == true)
    }

    @Test("that are not among the postings are looked for elsewhere, each once")
    func elsewhere() {
        var cleared = ClearedDocuments(
            columns([
                Posting(document: "P1", clears: "I1"), Posting(document: "P2", clears: "I2"), Posting(document: "P3", clears: "I1"),
                Posting(company: "DE01", document: "P4", clears: "I3"), invoice("I3"),
            ]))
        #expect(cleared.isOpen && cleared.foreignRows.isEmpty)
        cleared.compare(columns([invoice("I1", "C9"), invoice("I1", "C1"), Posting(document: "I2", customer: "C9")]))
        #expect(cleared.foreignRows.sorted() == [0, 2])
        #expect(cleared.isOpen)
        cleared.compare(columns([invoice("I2"), invoice("I3", "C8", company: "DE01")]))
        #expect(cleared.foreignRows.sorted() == [0, 2, 3])
        #expect(!cleared.isOpen)
    }

    @Test("are found among many, in as many buckets as it takes, and on a thread of their own")
    func many() {
        var postings: [Posting] = []
        for number in 0..<30_000 {
            let owner = "C\(number % 50)"
            postings.append(Posting(document: "P\(number)", customer: number % 1_000 == 7 ? "X" : owner, clears: "I\(number)"))
            if number % 3 != 1 { postings.append(invoice("I\(number)", owner)) }
        }
        let columns = columns(postings)
        let isForeign = { (row: Int) in
            guard columns.customers[columns.customer[row]] == "X", let number = Int(columns.document[row].dropFirst()) else { return false }
            return number % 3 != 1
        }
        let expected = postings.indices.filter(isForeign)
        #expect(expected.count == 20)
        let cleared = ClearedDocuments(columns)
        #expect(cleared.foreignRows.sorted() == expected)
        #expect(cleared.isOpen)
        let pending = PendingClearedDocuments(columns)
        #expect(pending.take()?.foreignRows == cleared.foreignRows)
    }

    @Test("of no postings are none")
    func none() {
        let cleared = ClearedDocuments(PostingColumns())
        #expect(!cleared.isOpen && cleared.warning(file: "postings.csv") == nil)
    }
}
