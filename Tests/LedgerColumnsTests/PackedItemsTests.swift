import Ledger
import LedgerColumns
import SeededNumbers
import Testing

@Suite("Packed items")
struct PackedItemsTests {
    /// Items of two of three companies.
    private static func items(seed: UInt64, count: Int) -> ItemColumns {
        var generator = SeededRandom(seed: seed)
        var items = ItemColumns()
        items.companies = StringDictionary(values: ["A", "none", "B"])
        items.customers = StringDictionary(values: (0..<50).map { "C\($0)" })
        items.lines = StringDictionary(values: ["", "1"])
        items.currencies = [.eur, Currency(code: "JPY")!]
        for row in 0..<count {
            items.company.append(Bool.random(using: &generator) ? 0 : 2)
            items.customer.append(UInt32.random(in: 0..<40, using: &generator))
            items.line.append(UInt32(row % 2))
            items.currency.append(UInt8(row % 2))
            items.kind.append(UInt8(row % 5))
            items.document.append(row % 3 == 0 ? "INV\(row)" : "ä \(row)")
            items.reference.append(row % 4 == 0 ? "" : "R\(row)")
            items.documentDay.append(20_000 + Int32(row % 40))
            items.dueDay.append(row % 7 == 0 ? ItemColumns.noDay : 20_030)
            items.amountMinor.append(row % 5 == 0 ? ItemColumns.noAmount : Int64.random(in: -9_999...9_999, using: &generator))
            items.openMinor.append(Int64.random(in: -9_999...9_999, using: &generator))
        }
        return items
    }

    @Test("are the same items when they are unpacked, whatever the number in a segment", arguments: [0, 1, 99, 100, 101, 5000])
    func unpacking(count: Int) {
        let items = Self.items(seed: 1, count: count)
        for segmentRowCount in [1, 100, PackedItems.segmentRowCount] {
            let packed = PackedItems(items, segmentRowCount: segmentRowCount)
            #expect(packed.count == count)
            #expect(packed.segments.count == (count + segmentRowCount - 1) / segmentRowCount)
            let back = packed.columns()
            #expect(back == items)
        }
    }

    @Test("give some columns without the others")
    func someColumns() {
        let items = Self.items(seed: 2, count: 300)
        let some = PackedItems(items, segmentRowCount: 64).columns([.customer, .document])
        #expect(some.customer == items.customer && some.document == items.document && some.customers == items.customers)
        #expect(some.company.isEmpty && some.openMinor.isEmpty && some.reference.count == 0)
    }

    @Test("know which values of their dictionaries have items")
    func usedValues() {
        let packed = PackedItems(Self.items(seed: 3, count: 2000), segmentRowCount: 300)
        #expect(packed.usedCompanies == ["A", "B"])
        #expect(packed.usedCustomers == (0..<40).map { "C\($0)" })
        #expect(PackedItems(Self.items(seed: 3, count: 0)).usedCustomers.isEmpty)
    }
}
