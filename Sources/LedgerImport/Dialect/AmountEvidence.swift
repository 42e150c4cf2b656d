/// What the values of an amount column say about its decimal mark. Counts are values; sums do not depend on the order of rows.
struct AmountEvidence: Hashable, Sendable {
    /// Possible only with a decimal point: `1234.56`, `1,234.56`, `1,234,567`.
    var point = 0
    /// Possible only with a decimal comma: `1234,56`, `1.234,56`, `1.234.567`.
    var comma = 0
    /// Possible either way, and not the same number: `1.234`.
    var eitherWay = 0
    /// The first line of a value that fits either way; 0: none.
    var eitherWayLine: UInt32 = 0
    /// Those of them that were read with three decimal places, in a currency that has others; and the line of the first.
    var threePlaces = 0
    var threePlacesLine: UInt32 = 0

    /// Adds the evidence of other rows of the column.
    mutating func add(_ other: AmountEvidence) {
        point += other.point
        comma += other.comma
        eitherWay += other.eitherWay
        eitherWayLine = firstLine(eitherWayLine, other.eitherWayLine)
        threePlaces += other.threePlaces
        threePlacesLine = firstLine(threePlacesLine, other.threePlacesLine)
    }

    /// The decimal mark that fits the column, and how sure that is; nil when it fits two ways and nothing says which.
    ///
    /// The mark that most values need is taken, of equal numbers the one that is `stated`, else the point; values that do not fit are rejected.
    func decision(stated: DecimalMark?, option: DecimalMark?) -> Decision<DecimalMark>? {
        if let option { return Decision(style: option, basis: .option) }
        if point + comma > 0 {
            let mark: DecimalMark = point == comma ? stated ?? .point : point > comma ? .point : .comma
            return Decision(style: mark, basis: point > 0 && comma > 0 ? .mostValues : .allValues)
        }
        if eitherWay > 0 { return stated.map { Decision(style: $0, basis: .profile) } }
        return Decision(style: stated ?? .point, basis: .noDifference)
    }
}

/// The character before decimal places.
public enum DecimalMark: String, CaseIterable, Sendable {
    case point, comma

    /// Its byte.
    var byte: UInt8 { self == .point ? 0x2E : 0x2C }
    /// The byte of the other one.
    var otherByte: UInt8 { self == .point ? 0x2C : 0x2E }
    /// The character.
    public var text: String { self == .point ? "." : "," }
    /// The other mark.
    var other: DecimalMark { self == .point ? .comma : .point }
}
