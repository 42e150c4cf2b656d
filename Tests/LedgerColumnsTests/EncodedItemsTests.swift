import Ledger
import Testing

@testable import LedgerColumns

@Suite("Encoded items")
struct EncodedItemsTests {
    private static func items(count: Int) -> ItemColumns {
        var items = ItemColumns()
        items.companies = StringDictionary(values: ["A", "B"])
        items.customers = StringDictionary(values: (0..<10).map { "C\($0)" })
        items.lines = StringDictionary(values: ["", "1"])
        items.currencies = [.eur]
        for row in 0..<count {
            items.company.append(UInt32(row % 2))
            items.customer.append(UInt32(row * 7 % 10))
            items.line.append(UInt32(row % 2))
            items.currency.append(0)
            items.kind.append(UInt8(row % 5))
            items.document.append(row % 3 == 0 ? "INV00\(row)" : row % 5 == 0 ? "" : "CN\(row)")
            items.reference.append(row % 4 == 0 ? "" : "ref \(row) of \(row * 7919 % 911)x")
            items.documentDay.append(20_000 + Int32(row % 40))
            items.dueDay.append(row % 7 == 0 ? ItemColumns.noDay : 20_030)
            items.amountMinor.append(row % 5 == 0 ? ItemColumns.noAmount : Int64(row) * 13)
            items.openMinor.append(Int64(row) * 11 - 400)
        }
        return items
    }

    private static func encoded(
        _ items: ItemColumns, columns: [ItemColumn] = ItemColumn.allCases, count: Int? = nil,
        change: (ItemColumn, [UInt8]) -> [UInt8] = { $1 }
    ) -> EncodedItems {
        let segment = ItemSegment(items, rows: 0..<items.count)
        let encoded = columns.map { ($0, EncodedColumn(change($0, segment.encoded($0)), context: "here, \($0.rawValue)")) }
        let part = EncodedItems.Part(
            companies: items.companies, customers: items.customers, lines: items.lines, currencies: items.currencies)
        let piece = EncodedItems.Piece(part: 0, count: count ?? items.count, columns: Dictionary(uniqueKeysWithValues: encoded))
        return EncodedItems(parts: [part], pieces: [piece])
    }

    @Test("give the columns that are asked for as they were", arguments: [0, 1, 100, 3000])
    func decoding(count: Int) throws {
        let items = Self.items(count: count)
        let encoded = Self.encoded(items)
        #expect(encoded.count == count)
        var all = try encoded.decoded(Set(ItemColumn.allCases), piece: 0)
        (all.companies, all.customers, all.lines, all.currencies) = (items.companies, items.customers, items.lines, items.currencies)
        #expect(all == items)
        let some = try encoded.decoded([.customer], piece: 0)
        #expect(some.customer == items.customer && some.company.isEmpty && some.document.count == 0)
        let documents = try encoded.documents()
        #expect(documents == items.document)
    }

    @Test("refuse damaged columns, missing ones, and those of other rows, by name", arguments: ItemColumn.allCases)
    func damage(column: ItemColumn) {
        let items = Self.items(count: 100)
        func error(_ items: EncodedItems) -> ColumnError? {
            #expect(throws: ColumnError.self) { try items.decoded([column], piece: 0) }
        }
        let damaged = error(Self.encoded(items) { $0 == column ? Array($1.dropLast()) + [$1[$1.count - 1] ^ 1] : $1 })
        #expect(damaged?.code == .checksumMismatch && damaged?.column == "here, \(column.rawValue)")
        #expect(error(Self.encoded(items) { _, bytes in [] + bytes.prefix(3) })?.code == .notASegment)
        #expect(error(Self.encoded(items, columns: ItemColumn.allCases.filter { $0 != column }))?.code == .missingColumn)
        #expect(error(Self.encoded(items, count: 99))?.code == .wrongLength)
        #expect(error(Self.encoded(items, count: 101))?.column == "here, \(column.rawValue)")
    }

    @Test("refuse codes without a value", arguments: [ItemColumn.company, .customer, .line])
    func codes(column: ItemColumn) {
        let items = Self.items(count: 10)
        let encoded = Self.encoded(items) { $0 == column ? encodeSegment([UInt32](repeating: 0, count: 9) + [10]) : $1 }
        let error = #expect(throws: ColumnError.self) { try encoded.decoded([column], piece: 0) }
        #expect(error?.code == .malformed && error?.column == "here, \(column.rawValue)")
        let currency = Self.encoded(items) { $0 == .currency ? encodeSegment([UInt8](repeating: 1, count: 10)) : $1 }
        #expect(throws: ColumnError.self) { try currency.decoded([.currency], piece: 0) }
        let kind = Self.encoded(items) { $0 == .kind ? encodeSegment([UInt8](repeating: 0, count: 9) + [5]) : $1 }
        let unknown = #expect(throws: ColumnError.self) { try kind.decoded([.kind], piece: 0) }
        #expect(unknown?.code == .malformed && unknown?.column == "here, kind")
    }

    @Test("packed items are decoded as they were, also when they were given up meanwhile")
    func packed() throws {
        let items = Self.items(count: 250)
        let packed = PackedItems(items, segmentRowCount: 100)
        let encoded = packed.encoded([.customer, .openMinor])
        packed.giveUp([.customer])
        let columns = try encoded.pieces.indices.map { try encoded.decoded([.customer, .openMinor], piece: $0) }
        #expect(columns.map(\.count) == [100, 100, 50] && columns.flatMap(\.customer) == items.customer)
        #expect(columns.flatMap(\.openMinor) == items.openMinor && encoded.parts[0].customers.values == items.customers.values)
        #expect(throws: ColumnError.self) { try encoded.decoded([.dueDay], piece: 0) }
    }

    @Test("documents as numbers are the same when their texts are, from columns and from segments")
    func documentNumbers() throws {
        let texts = [
            "", "0", "00", "1", "01", "A", "A1", "A01", "A1B", "A1B2", "123456789012345678", "1234567890123456789", "0123456789012345678",
            "INV00012345", "INV00012346", "INV12346", "1", "A01", "è7", "",
        ]
        var column = StringColumn()
        for text in texts { column.append(text) }
        let fromColumn = try #require(DocumentNumbers(column, rows: 0..<texts.count))
        let bytes = encodeSegment(column, rows: 0..<texts.count)
        let fromSegment = try #require(try DocumentNumbers(segment: bytes.span.bytes))
        for numbers in [fromColumn, fromSegment] {
            func key(_ row: Int) -> [Int64] {
                let digitCount = Int64(numbers.digitCounts[row])
                return [Int64(numbers.headCodes[row]), digitCount, digitCount == 0 ? 0 : numbers.numbers[row]]
            }
            for row in texts.indices {
                for other in texts.indices {
                    #expect((key(row) == key(other)) == (texts[row] == texts[other]), "\(texts[row]) \(texts[other])")
                }
            }
        }
        let some = try #require(DocumentNumbers(column, rows: 13..<15))
        #expect(some.numbers == [12345, 12346] && some.digitCounts == [8, 8])
        #expect(DocumentNumbers(column, rows: 3..<3)?.numbers.isEmpty == true)
    }

    @Test("documents of many heads, and those taken apart in another way than the one there is, are no numbers")
    func noNumbers() throws {
        var column = StringColumn()
        for row in 0..<100 { column.append("\(row)x") }
        #expect(DocumentNumbers(column, rows: 0..<100) == nil)
        let plain = try DocumentNumbers(segment: encodeSegment(column, rows: 0..<100).span.bytes)
        #expect(plain == nil)
        func segment(heads: [String], headCodes: [UInt8], digitCounts: [UInt8], numbers: [Int64]) -> [UInt8] {
            var texts = NumberedTexts()
            texts.heads = heads.map { Array($0.utf8) }
            (texts.headCodes, texts.digitCounts, texts.numbers) = (headCodes, digitCounts, numbers)
            var bytes = Segment.begin(.numberedTexts, elementType: Segment.textType, rowCount: numbers.count, capacity: 0)
            texts.append(to: &bytes)
            Segment.finish(&bytes)
            return bytes
        }
        let others = [
            segment(heads: ["A1"], headCodes: [0, 0], digitCounts: [1, 18], numbers: [2, 2]),
            segment(heads: ["A1"], headCodes: [0], digitCounts: [0], numbers: [0]),
            segment(heads: ["A", "A"], headCodes: [0, 1], digitCounts: [1, 1], numbers: [1, 1]),
            segment(heads: ["A"], headCodes: [0, 0], digitCounts: [1, 2], numbers: [9, 100]),
        ]
        for bytes in others {
            let numbers = try DocumentNumbers(segment: bytes.span.bytes)
            #expect(numbers == nil)
        }
        let fine = segment(heads: ["A", "A1"], headCodes: [0, 1, 0], digitCounts: [2, 18, 0], numbers: [99, 5, 5_000])
        #expect(try DocumentNumbers(segment: fine.span.bytes) != nil)
    }
}
