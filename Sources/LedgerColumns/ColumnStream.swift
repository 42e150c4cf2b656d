/// A column of numbers that is encoded while its values come: the segment is the same as if all values were encoded at once, and the memory is that of the segment.
public struct ColumnStream<Element: SegmentElement>: Sendable {
    /// Header and whole blocks; number of rows and checksum are written at the end.
    private var bytes = Segment.begin(.blocks, elementType: Element.segmentType, rowCount: 0, capacity: 0)
    /// Values behind the last whole block.
    private var pending: [Element] = []
    private var count = 0
    /// The value of all rows so far; nil when they differ, or there are none.
    private var constant: Element?
    private var isConstant = true

    /// A column without rows.
    public init() {}

    /// Appends values. Linear in them.
    @specialized(where Element == Int32)
    @specialized(where Element == Int64)
    @specialized(where Element == UInt32)
    @specialized(where Element == UInt8)
    public mutating func append(_ values: [Element]) {
        guard let first = values.first else { return }
        if isConstant, let found = constantValue(values.span), found == constant ?? first {
            constant = found
            count += values.count
            return
        }
        if isConstant, let constant { fill(with: constant) }
        isConstant = false
        count += values.count
        appendValues(values.span)
    }

    /// Encodes the rows before the first that differs, which were only counted.
    private mutating func fill(with constant: Element) {
        let block = [Element](repeating: constant, count: min(count, blockRowCount))
        for start in stride(from: 0, to: count, by: blockRowCount) {
            appendValues(block.span.extracting(0..<min(blockRowCount, count - start)))
        }
    }

    @specialized(where Element == Int32)
    @specialized(where Element == Int64)
    @specialized(where Element == UInt32)
    @specialized(where Element == UInt8)
    private mutating func appendValues(_ values: Span<Element>) {
        var next = 0
        if !pending.isEmpty {
            next = min(blockRowCount - pending.count, values.count)
            for row in 0..<next { pending.append(values[row]) }
            guard pending.count == blockRowCount else { return }
            var block: [Element] = []
            swap(&block, &pending)
            appendBlocks(block.span, to: &bytes)
            block.removeAll(keepingCapacity: true)
            swap(&block, &pending)
        }
        let wholeEnd = next + (values.count - next) / blockRowCount * blockRowCount
        if next < wholeEnd { appendBlocks(values.extracting(next..<wholeEnd), to: &bytes) }
        for row in wholeEnd..<values.count { pending.append(values[row]) }
    }

    /// The segment of all values, which is given away; to be called once.
    public mutating func finish() -> [UInt8] {
        if isConstant {
            var segment = Segment.begin(.constant, elementType: Element.segmentType, rowCount: count, capacity: 8)
            appendNumber(constant ?? Element.min, to: &segment)
            Segment.finish(&segment)
            return segment
        }
        var segment: [UInt8] = []
        swap(&segment, &bytes)
        appendBlocks(pending.span, to: &segment)
        Segment.setRowCount(count, of: &segment)
        Segment.finish(&segment)
        return segment
    }
}
