import Synchronization

/// What one pass over the bytes of a file finds before it is known how they are to be read: block by block, on all threads.
struct BlockSurvey: Sendable {
    /// Bytes of a block of a file, but for the last; those of a chunk unless the options say otherwise. Of small files blocks are small, so that all threads have some of
    /// them and end together.
    static func blockByteCount(ofFile byteCount: Int) -> Int { byteCount < FileBytes.smallFileLimit ? 1 << 18 : 1 << 20 }

    /// By block.
    let counts: [BlockCounts]
    /// Those of all blocks.
    let runs: HighByteRuns

    /// Linear. Pages are released as they are read, so that a large file does not stay in memory.
    init(_ bytes: FileBytes, blockByteCount: Int, threads: Int) {
        let blockCount = (bytes.count + blockByteCount - 1) / blockByteCount
        let shared = Found(blockCount: blockCount)
        WorkerThread.runAll(count: min(threads, blockCount)) { _ in
            var runs = HighByteRuns()
            while true {
                let index = shared.next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < blockCount else { break }
                let block = index * blockByteCount..<min(bytes.count, (index + 1) * blockByteCount)
                let counts = bytes.withSpan { text in
                    runs.add(text, block)
                    return BlockCounts(text.extracting(block))
                }
                bytes.release(block)
                shared.state.withLock { $0.counts[index] = counts }
            }
            let found = runs
            shared.state.withLock { $0.runs.add(found) }
        }
        (counts, runs) = shared.state.withLock { ($0.counts, $0.runs) }
    }

    private final class Found: Sendable {
        let next = Atomic<Int>(0)
        let state: Mutex<(counts: [BlockCounts], runs: HighByteRuns)>

        init(blockCount: Int) {
            state = Mutex((Array(repeating: BlockCounts(), count: blockCount), HighByteRuns()))
        }
    }
}

/// How many quotes and line feeds a block has, and whether it has anything that may have to be taken off a field.
struct BlockCounts: Sendable {
    private(set) var quotes = 0
    private(set) var lineFeeds = 0
    /// Whether there are bytes besides line ends and visible ASCII characters, or a `=`: without, ``trimFields(_:_:)`` finds nothing.
    private(set) var mayHaveBlanks = false

    /// Nothing.
    init() {}

    /// Counts in eight byte-wide lanes; each lane counts to 255 at the most before the lanes are added up.
    init(_ text: RawSpan) {
        let quotePattern = ByteWord.repeating(Ascii.quote)
        let lineFeedPattern = ByteWord.repeating(Ascii.lineFeed)
        let returnPattern = ByteWord.repeating(Ascii.carriageReturn)
        let equalsPattern = ByteWord.repeating(UInt8(ascii: "="))
        var odd: UInt64 = 0
        let wordCount = text.byteCount / 8
        var first = 0
        while first < wordCount {
            let end = min(wordCount, first &+ 255)
            var (quoteLanes, lineFeedLanes): (UInt64, UInt64) = (0, 0)
            for index in first..<end {
                // SAFETY: eight bytes from 8 × index lie inside, because index < byteCount / 8. Without the check the loop is vectorised.
                let word = unsafe text.unsafeLoadUnaligned(fromUncheckedByteOffset: index &* 8, as: UInt64.self)
                let lineFeeds = ByteWord.matches(word, lineFeedPattern)
                quoteLanes &+= ByteWord.matches(word, quotePattern) &>> 7
                lineFeedLanes &+= lineFeeds &>> 7
                let lineEnds = lineFeeds | ByteWord.matches(word, returnPattern)
                odd |= ByteWord.invisible(word) & ~lineEnds | ByteWord.matches(word, equalsPattern)
            }
            quotes &+= ByteWord.sum(quoteLanes)
            lineFeeds &+= ByteWord.sum(lineFeedLanes)
            first = end
        }
        mayHaveBlanks = odd & ByteWord.highBits != 0
        for offset in wordCount &* 8..<text.byteCount {
            let byte = text.byte(offset)
            quotes &+= byte == Ascii.quote ? 1 : 0
            lineFeeds &+= byte == Ascii.lineFeed ? 1 : 0
            if byte != Ascii.lineFeed, byte != Ascii.carriageReturn, !isNoBlank(byte) { mayHaveBlanks = true }
        }
    }
}

/// Runs of bytes above 127: those that are UTF-8 and those that are not.
struct HighByteRuns: Sendable {
    private(set) var valid = 0
    private(set) var invalid = 0

    /// Adds the runs that begin in a block of a text; the last may reach behind it.
    mutating func add(_ text: RawSpan, _ block: Range<Int>) {
        var offset = block.lowerBound
        // A run from the block before was added with that one.
        if offset > 0, text.byte(offset - 1) >= 0x80 {
            while offset < block.upperBound, text.byte(offset) >= 0x80 { offset += 1 }
        }
        while let run = Self.nextRun(text, from: offset, until: block.upperBound) {
            if isValidUtf8(text, run) { valid += 1 } else { invalid += 1 }
            offset = run.upperBound
        }
    }

    /// Adds those of other blocks.
    mutating func add(_ other: HighByteRuns) {
        valid += other.valid
        invalid += other.invalid
    }

    /// The next run that begins before `limit`; it may reach behind it.
    private static func nextRun(_ text: RawSpan, from start: Int, until limit: Int) -> Range<Int>? {
        var offset = start
        while offset < limit {
            while offset < limit, offset &+ 64 <= text.byteCount, text.isAscii64(offset) { offset &+= 64 }
            guard offset < limit else { return nil }
            let high = text.word(offset) & ByteWord.highBits
            if high == 0 {
                offset &+= 8
                continue
            }
            offset &+= high.trailingZeroBitCount / 8
            var end = offset
            while end < text.byteCount, text.byte(end) >= 0x80 { end &+= 1 }
            return offset < limit ? offset..<end : nil
        }
        return nil
    }
}
