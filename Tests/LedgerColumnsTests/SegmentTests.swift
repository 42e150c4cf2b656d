import LedgerColumns
import SeededNumbers
import Testing

@Suite("Segments")
struct SegmentTests {
    /// Values of a given width around a base, with missing values where asked.
    static func values<Element: SegmentElement>(
        _: Element.Type, count: Int, width: Int, nulls: Bool, sorted: Bool, _ random: inout SeededRandom
    ) -> [Element] {
        let mask = width == 0 ? 0 : Element.Magnitude.max >> (Element.bitWidth - width)
        let base = Element(truncatingIfNeeded: random.next())
        var values = (0..<count).map { _ in
            nulls && random.next() % 5 == 0
                ? Element.min : base &+ Element(truncatingIfNeeded: Element.Magnitude(truncatingIfNeeded: random.next()) & mask)
        }
        if sorted { values.sort() }
        return values
    }

    static func roundTrips<Element: SegmentElement>(_ type: Element.Type, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for width in 0...Element.bitWidth {
            for count in [0, 1, 2, 31, 1023, 1024, 1025, 2500] {
                for variant in 0..<4 {
                    let values = values(type, count: count, width: width, nulls: variant & 1 == 1, sorted: variant & 2 == 2, &random)
                    let bytes = encodeSegment(values)
                    let back = try decodeSegment(bytes.span.bytes, of: type)
                    #expect(back == values, "width \(width), \(count) rows, variant \(variant)")
                }
            }
        }
    }

    @Test("every width, length and mix of missing values comes back as it was")
    func everyWidthRoundTrips() throws {
        try Self.roundTrips(Int32.self, seed: 1)
        try Self.roundTrips(Int64.self, seed: 2)
        try Self.roundTrips(UInt32.self, seed: 3)
        try Self.roundTrips(UInt8.self, seed: 4)
    }

    @Test("extremes of the type come back as they were")
    func extremesRoundTrip() throws {
        let values: [Int64] = [.min, .max, 0, -1, 1, .max, .min + 1, .min]
        let bytes = encodeSegment(values)
        let back = try decodeSegment(bytes.span.bytes, of: Int64.self)
        #expect(back == values)
        let onlyMissing = [Int32](repeating: ItemColumns.noDay, count: 3000)
        let missingBytes = encodeSegment(onlyMissing)
        let missingBack = try decodeSegment(missingBytes.span.bytes, of: Int32.self)
        #expect(missingBack == onlyMissing)
    }

    @Test("a constant column of any length takes 32 bytes at most")
    func constantsAreSmall() {
        let bytes = encodeSegment([Int64](repeating: -5, count: 100_000))
        #expect(bytes.count <= 32)
    }

    @Test("missing days do not widen the column")
    func missingValuesStayNarrow() {
        var random = SeededRandom(seed: 9)
        let days = (0..<65_536).map { _ in random.next() % 10 == 0 ? ItemColumns.noDay : Int32(20_000 + random.next() % 500) }
        let bytes = encodeSegment(days)
        // 500 days and a missing one take 9 bits.
        #expect(bytes.count < 65_536 * 10 / 8)
    }

    @Test("an ascending column is stored by its steps")
    func ascendingColumnsUseSteps() {
        let bytes = encodeSegment((0..<100_000).map { Int64($0) * 3 })
        #expect(bytes.count < 100_000 * 3 / 8)
    }

    @Test("a segment asked for as another type is refused")
    func otherTypeIsRefused() {
        let bytes = encodeSegment([Int64(1), 2, 3])
        #expect(throws: ColumnError.self) { try decodeSegment(bytes.span.bytes, of: Int32.self) }
        #expect(throws: ColumnError.self) { try decodeTextSegment(bytes.span.bytes) }
    }

    @Test("a segment with more rows than there is room for is refused")
    func tooManyRowsAreRefused() {
        let bytes = encodeSegment([Int32(1), 2, 3])
        #expect(throws: ColumnError.self) {
            var room = [Int32](repeating: 0, count: 4)
            var span = room.mutableSpan
            _ = try decodeSegment(bytes.span.bytes, into: &span, at: 2)
        }
    }

    @Test("any flipped bit of a segment is noticed")
    func flippedBytesAreNoticed() {
        let segments: [[UInt8]] = [
            encodeSegment([Int32(4), 900, -3, ItemColumns.noDay]), encodeSegment([UInt8](repeating: 3, count: 10)),
            encodeSegment((0..<40).map { Int64($0) * 7 }), encodeSegment(["INV1", "INV22", "", "CN003"]),
            encodeSegment((0..<50).map { "\($0) m²" }),
        ]
        for segment in segments {
            for index in segment.indices {
                for flip: UInt8 in [1, 0x80, 0xFF] {
                    var damaged = segment
                    damaged[index] ^= flip
                    #expect(refuses(damaged), "byte \(index) of \(segment.count)")
                }
            }
        }
    }

    @Test("a segment cut at any length, or with a byte too many, is noticed")
    func cutSegmentsAreNoticed() {
        for segment in [encodeSegment([Int32(4), 900, -3]), encodeSegment(["INV1", "INV22"])] {
            for length in segment.indices { #expect(refuses(Array(segment[..<length])), "length \(length)") }
            #expect(refuses(segment + [0]))
        }
    }

    /// Whether reading the bytes throws, as every type.
    func refuses(_ bytes: [UInt8]) -> Bool {
        let results: [Bool] = [
            (try? decodeSegment(bytes.span.bytes, of: Int32.self)) == nil, (try? decodeSegment(bytes.span.bytes, of: Int64.self)) == nil,
            (try? decodeSegment(bytes.span.bytes, of: UInt8.self)) == nil, (try? decodeTextSegment(bytes.span.bytes)) == nil,
            (try? Segment.verify(bytes.span.bytes)) == nil,
        ]
        return results.allSatisfy { $0 }
    }

    @Test("a payload that lies under a right checksum never traps")
    func craftedPayloadsNeverTrap() {
        var random = SeededRandom(seed: 77)
        for segment in [
            encodeSegment((0..<70).map { Int32($0 * $0 % 41) }), encodeSegment(["INV1", "INV22", "", "CN003"]),
            encodeSegment((0..<50).map { "\($0) m²" }),
        ] {
            for _ in 0..<5000 {
                var crafted = segment
                for _ in 0...(random.next() % 3) {
                    let payload = 24 + Int(random.next() % UInt64(segment.count - 24))
                    crafted[payload] = UInt8(truncatingIfNeeded: random.next())
                }
                crafted[5] = UInt8(random.next() % 4)
                seal(&crafted)
                _ = try? decodeSegment(crafted.span.bytes, of: Int32.self)
                _ = try? decodeTextSegment(crafted.span.bytes)
            }
        }
    }

    /// Gives a crafted segment the checksum it should have.
    func seal(_ bytes: inout [UInt8]) {
        let header = stableHash(bytes.span.bytes.extracting(0..<16))
        let sum = stableHash(bytes.span.bytes.extracting(24..<bytes.count), seed: header)
        for index in 0..<8 { bytes[16 + index] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * index)) }
    }
}
