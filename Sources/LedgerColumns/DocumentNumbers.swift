/// Texts of some rows taken apart into a head, a number of digits and the number they spell, in the one way there is: two texts are the same when all three are.
///
/// The digits are those at the end, at most 18 of them; the head is what stands before.
public struct DocumentNumbers: Sendable {
    /// Digits of a text at the most.
    public static let digitCountMax = NumberedTexts.digitCountMax

    /// The distinct heads.
    public let heads: [[UInt8]]
    /// Of each text, the index of its head.
    public let headCodes: [UInt8]
    /// Of each text, how many digits follow its head.
    public let digitCounts: [UInt8]
    /// Of each text, the number; whatever it is for a text without digits.
    public let numbers: [Int64]

    /// Some rows of a column taken apart; nil when there are too many different heads. Linear in the bytes.
    public init?(_ column: StringColumn, rows: Range<Int>) {
        guard let texts = NumberedTexts(column, rows: rows) else { return nil }
        self.init(texts)
    }

    /// The texts of a segment taken apart; nil when they are stored in another way, or may be apart in another way. Throws when the segment is damaged.
    init?(segment bytes: RawSpan) throws(ColumnError) {
        var cursor = ByteCursor()
        let header = try Segment.readHeader(bytes, &cursor, elementType: Segment.textType)
        guard header.encoding == .numberedTexts else { return nil }
        let texts = try NumberedTexts(bytes, &cursor, rowCount: header.rowCount)
        try Segment.requireEnd(bytes, cursor)
        guard texts.areApartInOneWay else { return nil }
        self.init(texts)
    }

    private init(_ texts: NumberedTexts) {
        (heads, headCodes, digitCounts, numbers) = (texts.heads, texts.headCodes, texts.digitCounts, texts.numbers)
    }
}

extension NumberedTexts {
    /// Whether no head occurs twice, no digit that belongs to a number stands in a head, and no number is larger than its digits. Linear.
    var areApartInOneWay: Bool {
        guard Set(heads).count == heads.count else { return false }
        let endsWithDigit = heads.map { head in head.last.map { $0 &- 0x30 <= 9 } ?? false }
        if endsWithDigit.contains(true) {
            let isApart = headCodes.indices.allSatisfy { !endsWithDigit[Int(headCodes[$0])] || digitCounts[$0] == Self.digitCountMax }
            guard isApart else { return false }
        }
        var limits: [Int64] = [.max]
        for count in 1...Self.digitCountMax { limits.append(count == 1 ? 10 : limits[count - 1] * 10) }
        // Most columns have one number of digits, and then the largest number tells.
        var fewest = UInt8.max
        let counts = digitCounts.span
        for row in counts.indices { fewest = min(fewest, counts[row] == 0 ? UInt8.max : counts[row]) }
        if fewest == UInt8.max || largestBits(numbers) < limits[Int(fewest)].magnitude { return true }
        return numbers.indices.allSatisfy { numbers[$0] < limits[Int(digitCounts[$0])] }
    }
}
