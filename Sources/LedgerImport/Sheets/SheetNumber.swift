/// Numbers of cells as decimal text. Workbooks keep binary fractions, often with digits that nobody typed: 0.30000000000000004.
enum SheetNumber {
    /// A decimal number, `digits` × 10^-`scale`, with `scale` of any sign.
    struct Parts: Equatable {
        var isNegative: Bool
        /// At most 17 digits.
        var digits: UInt64
        var scale: Int
    }

    /// Whether a number stands as plain digits that need no rounding: at most 15, with at most four behind a point, none of them a last zero.
    ///
    /// Decimals of up to 15 digits survive a binary fraction unharmed, so that such a text is the number's shortest one.
    @inline(__always)
    static func isPlain(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
        let first = start < end && text.byte(start) == 0x2D ? start &+ 1 : start
        guard end &- first >= 1, end &- first <= 15, text.byte(first) != 0x30 || end &- first == 1 || text.byte(first &+ 1) == 0x2E else {
            return false
        }
        var point = -1
        for offset in first..<end {
            let byte = text.byte(offset)
            if byte &- 0x30 <= 9 { continue }
            guard byte == 0x2E, point < 0, offset > first else { return false }
            point = offset
        }
        return point < 0 || (end &- point &- 1 <= 4 && end &- point > 1 && text.byte(end &- 1) != 0x30)
    }

    /// Whether a text has the characters of decimal numbers only: `Double` would also take hexadecimal ones and words.
    static func isDecimal(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
    }

    /// The shortest decimal number that is the same binary fraction as a text; nil for what is no finite number.
    static func shortest(_ text: String) -> Parts? {
        guard isDecimal(text), let value = Double(text), value.isFinite else { return nil }
        // `description` gives the shortest digits: `1234.5`, `1e+20`, `5e-324`.
        var parts = Parts(isNegative: value.sign == .minus && value != 0, digits: 0, scale: 0)
        var hasPoint = false
        var bytes = Array(value.magnitude.description.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case 0x2E: hasPoint = true
            case 0x65:
                parts.scale -= Int(String(decoding: bytes, as: UTF8.self)) ?? 0
                bytes = []
            default:
                parts.digits = parts.digits * 10 + UInt64(byte - 0x30)
                if hasPoint { parts.scale += 1 }
            }
        }
        while parts.digits != 0, parts.digits % 10 == 0, parts.scale > 0 {
            parts.digits /= 10
            parts.scale -= 1
        }
        if parts.digits == 0 { parts.scale = 0 }
        return parts
    }

    /// Decimal places of the currency that has most.
    static let placesMax = 4

    /// The number with the fewest decimal places, up to ``placesMax``, that is within 10^-6 of it; the number itself when there is none.
    ///
    /// For a currency of `e` places the result is the nearest amount in minor units whenever that is within 10^-6: amounts of up to four places
    /// lie 10^-4 apart, so that there is one at most.
    static func snapped(_ parts: Parts) -> Parts {
        guard parts.scale > placesMax else { return parts }
        for places in 0...placesMax {
            let shift = parts.scale - places
            // The digits are below 10^17: moved by more places, they are below a tenth of the last one.
            let unit = shift <= 18 ? powerOfTen(shift) : UInt64.max
            let rounded = shift <= 18 ? (parts.digits + unit / 2) / unit : 0
            let distance = shift <= 18 ? parts.digits.distance(to: rounded * unit).magnitude : UInt(parts.digits)
            // 10^-6 in units of the last digit.
            let tolerance = parts.scale < 6 ? 0 : parts.scale - 6 <= 18 ? powerOfTen(parts.scale - 6) : UInt64.max
            if UInt64(distance) <= tolerance {
                return Parts(isNegative: parts.isNegative && rounded != 0, digits: rounded, scale: rounded == 0 ? 0 : places)
            }
        }
        return parts
    }

    /// 10^`exponent`; 0...18.
    private static func powerOfTen(_ exponent: Int) -> UInt64 { (0..<exponent).reduce(UInt64(1)) { power, _ in power * 10 } }

    /// The number as digits with a point, without exponent.
    static func text(_ parts: Parts) -> String {
        let sign = parts.isNegative ? "-" : ""
        let digits = String(parts.digits)
        if parts.scale <= 0 { return sign + digits + String(repeating: "0", count: parts.digits == 0 ? 0 : -parts.scale) }
        let padded = String(repeating: "0", count: max(0, parts.scale + 1 - digits.count)) + digits
        return sign + padded.dropLast(parts.scale) + "." + padded.suffix(parts.scale)
    }

    /// Digits before the point.
    static func wholeDigitCount(_ parts: Parts) -> Int { String(parts.digits).count - parts.scale }
}
