import Ledger
import LedgerColumns
import Synchronization

/// An amount of a group that belongs to one of its sums.
struct MigrationItem: BitwiseCopyable, Sendable {
    /// The group's code in its cell.
    let code: UInt32
    let place: UInt32
    /// Converted.
    let minor: Int64
}

/// An amount that an item adds to a migration.
struct MigrationItemAmount: BitwiseCopyable, Sendable {
    /// Whether the item is of the opening snapshot.
    let isOpening: Bool
    /// The item's row in its snapshot.
    let row: Int32
    /// Where it belongs; see ``MigrationPlaces``.
    let place: UInt32
    /// Converted.
    let minor: Int64
}

/// Where the sums of a group stand: moved amounts by both buckets, new ones by bucket, settled ones by bucket and kind.
struct MigrationPlaces: Sendable {
    let bucketCount: Int

    var count: Int { settled.upperBound }
    var moved: Range<Int> { 0..<bucketCount * (bucketCount + 1) }
    var new: Range<Int> { moved.upperBound..<moved.upperBound + bucketCount }
    var settled: Range<Int> { new.upperBound..<new.upperBound + bucketCount * Settlement.allCases.count }

    func moved(from: Int, to: Int) -> UInt32 { UInt32(from * (bucketCount + 1) + to) }
    func new(_ bucket: Int) -> UInt32 { UInt32(new.lowerBound + bucket) }
    func settled(from: Int, _ kind: Settlement) -> UInt32 {
        UInt32(settled.lowerBound + from * Settlement.allCases.count + kind.rawValue)
    }
}

/// Amounts that one thread deals out to the cells of their accounts: a word each where code, place and amount fit one, as nearly all do.
struct DealtAmounts: Sendable {
    private let narrow: DealtItems<UInt64>
    private let wide: DealtItems<MigrationItem>
    private let codeBitCount: Int
    /// Bits of code and place together.
    private let bitCount: Int

    init(_ order: AccountOrder, _ places: MigrationPlaces) {
        self.init(cellCount: order.cellCount, codeLimit: order.codeLimit, places)
    }

    /// - Parameter codeLimit: Codes are below it.
    init(cellCount: Int, codeLimit: Int, _ places: MigrationPlaces) {
        narrow = DealtItems(cellCount: cellCount)
        wide = DealtItems(cellCount: cellCount)
        codeBitCount = Int.bitWidth - codeLimit.leadingZeroBitCount
        bitCount = codeBitCount + Int.bitWidth - places.count.leadingZeroBitCount
        precondition(bitCount < 64, "codes have 32 bits, and there are a few hundred places at the most")
    }

    /// Adds an amount. Amortised constant time.
    @inline(__always)
    func take(cell: Int, code: UInt32, place: UInt32, minor: Int64) {
        let shifted = minor &<< Int64(bitCount)
        if shifted &>> Int64(bitCount) == minor {
            let word = UInt64(bitPattern: shifted) | UInt64(place) &<< UInt64(codeBitCount) | UInt64(code)
            narrow.take(cell: cell, word)
        } else {
            wide.take(cell: cell, MigrationItem(code: code, place: place, minor: minor))
        }
    }

    /// Hands the amounts of a cell to `body`, at most `DealtItems.chunkItemCount` of them at a time.
    @inline(__always)
    func forEachChunk(of cell: Int, _ body: (Span<MigrationItem>) -> Void) {
        var items = [MigrationItem](
            repeating: MigrationItem(code: 0, place: 0, minor: 0), count: DealtItems<UInt64>.chunkItemCount)
        let (codeMask, placeMask) = (UInt64(1) << UInt64(codeBitCount) - 1, UInt64(1) << UInt64(bitCount - codeBitCount) - 1)
        narrow.forEachChunk(of: cell) { words in
            var target = items.mutableSpan
            for index in words.indices {
                let word = words[index]
                target[index] = MigrationItem(
                    code: UInt32(truncatingIfNeeded: word & codeMask),
                    place: UInt32(truncatingIfNeeded: word &>> UInt64(codeBitCount) & placeMask),
                    minor: Int64(bitPattern: word) &>> Int64(bitCount))
            }
            body(items.span.extracting(0..<words.count))
        }
        wide.forEachChunk(of: cell, body)
    }
}

/// Adds the dealt-out amounts of a migration up by account group.
struct MigrationSums: Sendable {
    /// What each thread dealt out.
    let dealt: [DealtAmounts]
    let order: AccountOrder
    /// Without rows, with the lists of values of the order.
    let empty: MigrationRollup

    /// Shares of cells that are added up at a time, so that threads end together and what is not appended yet is little.
    private static let shareCount = 64

    /// The sums of neighbouring groups, `places.count` for each.
    private struct Part: Sendable {
        var groups: AccountGroups
        var sums: [Int64] = []
    }

    /// Shares are appended in their order, as soon as those before them are there.
    private struct Appending {
        var rollup: MigrationRollup
        var next = 0
        var waiting: [Int: Part] = [:]
    }

    /// The sums of all cells, in the order of groups. Linear, but for the order of the groups of a cell.
    func run(threads: Int) -> MigrationRollup {
        let shareCount = min(order.cellCount, Self.shareCount)
        let appending = Mutex(Appending(rollup: empty))
        _ = concurrentJobs(shareCount, workers: threads, begin: { () }) { _, share in
            let part = sum(order.cellCount * share / shareCount..<order.cellCount * (share + 1) / shareCount)
            appending.withLock { appending in
                appending.waiting[share] = part
                while let part = appending.waiting.removeValue(forKey: appending.next) {
                    // Room for shares like the first one, so that rows seldom move.
                    if appending.next == 0 { appending.rollup.reserveCapacity(part.groups.count * shareCount * 9 / 8) }
                    Self.append(part, to: &appending.rollup)
                    appending.next += 1
                }
            }
        }
        var rollup = appending.withLock { $0.rollup }
        rollup.groups.removeUnusedValues()
        return rollup
    }

    private static func append(_ part: Part, to rollup: inout MigrationRollup) {
        let places = MigrationPlaces(bucketCount: rollup.bucketCount)
        rollup.groups.append(part.groups)
        for group in 0..<part.groups.count {
            let first = group * places.count
            func own(_ range: Range<Int>) -> ArraySlice<Int64> { part.sums[first + range.lowerBound..<first + range.upperBound] }
            rollup.movedMinor += own(places.moved)
            rollup.newMinor += own(places.new)
            rollup.settledMinor += own(places.settled)
        }
    }

    private func sum(_ cells: Range<Int>) -> Part {
        var part = Part(groups: empty.groups)
        let placeCount = MigrationPlaces(bucketCount: empty.bucketCount).count
        var numbers = GroupNumbers()
        var own = [UInt32](repeating: 0, count: DealtItems<MigrationItem>.chunkItemCount)
        var sums: [Int64] = []
        for cell in cells {
            numbers.clear()
            sums.removeAll(keepingCapacity: true)
            for dealt in dealt {
                dealt.forEachChunk(of: cell) { items in
                    numbers.number(items, into: &own)
                    let missing = numbers.count * placeCount - sums.count
                    if missing > 0 { sums.append(contentsOf: repeatElement(0, count: missing)) }
                    var added = sums.mutableSpan
                    let numbers = own.span
                    for index in items.indices {
                        // Exact: ``MigrationScan`` finds out whether the sum of all amounts fits.
                        added[Int(numbers[index]) &* placeCount &+ Int(items[index].place)] &+= items[index].minor
                    }
                }
            }
            for (code, number) in numbers.ascending() {
                part.groups.append(order.group(cell: cell, code: code))
                part.sums += sums[number * placeCount..<(number + 1) * placeCount]
            }
        }
        return part
    }
}

extension MigrationRollup {
    fileprivate mutating func reserveCapacity(_ groupCount: Int) {
        let places = MigrationPlaces(bucketCount: bucketCount)
        movedMinor.reserveCapacity(groupCount * places.moved.count)
        newMinor.reserveCapacity(groupCount * places.new.count)
        settledMinor.reserveCapacity(groupCount * places.settled.count)
    }
}

/// Numbers for the codes of a cell, by first appearance: open addressing, at most half full.
private struct GroupNumbers {
    /// Code in the high half, number + 1 in the low half; 0: free.
    private var slots = [UInt64](repeating: 0, count: 1024)
    private var codes: [UInt32] = []
    private var shift: UInt32 = 22

    mutating func clear() {
        codes.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
    }

    /// Number of codes.
    var count: Int { codes.count }

    /// Writes the numbers of some items' codes; new ones get the next.
    @inline(__always)
    mutating func number(_ items: Span<MigrationItem>, into numbers: inout [UInt32]) {
        var target = numbers.mutableSpan
        for index in items.indices {
            let code = items[index].code
            let slot = slot(of: code)
            let known = UInt32(truncatingIfNeeded: slots[slot])
            target[index] = known == 0 ? add(code, slot) : known - 1
        }
    }

    /// Where a code stands, or would.
    @inline(__always)
    private func slot(of code: UInt32) -> Int {
        let slots = slots.span
        var slot = Int((code &* 0x9E37_79B1) &>> shift)
        while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot] >> 32) != code { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    @inline(never)
    private mutating func add(_ code: UInt32, _ slot: Int) -> UInt32 {
        codes.append(code)
        slots[slot] = UInt64(code) << 32 | UInt64(codes.count)
        if codes.count * 2 > slots.count { grow() }
        return UInt32(codes.count - 1)
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        shift -= 1
        for (number, code) in codes.enumerated() {
            slots[slot(of: code)] = UInt64(code) << 32 | UInt64(number + 1)
        }
    }

    /// Codes and their numbers, ascending by code.
    func ascending() -> [(code: UInt32, number: Int)] {
        codes.enumerated().map { UInt64($0.element) << 32 | UInt64($0.offset) }.sorted()
            .map { (code: UInt32(truncatingIfNeeded: $0 >> 32), number: Int($0 & 0xFFFF_FFFF)) }
    }
}
