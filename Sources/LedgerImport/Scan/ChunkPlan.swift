import Synchronization

/// A piece of a file that starts and ends between rows.
struct Chunk {
    let range: Range<Int>
    /// The physical line the chunk starts on.
    let firstLine: Int
    /// Physical line ends in the chunk; it has at most one row more.
    let lineFeedCount: Int
    /// Whether a quote may be in it.
    let mayHaveQuotes: Bool
}

/// Cuts the rows of a file into chunks.
///
/// A block border is moved to the first line feed behind it that has an even number of quotes before it, so that line feeds inside
/// quoted fields end no chunk. Quotes and line feeds are counted per block on all threads. Linear in the bytes.
func planChunks(_ bytes: FileBytes, rowsFrom start: Int, firstLine: Int, hasQuotes: Bool, options: ImportOptions) -> [Chunk] {
    let blockCount = (bytes.count - start + options.chunkByteCount - 1) / options.chunkByteCount
    func block(_ index: Int) -> Range<Int> {
        start + index * options.chunkByteCount..<min(bytes.count, start + (index + 1) * options.chunkByteCount)
    }
    let counts = countBlocks(bytes, start: start, blockCount: blockCount, options: options)
    var chunks: [Chunk] = []
    var border = (offset: start, line: firstLine)
    var (line, isInQuotes) = (firstLine, false)
    for index in 0..<blockCount {
        line += counts[index].lineFeeds
        isInQuotes = isInQuotes != (hasQuotes && counts[index].quotes % 2 == 1)
        let end = block(index).upperBound
        // A border that was moved past this block's end serves here too.
        if end <= border.offset { continue }
        let next = bytes.withSpan { rowBorder($0, from: end, line: line, isInQuotes: isInQuotes, hasQuotes: hasQuotes) }
        let firstBlock = (border.offset - start) / options.chunkByteCount
        let lastBlock = (next.offset - 1 - start) / options.chunkByteCount
        chunks.append(
            Chunk(
                range: border.offset..<next.offset, firstLine: border.line, lineFeedCount: next.line - border.line,
                mayHaveQuotes: hasQuotes && counts[firstBlock...lastBlock].contains { $0.quotes > 0 }))
        border = next
    }
    return chunks
}

/// The offset behind the first line feed at or after `offset - 1` that is outside quotes, or the end of the text; and its line.
private func rowBorder(_ text: RawSpan, from offset: Int, line: Int, isInQuotes: Bool, hasQuotes: Bool) -> (offset: Int, line: Int) {
    if !isInQuotes, text.byte(offset - 1) == Ascii.lineFeed { return (offset, line) }
    var (position, line, isInQuotes) = (offset, line, isInQuotes)
    while position < text.byteCount {
        let byte = text.byte(position)
        position += 1
        if byte == Ascii.lineFeed {
            line += 1
            if !isInQuotes { return (position, line) }
        } else if byte == Ascii.quote {
            isInQuotes = isInQuotes != hasQuotes
        }
    }
    return (position, line)
}

/// How many quotes and line feeds a block has.
private struct BlockCounts {
    var quotes = 0
    var lineFeeds = 0
}

private func countBlocks(_ bytes: FileBytes, start: Int, blockCount: Int, options: ImportOptions) -> [BlockCounts] {
    let next = Atomic<Int>(0)
    let counts = Mutex([BlockCounts](repeating: BlockCounts(), count: blockCount))
    let chunkByteCount = options.chunkByteCount
    let shared = SharedCounting(next: next, counts: counts)
    WorkerThread.runAll(count: min(options.threads, blockCount)) { _ in
        while true {
            let index = shared.next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < blockCount else { return }
            let lower = start + index * chunkByteCount
            let count = bytes.withSpan { countBlock($0.extracting(lower..<min($0.byteCount, lower + chunkByteCount))) }
            shared.counts.withLock { $0[index] = count }
        }
    }
    return shared.counts.withLock { $0 }
}

private final class SharedCounting: Sendable {
    let next: Atomic<Int>
    let counts: Mutex<[BlockCounts]>

    init(next: consuming Atomic<Int>, counts: consuming sending Mutex<[BlockCounts]>) {
        self.next = next
        self.counts = counts
    }
}

/// Counts in eight byte-wide lanes; each lane counts to 255 at the most before the lanes are added up.
private func countBlock(_ text: RawSpan) -> BlockCounts {
    let quotePattern = ByteWord.repeating(Ascii.quote)
    let lineFeedPattern = ByteWord.repeating(Ascii.lineFeed)
    var counts = BlockCounts()
    let wordCount = text.byteCount / 8
    var first = 0
    while first < wordCount {
        let end = min(wordCount, first &+ 255)
        var (quotes, lineFeeds): (UInt64, UInt64) = (0, 0)
        for index in first..<end {
            // SAFETY: eight bytes from 8 × index lie inside, because index < byteCount / 8. Without the check the loop is vectorised.
            let word = unsafe text.unsafeLoadUnaligned(fromUncheckedByteOffset: index &* 8, as: UInt64.self)
            quotes &+= ByteWord.matches(word, quotePattern) &>> 7
            lineFeeds &+= ByteWord.matches(word, lineFeedPattern) &>> 7
        }
        counts.quotes &+= ByteWord.sum(quotes)
        counts.lineFeeds &+= ByteWord.sum(lineFeeds)
        first = end
    }
    for offset in wordCount &* 8..<text.byteCount {
        counts.quotes &+= text.byte(offset) == Ascii.quote ? 1 : 0
        counts.lineFeeds &+= text.byte(offset) == Ascii.lineFeed ? 1 : 0
    }
    return counts
}
