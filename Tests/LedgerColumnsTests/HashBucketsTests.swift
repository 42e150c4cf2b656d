import LedgerColumns
import SeededNumbers
import Testing

@Suite("Buckets of hashes")
struct HashBucketsTests {
    @Test("hold every row once, ascending, in the bucket of its hash's highest bits", arguments: [0, 1, 5, 12])
    func rows(bits: Int) {
        var random = SeededRandom(seed: UInt64(bits))
        let hashes = (0..<3_000).map { _ in UInt64.random(in: .min ... .max, using: &random) }
        for shareCount in [1, 3] {
            var found: Set<UInt32> = []
            for share in 0..<shareCount {
                let buckets = HashBuckets(hashes, bits: bits, share: share, of: shareCount)
                #expect(buckets.count == 1 << bits)
                for bucket in 0..<buckets.count {
                    let rows = buckets.range(bucket).map { buckets.rows[$0] }
                    #expect(rows == rows.sorted())
                    #expect(rows.isEmpty || bucket % shareCount == share)
                    #expect(rows.allSatisfy { bits == 0 || Int(hashes[Int($0)] >> UInt64(64 - bits)) == bucket })
                    #expect(buckets.range(bucket).map { buckets.hashes[$0] } == rows.map { hashes[Int($0)] })
                    found.formUnion(rows)
                }
            }
            #expect(found.count == hashes.count)
        }
    }

    @Test("of no hashes are empty")
    func none() {
        let buckets = HashBuckets([], bits: 3)
        #expect(buckets.count == 8 && buckets.rows.isEmpty)
    }
}
