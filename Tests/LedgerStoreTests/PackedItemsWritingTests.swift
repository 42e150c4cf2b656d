import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Packed items in a store")
struct PackedItemsWritingTests {
    @Test("are read back as the columns they were made of, also those that were given up")
    func writing() throws {
        let items = makeItems(company: "IT01", amounts: (0..<2_000).map { $0 % 9 == 0 ? -$0 : $0 })
        for segmentRowCount in [333, PackedItems.segmentRowCount] {
            let temporary = try TemporaryStore()
            let packed = PackedItems(items, segmentRowCount: segmentRowCount)
            let outcome = try temporary.store.importing { transaction in
                try transaction.addSnapshotPart(
                    day: day("2026-05-31"), items: packed, givingUp: [.document, .reference, .amountMinor], fingerprint: 1,
                    source: try transaction.addTestSource(.ledger))
            }
            let back = try temporary.store.items(of: outcome.snapshot.id)
            #expect(back == items)
            let kept = packed.columns([.company, .openMinor, .dueDay])
            #expect(kept.openMinor == items.openMinor && kept.dueDay == items.dueDay)
            #expect(try temporary.store.checkIntegrity().isEmpty)
        }
    }
}
