import LedgerColumns

/// Hashes of field values: the same on every machine and run, whatever the chunk and the thread.
enum FieldHash {
    private static let short: UInt64 = 0xA076_1D64_78BD_642F
    private static let long: UInt64 = 0xE703_7ED1_A0B4_28DB

    /// The hash of `count` bytes from an offset.
    @inline(__always)
    static func of(_ text: RawSpan, _ start: Int, _ count: Int) -> UInt64 {
        of(text, start, count, head: ByteWord.prefix(text.word(start), count))
    }

    /// The same, where the first eight bytes are at hand.
    @inline(__always)
    static func of(_ text: RawSpan, _ start: Int, _ count: Int, head: UInt64) -> UInt64 {
        if count <= 8 { return foldMultiply(head ^ short, UInt64(truncatingIfNeeded: count) ^ long) }
        if count <= 16 {
            let tail = text.word(start &+ count &- 8)
            return foldMultiply(foldMultiply(head ^ short, UInt64(truncatingIfNeeded: count) ^ long) ^ tail, long)
        }
        return stableHash(text.extracting(start..<start + count))
    }

    /// The hash of a text.
    @inline(never)
    static func of(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { of(UnsafeRawBufferPointer($0).bytes, 0, $0.count) }
    }

    /// `hash` with a further value folded in; the order of values matters.
    @inline(__always)
    static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 { foldMultiply(hash ^ short, value ^ long) }
}

/// Folds the hash of each row's dictionary value into the row hashes.
func mixCodes(_ codes: [UInt32], hashes: [UInt64], into rowHashes: inout [UInt64]) {
    var output = rowHashes.mutableSpan
    let codes = codes.span
    let hashes = hashes.span
    for row in 0..<codes.count { output[row] = FieldHash.mix(output[row], hashes[Int(codes[row])]) }
}

/// Folds each row's day or amount into the row hashes.
func mixNumbers<Number: FixedWidthInteger & SignedInteger>(_ numbers: [Number], into rowHashes: inout [UInt64]) {
    var output = rowHashes.mutableSpan
    let numbers = numbers.span
    for row in 0..<numbers.count { output[row] = FieldHash.mix(output[row], UInt64(truncatingIfNeeded: numbers[row])) }
}

/// Folds the hash of each row's text into the row hashes.
func mixTexts(_ texts: TextBatch, into rowHashes: inout [UInt64]) {
    var output = rowHashes.mutableSpan
    let bytes = texts.bytes.span.bytes
    let ends = texts.ends.span
    var start = 0
    for row in 0..<ends.count {
        let end = Int(ends[row])
        output[row] = FieldHash.mix(output[row], FieldHash.of(bytes, start, end &- start))
        start = end
    }
}
