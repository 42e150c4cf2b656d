/// The rows of one share of all hash values, bucket by bucket, ascending in each.
public struct HashBuckets: Sendable {
    /// The hashes, bucket by bucket.
    public private(set) var hashes: [UInt64]
    /// The row of each of ``hashes``.
    public private(set) var rows: [UInt32]
    /// Where each bucket begins, and the end of the last.
    private let starts: [Int]

    /// Number of buckets; those of other shares are empty.
    public var count: Int { starts.count - 1 }

    /// Where the rows of a bucket stand in ``hashes`` and ``rows``.
    public func range(_ bucket: Int) -> Range<Int> { starts[bucket]..<starts[bucket + 1] }

    /// Takes the hashes whose highest bits name a bucket b with b mod `shareCount` = `share`. Linear in all of them.
    ///
    /// - Parameter bits: So many bits name a bucket, 0 to 32.
    public init(_ all: [UInt64], bits: Int, share: Int = 0, of shareCount: Int = 1) {
        let shift = UInt64(64 - bits)
        var places = [Int](repeating: 0, count: (1 << bits) + 1)
        let input = all.span
        for row in 0..<input.count { places[Int(truncatingIfNeeded: input[row] >> shift) + 1] += 1 }
        for bucket in 0..<1 << bits where bucket % shareCount != share { places[bucket + 1] = 0 }
        for bucket in 0..<1 << bits { places[bucket + 1] += places[bucket] }
        starts = places
        hashes = Array(repeating: 0, count: places.last!)
        rows = Array(repeating: 0, count: places.last!)
        var isMine = [Bool](repeating: false, count: 1 << bits)
        for bucket in stride(from: share, to: 1 << bits, by: shareCount) { isMine[bucket] = true }
        for row in 0..<input.count {
            let bucket = Int(truncatingIfNeeded: input[row] >> shift)
            guard isMine[bucket] else { continue }
            hashes[places[bucket]] = input[row]
            rows[places[bucket]] = UInt32(row)
            places[bucket] += 1
        }
    }
}
