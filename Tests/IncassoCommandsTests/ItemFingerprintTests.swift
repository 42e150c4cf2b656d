import Ledger
import LedgerColumns
import Testing

@testable import IncassoCommands

@Suite struct ItemFingerprintTests {
    private func items(_ rows: [(company: String, document: String, open: Int64)]) -> ItemColumns {
        var items = ItemColumns()
        items.currencies = [.eur]
        for row in rows {
            items.company.append(items.companies.code(adding: row.company))
            items.customer.append(items.customers.code(adding: "C"))
            items.line.append(items.lines.code(adding: ""))
            items.currency.append(0)
            items.kind.append(0)
            items.document.append(row.document)
            items.documentDay.append(1)
            items.dueDay.append(ItemColumns.noDay)
            items.amountMinor.append(ItemColumns.noAmount)
            items.openMinor.append(row.open)
            items.reference.append("")
        }
        return items
    }

    @Test func orderOfRowsDoesNotMatter() {
        let first = items([("A", "1", 5), ("B", "2", 7)])
        let second = items([("B", "2", 7), ("A", "1", 5)])
        #expect(first.contentFingerprint == second.contentFingerprint)
    }

    @Test func anyValueMatters() {
        let fingerprints = [
            items([("A", "1", 5), ("B", "2", 7)]), items([("A", "1", 5), ("B", "2", 8)]), items([("A", "2", 5), ("B", "1", 7)]),
            items([("B", "1", 5), ("A", "2", 7)]), items([("A", "1", 5)]), items([]),
        ].map(\.contentFingerprint)
        #expect(Set(fingerprints).count == fingerprints.count)
    }
}
