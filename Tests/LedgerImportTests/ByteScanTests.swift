import SeededNumbers
import Testing

@testable import LedgerImport

@Suite struct ByteScanTests {
    @Test(arguments: [UInt8(ascii: "\""), 0, 0xFF]) func aByteIsFoundWhereverItStands(_ byte: UInt8) {
        var generator = SeededRandom(seed: 11)
        for count in 0..<40 {
            let others = [UInt8(ascii: "a"), byte ^ 0x80, byte &+ 1, byte &- 1]
            let bytes = (0..<count).map { _ in
                Int.random(in: 0..<6, using: &generator) == 0 ? byte : others.randomElement(using: &generator)!
            }
            for start in 0...count {
                let found = bytes.span.bytes.firstOffset(of: byte, from: start)
                #expect(found == bytes.indices.first { $0 >= start && bytes[$0] == byte })
            }
        }
    }

    @Test func quotesAroundFieldsAndInsideThemAreToldApart() {
        func use(_ text: String) -> [Int] {
            let bytes = Array(text.utf8)
            let use = QuoteUse(bytes.span.bytes, separator: UInt8(ascii: ","))
            return [use.quotedFields, use.strayQuotes]
        }
        #expect(use("\"a\",b,\"c \"\"d\"\"\"\n") == [2, 0])
        #expect(use("a 5\" pipe,b 7\" pipe") == [0, 2])
        #expect(use("no quotes at all, in a text longer than a word") == [0, 0])
        #expect(use("\"\"") == [1, 0])
    }
}
