/// A 64-bit hash of bytes, the same on every machine and run: for checksums of stored segments and for matching item keys.
///
/// Eight bytes at a time, each folded in by a 64 × 64 → 128 bit multiplication. Not for adversaries: equality of texts is always checked where it matters.
@inlinable
public func stableHash(_ bytes: RawSpan, seed: UInt64 = 0) -> UInt64 {
    let count = bytes.byteCount
    var state = seed ^ 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
    var offset = 0
    while offset + 8 <= count {
        // The loop condition keeps the eight bytes inside the span.
        let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        state = foldMultiply(state ^ word, 0xA076_1D64_78BD_642F)
        offset += 8
    }
    var tail: UInt64 = 0
    var shift: UInt64 = 0
    while offset < count {
        tail |= UInt64(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)) << shift
        shift += 8
        offset += 1
    }
    state = foldMultiply(state ^ tail, 0xE703_7ED1_A0B4_28DB)
    return foldMultiply(state, 0x8EBC_6AF0_9C88_C6E3)
}

/// The two halves of the 128-bit product, combined by exclusive or.
@inlinable
public func foldMultiply(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
}
