/// An exact fraction over Int128.
///
/// Ratios and days stay fractions until a renderer turns them into a number, so that no figure depends on the order of operations. Terms are reduced when they are
/// asked for, or when they would not fit otherwise: most fractions are only compared or rounded, which takes no lowest terms. Equal fractions are equal whatever
/// their terms.
public struct Rational: Sendable {
    /// The terms, not always the lowest; the divisor is positive.
    private let dividend: Int128
    private let divisor: Int128

    /// numerator ÷ denominator, reduced; the denominator must not be zero.
    public init(_ numerator: Int128, _ denominator: Int128) {
        precondition(denominator != 0, "a fraction needs a denominator")
        if numerator == 0 || numerator == denominator {
            self.init(terms: numerator == 0 ? 0 : 1, 1)
            return
        }
        let divisor = Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        if divisor == 1 {
            self.init(terms: sign * numerator, sign * denominator)
        } else if let upper = Int64(exactly: numerator), let lower = Int64(exactly: denominator), let factor = Int64(exactly: divisor) {
            // A factor of at least 2 keeps the smallest number of 64 bits from overflowing when its sign is turned.
            self.init(terms: sign * Int128(upper / factor), sign * Int128(lower / factor))
        } else {
            self.init(terms: sign * (numerator / Int128(divisor)), sign * (denominator / Int128(divisor)))
        }
    }

    private init(terms dividend: Int128, _ divisor: Int128) {
        self.dividend = dividend
        self.divisor = divisor
    }

    /// dividend ÷ divisor, not reduced; the divisor must be positive.
    @inline(__always)
    public static func quotient(_ dividend: Int128, by divisor: Int128) -> Rational {
        precondition(divisor > 0, "a quotient needs a positive divisor")
        return Rational(terms: dividend, divisor)
    }

    /// A whole number.
    public init(_ whole: some BinaryInteger) { self.init(terms: Int128(whole), 1) }

    /// The same in lowest terms.
    private var reduced: Rational { isWhole ? self : Rational(dividend, divisor) }
    /// Numerator in lowest terms, with the sign.
    public var numerator: Int128 { reduced.dividend }
    /// Denominator in lowest terms, positive.
    public var denominator: Int128 { reduced.divisor }
    /// Both, in lowest terms.
    public var lowestTerms: (numerator: Int128, denominator: Int128) {
        let reduced = reduced
        return (reduced.dividend, reduced.divisor)
    }

    /// Whether nothing stands behind the point.
    @inline(__always)
    private var isWhole: Bool { divisor == 1 }
    /// Whether it is above zero.
    public var isPositive: Bool { dividend > 0 }

    /// Zero.
    public static let zero = Rational(0)

    /// Sum. Traps on overflow of Int128, which the limit on amounts keeps out of reach.
    public static func + (left: Rational, right: Rational) -> Rational {
        if left.divisor == right.divisor {
            let (sum, overflow) = left.dividend.addingReportingOverflow(right.dividend)
            if !overflow { return Rational(terms: sum, left.divisor) }
        }
        if let first = product(left.dividend, right.divisor), let second = product(right.dividend, left.divisor),
            let lower = product(left.divisor, right.divisor)
        {
            let (upper, overflow) = first.addingReportingOverflow(second)
            if !overflow { return Rational(terms: upper, lower) }
        }
        let (first, second) = (left.reduced, right.reduced)
        let common = Int128(greatestCommonDivisor(first.divisor.magnitude, second.divisor.magnitude))
        let scale = second.divisor / common
        return Rational(first.dividend * scale + second.dividend * (first.divisor / common), first.divisor * scale)
    }

    /// Difference.
    public static func - (left: Rational, right: Rational) -> Rational {
        left + Rational(terms: -right.dividend, right.divisor)
    }

    /// Product; factors are reduced crosswise when it is needed, so that the result overflows only when it does not fit itself.
    public static func * (left: Rational, right: Rational) -> Rational {
        if let upper = product(left.dividend, right.dividend), let lower = product(left.divisor, right.divisor) {
            return Rational(terms: upper, lower)
        }
        let (left, right) = (left.reduced, right.reduced)
        let first = Rational(left.dividend, right.divisor)
        let second = Rational(right.dividend, left.divisor)
        return Rational(terms: first.dividend * second.dividend, first.divisor * second.divisor)
    }

    /// Quotient; the divisor must not be zero.
    public static func / (left: Rational, right: Rational) -> Rational {
        precondition(right.dividend != 0, "a quotient needs a divisor")
        let sign: Int128 = right.dividend < 0 ? -1 : 1
        return left * Rational(terms: sign * right.divisor, sign * right.dividend)
    }

    /// nil when it does not fit.
    @inline(__always)
    private static func product(_ left: Int128, _ right: Int128) -> Int128? {
        // Two numbers of 64 bits always fit, and are multiplied in one step.
        if let first = Int64(exactly: left), let second = Int64(exactly: right) { return Int128(first) * Int128(second) }
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? nil : product
    }

    /// This fraction of an amount ÷ `count`, rounded half to even; `count` must be positive. Traps on overflow of Int128.
    @inline(__always)
    public func part(of amount: Int128, by count: Int128 = 1) -> Int128 {
        Rational.divideHalfEven(amount * dividend, by: divisor * count)
    }

    /// The nearest whole number, half to even.
    public var rounded: Int128 { Rational.divideHalfEven(dividend, by: divisor) }

    /// × 10^`places`, rounded half to even; nil when that does not fit.
    public func rounded(places: Int) -> Int128? {
        let power = Rational.powerOfTen(places)
        if let raised = Rational.product(dividend, power) { return Rational.divideHalfEven(raised, by: divisor) }
        let (upper, lower) = lowestTerms
        return Rational.product(upper, power).map { Rational.divideHalfEven($0, by: lower) }
    }

    /// The nearest Double: for renderers only.
    public var doubleValue: Double {
        if let quotient = doubleQuotient { return quotient }
        let reduced = reduced
        if let quotient = reduced.doubleQuotient { return quotient }
        let (whole, rest) = reduced.dividend.quotientAndRemainder(dividingBy: reduced.divisor)
        return Double(whole) + Double(rest) / Double(reduced.divisor)
    }

    /// Of terms that a Double holds exactly: their quotient is rounded once, and the same whatever the terms. Nil for others.
    private var doubleQuotient: Double? {
        guard let upper = Int64(exactly: dividend), let lower = Int64(exactly: divisor),
            max(upper.magnitude, lower.magnitude) <= 1 << 53
        else { return nil }
        return Double(upper) / Double(lower)
    }

    /// Plain decimal text with `significant` digits at the most, rounded half to even, trailing zeros dropped: `0.485436893204`, `47.3`, `-3`.
    ///
    /// Digits left of the point are never rounded away. Long division: exact while the denominator is below 10^37.
    public func decimalText(significant: Int = 12) -> String {
        let (numerator, denominator) = lowestTerms
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
        // Numbers of 64 bits are divided in one step.
        if let short = Int64(exactly: dividend), let by = Int64(exactly: divisor) {
            let (quotient, remainder) = short.quotientAndRemainder(dividingBy: by)
            let distance = Int64(remainder.magnitude)
            if distance < by - distance || (distance == by - distance && quotient & 1 == 0) { return Int128(quotient) }
            return Int128(short < 0 ? quotient - 1 : quotient + 1)
        }
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        // The magnitude of a remainder is below the divisor; comparing it with what is left of the divisor avoids doubling it.
        let distance = Int128(remainder.magnitude)
        let opposite = divisor - distance
        if distance < opposite || (distance == opposite && quotient & 1 == 0) { return quotient }
        return dividend < 0 ? quotient - 1 : quotient + 1
    }

    /// Whether part ÷ whole is this fraction or more; `whole` must be positive.
    public func isReached(by part: Int128, of whole: Int128) -> Bool { Rational.quotient(part, by: whole) >= self }

    /// 10 to the power of `exponent`, 0...38.
    public static func powerOfTen(_ exponent: Int) -> Int128 {
        precondition(exponent >= 0 && exponent <= 38, "10^\(exponent) does not fit")
        return powersOfTen[exponent]
    }

    private static let powersOfTen = (0..<38).reduce(into: [Int128(1)]) { powers, exponent in powers.append(powers[exponent] * 10) }

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

extension Rational: Hashable {
    public static func == (left: Rational, right: Rational) -> Bool {
        if left.divisor == right.divisor { return left.dividend == right.dividend }
        if let first = product(left.dividend, right.divisor), let second = product(right.dividend, left.divisor) { return first == second }
        return left.lowestTerms == right.lowestTerms
    }

    public func hash(into hasher: inout Hasher) {
        let reduced = reduced
        hasher.combine(reduced.dividend)
        hasher.combine(reduced.divisor)
    }
}

extension Rational: Comparable {
    /// Exact comparison, by whole parts and then by the reciprocals of what is left (continued fractions) where products would not fit: no overflow.
    public static func < (left: Rational, right: Rational) -> Bool {
        if let first = product(left.dividend, right.divisor), let second = product(right.dividend, left.divisor) { return first < second }
        var (first, second) = (left.reduced, right.reduced)
        var isReversed = false
        while true {
            let (firstWhole, secondWhole) = (first.floor, second.floor)
            if firstWhole != secondWhole { return (firstWhole < secondWhole) != isReversed }
            let firstRest = first.dividend - firstWhole * first.divisor
            let secondRest = second.dividend - secondWhole * second.divisor
            // A fraction without rest is the smaller one, unless both have none.
            if firstRest == 0 || secondRest == 0 { return isReversed ? firstRest != 0 : firstRest == 0 && secondRest != 0 }
            first = Rational(first.divisor, firstRest)
            second = Rational(second.divisor, secondRest)
            isReversed.toggle()
        }
    }

    /// The largest whole number not above the fraction.
    private var floor: Int128 {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
