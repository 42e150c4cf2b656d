import Testing

@testable import LedgerImport

@Suite("Keys that are equal")
struct EqualKeysTests {
    @Test(
        "a key is found in the first row that has it, whatever its hash has in common with others, on any number of threads",
        arguments: [1, 2, 7], [5_000, 60_000])
    func first(threads: Int, rowCount: Int) {
        let keys = (0..<rowCount).map { "key \($0 * 7 % (rowCount * 3 / 5))" }
        var known: [String: Int] = [:]
        var expected: [[Int]] = []
        for (row, key) in keys.enumerated() {
            if let first = known[key] { expected.append([first, row]) } else { known[key] = row }
        }
        // One in two of the hashes, few of them, and none are alike; of all of them alike few rows are enough.
        for (spread, count) in [(UInt64(1), 300), (1_500, 5_000), (UInt64(rowCount / 2), rowCount), (UInt64.max, rowCount)] {
            let hashes = keys.prefix(count).map { FieldHash.of($0) % spread &* 0x9E37_79B9_7F4A_7C15 }
            let pairs = findEqual(hashes, threads: threads) { keys[$0] == keys[$1] }
            let found = pairs.map { [$0.first, $0.second] }
            #expect(found == expected.filter { $0[1] < count })
        }
    }
}
