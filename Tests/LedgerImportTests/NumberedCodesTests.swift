import SeededNumbers
import Testing

@testable import LedgerImport

/// Values that are looked up by the number they end in.
struct NumberedCodesTests {
    private static func value(_ text: String, _ code: UInt32) -> NumberedCodes.Value {
        let bytes = Array(text.utf8)
        let head = ByteWord.prefix(bytes.span.bytes.word(0), bytes.count)
        return (head, bytes.count <= 8 ? 0 : bytes.span.bytes.word(bytes.count - 8), bytes.count, code)
    }

    private static func code(_ codes: NumberedCodes?, _ text: String) -> UInt32? {
        let value = value(text, 0)
        return codes?.code(value.head, value.tail, value.count)
    }

    private static func codes(_ texts: [String]) -> NumberedCodes? {
        NumberedCodes(texts.enumerated().map { value($0.element, UInt32($0.offset)) })
    }

    @Test(
        "values that differ in their last eight digits have their codes, others none",
        arguments: ["", "C", "C1", "IT01-", "ABCDEFG", "ABCDEFGH"])
    func sameForm(lead: String) {
        let texts = (0..<100).map { "\(lead)\(10_000_000 + 3 * $0)" }
        let codes = Self.codes(texts)
        for (code, text) in texts.enumerated() { #expect(Self.code(codes, text) == UInt32(code)) }
        for other in ["10000001", "09999999", "10000298", "1000000A", "1000000/", "1000000:", "00000000", "99999999"] {
            #expect(Self.code(codes, lead + other) == nil)
        }
        // Another lead of the same length, another length, the digits alone.
        #expect(lead.isEmpty || Self.code(codes, String(repeating: "Z", count: lead.count) + "10000000") == nil)
        #expect(Self.code(codes, lead + "0" + "10000000") == nil)
        #expect(lead.isEmpty || Self.code(codes, "10000000") == nil)
        #expect(Self.code(codes, "") == nil)
    }

    @Test("numbers far from each other, short or long values, words and nothing are not worth it")
    func refused() {
        let span = 100 * NumberedCodes.numbersPerValue
        #expect(Self.codes((0..<99).map { "\(10_000_000 + $0)" } + ["\(10_000_000 + span - 1)"]) != nil)
        #expect(Self.codes((0..<99).map { "\(10_000_000 + $0)" } + ["\(10_000_000 + span)"]) == nil)
        #expect(Self.codes([]) == nil)
        #expect(Self.codes(["1234567"]) == nil)
        #expect(Self.codes(["ABCDEFGHI12345678"]) == nil)
        #expect(Self.codes(["C1000000A"]) == nil)
        #expect(Self.codes(["C１２３４５"]) == nil)
    }

    @Test("a value that comes later is known when its number lies between the others")
    func added() {
        var codes = Self.codes(["C10000000", "C10000004"])
        codes?.add(Self.value("C10000002", 7))
        codes?.add(Self.value("C10000005", 8))
        codes?.add(Self.value("D10000003", 9))
        #expect(Self.code(codes, "C10000002") == 7)
        #expect(Self.code(codes, "C10000003") == nil)
        #expect(Self.code(codes, "C10000005") == nil)
        #expect(Self.code(codes, "D10000003") == nil)
    }

    @Test(
        "a dictionary of many numbered and other values gives each row the code of its first appearance", arguments: [1, 2, 3] as [UInt64]
    )
    func dictionary(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var dictionary = ByteDictionary(valueMap: [:])
        var known: [String: UInt32] = [:]
        for _ in 0..<4 {
            let values = (0..<20_000).map { _ in
                switch random.next() % 20 {
                case 0: "HOUSE-\(random.next() % 3_000)"
                case 1: "D1000\(1_000 + random.next() % 9_000)"
                case 2: ""
                case 3: "0000000000\(20_000_000 + random.next() % 40_000)"
                default: "C\(10_000_000 + random.next() % 20_000)"
                }
            }
            for value in values where known[value] == nil { known[value] = UInt32(known.count) }
            let text = Array(values.map { "x,\($0)\n" }.joined().utf8)
            var rows = RowTable(columnCount: 2)
            rows.prepare(rowLimit: values.count + 1)
            scanPlainRows(
                text.span.bytes, layout: RowLayout(separator: 0x2C, hasQuotes: false, columnCount: 2), firstLine: 1, into: &rows)
            let codes = dictionary.encode(text.span.bytes, rows, column: 1)
            #expect(codes == values.map { known[$0]! })
        }
        #expect(dictionary.values.count == known.count && known.count > 15_000)
    }
}
