import Ledger
import LedgerColumns
import LedgerFixtures
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

    /// - Parameter step: Every so many of the documents are taken.
    private static func snapshots(step: Int = 1) -> (opening: ItemColumns, closing: ItemColumns) {
        let opening = (0..<14_000).map { ($0 &* 4801) % 14_000 }.filter { $0 % step == 0 }
        let closing = (6_000..<22_000).map { 6_000 + (($0 - 6_000) &* 7919) % 16_000 }.filter { $0 % step == 0 }
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
    func pairs(hashMask: UInt64) throws {
        let (opening, closing) = Self.snapshots()
        let expected = Self.pairs(opening, closing)
        #expect(expected.filter { $0 != ItemMatches.none }.count > 5000)
        for threads in [1, 2, 7] {
            let found = try Self.matches(opening, closing, threads: threads, hashMask: hashMask)
            #expect(found == expected)
        }
    }

    @Test(
        "finds the same pairs where documents are no numbers, in one of the snapshots or in both, on any number of threads",
        arguments: [UInt64.max, 0xFFF0_0000_0000_0003, 0], [(true, true), (true, false), (false, true)])
    func texts(hashMask: UInt64, hasTexts: (opening: Bool, closing: Bool)) throws {
        var (opening, closing) = Self.snapshots(step: hashMask == 0 ? 29 : 1)
        if hasTexts.opening { opening = Self.withTexts(opening) }
        if hasTexts.closing { closing = Self.withTexts(closing) }
        let expected = Self.pairs(opening, closing)
        #expect(expected.filter { $0 != ItemMatches.none }.count > (hashMask == 0 ? 10 : 500))
        for threads in [1, 2, 7] {
            let found = try Self.matches(opening, closing, threads: threads, hashMask: hashMask)
            #expect(found == expected)
        }
    }

    @Test("tells documents apart that are nearly the same, with or without leading zeros, digits or letters, and of any length")
    func similarDocuments() throws {
        let documents = [
            "", "0", "00", "1", "01", "001", "A", "A1", "A01", "a1", "A1B", "1A", "1A1", "123456789012345678", "1234567890123456789",
            "0123456789012345678", "11234567890123456789", "999999999999999999", "A999999999999999999", "ä1", "a\u{308}1", "IT/1",
        ]
        for count in [documents.count, 8] {
            let opening = Self.items(documents.prefix(count))
            let closing = Self.items(documents.prefix(count).reversed())
            let expected = (0..<count).map { UInt32(count - 1 - $0) }
            let found = try Self.matches(opening, closing, threads: 2)
            #expect(found == expected)
            let encoded = try Self.matches(Self.encoded(opening), Self.encoded(closing), threads: 2)
            #expect(encoded == expected)
        }
    }

    @Test("finds nothing where a snapshot is empty or has no debit items")
    func nothing() throws {
        let (opening, closing) = Self.snapshots()
        var credits = closing
        credits.openMinor = credits.openMinor.map { -abs($0) }
        for threads in [1, 7] {
            let found = [
                try Self.matches(opening, ItemColumns(), threads: threads), try Self.matches(ItemColumns(), closing, threads: threads),
                try Self.matches(ItemColumns(), ItemColumns(), threads: threads), try Self.matches(opening, credits, threads: threads),
            ]
            #expect(found.map(\.count) == [0, closing.count, 0, closing.count])
            let isNone = found.allSatisfy { $0.allSatisfy { $0 == ItemMatches.none } }
            #expect(isNone)
        }
    }

    /// Items of one company and currency.
    private static func items(_ documents: some Sequence<String>) -> ItemColumns {
        var items = ItemColumns()
        items.currencies = [.eur]
        for document in documents {
            items.company.append(items.companies.code(adding: "IT01"))
            items.customer.append(items.customers.code(adding: "C"))
            items.line.append(items.lines.code(adding: ""))
            items.currency.append(0)
            items.kind.append(ItemKind.invoice.rawValue)
            items.document.append(document)
            items.documentDay.append(0)
            items.dueDay.append(0)
            items.openMinor.append(1)
            items.amountMinor.append(1)
            items.reference.append("")
        }
        return items
    }

    /// The same items, but that most documents end with letters of their own.
    private static func withTexts(_ items: ItemColumns) -> ItemColumns {
        var other = items
        other.document = StringColumn()
        for row in 0..<items.count {
            let text = items.document[row]
            other.document.append(text.hasPrefix("DOC") ? text : text + "-" + String(text.hashOfBytes % 1000, radix: 36) + "x")
        }
        return other
    }

    /// The items as a store has them, a few segments of them.
    private static func encoded(_ items: ItemColumns) -> ScannedItems { ScannedItems(EncodedItems([items], segmentRowCount: 5000)) }

    private static func matches(_ opening: ItemColumns, _ closing: ItemColumns, threads: Int, hashMask: UInt64 = .max) throws -> [UInt32] {
        try matches(
            ScannedItems(opening, pieceRowCount: 3000), ScannedItems(closing, pieceRowCount: 3000), threads: threads, hashMask: hashMask
        )
    }

    /// The opening row of each closing row.
    private static func matches(
        _ opening: ScannedItems, _ closing: ScannedItems, threads: Int, hashMask: UInt64 = .max
    ) throws -> [UInt32] {
        let codes = MigrationCodes(opening: opening, closing: closing)
        let keys = try ItemKeys(opening: opening, closing: closing, codes: codes, threads: threads, hashMask: hashMask)
        let matches = ItemMatches(keys, threads: threads, hashMask: hashMask)
        var openingRow = [UInt32](repeating: ItemMatches.none, count: closing.count)
        for row in 0..<opening.count where matches.closingRow[row] != ItemMatches.none {
            openingRow[Int(matches.closingRow[row])] = UInt32(row)
        }
        return openingRow
    }

    @Test(
        "finds the pairs of lists in the same order, with items settled and added between, in one block, or at the end",
        arguments: [(gone: 3, new: 4), (gone: 1000, new: 2), (gone: 2, new: 1000)], [0, 40, 30_000])
    func sameOrder(churn: (gone: Int, new: Int), block: Int) throws {
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
            let found = try Self.matches(opening, closing, threads: threads)
            #expect(found == expected)
        }
        for parts in [1, 2, 7] {
            let walked = try Self.walked(opening, closing, parts: parts)
            let isRight = walked.allSatisfy { expected[$0.closing] == UInt32($0.opening) }
            #expect(isRight)
            // The walk alone finds most of them, but for those of the rows that pass until the end of a long block comes near.
            let count = expected.count { $0 != ItemMatches.none }
            #expect(walked.count * 20 > (block < 1000 ? count * 17 : count * 4))
        }
    }

    @Test("a walk finds nothing that is not the same item in lists in another order")
    func otherOrder() throws {
        let (opening, closing) = Self.snapshots()
        let expected = Self.pairs(opening, closing)
        for parts in [1, 2, 7] {
            let walked = try Self.walked(opening, closing, parts: parts)
            let isRight = walked.allSatisfy { expected[$0.closing] == UInt32($0.opening) }
            #expect(isRight)
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

    private static func walked(
        _ opening: ItemColumns, _ closing: ItemColumns, parts: Int
    ) throws -> [(opening: Int, closing: Int)] {
        let (opening, closing) = (ScannedItems(opening), ScannedItems(closing))
        let codes = MigrationCodes(opening: opening, closing: closing)
        let keys = try ItemKeys(opening: opening, closing: closing, codes: codes, threads: parts)
        let closingRow = RowMemory<UInt32>(unwritten: opening.count)
        let isFound = RowMemory<UInt8>(repeating: 0, count: closing.count + parts)
        let left = ItemWalk(keys: keys).run(parts: parts, closingRow: closingRow, isFound: isFound).flatMap { $0 }
        #expect(left == (0..<opening.count).filter { closingRow[$0] == ItemMatches.none }.map { UInt32($0) })
        let found = (0..<opening.count).filter { closingRow[$0] != ItemMatches.none }.map { (opening: $0, closing: Int(closingRow[$0])) }
        #expect((0..<closing.count).filter { isFound[$0] != 0 } == found.map(\.closing).sorted())
        return found
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

    @Test("a migration of encoded snapshots of several parts is that of their columns, whatever the order of rows, also with long amounts")
    func encodedParts() throws {
        var (opening, closing) = Self.snapshots()
        // Too much for a word with group and place.
        for row in stride(from: 1, to: 2000, by: 2) { opening.openMinor[row] = 900_000_000_000_000 + Int64(row) }
        for row in stride(from: 1, to: 2000, by: 3) { closing.openMinor[row] = 900_000_000_000_000 - Int64(row) }
        let rates = RateTable(
            reporting: .eur,
            rates: [ExchangeRate(day: Self.openingDay, currency: Currency(code: "USD")!, rate: Decimal64(text: "1.1")!)])
        let postings = Self.settling(opening)
        let expected = try MigrationRollup.scan(
            opening: opening, on: Self.openingDay, closing: closing, on: Self.day, postings: postings, aging: .standard, rates: rates)
        let without = try MigrationRollup.scan(
            opening: opening, on: Self.openingDay, closing: closing, on: Self.day, postings: PostingColumns(), aging: .standard,
            rates: rates)
        #expect(without != expected)
        /// Parts by company, with dictionaries of their own, rows last to first.
        func parts(_ items: ItemColumns) -> [ItemColumns] {
            items.companies.values.reversed().map { company in
                let code = items.companies.code(of: company)!
                return Self.renumbered(ItemColumns(items, rows: (0..<items.count).reversed().filter { items.company[$0] == code }))
            }
        }
        for threads in [1, 2, 7] {
            for segmentRowCount in [700, PackedItems.segmentRowCount] {
                let rollup = try MigrationRollup.scan(
                    opening: EncodedItems(parts(opening), segmentRowCount: segmentRowCount), on: Self.openingDay,
                    closing: EncodedItems(parts(closing), segmentRowCount: segmentRowCount), on: Self.day, postings: postings,
                    aging: .standard, rates: rates, threads: threads)
                #expect(rollup == expected)
            }
        }
    }

    @Test("what items add to a migration, each by itself, adds up to its groups, also with long amounts, on any number of threads")
    func itemAmounts() throws {
        var (opening, closing) = Self.snapshots()
        for row in stride(from: 1, to: 2000, by: 2) { opening.openMinor[row] = 900_000_000_000_000 + Int64(row) }
        let rates = RateTable(
            reporting: .eur,
            rates: [ExchangeRate(day: Self.openingDay, currency: Currency(code: "USD")!, rate: Decimal64(text: "1.1")!)])
        let postings = Self.settling(opening)
        let rollup = try MigrationRollup.scan(
            opening: opening, on: Self.openingDay, closing: closing, on: Self.day, postings: postings, aging: .standard, rates: rates)
        let places = MigrationPlaces(bucketCount: rollup.bucketCount)
        var expected: [[String]: Int64] = [:]
        for group in 0..<rollup.groups.count {
            let (groups, bucketCount) = (rollup.groups, rollup.bucketCount)
            let sums =
                rollup.movedMinor[group * places.moved.count..<(group + 1) * places.moved.count]
                + rollup.newMinor[group * bucketCount..<(group + 1) * bucketCount]
                + rollup.settledMinor[group * places.settled.count..<(group + 1) * places.settled.count]
            for (place, minor) in sums.enumerated() where minor != 0 {
                let key = [
                    groups.companies[Int(groups.company[group])], groups.customers[Int(groups.customer[group])],
                    groups.currencies[Int(groups.currency[group])].code, "\(place)",
                ]
                expected[key] = minor
            }
        }
        let ledgers = MigrationLedgers(
            opening: ScannedItems(opening, pieceRowCount: 3000), openingDay: Self.openingDay,
            closing: ScannedItems(closing, pieceRowCount: 3000), day: Self.day, postings: postings, aging: .standard, rates: rates)
        for threads in [1, 2, 7] {
            var found: [[String]: Int64] = [:]
            var rows: Set<Int32> = []
            for amount in try MigrationScan(ledgers, threads: threads).itemAmounts() {
                let (items, row) = (amount.isOpening ? opening : closing, Int(amount.row))
                if amount.isOpening { rows.insert(amount.row) }
                #expect(places.new.contains(Int(amount.place)) != amount.isOpening)
                let key = [
                    items.companies[items.company[row]], items.customers[items.customer[row]],
                    items.currencies[Int(items.currency[row])].code, "\(amount.place)",
                ]
                found[key, default: 0] += amount.minor
            }
            #expect(found.filter { $0.value != 0 } == expected)
            #expect(rows.count == opening.openMinor.count { $0 > 0 })
        }
    }

    /// Postings that settle documents of items in whole or in part: payments, credit notes and write-offs in the item's own currency or the other one, each over all lines of
    /// its document.
    private static func settling(_ items: ItemColumns) -> PostingColumns {
        var postings = PostingColumns()
        postings.companies = items.companies
        postings.customers = items.customers
        postings.currencies = items.currencies
        let line = postings.lines.code(adding: "1")
        for row in stride(from: 0, to: items.count, by: 3) {
            postings.document.append("SETTLES-\(row)")
            postings.clears.append(items.document[row])
            postings.company.append(items.company[row])
            postings.customer.append(items.customer[row])
            postings.line.append(line)
            postings.currency.append(row % 7 == 0 ? 1 - items.currency[row] : items.currency[row])
            postings.kind.append([PostingKind.payment, .creditNote, .writeOff][row % 5 % 3].rawValue)
            postings.postingDay.append(Self.openingDay.daysSinceEpoch + 1 + Int32(row % 30))
            postings.documentDay.append(ItemColumns.noDay)
            postings.dueDay.append(ItemColumns.noDay)
            postings.amountMinor.append(row % 2 == 0 ? -700 : -900_000_000_000_500)
        }
        return postings
    }

    /// The same items with other codes and only the values they have.
    private static func renumbered(_ items: ItemColumns) -> ItemColumns {
        var other = items
        (other.companies, other.customers, other.lines, other.currencies) = (.init(), .init(), .init(), [])
        other.company = items.company.map { other.companies.code(adding: items.companies[$0]) }
        other.customer = items.customer.map { other.customers.code(adding: items.customers[$0]) }
        other.line = items.line.map { other.lines.code(adding: items.lines[$0]) }
        other.currency = items.currency.map { UInt8(other.currencies.codes(adding: [items.currencies[Int($0)]])[0]) }
        return other
    }

    @Test(
        "a piece that cannot be decoded is an error, also when there are several threads",
        arguments: [ItemColumn.document, .dueDay, .customer])
    func damagedPiece(column: ItemColumn) throws {
        let (opening, closing) = Self.snapshots()
        let dollar = ExchangeRate(day: Self.openingDay, currency: Currency(code: "USD")!, rate: Decimal64(text: "1")!)
        let rates = RateTable(reporting: .eur, rates: [dollar])
        let whole = EncodedItems([opening], segmentRowCount: 1000)
        let damaged = EncodedItems([closing], segmentRowCount: 1000) { $0 == column && $1 == 3 ? Array($2.dropLast(2)) + [1, 2] : $2 }
        for threads in [1, 7] {
            for items in [(whole, damaged), (damaged, whole)] {
                let error = #expect(throws: ColumnError.self) {
                    try MigrationRollup.scan(
                        opening: items.0, on: Self.openingDay, closing: items.1, on: Self.day, postings: PostingColumns(),
                        aging: .standard, rates: rates, threads: threads)
                }
                #expect(error?.code == .checksumMismatch && error?.column == "\(column.rawValue) 3")
            }
        }
    }
}

extension String {
    /// The same on every run.
    fileprivate var hashOfBytes: UInt64 { stableHash(Array(utf8).span.bytes) }
}
