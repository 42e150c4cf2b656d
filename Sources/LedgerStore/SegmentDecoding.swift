import Foundation
import Ledger
import LedgerColumns

extension ColumnField {
    /// Decodes a whole column; throws, naming the segment, when one is damaged or the rows are not as many as its owner has.
    func decode(
        _ segments: [StoredSegment], _ dictionary: StoredSegment?, rowCount: Int, context: String
    ) throws(StoreError) -> DecodedColumn {
        // No segment has more rows than a full one, so that a damaged count neither overflows nor asks for memory.
        guard segments.allSatisfy({ (0...SegmentTable.segmentRowCount).contains($0.rowCount) }),
            segments.reduce(0, { $0 + $1.rowCount }) == rowCount
        else {
            throw StoreError(.damaged, "a column has not the rows of the others", context: context)
        }
        switch self {
        case .codes:
            guard let dictionary else { throw StoreError(.damaged, "a column has no dictionary", context: context) }
            let values = try dictionary.read { try decodeDictionarySegment($0) }
            return .codes(try decodeCodes(segments, rowCount, below: values.count, context), values)
        case .currencies:
            guard let dictionary else { throw StoreError(.damaged, "a column has no dictionary", context: context) }
            let values = try dictionary.read { try decodeCurrencySegment($0) }
            return .currencies(try decodeCodes(segments, rowCount, below: values.count, context), values)
        case .kinds: return .kinds(try decodeNumbers(segments, rowCount))
        case .days: return .days(try decodeNumbers(segments, rowCount))
        case .amounts: return .amounts(try decodeNumbers(segments, rowCount))
        case .texts: return .texts(try decodeTexts(segments, rowCount))
        }
    }

    /// Puts a decoded column in its place. Case and field agree, because the field decoded it.
    func put(_ column: DecodedColumn, into root: inout Root) {
        switch (self, column) {
        case (.codes(let codes, let dictionary, _), .codes(let values, let distinct)):
            root[keyPath: codes] = values
            root[keyPath: dictionary] = distinct
        case (.currencies(let codes, let currencies), .currencies(let values, let distinct)):
            root[keyPath: codes] = values
            root[keyPath: currencies] = distinct
        case (.kinds(let path), .kinds(let values)): root[keyPath: path] = values
        case (.days(let path), .days(let values)): root[keyPath: path] = values
        case (.amounts(let path), .amounts(let values)): root[keyPath: path] = values
        case (.texts(let path), .texts(let values)): root[keyPath: path] = values
        default: preconditionFailure("a column was decoded as another type")
        }
    }
}

private func decodeNumbers<Element: SegmentElement>(_ segments: [StoredSegment], _ rowCount: Int) throws(StoreError) -> [Element] {
    var values = [Element](repeating: 0, count: rowCount)
    var offset = 0
    for segment in segments {
        var span = values.mutableSpan
        offset += try segment.read { bytes in try decodeSegment(bytes, into: &span, at: offset) }
    }
    return values
}

private func decodeCodes<Code: SegmentElement & UnsignedInteger>(
    _ segments: [StoredSegment], _ rowCount: Int, below limit: Int, _ context: String
) throws(StoreError) -> [Code] {
    let codes: [Code] = try decodeNumbers(segments, rowCount)
    guard areBelow(codes, limit) else {
        throw StoreError(.damaged, "a column has a code that is not in its dictionary", context: context)
    }
    return codes
}

private func decodeTexts(_ segments: [StoredSegment], _ rowCount: Int) throws(StoreError) -> StringColumn {
    var column = StringColumn()
    column.ends.reserveCapacity(rowCount)
    for (ordinal, segment) in segments.enumerated() {
        let count = try segment.read { bytes in try decodeSegment(bytes, appendingTo: &column) }
        guard ordinal == 0, count > 0 else { continue }
        // Room for texts like those of the first segment, so that the bytes seldom move.
        column.bytes.reserveCapacity((column.bytes.count / count + 1) * rowCount)
    }
    return column
}
