import Testing

@testable import LedgerImport

/// Values told apart by their bytes, wherever they differ.
struct ByteDictionaryTests {
    @Test("values of any length that differ in one byte get codes of their own, the same value the same code")
    func codes() {
        var dictionary = ByteDictionary(valueMap: [:])
        var known: [[UInt8]: UInt32] = [:]
        for count in 0..<40 {
            let value = [UInt8](repeating: 0x61, count: count)
            for place in -1..<count {
                var changed = value
                if place >= 0 { changed[place] = 0x62 }
                // Other bytes around the value must not matter.
                let text = [0x2C] + changed + [0x2C, 0x7A, 0x7A]
                let code = text.withUnsafeBytes { dictionary.code($0.bytes, 1, count) }
                #expect(known[changed] == nil)
                known[changed] = code
            }
        }
        #expect(Set(known.values).count == known.count)
        for (value, code) in known {
            let again = value.withUnsafeBytes { dictionary.code($0.bytes, 0, value.count) }
            #expect(again == code)
            #expect(Array(dictionary.values[Int(code)].utf8) == value)
        }
    }
}
