/// An exact fraction over Int128, kept in lowest terms with a positive denominator.
///
/// Ratios and days stay fractions until a renderer turns them into a number, so that no figure depends on the order of operations.
public struct Rational: Hashable, Sendable {
    /// Numerator, with the sign.
    public let numerator: Int128
    /// Denominator, positive.
    public let denominator: Int128

    /// numerator ÷ denominator, reduced; the denominator must not be zero.
    public init(_ numerator: Int128, _ denominator: Int128) {
        precondition(denominator != 0, "a fraction needs a denominator")
        if numerator == 0 || numerator == denominator {
            self.init(reduced: numerator == 0 ? 0 : 1, 1)
            return
        }
        let divisor = Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        if divisor == 1 {
            self.init(reduced: sign * numerator, sign * denominator)
        } else if let upper = Int64(exactly: numerator), let lower = Int64(exactly: denominator), let factor = Int64(exactly: divisor) {
            // A factor of at least 2 keeps the smallest number of 64 bits from overflowing when its sign is turned.
            self.init(reduced: sign * Int128(upper / factor), sign * Int128(lower / factor))
        } else {
            self.init(reduced: sign * (numerator / Int128(divisor)), sign * (denominator / Int128(divisor)))
        }
    }

    /// A fraction that is in lowest terms already.
    private init(reduced numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// A whole number.
    public init(_ whole: some BinaryInteger) { self.init(reduced: Int128(whole), 1) }

    /// Whether nothing stands behind the point.
    private var isWhole: Bool { denominator == 1 }

    /// Zero.
    public static let zero = Rational(0)

    /// Sum. Traps on overflow of Int128, which the limit on amounts keeps out of reach.
    public static func + (left: Rational, right: Rational) -> Rational {
        if left.isWhole, right.isWhole { return Rational(reduced: left.numerator + right.numerator, 1) }
        let divisor = Int128(greatestCommonDivisor(left.denominator.magnitude, right.denominator.magnitude))
        let scale = right.denominator / divisor
        return Rational(left.numerator * scale + right.numerator * (left.denominator / divisor), left.denominator * scale)
    }

    /// Difference.
    public static func - (left: Rational, right: Rational) -> Rational {
        left + Rational(reduced: -right.numerator, right.denominator)
    }

    /// Product; factors are reduced crosswise first, so that the result overflows only when it does not fit itself.
    public static func * (left: Rational, right: Rational) -> Rational {
        if left.isWhole, right.isWhole { return Rational(reduced: left.numerator * right.numerator, 1) }
        let first = Rational(left.numerator, right.denominator)
        let second = Rational(right.numerator, left.denominator)
        return Rational(reduced: first.numerator * second.numerator, first.denominator * second.denominator)
    }

    /// Quotient; the divisor must not be zero.
    public static func / (left: Rational, right: Rational) -> Rational {
        left.isWhole && right.isWhole ? Rational(left.numerator, right.numerator) : left * Rational(right.denominator, right.numerator)
    }

    /// The nearest Double: for renderers only.
    public var doubleValue: Double {
        // Both parts are exact, so their quotient is rounded once.
        if let numerator = Int64(exactly: numerator), let denominator = Int64(exactly: denominator),
            max(numerator.magnitude, denominator.magnitude) <= 1 << 53
        {
            return Double(numerator) / Double(denominator)
        }
        let whole = numerator / denominator
        let rest = numerator % denominator
        return Double(whole) + Double(rest) / Double(denominator)
    }

    /// Plain decimal text with `significant` digits at the most, rounded half to even, trailing zeros dropped: `0.485436893204`, `47.3`, `-3`.
    ///
    /// Digits left of the point are never rounded away. Long division: exact while the denominator is below 10^37.
    public func decimalText(significant: Int = 12) -> String {
        let divisor = denominator.magnitude
        var (whole, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
        var fraction: [UInt8] = []
        var counted = whole == 0 ? 0 : String(whole).utf8.count
        while counted < significant, remainder != 0 {
            let (digit, next) = (remainder * 10).quotientAndRemainder(dividingBy: divisor)
            fraction.append(UInt8(digit))
            remainder = next
            if counted > 0 || digit != 0 { counted += 1 }
        }
        let lastDigitIsOdd = fraction.last.map { $0 & 1 == 1 } ?? (whole & 1 == 1)
        if remainder * 2 > divisor || (remainder * 2 == divisor && lastDigitIsOdd) {
            var position = fraction.count - 1
            while position >= 0, fraction[position] == 9 {
                fraction[position] = 0
                position -= 1
            }
            if position >= 0 { fraction[position] += 1 } else { whole += 1 }
        }
        while fraction.last == 0 { fraction.removeLast() }
        let sign = numerator < 0 && (whole != 0 || !fraction.isEmpty) ? "-" : ""
        let places = fraction.isEmpty ? "" : "." + String(decoding: fraction.map { $0 + 0x30 }, as: UTF8.self)
        return sign + String(whole) + places
    }

    /// dividend ÷ divisor as a whole number, rounded half to even; the divisor must be positive.
    @inlinable
    public static func divideHalfEven(_ dividend: Int128, by divisor: Int128) -> Int128 {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        // The magnitude of a remainder is below the divisor; comparing it with what is left of the divisor avoids doubling it.
        let distance = Int128(remainder.magnitude)
        let opposite = divisor - distance
        if distance < opposite || (distance == opposite && quotient & 1 == 0) { return quotient }
        return dividend < 0 ? quotient - 1 : quotient + 1
    }

    /// Whether part ÷ whole is this fraction or more: as comparing with `Rational(part, whole)`, mostly without reducing it; `whole` must be positive.
    public func isReached(by part: Int128, of whole: Int128) -> Bool {
        let (left, leftOverflows) = part.multipliedReportingOverflow(by: denominator)
        let (right, rightOverflows) = numerator.multipliedReportingOverflow(by: whole)
        return leftOverflows || rightOverflows ? Rational(part, whole) >= self : left >= right
    }

    /// 10 to the power of `exponent`, 0...38.
    public static func powerOfTen(_ exponent: Int) -> Int128 {
        precondition(exponent >= 0 && exponent <= 38, "10^\(exponent) does not fit")
        return (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
    }

    static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
        var (large, small) = (first, second)
        while large > UInt64.max || small > UInt64.max {
            guard small != 0 else { return large }
            (large, small) = (small, large % small)
        }
        return UInt128(greatestCommonDivisor(UInt64(large), UInt64(small)))
    }

    /// The divisor of two numbers of 64 bits, by halving and subtracting (Stein's algorithm): no division. 1 for two zeros.
    private static func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        if first == 0 || second == 0 { return max(first | second, 1) }
        let twos = (first | second).trailingZeroBitCount
        var (large, small) = (first >> first.trailingZeroBitCount, second >> second.trailingZeroBitCount)
        while large != small {
            // Which of the two is larger is as good as random, so nothing here depends on it but a minimum and a difference: no branch.
            let difference = large > small ? large &- small : small &- large
            small = min(large, small)
            large = difference &>> UInt64(truncatingIfNeeded: difference.trailingZeroBitCount)
        }
        return large << twos
    }
}

extension Rational: Comparable {
    /// Exact comparison by whole parts and then by the reciprocals of what is left (continued fractions): no overflow.
    public static func < (left: Rational, right: Rational) -> Bool {
        var (first, second) = (left, right)
        var isReversed = false
        while true {
            let (firstWhole, secondWhole) = (first.floor, second.floor)
            if firstWhole != secondWhole { return (firstWhole < secondWhole) != isReversed }
            let firstRest = first.numerator - firstWhole * first.denominator
            let secondRest = second.numerator - secondWhole * second.denominator
            // A fraction without rest is the smaller one, unless both have none.
            if firstRest == 0 || secondRest == 0 { return isReversed ? firstRest != 0 : firstRest == 0 && secondRest != 0 }
            first = Rational(first.denominator, firstRest)
            second = Rational(second.denominator, secondRest)
            isReversed.toggle()
        }
    }

    /// The largest whole number not above the fraction.
    private var floor: Int128 {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
