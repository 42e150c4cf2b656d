import LedgerColumns

/// Codes of values that differ in their last eight bytes alone, which are digits, by the number that these spell: `C10004525`, `0000104711`.
///
/// Ids of one system are numbered and stand close together: the codes of a hundred thousand customers take 400 KB here, which stay near the processor, and the slots of
/// a dictionary six megabytes.
struct NumberedCodes {
    /// A value of a dictionary: its first eight bytes at most, its last eight (0 for values of up to eight), its length and its code.
    typealias Value = (head: UInt64, tail: UInt64, count: Int, code: UInt32)

    /// Numbers for each value that there may be between the lowest and the highest: more of them take more memory than they are worth.
    static let numbersPerValue = 8

    private let byteCount: Int
    /// The bytes before the last eight.
    private let lead: UInt64
    private let leadMask: UInt64
    private let lowest: Int
    /// Code + 1 by the number, less ``lowest``; 0 where there is no value.
    private var marks: [UInt32]

    /// The codes of those values that are made like the first; nil when these have other than 8 to 16 bytes, do not end in digits, or are too far from each other. Linear.
    init?(_ values: some Collection<Value>) {
        guard let first = values.first, (8...16).contains(first.count) else { return nil }
        byteCount = first.count
        leadMask = ByteWord.prefix(.max, first.count - 8)
        lead = first.head & leadMask
        let form = Form(byteCount: byteCount, lead: lead, leadMask: leadMask)
        var (lowest, highest, count) = (Int.max, Int.min, 0)
        for value in values {
            guard let number = form.number(value.head, value.tail, value.count) else { continue }
            (lowest, highest, count) = (min(lowest, number), max(highest, number), count + 1)
        }
        guard count > 0, (highest - lowest) / Self.numbersPerValue < count else { return nil }
        self.lowest = lowest
        marks = [UInt32](repeating: 0, count: highest - lowest + 1)
        for value in values { add(value) }
    }

    /// The code of a value; nil when it is not known here.
    @inline(__always)
    func code(_ head: UInt64, _ tail: UInt64, _ count: Int) -> UInt32? {
        guard let place = place(head, tail, count) else { return nil }
        let mark = marks[place]
        return mark == 0 ? nil : mark &- 1
    }

    /// Adds a value, if it is made like the others and its number lies between theirs.
    mutating func add(_ value: Value) {
        if let place = place(value.head, value.tail, value.count) { marks[place] = value.code + 1 }
    }

    @inline(__always)
    private func place(_ head: UInt64, _ tail: UInt64, _ count: Int) -> Int? {
        guard let number = Form(byteCount: byteCount, lead: lead, leadMask: leadMask).number(head, tail, count) else { return nil }
        let place = number &- lowest
        return place >= 0 && place < marks.count ? place : nil
    }

    /// How values are made.
    private struct Form {
        let byteCount: Int
        let lead: UInt64
        let leadMask: UInt64

        /// The number of a value that is made this way.
        @inline(__always)
        func number(_ head: UInt64, _ tail: UInt64, _ count: Int) -> Int? {
            let last = count == 8 ? head : tail
            guard count == byteCount, head & leadMask == lead, areEightDigits(last) else { return nil }
            return Int(eightDigits(last))
        }
    }
}
