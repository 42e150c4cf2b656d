import Foundation
import LedgerColumns
import Testing

@Suite("Dictionaries of texts")
struct StringDictionaryTests {
    @Test("number values by first appearance, however many")
    func numbers() {
        var dictionary = StringDictionary()
        let values = (0..<10_000).map { "C\($0 * 7919 % 10_000)" }
        for (code, value) in values.enumerated() {
            #expect(dictionary.code(of: value) == nil)
            #expect(dictionary.code(adding: value) == UInt32(code))
        }
        #expect(dictionary.codes(adding: values) == Array(0..<10_000))
        #expect(dictionary.values == values)
        #expect(dictionary.code(of: "C10000") == nil)
        #expect(dictionary == StringDictionary(values: values))
        #expect(values.allSatisfy { StringDictionary(values: values).code(of: $0) == dictionary.code(of: $0) })
    }

    @Test(
        "take values for the same that are so as texts",
        arguments: [
            ("\u{E9}", "e\u{301}"), ("S\u{F8}ren \u{C5}", "S\u{F8}ren A\u{30A}"), ("\u{212B}", "\u{C5}"), ("273 \u{212A}", "273 K"),
            ("a\u{37E}b", "a;b"), ("\u{1FEF}", "`"), ("\u{212A}\u{301}", "K\u{301}"),
        ])
    func equivalents(first: String, second: String) {
        #expect(first == second)
        var dictionary = StringDictionary(values: ["", first])
        #expect(dictionary.code(of: second) == 1)
        #expect(dictionary.code(adding: second) == 1)
        #expect(StringDictionary(distinct: [first, second]) == nil)
    }

    @Test("take every character and its decomposition for the same")
    func characters() {
        var count = 0
        for number in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(number) else { continue }
            let text = String(scalar)
            let decomposed = text.decomposedStringWithCanonicalMapping
            guard !decomposed.utf8.elementsEqual(text.utf8) else { continue }
            count += 1
            #expect(StringDictionary(distinct: ["A\(text)1", "A\(decomposed)1"]) == nil, "U+\(String(number, radix: 16))")
        }
        #expect(count > 10_000)
    }

    @Test("have no code for what is not in them")
    func missing() {
        #expect(StringDictionary().code(of: "") == nil)
        #expect(StringDictionary(values: []).code(of: "a") == nil)
        #expect(StringDictionary(values: ["a"]).code(of: "") == nil)
        #expect(StringDictionary(values: ["\u{E9}"]).code(of: "e") == nil)
        #expect(StringDictionary(distinct: ["a", "b", "a"]) == nil)
    }

    @Test("are equal when their values are, whatever way they were made")
    func equality() {
        var grown = StringDictionary()
        _ = grown.codes(adding: ["b", "a"])
        #expect(grown == StringDictionary(values: ["b", "a"]))
        #expect(grown != StringDictionary(values: ["a", "b"]))
        #expect(Set([grown, StringDictionary(values: ["b", "a"])]).count == 1)
    }
}
