import Ledger
import LedgerColumns
import Testing

@testable import Metrics

@Suite("Documents of postings by number")
struct PostingDocumentsTests {
    /// Postings of two companies that have the same document numbers: 3,000 invoices each, of which payments clear every third, some of them twice.
    private static func postings() -> PostingColumns {
        var postings = PostingColumns()
        let companies = ["IT01", "FR01"].map { postings.companies.code(adding: $0) }
        func add(_ document: String, _ company: UInt32, _ kind: PostingKind, clears: String = "") {
            postings.document.append(document)
            postings.clears.append(clears)
            postings.company.append(company)
            postings.kind.append(kind.rawValue)
            postings.amountMinor.append(1)
        }
        for number in 0..<3_000 { for company in companies { add("INV-\(number)", company, .invoice) } }
        for number in stride(from: 0, to: 3_000, by: 3) {
            for company in companies { add("PAY-\(number)", company, .payment, clears: "INV-\(number)") }
            if number.isMultiple(of: 5) { add("AGAIN-\(number)", companies[0], .payment, clears: "INV-\(number)") }
        }
        add("PAY", companies[0], .payment)
        add("PAY-X", companies[0], .payment, clears: "UNKNOWN")
        return postings
    }

    @Test("postings that clear a document and the invoice have its number, others have none")
    func numbers() {
        let postings = Self.postings()
        let documents = PostingDocuments(postings)
        var numberOfText: [String: UInt32] = [:]
        for row in 0..<postings.count where postings.clears.range(row).count > 0 {
            let text = postings.companies[postings.company[row]] + " " + postings.clears[row]
            let number = documents.cleared[row]
            #expect(number < UInt32(documents.count) && numberOfText[text, default: number] == number)
            numberOfText[text] = number
        }
        #expect(numberOfText.count == documents.count && Set(numberOfText.values).count == documents.count)
        for row in 0..<postings.count {
            let text = postings.companies[postings.company[row]] + " " + postings.document[row]
            let isInvoice = postings.kind[row] == PostingKind.invoice.rawValue
            #expect(documents.own[row] == (isInvoice ? numberOfText[text] ?? PostingDocuments.none : PostingDocuments.none))
            if postings.clears.range(row).isEmpty { #expect(documents.cleared[row] == PostingDocuments.none) }
        }
    }

    @Test("items are found by company and document")
    func items() {
        let documents = PostingDocuments(Self.postings())
        var items = ItemColumns()
        for (company, document) in [("FR01", "INV-3"), ("IT01", "INV-3"), ("IT01", "INV-4"), ("DE01", "INV-3"), ("IT01", "UNKNOWN")] {
            items.company.append(items.companies.code(adding: company))
            items.document.append(document)
            items.openMinor.append(1)
        }
        let found = documents.numbers(of: items, rows: [4, 0, 1, 2, 3])
        #expect(found.map { $0 == PostingDocuments.none } == [false, false, false, true, true])
        #expect(Set(found.prefix(3)).count == 3)
    }
}
