/// The distinct values of a column as one thread meets them: codes by bytes, without a `String` per row.
///
/// Open addressing with linear probing, at most three quarters full. A slot holds the first and the last eight bytes and the length, so that values of up
/// to sixteen bytes are compared without touching other memory.
struct ByteDictionary {
    private struct Slot {
        var head: UInt64 = 0
        /// The last eight bytes; 0 for values of up to eight bytes.
        var tail: UInt64 = 0
        var count: UInt32 = 0
        /// Code + 1; 0 marks a free slot.
        var mark: UInt32 = 0
    }

    /// Those of many values that are numbered.
    private var numbered: NumberedCodes?
    /// So many values are worth to be looked up by their number.
    private static let numberedCount = 4_096
    private var slots = [Slot](repeating: Slot(), count: 64)
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = []
    /// The hash of each value by code, as the row hashes take it.
    private(set) var hashes: [UInt64] = []
    /// Canonical values by file value.
    private let valueMap: [String: String]
    /// Canonical values by code, composed.
    private(set) var values: [String] = []

    /// Bytes of the longest canonical value.
    private(set) var longestByteCount = 0
    /// The code of the empty value, once it was met.
    private(set) var emptyCode: UInt32?

    init(valueMap: [String: String]) { self.valueMap = valueMap }

    /// Number of distinct values.
    var count: Int { values.count }

    /// The code of `count` bytes from an offset, which are added when they are new. Amortised constant time.
    mutating func code(_ text: RawSpan, _ start: Int, _ count: Int) -> UInt32 {
        let head = ByteWord.prefix(text.word(start), count)
        let hash = FieldHash.of(text, start, count)
        let (code, free) = find(text, start, count, head: head, hash: hash, in: slots.span)
        return code ?? add(text, start, count, head: head, hash: hash, at: free)
    }

    /// The code of a value, or nil and the slot it would take.
    @inline(__always)
    private func find(
        _ text: RawSpan, _ start: Int, _ count: Int, head: UInt64, hash: UInt64, in slots: Span<Slot>
    ) -> (code: UInt32?, free: Int) {
        let tail = Self.tail(text, start, count)
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[index]
            if slot.mark == 0 { return (nil, index) }
            if slot.head == head, slot.tail == tail, Int(slot.count) == count,
                count <= 16 || hasSameMiddle(text, start, count, code: slot.mark &- 1)
            {
                return (slot.mark &- 1, index)
            }
            index = (index &+ 1) & mask
        }
    }

    /// Writes the codes of one field of every row from `first` on, up to the first value that is new; returns that row.
    private func encodeKnown(
        _ text: RawSpan, _ rows: borrowing RowTable, column: Int, from first: Int, into codes: inout [UInt32]
    ) -> Int {
        var output = codes.mutableSpan
        let fields = rows.fields.span
        let slots = slots.span
        let numbered = numbered
        var index = first &* rows.columnCount &+ column
        for row in first..<rows.count {
            let field = fields[index]
            let (start, count) = (Int(field.start), field.count)
            let head = ByteWord.prefix(text.word(start), count)
            index &+= rows.columnCount
            if let code = numbered?.code(head, Self.tail(text, start, count), count) {
                output[row] = code
                continue
            }
            let (code, _) = find(text, start, count, head: head, hash: FieldHash.of(text, start, count, head: head), in: slots)
            guard let code else { return row }
            output[row] = code
        }
        return rows.count
    }

    /// The codes of one field of every row; new values are added.
    mutating func encode(_ text: RawSpan, _ rows: borrowing RowTable, column: Int) -> [UInt32] {
        var codes = [UInt32](repeating: 0, count: rows.count)
        var row = 0
        while true {
            row = encodeKnown(text, rows, column: column, from: row, into: &codes)
            if row == rows.count { return codes }
            let field = rows.fields[row * rows.columnCount + column]
            codes[row] = code(text, Int(field.start), field.count)
            row += 1
        }
    }

    @inline(__always)
    private static func tail(_ text: RawSpan, _ start: Int, _ count: Int) -> UInt64 { count <= 8 ? 0 : text.word(start &+ count &- 8) }

    /// Whether the bytes between the first and the last eight are those of a code.
    private func hasSameMiddle(_ text: RawSpan, _ start: Int, _ count: Int, code: UInt32) -> Bool {
        let known = Int(starts[Int(code)])
        let stored = bytes.span.bytes
        var offset = 8
        while offset < count - 8 {
            // The last word may overlap the one before; both values have `count` bytes there.
            let at = min(offset, count - 16)
            if stored.word(known + at) != text.word(start + at) { return false }
            offset += 8
        }
        return true
    }

    @inline(never)
    private mutating func add(_ text: RawSpan, _ start: Int, _ count: Int, head: UInt64, hash: UInt64, at index: Int) -> UInt32 {
        let code = UInt32(values.count)
        let value = text.text(start..<start + count)
        let canonical = composed(valueMap[value] ?? value)
        starts.append(UInt32(bytes.count))
        var isASCII = true
        for offset in 0..<count {
            let byte = text.byte(start + offset)
            isASCII = isASCII && byte < 0x80
            bytes.append(byte)
        }
        values.append(canonical)
        longestByteCount = max(longestByteCount, canonical.utf8.count)
        if canonical.isEmpty { emptyCode = code }
        hashes.append(isASCII && canonical == value ? hash : FieldHash.of(canonical))
        let tail = Self.tail(text, start, count)
        slots[index] = Slot(head: head, tail: tail, count: UInt32(count), mark: code + 1)
        numbered?.add((head, tail, count, code))
        if values.count * 4 > slots.count * 3 { grow() }
        return code
    }

    private mutating func grow() {
        var larger = [Slot](repeating: Slot(), count: slots.count * 2)
        for slot in slots where slot.mark != 0 {
            let hash = FieldHash.of(bytes.span.bytes, Int(starts[Int(slot.mark) - 1]), Int(slot.count))
            var index = Int(truncatingIfNeeded: hash) & (larger.count - 1)
            while larger[index].mark != 0 { index = (index + 1) & (larger.count - 1) }
            larger[index] = slot
        }
        slots = larger
        guard count >= Self.numberedCount else { return }
        numbered = NumberedCodes(slots.lazy.filter { $0.mark != 0 }.map { ($0.head, $0.tail, Int($0.count), $0.mark - 1) })
    }
}
