/// Rows of a block. A block of width w is w groups of 1024 bits.
let blockRowCount = 1024

/// Words side by side in a group of 1024 bits: 16 of 64 bits, 32 of 32, 128 of 8.
///
/// Row r of a block lies in lane r mod lanes, so that neighbouring rows are shifted by the same number of bits: the loops below become vector code.
@inline(__always)
func laneCount<Word: FixedWidthInteger>(_: Word.Type) -> Int { blockRowCount / Word.bitWidth }

/// Words that `rowCount` rows of `width` bits take: whole groups.
@inline(__always)
func packedWordCount<Word: FixedWidthInteger>(rowCount: Int, width: Int, _: Word.Type) -> Int {
    let lanes = laneCount(Word.self)
    let layers = (rowCount + lanes - 1) / lanes
    return (layers * width + Word.bitWidth - 1) / Word.bitWidth * lanes
}

/// Packs the codes of a block, `width` bits each.
///
/// `codes` has `blockRowCount` words, each below 2^width, and 0 past `rowCount`; `packed` has `blockRowCount` words, of which `packedWordCount` are written.
@inline(__always)
func packBlock<Word: FixedWidthInteger & UnsignedInteger>(
    _ codes: Span<Word>, rowCount: Int, width: Int, into packed: inout MutableSpan<Word>
) {
    let lanes = laneCount(Word.self)
    precondition(codes.count == blockRowCount && packed.count == blockRowCount && rowCount <= blockRowCount && width <= Word.bitWidth)
    for index in 0..<packedWordCount(rowCount: rowCount, width: width, Word.self) { packed[unchecked: index] = 0 }
    // Unchecked: a layer is below blockRowCount / lanes = bitWidth, so a group is below width ≤ bitWidth, and
    // group * lanes + lane < bitWidth * lanes = blockRowCount. The next group is touched only when bits remain for it.
    for layer in 0..<((rowCount + lanes - 1) / lanes) {
        let bit = layer &* width
        let source = layer &* lanes
        let target = bit / Word.bitWidth &* lanes
        let shift = Word(truncatingIfNeeded: bit % Word.bitWidth)
        for lane in 0..<lanes {
            packed[unchecked: target &+ lane] |= codes[unchecked: source &+ lane] &<< shift
        }
        guard Int(shift) &+ width > Word.bitWidth else { continue }
        let rest = Word(Word.bitWidth) &- shift
        for lane in 0..<lanes {
            packed[unchecked: target &+ lanes &+ lane] |= codes[unchecked: source &+ lane] &>> rest
        }
    }
}

/// Unpacks the codes of a block: the reverse of ``packBlock(_:rowCount:width:into:)``. Codes past `rowCount` are unspecified.
@inline(__always)
func unpackBlock<Word: FixedWidthInteger & UnsignedInteger>(
    _ packed: Span<Word>, rowCount: Int, width: Int, into codes: inout MutableSpan<Word>
) {
    let lanes = laneCount(Word.self)
    precondition(codes.count == blockRowCount && packed.count == blockRowCount && rowCount <= blockRowCount && width <= Word.bitWidth)
    let mask = width == Word.bitWidth ? Word.max : (1 &<< Word(truncatingIfNeeded: width)) &- 1
    // Unchecked: the same bounds as in packing.
    for layer in 0..<((rowCount + lanes - 1) / lanes) {
        let bit = layer &* width
        let target = layer &* lanes
        let source = bit / Word.bitWidth &* lanes
        let shift = Word(truncatingIfNeeded: bit % Word.bitWidth)
        if Int(shift) &+ width <= Word.bitWidth {
            for lane in 0..<lanes {
                codes[unchecked: target &+ lane] = packed[unchecked: source &+ lane] &>> shift & mask
            }
        } else {
            let rest = Word(Word.bitWidth) &- shift
            for lane in 0..<lanes {
                let low = packed[unchecked: source &+ lane] &>> shift
                let high = packed[unchecked: source &+ lanes &+ lane] &<< rest
                codes[unchecked: target &+ lane] = (low | high) & mask
            }
        }
    }
}
