import LedgerColumns
import SeededNumbers
import Testing

@Suite("A column that is encoded as it comes")
struct ColumnStreamTests {
    private static func check<Element: SegmentElement>(_ values: [Element], _ generator: inout SeededRandom) {
        for _ in 0..<4 {
            var stream = ColumnStream<Element>()
            var start = 0
            while start < values.count {
                let largest = [1, 5, 1024, 5000].randomElement(using: &generator)!
                let end = min(values.count, start + Int.random(in: 0...largest, using: &generator))
                stream.append(Array(values[start..<end]))
                start = end
            }
            let segment = stream.finish()
            let expected = encodeSegment(values)
            #expect(segment == expected)
        }
    }

    @Test("is the segment of all its values, however they are cut", arguments: [0, 1, 1023, 1024, 1025, 2048, 9000])
    func cuts(count: Int) {
        var generator = SeededRandom(seed: UInt64(count) + 1)
        Self.check((0..<count).map { _ in Int64.random(in: -1000...1_000_000, using: &generator) }, &generator)
        Self.check((0..<count).map { Int64($0) * 3 }, &generator)
        Self.check((0..<count).map { _ in [ItemColumns.noDay, 5, 700].randomElement(using: &generator)! }, &generator)
        Self.check((0..<count).map { _ in UInt32.random(in: 0...9, using: &generator) }, &generator)
        Self.check((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }, &generator)
    }

    @Test("is a constant while all values are the same, and no longer when one differs", arguments: [0, 1, 1024, 3000])
    func constants(count: Int) {
        var generator = SeededRandom(seed: UInt64(count) + 9)
        Self.check([Int64](repeating: -5, count: count), &generator)
        Self.check([Int32](repeating: ItemColumns.noDay, count: count) + [3], &generator)
        Self.check([UInt8](repeating: 7, count: count) + [8] + [UInt8](repeating: 7, count: 2000), &generator)
    }
}
