/// Texts taken apart into a head and the digits at their end: `INV00012345` is head `INV` and the number 12345 in 8 digits.
///
/// Document numbers come this way, and then a text costs the bits of its number.
struct NumberedTexts {
    /// More different heads than this, and the texts are stored plainly.
    static let headCountMax = 32
    /// Digits at the end that are taken as a number; 10^18 fits 64 bits.
    static let digitCountMax = 18

    /// The distinct heads, in order of appearance.
    var heads: [[UInt8]] = []
    /// Of each text, the index of its head.
    var headCodes: [UInt8] = []
    /// Of each text, how many digits follow the head, leading zeros included.
    var digitCounts: [UInt8] = []
    /// Of each text, the digits as a number; the number before it for a text without digits, so that an ascending column stays ascending.
    var numbers: [Int64] = []

    init() {}

    /// The texts of some rows taken apart; nil when there are too many different heads. Linear in the bytes.
    init?(_ column: StringColumn, rows: Range<Int>) {
        var headCodes = [UInt8](repeating: 0, count: rows.count)
        var digitCounts = [UInt8](repeating: 0, count: rows.count)
        var numbers = [Int64](repeating: 0, count: rows.count)
        var codeSpan = headCodes.mutableSpan
        var countSpan = digitCounts.mutableSpan
        var numberSpan = numbers.mutableSpan
        let bytes = column.bytes.span
        let ends = column.ends.span
        // Before the first text: the empty one, so the empty head is always number 0.
        var pattern = NumberedPattern(headCode: 0, head: [], digitCount: 0)
        heads.append([])
        var number: Int64 = 0
        var start = rows.isEmpty ? 0 : column.range(rows.lowerBound).lowerBound
        for index in 0..<rows.count {
            let range = start..<Int(ends[rows.lowerBound + index])
            // Most texts are made like the one before them.
            if let same = pattern.number(of: bytes, range, before: number) {
                number = same
            } else {
                let earliest = max(range.lowerBound, range.upperBound - NumberedTexts.digitCountMax)
                var digitsStart = range.upperBound
                while digitsStart > earliest, bytes[digitsStart - 1] &- 0x30 <= 9 { digitsStart -= 1 }
                if digitsStart < range.upperBound { number = readDigits(bytes, digitsStart..<range.upperBound) }
                guard let code = find(bytes, range.lowerBound..<digitsStart) else { return nil }
                pattern = NumberedPattern(headCode: code, head: heads[code], digitCount: range.upperBound - digitsStart)
            }
            // Unchecked: the arrays have as many elements as the range has rows.
            codeSpan[unchecked: index] = UInt8(truncatingIfNeeded: pattern.headCode)
            countSpan[unchecked: index] = UInt8(truncatingIfNeeded: pattern.digitCount)
            numberSpan[unchecked: index] = number
            start = range.upperBound
        }
        (self.headCodes, self.digitCounts, self.numbers) = (headCodes, digitCounts, numbers)
    }

    /// The index of a head, which is added when it is new; nil when there are too many.
    private mutating func find(_ bytes: Span<UInt8>, _ head: Range<Int>) -> Int? {
        for (code, known) in heads.enumerated() where isEqual(bytes, head, known) { return code }
        guard heads.count < NumberedTexts.headCountMax else { return nil }
        heads.append(head.map { bytes[$0] })
        return heads.count - 1
    }

    /// Appends head list, head codes, digit counts and numbers.
    func append(to bytes: inout [UInt8]) {
        bytes.append(UInt8(heads.count))
        for head in heads {
            appendNumber(UInt32(head.count), to: &bytes)
            bytes += head
        }
        appendBlocks(headCodes.span, to: &bytes)
        appendBlocks(digitCounts.span, to: &bytes)
        appendBlocks(numbers.span, to: &bytes)
    }

    /// Reads what ``append(to:)`` wrote of `rowCount` texts; throws when a code, count or number is impossible.
    init(_ bytes: RawSpan, _ cursor: inout ByteCursor, rowCount: Int) throws(ColumnError) {
        let headCount = Int(try cursor.number(UInt8.self, of: bytes))
        for _ in 0..<headCount {
            let byteCount = Int(try cursor.number(UInt32.self, of: bytes))
            heads.append(copyBytes(bytes, try cursor.take(byteCount, of: bytes)))
        }
        headCodes = [UInt8](repeating: 0, count: rowCount)
        digitCounts = [UInt8](repeating: 0, count: rowCount)
        numbers = [Int64](repeating: 0, count: rowCount)
        var codeSpan = headCodes.mutableSpan
        try readBlocks(bytes, &cursor, into: &codeSpan, rows: 0..<rowCount)
        var countSpan = digitCounts.mutableSpan
        try readBlocks(bytes, &cursor, into: &countSpan, rows: 0..<rowCount)
        var numberSpan = numbers.mutableSpan
        try readBlocks(bytes, &cursor, into: &numberSpan, rows: 0..<rowCount)
        // As unsigned numbers, negative ones are the largest.
        let possible =
            largestBits(headCodes) < headCount && largestBits(digitCounts) <= NumberedTexts.digitCountMax
            && largestBits(numbers) <= Int64.max && headCount > 0
        guard possible else { throw ColumnError(.malformed, "the stored texts have an impossible head or number") }
    }

    /// Appends the texts put together again; throws when they would exceed 4 GiB.
    func append(to column: inout StringColumn) throws(ColumnError) {
        let start = column.bytes.count
        let end = try appendEnds(to: &column.ends, start: start)
        // Words of eight bytes are written at once, so the last text needs room behind it.
        column.bytes.append(contentsOf: repeatElement(0, count: end + 8 - start))
        var bytes = column.bytes.mutableSpan
        var target = bytes.mutableBytes
        let headWords = heads.map { asciiWord($0.prefix(8)).littleEndian }
        let headCounts = heads.map(\.count)
        let words = headWords.span
        let counts = headCounts.span
        let codes = headCodes.span
        let digits = digitCounts.span
        let values = numbers.span
        var offset = start
        // Unchecked: the three arrays have the same rows, and every code is below the number of heads; both were checked when they were read.
        for row in 0..<codes.count {
            let code = Int(codes[unchecked: row])
            target.storeBytes(of: words[unchecked: code], toByteOffset: offset, as: UInt64.self)
            let headCount = counts[unchecked: code]
            if headCount > 8 {
                for index in 8..<headCount { target.storeBytes(of: heads[code][index], toByteOffset: offset + index, as: UInt8.self) }
            }
            let digitCount = Int(digits[unchecked: row])
            writeDigits(values[unchecked: row], count: digitCount, at: offset + headCount, &target)
            offset += headCount + digitCount
        }
        column.bytes.removeLast(8)
    }

    /// Appends where each text ends when the first starts at `start`, and returns where the last one does.
    private func appendEnds(to ends: inout [UInt32], start: Int) throws(ColumnError) -> Int {
        var own = [UInt32](repeating: 0, count: headCodes.count)
        var span = own.mutableSpan
        let headCounts = heads.map(\.count)
        let counts = headCounts.span
        let codes = headCodes.span
        let digits = digitCounts.span
        var end = start
        // Unchecked: as above. An end that does not fit 32 bits is cut, and the last one tells.
        for row in 0..<codes.count {
            end += counts[unchecked: Int(codes[unchecked: row])] + Int(digits[unchecked: row])
            span[unchecked: row] = UInt32(truncatingIfNeeded: end)
        }
        guard end <= UInt32.max else { throw ColumnError(.malformed, "the stored texts exceed 4 GiB") }
        ends.append(contentsOf: own)
        return end
    }
}

/// The largest element, read as an unsigned number; 0 of none.
@inline(__always)
func largestBits<Element: SegmentElement>(_ elements: [Element]) -> Element.Magnitude {
    let elements = elements.span
    var largest: Element.Magnitude = 0
    // Unchecked: the index is below the count.
    for index in 0..<elements.count { largest = max(largest, Element.Magnitude(truncatingIfNeeded: elements[unchecked: index])) }
    return largest
}

/// The number that at most 18 ASCII digits spell.
@inline(__always)
func readDigits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64 {
    var number: Int64 = 0
    // At most 18 digits: no overflow.
    for index in range { number = number &* 10 &+ Int64(bytes[index] &- 0x30) }
    return number
}

/// Whether a range of bytes equals an array.
@inline(__always)
func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8]) -> Bool {
    guard range.count == other.count else { return false }
    for index in 0..<other.count where bytes[range.lowerBound + index] != other[index] { return false }
    return true
}
