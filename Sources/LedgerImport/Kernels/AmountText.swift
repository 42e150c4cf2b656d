/// How a file writes numbers.
struct NumberStyle {
    let decimalMark: UInt8
    let groupingMark: UInt8?
    /// Whether only `-1234.56` is accepted; otherwise also a sign behind, brackets for minus, blanks and a euro sign.
    let isCanonical: Bool

    init(_ profile: ImportProfile) {
        decimalMark = profile.decimalMark
        groupingMark = profile.groupingMark
        isCanonical = profile.hasCanonicalNumbers
    }
}

/// An amount in minor units, or why a text is none.
enum AmountReading {
    case minor(Int64)
    case fault(FaultReason)

    /// The amount; nil for a fault.
    var amountMinor: Int64? {
        if case .minor(let amount) = self { amount } else { nil }
    }
}

/// Amounts as text.
enum AmountText {
    /// The largest magnitude accepted, in minor units.
    static let limitMinor: Int64 = 1_000_000_000_000_000

    /// The amount of a text in minor units of a currency with `exponent` decimal places.
    static func read(_ bytes: [UInt8], style: NumberStyle, exponent: Int) -> AmountReading {
        var digits = bytes[...]
        guard let isNegative = takeSign(&digits, style: style) else { return .fault(.badAmount) }
        guard let parts = split(digits, style: style) else { return .fault(.badAmount) }
        var (whole, places) = parts
        while places.count > exponent, places.last == 0x30 { places.removeLast() }
        if places.count > exponent { return .fault(.tooManyDecimals) }
        whole.append(contentsOf: places)
        whole.append(contentsOf: repeatElement(0x30, count: exponent - places.count))
        var value: Int64 = 0
        for digit in whole {
            // Before the step the value is at most the limit of 10^15, so that ten times it fits.
            value = value &* 10 &+ Int64(digit &- 0x30)
            if value > limitMinor { return .fault(.amountTooLarge) }
        }
        return .minor(isNegative ? -value : value)
    }

    /// Takes signs, and what the style allows around a number, off a text; nil when they contradict each other.
    private static func takeSign(_ digits: inout ArraySlice<UInt8>, style: NumberStyle) -> Bool? {
        if !style.isCanonical { trimBlanks(&digits) }
        var signs: [UInt8] = []
        if let first = digits.first, first == 0x2D || first == 0x2B { signs.append(digits.removeFirst()) }
        if !style.isCanonical {
            if let last = digits.last, last == 0x2D || last == 0x2B {
                signs.append(digits.removeLast())
            } else if digits.first == 0x28, digits.last == 0x29, digits.count > 2 {
                digits = digits.dropFirst().dropLast()
                signs.append(0x2D)
            }
            trimBlanks(&digits)
        }
        return signs.count > 1 ? nil : signs.first == 0x2D
    }

    /// Takes blanks, no-break blanks and euro signs off both ends.
    private static func trimBlanks(_ digits: inout ArraySlice<UInt8>) {
        let noise: [[UInt8]] = [[0x20], [0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x82, 0xAC]]
        while let found = noise.first(where: { digits.starts(with: $0) }) { digits = digits.dropFirst(found.count) }
        while let found = noise.first(where: { digits.reversed().starts(with: $0.reversed()) }) { digits = digits.dropLast(found.count) }
    }

    /// Digits before and after the decimal mark, ungrouped; nil when there are none or anything else is in it.
    private static func split(_ digits: ArraySlice<UInt8>, style: NumberStyle) -> (whole: [UInt8], places: [UInt8])? {
        let parts = digits.split(separator: style.decimalMark, maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        var whole = Array(first)
        if let mark = style.groupingMark, whole.contains(mark) {
            let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
            guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
            whole = Array(groups.joined())
        }
        let places = parts.count == 2 ? Array(parts[1]) : []
        guard !(whole.isEmpty && places.isEmpty), (whole + places).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return (whole, places)
    }
}
