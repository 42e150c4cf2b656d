/// A number that can be a column of a segment.
///
/// The least value of a signed type marks a missing value (`ItemColumns.noDay`, `ItemColumns.noAmount`) and does not widen the frame of its block.
public protocol SegmentElement: FixedWidthInteger, BitwiseCopyable, Sendable where Magnitude: BitwiseCopyable & Sendable {
    /// The type's number in stored segments; never changes.
    static var segmentType: UInt8 { get }
}

extension Int32: SegmentElement {
    /// 1
    public static var segmentType: UInt8 { 1 }
}

extension Int64: SegmentElement {
    /// 2
    public static var segmentType: UInt8 { 2 }
}

extension UInt32: SegmentElement {
    /// 3
    public static var segmentType: UInt8 { 3 }
}

extension UInt8: SegmentElement {
    /// 4
    public static var segmentType: UInt8 { 4 }
}

/// How the codes of a block stand for its values. Raw values are stored.
enum BlockMode: UInt8 {
    /// value = base + code
    case frame = 0
    /// Code 0 is a missing value; value = base + code − 1
    case frameWithNulls = 1
    /// Ascending values: value = value before + code, the first from base.
    case delta = 2
}

/// What a block needs to know about its values before they are packed.
struct BlockFrame<Element: SegmentElement> {
    let mode: BlockMode
    let base: Element
    let width: Int

    /// The smallest frame of the rows `range`, which is not empty. One pass, or two where values are missing or ascending.
    @inline(__always)
    init(_ values: Span<Element>, _ range: Range<Int>) {
        // Unchecked below: the caller's precondition keeps the range inside the span.
        var least = Element.max
        var most = Element.min
        for row in range {
            least = min(least, values[unchecked: row])
            most = max(most, values[unchecked: row])
        }
        let hasNulls = Element.isSigned && least == Element.min
        if hasNulls, most != Element.min {
            least = Element.max
            for row in range {
                let value = values[unchecked: row]
                least = min(least, value == Element.min ? Element.max : value)
            }
            let span = Element.Magnitude(truncatingIfNeeded: most &- least)
            if span < Element.Magnitude.max {
                (mode, base, width) = (.frameWithNulls, least, BlockFrame.bits(span + 1))
            } else {
                (mode, base, width) = (.frame, 0, Element.bitWidth)
            }
            return
        }
        let width = BlockFrame.bits(Element.Magnitude(truncatingIfNeeded: most &- least))
        if width > 1, let step = BlockFrame.largestStep(values, range), BlockFrame.bits(step) < width {
            (self.mode, self.base, self.width) = (.delta, values[unchecked: range.lowerBound], BlockFrame.bits(step))
        } else {
            (self.mode, self.base, self.width) = (.frame, least, width)
        }
    }

    /// The largest step from a row to the next when no step goes down; nil at the first one that does.
    @inline(__always)
    static func largestStep(_ values: Span<Element>, _ range: Range<Int>) -> Element.Magnitude? {
        var largest: Element.Magnitude = 0
        var before = values[unchecked: range.lowerBound]
        for row in range {
            let value = values[unchecked: row]
            if value < before { return nil }
            // value ≥ before, so the difference fits the unsigned type.
            largest = max(largest, Element.Magnitude(truncatingIfNeeded: value &- before))
            before = value
        }
        return largest
    }

    @inline(__always)
    static func bits(_ value: Element.Magnitude) -> Int { Element.bitWidth - value.leadingZeroBitCount }
}

/// Appends `values` as blocks: of each block mode, width, base and packed codes.
@specialized(where Element == Int32)
@specialized(where Element == Int64)
@specialized(where Element == UInt32)
@specialized(where Element == UInt8)
func appendBlocks<Element: SegmentElement>(_ values: Span<Element>, to bytes: inout [UInt8]) {
    typealias Word = Element.Magnitude
    var codes = [Word](repeating: 0, count: blockRowCount)
    var packed = [Word](repeating: 0, count: blockRowCount)
    var start = 0
    while start < values.count {
        let rowCount = min(blockRowCount, values.count - start)
        let frame = BlockFrame(values, start..<(start + rowCount))
        bytes.append(frame.mode.rawValue)
        bytes.append(UInt8(frame.width))
        appendNumber(frame.base, to: &bytes)
        if frame.width > 0 {
            var codeSpan = codes.mutableSpan
            fillCodes(&codeSpan, values, start, rowCount, frame)
            var packedSpan = packed.mutableSpan
            packBlock(codes.span, rowCount: rowCount, width: frame.width, into: &packedSpan)
            let wordCount = packedWordCount(rowCount: rowCount, width: frame.width, Word.self)
            packed.span.extracting(0..<wordCount).withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        start += rowCount
    }
}

/// Turns the values of a block into codes, 0 past the last row.
@inline(__always)
func fillCodes<Element: SegmentElement>(
    _ codes: inout MutableSpan<Element.Magnitude>, _ values: Span<Element>, _ start: Int, _ rowCount: Int, _ frame: BlockFrame<Element>
) {
    typealias Word = Element.Magnitude
    precondition(codes.count == blockRowCount && start + rowCount <= values.count)
    let base = frame.base
    // Unchecked: rows are below rowCount ≤ blockRowCount, see the precondition. Differences wrap into the unsigned type on purpose.
    switch frame.mode {
    case .frame:
        for row in 0..<rowCount { codes[unchecked: row] = Word(truncatingIfNeeded: values[unchecked: start &+ row] &- base) }
    case .frameWithNulls:
        for row in 0..<rowCount {
            let value = values[unchecked: start &+ row]
            codes[unchecked: row] = value == Element.min ? 0 : Word(truncatingIfNeeded: value &- base) &+ 1
        }
    case .delta:
        codes[unchecked: 0] = 0
        for row in 1..<rowCount {
            codes[unchecked: row] = Word(truncatingIfNeeded: values[unchecked: start &+ row] &- values[unchecked: start &+ row &- 1])
        }
    }
    for row in rowCount..<blockRowCount { codes[unchecked: row] = 0 }
}

/// Reads blocks into rows `rows` of `values`; throws when the bytes end too early or a block is impossible.
@specialized(where Element == Int32)
@specialized(where Element == Int64)
@specialized(where Element == UInt32)
@specialized(where Element == UInt8)
func readBlocks<Element: SegmentElement>(
    _ bytes: RawSpan, _ cursor: inout ByteCursor, into values: inout MutableSpan<Element>, rows: Range<Int>
) throws(ColumnError) {
    typealias Word = Element.Magnitude
    precondition(rows.lowerBound >= 0 && rows.upperBound <= values.count)
    var codes = [Word](repeating: 0, count: blockRowCount)
    var packed = [Word](repeating: 0, count: blockRowCount)
    var start = rows.lowerBound
    while start < rows.upperBound {
        let rowCount = min(blockRowCount, rows.upperBound - start)
        let mode = try cursor.number(UInt8.self, of: bytes)
        let width = Int(try cursor.number(UInt8.self, of: bytes))
        let base = try cursor.number(Element.self, of: bytes)
        guard let mode = BlockMode(rawValue: mode), width <= Element.bitWidth else {
            throw ColumnError(.malformed, "the stored column has an impossible block")
        }
        if width == 0 {
            let value = mode == .frameWithNulls ? Element.min : base
            for row in start..<(start + rowCount) { values[unchecked: row] = value }
        } else {
            let wordCount = packedWordCount(rowCount: rowCount, width: width, Word.self)
            let range = try cursor.take(wordCount * MemoryLayout<Word>.size, of: bytes)
            var packedSpan = packed.mutableSpan
            copyWords(bytes, range, into: &packedSpan)
            var codeSpan = codes.mutableSpan
            unpackBlock(packed.span, rowCount: rowCount, width: width, into: &codeSpan)
            fillValues(&values, start, rowCount, codes.span, mode, base)
        }
        start += rowCount
    }
}

/// Copies the words that lie in `range` of the bytes.
@inline(__always)
func copyWords<Word: FixedWidthInteger & BitwiseCopyable>(_ bytes: RawSpan, _ range: Range<Int>, into words: inout MutableSpan<Word>) {
    let source = bytes.extracting(range)
    words.withUnsafeMutableBytes { target in
        source.withUnsafeBytes { target.copyMemory(from: $0) }
    }
}

/// Turns the codes of a block into values.
@inline(__always)
func fillValues<Element: SegmentElement>(
    _ values: inout MutableSpan<Element>, _ start: Int, _ rowCount: Int, _ codes: Span<Element.Magnitude>, _ mode: BlockMode,
    _ base: Element
) {
    precondition(codes.count == blockRowCount && rowCount <= blockRowCount && start + rowCount <= values.count)
    // Unchecked: see the precondition. Sums wrap because differences did.
    switch mode {
    case .frame:
        for row in 0..<rowCount { values[unchecked: start &+ row] = base &+ Element(truncatingIfNeeded: codes[unchecked: row]) }
    case .frameWithNulls:
        let origin = base &- 1
        for row in 0..<rowCount {
            let code = codes[unchecked: row]
            values[unchecked: start &+ row] = code == 0 ? Element.min : origin &+ Element(truncatingIfNeeded: code)
        }
    case .delta:
        var value = base
        for row in 0..<rowCount {
            value &+= Element(truncatingIfNeeded: codes[unchecked: row])
            values[unchecked: start &+ row] = value
        }
    }
}
