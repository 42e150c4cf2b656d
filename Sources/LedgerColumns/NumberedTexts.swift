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
        headCodes = [UInt8](repeating: 0, count: rows.count)
        digitCounts = [UInt8](repeating: 0, count: rows.count)
        numbers = [Int64](repeating: 0, count: rows.count)
        let bytes = column.bytes.span
        var pattern = NumberedPattern(headCode: 0, head: [], digitCount: 0)
        var number: Int64 = 0
        for (index, row) in rows.enumerated() {
            let range = column.range(row)
            // Most texts are made like the one before them.
            if let same = pattern.number(of: bytes, range) {
                number = same
            } else {
                var digitsStart = range.upperBound
                let earliest = max(range.lowerBound, range.upperBound - NumberedTexts.digitCountMax)
                while digitsStart > earliest, bytes[digitsStart - 1] &- 0x30 <= 9 { digitsStart -= 1 }
                if digitsStart < range.upperBound { number = readDigits(bytes, digitsStart..<range.upperBound) }
                guard let code = find(bytes, range.lowerBound..<digitsStart) else { return nil }
                pattern = NumberedPattern(headCode: code, head: heads[code], digitCount: range.upperBound - digitsStart)
            }
            headCodes[index] = UInt8(pattern.headCode)
            digitCounts[index] = UInt8(pattern.digitCount)
            numbers[index] = number
        }
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
        let possible =
            (headCodes.max() ?? 0) < max(1, headCount) && (digitCounts.max() ?? 0) <= NumberedTexts.digitCountMax
            && (numbers.min() ?? 0) >= 0 && (rowCount == 0 || headCount > 0)
        guard possible else { throw ColumnError(.malformed, "the stored texts have an impossible head or number") }
    }

    /// Appends the texts put together again; throws when they would exceed 4 GiB.
    func append(to column: inout StringColumn) throws(ColumnError) {
        let headCounts = heads.map(\.count)
        var end = column.bytes.count
        for row in headCodes.indices {
            end += headCounts[Int(headCodes[row])] + Int(digitCounts[row])
            guard let stored = UInt32(exactly: end) else { throw ColumnError(.malformed, "the stored texts exceed 4 GiB") }
            column.ends.append(stored)
        }
        var offset = column.bytes.count
        // Words of eight bytes are written at once, so the last text needs room behind it.
        column.bytes.append(contentsOf: repeatElement(0, count: end + 8 - offset))
        var bytes = column.bytes.mutableSpan
        var target = bytes.mutableBytes
        let shortHeads = heads.map { head in head.count <= 8 ? asciiWord(head).littleEndian : nil }
        for row in headCodes.indices {
            let code = Int(headCodes[row])
            if let word = shortHeads[code] {
                target.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
            } else {
                let head = heads[code]
                for index in 0..<head.count { target.storeBytes(of: head[index], toByteOffset: offset + index, as: UInt8.self) }
            }
            offset += headCounts[code]
            writeDigits(numbers[row], count: Int(digitCounts[row]), at: offset, &target)
            offset += Int(digitCounts[row])
        }
        column.bytes.removeLast(8)
    }
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
