import LedgerColumns

/// The items of a snapshot dealt out to the cells of an account order, in each cell in the order of rows: what a scan adds up cell by cell in the processor's cache
/// instead of going to and fro between a million groups.
///
/// SAFETY: `@unchecked Sendable`: the memory is written only in `init`, each place by one thread, and is valid until `deinit`.
final class ItemCells: @unchecked Sendable {
    /// What a scan needs of an item.
    struct Item: BitwiseCopyable {
        /// The group's code in its cell.
        let code: UInt32
        let dueDay: Int32
        let documentDay: Int32
        let openMinor: Int64
    }

    private let memory: UnsafeMutableBufferPointer<Item>
    /// The first item of each cell, and behind them the number of items.
    let starts: [Int]

    /// Deals the items out. Linear in the rows, two passes, on up to `threads` threads.
    init(_ items: ItemColumns, order: AccountOrder, threads: Int) {
        let parts = max(1, min(threads, items.count / 4096))
        @Sendable func rows(_ part: Int) -> Range<Int> { items.count * part / parts..<items.count * (part + 1) / parts }
        let counts = concurrentParts(parts) { part in
            var counts = [Int](repeating: 0, count: order.cellCount)
            for row in rows(part) { counts[order.cell(company: items.company[row], customer: items.customer[row])] += 1 }
            return counts
        }
        var starts = [0]
        starts.reserveCapacity(order.cellCount + 1)
        // Where each part writes in each cell: behind the parts before it, so that rows stay in order.
        var places = counts
        var next = 0
        for cell in 0..<order.cellCount {
            for part in 0..<parts {
                places[part][cell] = next
                next += counts[part][cell]
            }
            starts.append(next)
        }
        let memory = UnsafeMutableBufferPointer<Item>.allocate(capacity: items.count)
        // SAFETY: the counts of the first pass give every row of every part a place of its own below `items.count`; the subscript of `places` is checked, and
        // the same rows and codes are read in both passes.
        nonisolated(unsafe) let written = memory
        let firstPlaces = places
        _ = concurrentParts(parts) { part in
            var places = firstPlaces[part]
            for row in rows(part) {
                let (company, customer) = (items.company[row], items.customer[row])
                let cell = order.cell(company: company, customer: customer)
                let place = places[cell]
                places[cell] = place + 1
                written.initializeElement(
                    at: place,
                    to: Item(
                        code: order.code(company: company, customer: customer, currency: items.currency[row], kind: items.kind[row]),
                        dueDay: items.dueDay[row], documentDay: items.documentDay[row], openMinor: items.openMinor[row]))
            }
        }
        self.memory = memory
        self.starts = starts
    }

    deinit { memory.deallocate() }

    /// Number of cells.
    var count: Int { starts.count - 1 }

    /// Hands the items of a cell to `body`, in the order of rows.
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
