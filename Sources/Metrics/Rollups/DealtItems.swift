import LedgerColumns

/// Items that one thread deals out to cells as they come: unlike ``Cells``, their source is gone through once.
///
/// The items of a cell stand in chunks. A copy shares them, so that only one may be added to.
struct DealtItems<Item: BitwiseCopyable & Sendable>: Sendable {
    /// SAFETY: `@unchecked Sendable`: memory lives as long as this does, is written by `take` alone, which the owner calls on one thread at a time, and read when all is dealt out.
    private final class Memory: @unchecked Sendable {
        /// Items of a chunk: so many that few are begun, so few that those of all cells which are not full take little room.
        static var chunkItemCount: Int { 64 }
        private static var slabChunkCount: Int { 512 }

        /// Where the next item of a cell goes, and where its chunk ends: the same place when it has no chunk or a full one.
        struct Room {
            var next: UnsafeMutablePointer<Item>?
            var end: UnsafeMutablePointer<Item>?
        }

        let cellCount: Int
        /// By cell.
        let rooms: UnsafeMutablePointer<Room>
        private var slabs: [UnsafeMutablePointer<Item>] = []
        /// By chunk: where it begins, and the chunk of the same cell before it; −1 for the first.
        private(set) var chunks: [(start: UnsafeMutablePointer<Item>, previous: Int)] = []
        /// By cell: its last chunk, −1 without any.
        private(set) var last: [Int]

        init(cellCount: Int) {
            self.cellCount = cellCount
            rooms = .allocate(capacity: cellCount)
            rooms.initialize(repeating: Room(next: nil, end: nil), count: cellCount)
            last = [Int](repeating: -1, count: cellCount)
        }

        deinit {
            rooms.deallocate()
            for slab in slabs { slab.deallocate() }
        }

        /// Begins another chunk of a cell, and returns its first place.
        @inline(never)
        func addChunk(_ cell: Int) -> UnsafeMutablePointer<Item> {
            let index = chunks.count % Self.slabChunkCount
            if index == 0 { slabs.append(.allocate(capacity: Self.chunkItemCount * Self.slabChunkCount)) }
            let start = slabs[slabs.count - 1] + index * Self.chunkItemCount
            chunks.append((start: start, previous: last[cell]))
            last[cell] = chunks.count - 1
            rooms[cell].end = start + Self.chunkItemCount
            return start
        }
    }

    private let memory: Memory

    init(cellCount: Int) { memory = Memory(cellCount: cellCount) }

    /// Adds an item to a cell. Amortised constant time.
    @inline(__always)
    func take(cell: Int, _ item: Item) {
        precondition(UInt(bitPattern: cell) < UInt(bitPattern: memory.cellCount))
        let room = memory.rooms + cell
        // A place lies before the end of its chunk, or both are the same and a new chunk gives one.
        let place = room.pointee.next
        let free = place == room.pointee.end ? memory.addChunk(cell) : place.unsafelyUnwrapped
        free.initialize(to: item)
        room.pointee.next = free + 1
    }

    /// Items of a cell. Linear in its chunks.
    func count(of cell: Int) -> Int {
        var count = 0
        forEachChunk(of: cell) { count += $0.count }
        return count
    }

    /// Hands the items of a cell to `body`, some of them at a time.
    @inline(__always)
    func forEachChunk(of cell: Int, _ body: (Span<Item>) -> Void) {
        var chunk = memory.last[cell]
        // Only the last chunk of a cell may have free places.
        var count = chunk < 0 ? 0 : memory.rooms[cell].next.unsafelyUnwrapped - memory.chunks[chunk].start
        while chunk >= 0 {
            body(UnsafeBufferPointer(start: memory.chunks[chunk].start, count: count).span)
            chunk = memory.chunks[chunk].previous
            count = Memory.chunkItemCount
        }
        withExtendedLifetime(memory) {}
    }

    /// Items that `forEachChunk` hands over at a time at the most.
    static var chunkItemCount: Int { Memory.chunkItemCount }
}
