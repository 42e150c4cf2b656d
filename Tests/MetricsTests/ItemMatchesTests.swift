import Ledger
import LedgerColumns
import Testing

@testable import Metrics

/// Two snapshots of many rows, so that matching has many cells and several threads.
struct ItemMatchesTests {
    private static let openingDay = Day(iso: "2026-09-30")!
    private static let day = Day(iso: "2026-10-31")!

    /// Items with the documents `first..<first + count`, some of them on two lines, in both snapshots in another order and with other codes.
    private static func items(_ documents: [Int], salt: Int) -> ItemColumns {
        var items = ItemColumns()
        items.currencies = salt == 0 ? [Currency(code: "EUR")!, Currency(code: "USD")!] : [Currency(code: "USD")!, Currency(code: "EUR")!]
        for document in documents {
            for line in 0...(document % 7 == 0 ? 1 : 0) {
                items.company.append(items.companies.code(adding: "IT0\(document % 3)"))
                items.customer.append(items.customers.code(adding: "C\(document % 500)"))
                items.line.append(items.lines.code(adding: line == 0 ? "" : "00\(line)"))
                let isEuro = (document + (document % 50 == 0 ? salt : 0)) % 2 == 0
                items.currency.append(items.currencies[0].code == (isEuro ? "EUR" : "USD") ? 0 : 1)
                items.kind.append(ItemKind.invoice.rawValue)
                // Companies share document numbers, and one in five is long.
                items.document.append(document % 5 == 0 ? "DOCUMENT-NUMBER-\(document / 3)" : "D\(document / 3)")
                items.documentDay.append(Self.openingDay.daysSinceEpoch - 40)
                items.dueDay.append(document % 11 == 0 ? ItemColumns.noDay : Self.openingDay.daysSinceEpoch - Int32(document % 130))
                items.openMinor.append(document % 9 == 0 ? -500 : Int64(1000 + (document &* (3 + salt)) % 977))
                items.amountMinor.append(ItemColumns.noAmount)
                items.reference.append("")
            }
        }
        return items
    }

    private static func snapshots() -> (opening: ItemColumns, closing: ItemColumns) {
        let opening = (0..<14_000).map { ($0 &* 4801) % 14_000 }
        let closing = (6_000..<22_000).map { 6_000 + (($0 - 6_000) &* 7919) % 16_000 }
        return (items(opening, salt: 0), items(closing, salt: 1))
    }

    private static func key(_ items: ItemColumns, _ row: Int) -> [String] {
        [
            items.companies[items.company[row]], items.document[row], items.lines[items.line[row]],
            items.currencies[Int(items.currency[row])].code,
        ]
    }

    @Test(
        "finds the same pairs as a dictionary of keys, also where hashes collide, on any number of threads",
        arguments: [UInt64.max, 0xFFF0_0000_0000_0003, 0x8000_0000_0000_0000])
    func pairs(hashMask: UInt64) {
        let (opening, closing) = Self.snapshots()
        var rows: [[String]: Int] = [:]
        for row in 0..<opening.count where opening.openMinor[row] > 0 { rows[Self.key(opening, row)] = row }
        var expected = [UInt32](repeating: ItemMatches.none, count: closing.count)
        for row in 0..<closing.count where closing.openMinor[row] > 0 {
            if let match = rows[Self.key(closing, row)] { expected[row] = UInt32(match) }
        }
        #expect(expected.filter { $0 != ItemMatches.none }.count > 5000)
        for threads in [1, 2, 7] {
            let matches = ItemMatches(opening: opening, closing: closing, threads: threads, hashMask: hashMask)
            #expect(matches.openingRow == expected)
            let isBack = (0..<closing.count).allSatisfy { row in
                expected[row] == ItemMatches.none || matches.closingRow[Int(expected[row])] == UInt32(row)
            }
            #expect(isBack)
            #expect(matches.closingRow.filter { $0 != ItemMatches.none }.count == expected.filter { $0 != ItemMatches.none }.count)
        }
    }

    @Test("a migration is the same on any number of threads; its rows add up to both snapshots")
    func migration() throws {
        let (opening, closing) = Self.snapshots()
        let euro = Currency(code: "EUR")!
        let rates = RateTable(
            reporting: euro,
            rates: [ExchangeRate(day: Self.openingDay, currency: Currency(code: "USD")!, rate: Decimal64(text: "1")!)])
        func scan(_ threads: Int) throws -> MigrationRollup {
            try MigrationRollup.scan(
                opening: opening, on: Self.openingDay, closing: closing, on: Self.day, postings: PostingColumns(), aging: .standard,
                rates: rates, threads: threads)
        }
        let rollup = try scan(1)
        for threads in [2, 7] {
            let other = try scan(threads)
            #expect(other == rollup)
        }
        let debits = { (items: ItemColumns) in items.openMinor.filter { $0 > 0 }.reduce(0, +) }
        #expect(rollup.movedMinor.reduce(0, +) == debits(opening))
        let stays = (0..<rollup.groups.count).reduce(Int64(0)) { sum, row in
            (0..<rollup.bucketCount).reduce(sum) { sum, from in
                (0..<rollup.bucketCount).reduce(sum) { $0 + rollup.movedMinor(row, from: from, to: $1) }
            }
        }
        #expect(stays + rollup.newMinor.reduce(0, +) == debits(closing))
    }
}
