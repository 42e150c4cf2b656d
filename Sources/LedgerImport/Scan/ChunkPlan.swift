/// A piece of a file that starts and ends between rows.
struct Chunk {
    let range: Range<Int>
    /// The physical line the chunk starts on.
    let firstLine: Int
    /// Physical line ends in the chunk; it has at most one row more.
    let lineFeedCount: Int
    /// Whether a quote may be in it.
    let mayHaveQuotes: Bool
    /// Whether a field of it may have blanks around it.
    let mayHaveBlanks: Bool
}

/// Cuts the rows of a file into chunks.
///
/// Blocks begin at multiples of their size in the file. A block border is moved to the first line feed behind it that has an even number of quotes before it, so that line feeds inside
/// quoted fields end no chunk. Linear in the bytes.
func planChunks(_ bytes: FileBytes, rowsFrom start: Int, firstLine: Int, hasQuotes: Bool, options: ImportOptions) -> [Chunk] {
    guard start < bytes.count else { return [] }
    let size = options.chunkByteCount ?? bytes.blockByteCount
    let firstBlock = start / size
    func block(_ index: Int) -> Range<Int> { max(start, index * size)..<min(bytes.count, (index + 1) * size) }
    let counts = rowCounts(bytes, rowsFrom: start, size: size, threads: options.threads)
    var chunks: [Chunk] = []
    var border = (offset: start, line: firstLine)
    var (line, isInQuotes) = (firstLine, false)
    for index in firstBlock..<firstBlock + counts.count {
        line += counts[index - firstBlock].lineFeeds
        isInQuotes = isInQuotes != (hasQuotes && counts[index - firstBlock].quotes % 2 == 1)
        let end = block(index).upperBound
        // A border that was moved past this block's end serves here too.
        if end <= border.offset { continue }
        let next = bytes.withSpan { rowBorder($0, from: end, line: line, isInQuotes: isInQuotes, hasQuotes: hasQuotes) }
        let blocks = border.offset / size - firstBlock...(next.offset - 1) / size - firstBlock
        chunks.append(
            Chunk(
                range: border.offset..<next.offset, firstLine: border.line, lineFeedCount: next.line - border.line,
                mayHaveQuotes: hasQuotes && counts[blocks].contains { $0.quotes > 0 },
                mayHaveBlanks: counts[blocks].contains(where: \.mayHaveBlanks)))
        // Looking at a border may map megabytes around it.
        bytes.release(border.offset..<next.offset)
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

/// How many quotes and line feeds the blocks have from the one with the first row on; of that one, only what is not before the row.
private func rowCounts(_ bytes: FileBytes, rowsFrom start: Int, size: Int, threads: Int) -> [BlockCounts] {
    let survey = size == bytes.blockByteCount ? bytes.survey : BlockSurvey(bytes, blockByteCount: size, threads: threads)
    var counts = Array(survey.counts[(start / size)...])
    let rest = start..<min(bytes.count, (start / size + 1) * size)
    counts[0] = bytes.withSpan { BlockCounts($0.extracting(rest)) }
    return counts
}
