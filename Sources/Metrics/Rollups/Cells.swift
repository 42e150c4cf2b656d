import LedgerColumns

/// Items that are dealt out to cells, so that a scan works on one cell after the other in the processor's cache instead of going to and fro between a million groups.
protocol CellSource: Sendable {
    associatedtype Item: BitwiseCopyable & Sendable

    var cellCount: Int { get }

    /// Hands the items of one of `parts` parts to the sink: every time the same ones in the same order, each with its cell below ``cellCount``.
    func emit<Sink: CellSink>(part: Int, of parts: Int, into sink: inout Sink) where Sink.Item == Item
}

/// What takes the items of a source.
protocol CellSink {
    associatedtype Item

    mutating func take(cell: Int, _ item: @autoclosure () -> Item)
}

/// The items of a source by cell, in each cell in the order of parts and of what each part emits.
///
/// SAFETY: `@unchecked Sendable`: the memory is written only in `init`, each place by one thread, and is valid until `deinit`.
final class Cells<Item: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let memory: UnsafeMutableBufferPointer<Item>
    /// The first item of each cell, and behind them the number of items.
    let starts: [Int]

    /// Deals the items out: two passes over the source, parts at the same time.
    init<Source: CellSource>(_ source: Source, parts: Int) where Source.Item == Item {
        let counts = concurrentParts(parts) { part in
            var sink = CountingSink<Item>(counts: [Int](repeating: 0, count: source.cellCount))
            source.emit(part: part, of: parts, into: &sink)
            return sink.counts
        }
        var starts = [0]
        starts.reserveCapacity(source.cellCount + 1)
        // Where each part writes in each cell: behind the parts before it.
        var firstPlaces = [[Int]](repeating: [Int](repeating: 0, count: source.cellCount), count: parts)
        var next = 0
        for cell in 0..<source.cellCount {
            for part in 0..<parts {
                firstPlaces[part][cell] = next
                next += counts[part][cell]
            }
            starts.append(next)
        }
        let memory = UnsafeMutableBufferPointer<Item>.allocate(capacity: next)
        // SAFETY: the counts of the first pass give each item of each part a place of its own; that no part writes behind its places is checked at the end.
        nonisolated(unsafe) let written = memory
        let places = firstPlaces
        let ends = concurrentParts(parts) { part in
            var sink = WritingSink(places: places[part], memory: written)
            source.emit(part: part, of: parts, into: &sink)
            return sink.places
        }
        for part in 0..<parts {
            for cell in 0..<source.cellCount {
                precondition(ends[part][cell] == places[part][cell] + counts[part][cell], "a source emits the same items each time")
            }
        }
        self.memory = memory
        self.starts = starts
    }

    deinit { memory.deallocate() }

    /// Number of cells.
    var count: Int { starts.count - 1 }

    /// Hands the items of a cell to `body`.
    func withItems<Result>(of cell: Int, _ body: (Span<Item>) -> Result) -> Result {
        let result = body(UnsafeBufferPointer(memory).span.extracting(starts[cell]..<starts[cell + 1]))
        withExtendedLifetime(self) {}
        return result
    }

    /// Ranges of cells with about as many items each.
    func shares(_ count: Int) -> [Range<Int>] {
        let total = starts[self.count]
        let count = max(1, min(count, total / 4096))
        var shares: [Range<Int>] = []
        var first = 0
        for share in 1...count {
            var end = first
            while end < self.count, share == count || starts[end] < total * share / count { end += 1 }
            shares.append(first..<end)
            first = end
        }
        return shares
    }
}

/// Counts items by cell.
private struct CountingSink<Item>: CellSink {
    var counts: [Int]

    @inline(__always)
    mutating func take(cell: Int, _ item: @autoclosure () -> Item) { counts[cell] += 1 }
}

/// Writes items to their places.
private struct WritingSink<Item: BitwiseCopyable>: CellSink {
    /// The next place of each cell.
    var places: [Int]
    let memory: UnsafeMutableBufferPointer<Item>

    @inline(__always)
    mutating func take(cell: Int, _ item: @autoclosure () -> Item) {
        let place = places[cell]
        precondition(place < memory.count, "a source emits the same items each time")
        places[cell] = place + 1
        memory.initializeElement(at: place, to: item())
    }
}

extension CellSource {
    /// The rows of a part of a range.
    static func rows(_ count: Int, part: Int, of parts: Int) -> Range<Int> { count * part / parts..<count * (part + 1) / parts }
}
