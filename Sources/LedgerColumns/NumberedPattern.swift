/// How a text was made: a head and a number of digits. The next text is usually made the same way, and then a few words decide it.
struct NumberedPattern {
    let headCode: Int
    let digitCount: Int
    private let byteCount: Int
    private let headByteCount: Int
    private let headWord: UInt64
    private let headMask: UInt64
    /// The bytes of a word that ends with the text which are digits.
    private let digitMask: UInt64

    init(headCode: Int, head: [UInt8], digitCount: Int) {
        self.headCode = headCode
        self.digitCount = digitCount
        byteCount = head.count + digitCount
        headByteCount = head.count
        headWord = head.count <= 8 ? asciiWord(head[...]) : 0
        headMask = head.count == 8 ? .max : (1 << UInt64(8 * min(head.count, 7))) - 1
        digitMask = digitCount == 0 ? 0 : .max << UInt64(8 * (8 - min(digitCount, 8)))
    }

    /// The number of a text that is made this way, the one `before` it when it has none; nil when it is made otherwise or two words cannot tell.
    @inline(__always)
    func number(of bytes: Span<UInt8>, _ range: Range<Int>, before: Int64) -> Int64? {
        if byteCount == 0 { return range.isEmpty ? before : nil }
        guard range.count == byteCount, digitCount <= 8, headByteCount <= 8, range.upperBound >= 8,
            range.lowerBound + 8 <= bytes.count
        else { return nil }
        // The guard keeps both words inside the span.
        let raw = bytes.bytes
        let front = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
        let back = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: range.upperBound - 8, as: UInt64.self))
        let digits = (back & digitMask) | (0x3030_3030_3030_3030 & ~digitMask)
        guard front & headMask == headWord, areEightDigits(digits) else { return nil }
        return digitCount == 0 ? before : eightDigits(digits)
    }
}

/// At most eight bytes as a word whose lowest byte is the first.
func asciiWord(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
}

/// Whether all bytes of a word are ASCII digits.
@inlinable @inline(__always)
public func areEightDigits(_ word: UInt64) -> Bool {
    // Digits are 0x30 to 0x39; six more takes what is above them out of 0x30 to 0x3F.
    let (high, zeros): (UInt64, UInt64) = (0xF0F0_F0F0_F0F0_F0F0, 0x3030_3030_3030_3030)
    return word & high == zeros && (word &+ 0x0606_0606_0606_0606) & high == zeros
}

/// The number that eight ASCII digits spell, the first in the lowest byte: pairs, then fours, then all eight.
@inlinable @inline(__always)
public func eightDigits(_ digits: UInt64) -> Int64 {
    // Each step multiplies by 10^k · 2^m + 1 and takes the upper half of every group; no group exceeds its bits.
    let pairs = ((digits & 0x0F0F_0F0F_0F0F_0F0F) &* 2561) >> 8
    let fours = ((pairs & 0x00FF_00FF_00FF_00FF) &* 6_553_601) >> 16
    return Int64(((fours & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) >> 32)
}

/// A number below 10^8 as eight ASCII digits, the first in the lowest byte: the halves, then the pairs of both, then all digits.
@inline(__always)
func asciiDigits(_ number: UInt64) -> UInt64 {
    let halves = number / 10_000 | (number % 10_000) << 32
    // x · 10486 >> 20 is x / 100 for x < 10^4, and x · 103 >> 10 is x / 10 for x < 100.
    let hundreds = ((halves &* 10_486) >> 20) & 0x0000_007F_0000_007F
    let pairs = ((halves &- 100 &* hundreds) << 16) &+ hundreds
    let tens = ((pairs &* 103) >> 10) & 0x000F_000F_000F_000F
    return tens &+ ((pairs &- 10 &* tens) << 8) &+ 0x3030_3030_3030_3030
}

/// Writes the last `count` digits of a number, at most 18, at an offset; up to seven bytes behind them are overwritten.
@inline(__always)
func writeDigits(_ number: Int64, count: Int, at offset: Int, _ bytes: inout MutableRawSpan) {
    var rest = UInt64(number)
    var remaining = count
    if remaining > 16 {
        writeChunk(rest / 10_000_000_000_000_000, count: remaining - 16, at: offset, &bytes)
        rest %= 10_000_000_000_000_000
        remaining = 16
    }
    if remaining > 8 {
        writeChunk(rest / 100_000_000, count: remaining - 8, at: offset + count - remaining, &bytes)
        rest %= 100_000_000
        remaining = 8
    }
    writeChunk(rest, count: remaining, at: offset + count - remaining, &bytes)
}

/// Writes the last `count` digits of a number, 1...8, at an offset, and zero bytes up to eight behind it.
@inline(__always)
func writeChunk(_ number: UInt64, count: Int, at offset: Int, _ bytes: inout MutableRawSpan) {
    let digits = asciiDigits(number % 100_000_000) >> UInt64(8 * (8 - count))
    bytes.storeBytes(of: digits.littleEndian, toByteOffset: offset, as: UInt64.self)
}
