/// Bytes with a meaning in delimited text.
enum Ascii {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let quote: UInt8 = 0x22
    static let space: UInt8 = 0x20
    static let tab: UInt8 = 0x09
}

extension RawSpan {
    /// The byte at an offset, which must be inside.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

    /// Eight bytes from an offset, first byte lowest; what lies past the end reads as zero.
    @inline(__always)
    func word(_ offset: Int) -> UInt64 {
        if offset + 8 <= byteCount { return unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self) }
        return partialWord(offset)
    }

    /// The first place of a byte from an offset on; nil when there is none.
    func firstOffset(of byte: UInt8, from offset: Int) -> Int? {
        let pattern = ByteWord.repeating(byte)
        var offset = offset
        while offset < byteCount {
            let found = ByteWord.matches(word(offset), pattern)
            if found != 0 {
                // Past the end a word reads as zero, which may be the byte looked for.
                let place = offset + found.trailingZeroBitCount / 8
                return place < byteCount ? place : nil
            }
            offset += 8
        }
        return nil
    }

    /// Whether the 64 bytes from an offset, which must be inside, are all below 128.
    @inline(__always)
    func isAscii64(_ offset: Int) -> Bool {
        var all: UInt64 = 0
        for word in 0..<8 { all |= unsafeLoadUnaligned(fromByteOffset: offset &+ 8 &* word, as: UInt64.self) }
        return all & ByteWord.highBits == 0
    }

    @inline(never)
    private func partialWord(_ offset: Int) -> UInt64 {
        var word: UInt64 = 0
        var position = byteCount
        while position > offset {
            position -= 1
            word = word << 8 | UInt64(byte(position))
        }
        return word
    }

    /// The bytes of a range as text, with what is not UTF-8 replaced.
    func text(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}

/// Eight bytes at a time in one machine word.
enum ByteWord {
    static let lowSeven: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// A byte in all eight places.
    @inline(__always)
    static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The high bit of every byte that equals the byte repeated in `pattern`, exactly.
    @inline(__always)
    static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        // Seven-bit halves plus 0x7F carry into the high bit unless they are zero, and never into the next byte.
        return ~(((difference & lowSeven) &+ lowSeven) | difference | lowSeven)
    }

    /// The high bit of every byte that is no visible ASCII character: blanks, control characters and those above 126.
    @inline(__always)
    static func invisible(_ word: UInt64) -> UInt64 {
        let low = word & lowSeven
        // Of seven bits, 0x5F carries into the high bit from 0x21 on, and 1 at 0x7F alone.
        return (~(low &+ 0x5F5F_5F5F_5F5F_5F5F) | (low &+ 0x0101_0101_0101_0101) | word) & highBits
    }

    /// The sum of the eight bytes.
    @inline(__always)
    static func sum(_ word: UInt64) -> Int {
        // Neighbouring bytes are joined in lanes of 16 bits first, which hold four times 510 in the product.
        let pairs = (word & 0x00FF_00FF_00FF_00FF) &+ ((word &>> 8) & 0x00FF_00FF_00FF_00FF)
        return Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
    }

    /// The lowest `count` bytes kept, the others zero; `count` ≥ 0.
    @inline(__always)
    static func prefix(_ word: UInt64, _ count: Int) -> UInt64 {
        count >= 8 ? word : word & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
    }
}
