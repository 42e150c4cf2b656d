import Testing

@testable import LedgerImport

@Suite("Places of keys")
struct KeyPlacesTests {
    @Test("a key is found where it was met first, whatever its hash has in common with others")
    func places() {
        let keys = (0..<5_000).map { "key \($0 % 3_000)" }
        // All hashes, one in two of them, and none are alike.
        for spread in [UInt64(1), 1_500, UInt64.max] {
            var seen = KeyPlaces(capacity: keys.count)
            var first: [String: Int] = [:]
            for (place, key) in keys.enumerated() {
                let found = seen.place(ofKeyWith: FieldHash.of(key) % spread, orNote: place) { keys[$0] == key }
                #expect(found == first[key])
                if first[key] == nil { first[key] = place }
            }
        }
    }
}
