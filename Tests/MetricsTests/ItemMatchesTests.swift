import Ledger
import LedgerColumns
import Synchronization
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
        let expected = Self.pairs(opening, closing)
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

    @Test(
        "finds the pairs of lists in the same order, with items settled and added between, in one block, or at the end",
        arguments: [(gone: 3, new: 4), (gone: 1000, new: 2), (gone: 2, new: 1000)], [0, 40, 30_000])
    func sameOrder(churn: (gone: Int, new: Int), block: Int) {
        // Every so many items is gone, every so many of the later ones is new, and a block of new ones stands in the middle.
        let opening = Self.items((0..<20_000).map { 3 * $0 + 1 }, salt: 0)
        var documents: [Int] = []
        for index in 0..<20_000 {
            if index == 12_000 { documents += (0..<block).map { 3 * $0 + 100_000 } }
            if index % churn.new == 0 { documents.append(3 * index + 2) }
            if index % churn.gone != 0 { documents.append(3 * index + 1) }
        }
        let closing = Self.items(documents, salt: 1)
        let expected = Self.pairs(opening, closing)
        for threads in [1, 2, 7] {
            let matches = ItemMatches(opening: opening, closing: closing, threads: threads)
            #expect(matches.openingRow == expected)
        }
        let walked = Self.walked(opening, closing, parts: 1)
        let isRight = walked.allSatisfy { expected[$0.closing] == UInt32($0.opening) }
        #expect(isRight)
        // Where no block stands between, the walk alone finds all of them.
        if block == 0 { #expect(walked.count == expected.count { $0 != ItemMatches.none }) }
    }

    @Test("a walk gives up on lists in another order and finds nothing that is not the same item")
    func otherOrder() {
        let (opening, closing) = Self.snapshots()
        let expected = Self.pairs(opening, closing)
        for parts in [1, 2, 7] {
            let walked = Self.walked(opening, closing, parts: parts, patience: 1_000)
            let isRight = walked.allSatisfy { expected[$0.closing] == UInt32($0.opening) }
            #expect(isRight)
            #expect(walked.count < 3_000)
        }
    }

    /// The opening row of each closing row by a dictionary of keys.
    private static func pairs(_ opening: ItemColumns, _ closing: ItemColumns) -> [UInt32] {
        var rows: [[String]: Int] = [:]
        for row in 0..<opening.count where opening.openMinor[row] > 0 { rows[key(opening, row)] = row }
        return (0..<closing.count).map { row in
            closing.openMinor[row] > 0 ? rows[key(closing, row)].map { UInt32($0) } ?? ItemMatches.none : ItemMatches.none
        }
    }

    private static func walked(_ opening: ItemColumns, _ closing: ItemColumns, parts: Int, patience: Int = 1 << 16) -> [(
        opening: Int, closing: Int
    )] {
        let codes = KeyCodes(opening: opening, closing: closing)
        let walk = ItemWalk(
            opening: ItemWalk.Side(items: opening, codes: codes.opening, noDebit: 0, threads: parts),
            closing: ItemWalk.Side(items: closing, codes: codes.closing, noDebit: 1, threads: parts))
        let found = Mutex<[(opening: Int, closing: Int)]>([])
        walk.run(parts: parts, patience: patience) { earlier, later in found.withLock { $0.append((earlier, later)) } }
        return found.withLock { $0 }
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
