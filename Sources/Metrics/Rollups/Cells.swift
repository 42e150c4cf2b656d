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

    /// Whether it looks at items; a source need not have them at hand for one that does not.
    static var takesItems: Bool { get }

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
    convenience init<Source: CellSource>(_ source: Source, parts: Int) where Source.Item == Item {
        self.init(source, CellCounts(source, parts: parts), cells: 0..<source.cellCount)
    }

    /// Deals the items of some of the cells out, which have the numbers from 0 on then: one pass over the source, parts at the same time.
    init<Source: CellSource>(_ source: Source, _ counts: CellCounts, cells: Range<Int>) where Source.Item == Item {
        let parts = counts.parts.count
        var starts = [0]
        starts.reserveCapacity(cells.count + 1)
        // Where each part writes in each cell: behind the parts before it.
        var firstPlaces = [[Int]](repeating: [Int](repeating: 0, count: cells.count), count: parts)
        var next = 0
        for cell in cells {
            for part in 0..<parts {
                firstPlaces[part][cell - cells.lowerBound] = next
                next += counts.parts[part][cell]
            }
            starts.append(next)
        }
        let memory = UnsafeMutableBufferPointer<Item>.allocate(capacity: next)
        // SAFETY: the counts of the first pass give each item of each part a place of its own; that no part writes behind its places is checked at the end.
        nonisolated(unsafe) let written = memory
        let places = firstPlaces
        let ends = concurrentParts(parts) { part in
            var sink = WritingSink(firstCell: cells.lowerBound, places: places[part], memory: written)
            source.emit(part: part, of: parts, into: &sink)
            return sink.places
        }
        for part in 0..<parts {
            for (index, cell) in cells.enumerated() {
                precondition(ends[part][index] == places[part][index] + counts.parts[part][cell], "a source emits the same items each time")
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

/// How many items the parts of a source have in each cell: what the first of two passes finds.
struct CellCounts: Sendable {
    /// By part and cell.
    let parts: [[Int]]

    /// Counts all items, parts at the same time.
    init<Source: CellSource>(_ source: Source, parts: Int) {
        self.parts = concurrentParts(parts) { part in
            var sink = CountingSink<Source.Item>(counts: [Int](repeating: 0, count: source.cellCount))
            source.emit(part: part, of: parts, into: &sink)
            return sink.counts
        }
    }

    /// Cuts the cells into ranges with about as many items each, of at most about `limit` items.
    func ranges(itemLimit limit: Int) -> [Range<Int>] {
        let cellCount = parts.first?.count ?? 0
        let counts = (0..<cellCount).map { cell in parts.reduce(0) { $0 + $1[cell] } }
        let total = counts.reduce(0, +)
        let rangeCount = max(1, (total + limit - 1) / limit)
        var ranges: [Range<Int>] = []
        var (first, sum) = (0, 0)
        for cell in 0..<cellCount {
            sum += counts[cell]
            if sum * rangeCount >= total * (ranges.count + 1), ranges.count + 1 < rangeCount {
                ranges.append(first..<cell + 1)
                first = cell + 1
            }
        }
        if first < cellCount { ranges.append(first..<cellCount) }
        return ranges
    }
}

/// Counts items by cell.
private struct CountingSink<Item>: CellSink {
    static var takesItems: Bool { false }

    var counts: [Int]

    @inline(__always)
    mutating func take(cell: Int, _ item: @autoclosure () -> Item) { counts[cell] += 1 }
}

/// Writes items to their places.
private struct WritingSink<Item: BitwiseCopyable>: CellSink {
    static var takesItems: Bool { true }

    /// The cell of the first place; items of cells before it and behind the last are passed over.
    let firstCell: Int
    /// The next place of each cell.
    var places: [Int]
    let memory: UnsafeMutableBufferPointer<Item>

    @inline(__always)
    mutating func take(cell: Int, _ item: @autoclosure () -> Item) {
        let index = cell &- firstCell
        guard UInt(bitPattern: index) < UInt(bitPattern: places.count) else { return }
        let place = places[index]
        precondition(place < memory.count, "a source emits the same items each time")
        places[index] = place + 1
        memory.initializeElement(at: place, to: item())
    }
}

extension CellSource {
    /// The rows of a part of a range.
    static func rows(_ count: Int, part: Int, of parts: Int) -> Range<Int> { count * part / parts..<count * (part + 1) / parts }
}
