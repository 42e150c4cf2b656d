/// Appends a number in little-endian order.
func appendNumber<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
}

/// Appends a text as its UTF-8 length (32 bits) and bytes.
func appendText(_ text: String, to bytes: inout [UInt8]) {
    appendNumber(UInt32(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
}

/// A position in bytes that are being read; every step is checked against the end.
struct ByteCursor {
    /// The next byte to read.
    private(set) var offset = 0

    /// Moves over `count` bytes and returns where they are; throws `wrongLength` when there are fewer.
    mutating func take(_ count: Int, of bytes: RawSpan) throws(ColumnError) -> Range<Int> {
        guard count >= 0, count <= bytes.byteCount - offset else {
            throw ColumnError(.wrongLength, "the stored column ends too early")
        }
        defer { offset += count }
        return offset..<(offset + count)
    }

    /// Reads a little-endian number.
    mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
        _: Number.Type, of bytes: RawSpan
    ) throws(ColumnError) -> Number {
        let range = try take(MemoryLayout<Number>.size, of: bytes)
        // `take` keeps the number's bytes inside the span; every bit pattern is a number.
        return Number(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: Number.self))
    }

    /// Reads a count that was written in 64 bits and must not exceed `limit`.
    mutating func count(upTo limit: Int, of bytes: RawSpan) throws(ColumnError) -> Int {
        let value = try number(UInt64.self, of: bytes)
        guard value <= UInt64(limit) else { throw ColumnError(.malformed, "the stored column has an impossible count") }
        return Int(value)
    }

    /// Reads a text of a 32-bit length and bytes.
    mutating func text(of bytes: RawSpan) throws(ColumnError) -> String {
        let count = try number(UInt32.self, of: bytes)
        return String(decoding: copyBytes(bytes, try take(Int(count), of: bytes)), as: UTF8.self)
    }
}

/// A copy of a range of bytes.
func copyBytes(_ bytes: RawSpan, _ range: Range<Int>) -> [UInt8] {
    bytes.extracting(range).withUnsafeBytes { [UInt8]($0) }
}
