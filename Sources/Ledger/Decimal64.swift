/// An exact decimal number: `mantissa` × 10^−`scale`.
///
/// Used where a file states a number whose unit is not known yet (an amount before its currency, a rate, a target).
public struct Decimal64: Hashable, Sendable {
    /// The digits as a whole number, with sign.
    public let mantissa: Int64
    /// Decimal places, 0...18.
    public let scale: Int

    /// A decimal from its digits and decimal places.
    public init(mantissa: Int64, scale: Int) {
        precondition(scale >= 0 && scale <= 18, "a decimal has 0 to 18 places")
        self.mantissa = mantissa
        self.scale = scale
    }

    /// A decimal from plain text: optional sign, digits, optional point and digits; no grouping, no exponent. Nil for anything else, for more than 18 digits after leading zeros, or for more than 18 decimal places.
    public init?(text: some StringProtocol) {
        var mantissa: Int64 = 0
        var scale = 0
        var digits = 0
        var negative = false
        var seenPoint = false
        for (position, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x2D where position == 0: negative = true
            case 0x2B where position == 0: break
            case 0x2E where !seenPoint: seenPoint = true
            case 0x30...0x39:
                guard mantissa < 100_000_000_000_000_000, !seenPoint || scale < 18 else { return nil }
                mantissa = mantissa * 10 + Int64(byte - 0x30)
                digits += 1
                if seenPoint { scale += 1 }
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        self.init(mantissa: negative ? -mantissa : mantissa, scale: scale)
    }

    /// The value as a fraction.
    public var rational: Rational { Rational(Int128(mantissa), Rational.powerOfTen(scale)) }

    /// Decimal places without the zeros at the end: 2 for 1.1700.
    public var placesUsed: Int {
        var (digits, places) = (mantissa, scale)
        while places > 0, digits % 10 == 0 { (digits, places) = (digits / 10, places - 1) }
        return places
    }

    /// This number of major units in minor units of a currency; nil when it has more decimal places than the currency (trailing zeros aside) or does not fit.
    public func minorUnits(exponent: Int) -> Int64? {
        var value = Int128(mantissa)
        var places = scale
        while places > exponent {
            guard value % 10 == 0 else { return nil }
            value /= 10
            places -= 1
        }
        value *= Rational.powerOfTen(exponent - places)
        return Int64(exactly: value)
    }

    /// Plain text: sign, digits, point; as many places as ``scale``.
    public var text: String {
        let digits = String(mantissa.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        let sign = mantissa < 0 ? "-" : ""
        guard scale > 0 else { return sign + padded }
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
