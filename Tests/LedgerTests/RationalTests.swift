import Ledger
import Testing

@Suite("Exact numbers")
struct RationalTests {
    @Test(
        "print up to the asked digits, rounded half to even",
        arguments: [
            (Rational(1, 3), 12, "0.333333333333"), (Rational(2, 3), 3, "0.667"), (Rational(-1, 8), 2, "-0.12"),
            (Rational(3, 8), 2, "0.38"),
            (Rational(999_999, 1_000_000), 3, "1"), (Rational(12_345, 10), 3, "1234"), (Rational(12_355, 10), 3, "1236"),
            (Rational(0), 5, "0"),
            (Rational(-7), 5, "-7"), (Rational(1, 1_000_000), 2, "0.000001"), (Rational(5, 2), 1, "2"), (Rational(7, 2), 1, "4"),
        ])
    func decimalText(number: Rational, digits: Int, text: String) {
        #expect(number.decimalText(significant: digits) == text)
    }

    @Test("compare exactly, also when a common denominator would not fit")
    func comparison() {
        let left = Rational(3 * 10_000_000_000_000_000_000_000_000_000 + 1, 10_000_000_000_000_000_000_000_000_007)
        let right = Rational(3 * 10_000_000_000_000_000_000_000_000_000 + 2, 10_000_000_000_000_000_000_000_000_007)
        #expect(left < right && !(right < left) && !(left < left))
        #expect(Rational(-1, 2) < Rational(-1, 3))
        #expect(Rational(-1, 2) < .zero && .zero < Rational(1, 100))
        #expect(Rational(2) < Rational(5, 2) && Rational(5, 2) < Rational(3))
    }

    @Test("order like their products over all small fractions")
    func smallFractions() {
        for first in Int128(-6)...6 {
            for second in Int128(-6)...6 {
                for (upper, lower) in [(Int128(1), Int128(5)), (3, 4), (2, 7), (6, 1)] {
                    #expect((Rational(first, upper) < Rational(second, lower)) == (first * lower < second * upper))
                }
            }
        }
    }

    @Test("add, multiply and divide in lowest terms")
    func arithmetic() {
        #expect(Rational(1, 6) + Rational(1, 3) == Rational(1, 2))
        #expect(Rational(1, 6) - Rational(1, 3) == Rational(-1, 6))
        #expect(Rational(4, 9) * Rational(3, 2) == Rational(2, 3))
        #expect(Rational(4, 9) / Rational(-2, 3) == Rational(-2, 3))
        #expect(Rational(6, -4).denominator == 2)
    }

    @Test("are in lowest terms at the ends of 64 bits and beyond")
    func wideFractions() {
        let least = Int128(Int64.min)
        #expect(Rational(least, -2).numerator == -(least / 2))
        #expect(Rational(least, least) == Rational(1))
        #expect(Rational(least, 6) == Rational(least / 2, 3))
        #expect(Rational(0, least).denominator == 1)
        let wide = Int128(UInt64.max) * 6
        #expect(Rational(wide, 4 * wide) == Rational(1, 4))
        #expect(Rational(wide * 5, 10).numerator == Int128(UInt64.max) * 3)
        #expect(Rational(35, wide * 7) == Rational(5, wide))
    }

    @Test("reduce as division with remainder does, for many pairs")
    func divisors() {
        var state: UInt64 = 7
        for _ in 0..<2_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let (first, second) = (Int128(state >> 33), Int128((state & 0xFFFF_FFFF) | 1))
            var (large, small) = (first, second)
            while small != 0 { (large, small) = (small, large % small) }
            let fraction = Rational(first, second)
            #expect(fraction.numerator == first / large && fraction.denominator == second / large)
        }
    }

    /// A fraction in terms that are `factor` times the lowest ones.
    private func raised(_ fraction: Rational, by factor: Int128) -> Rational {
        let (numerator, denominator) = fraction.lowestTerms
        return .quotient(numerator * factor, by: denominator * factor)
    }

    @Test("are the same whatever their terms", arguments: [Int128(2), 30, 1 << 40, 1 << 62])
    func terms(factor: Int128) {
        let fractions = [
            Rational(1, 3), Rational(-7, 12), .zero, Rational(5), Rational(Int128(Int64.max), 7), Rational(Int128(1) << 60, (1 << 61) - 1),
        ]
        for first in fractions {
            let other = raised(first, by: factor)
            #expect(other == first && other.hashValue == first.hashValue && !(other < first) && !(first < other))
            #expect(other.numerator == first.numerator && other.denominator == first.denominator)
            #expect(other.doubleValue == first.doubleValue && other.decimalText() == first.decimalText())
            #expect(other.rounded == first.rounded && other.rounded(places: 4) == first.rounded(places: 4))
            #expect(other.isPositive == first.isPositive)
            for second in fractions {
                let raisedSecond = raised(second, by: factor)
                #expect(other + raisedSecond == first + second && other - raisedSecond == first - second)
                #expect(other * raisedSecond == first * second && (other < raisedSecond) == (first < second))
                if second != .zero { #expect(other / raisedSecond == first / second) }
            }
        }
    }

    @Test("add and multiply where the terms would not fit unless they are reduced")
    func reducedWhenNeeded() {
        let wide = Int128(1) << 100
        let half = Rational.quotient(wide, by: 2 * wide)
        #expect(half * half == Rational(1, 4) && half + Rational.quotient(wide, by: 3 * wide) == Rational(5, 6))
        #expect(half / Rational.quotient(3 * wide, by: 2 * wide) == Rational(1, 3))
        #expect(half < Rational.quotient(2 * wide, by: 3 * wide) && half == Rational(1, 2) && half != Rational(1, 3))
        #expect(half.rounded(places: 30) == Rational.powerOfTen(30) / 2)
    }

    @Test("give their part of an amount, rounded half to even")
    func parts() {
        #expect(Rational(1, 2).part(of: 5) == 2 && Rational(1, 2).part(of: 7) == 4 && Rational(-1, 2).part(of: 7) == -4)
        #expect(Rational(8, 100).part(of: 1_000_000 * 30, by: 365) == 6_575)
        #expect(Rational(5, 2).rounded == 2 && Rational(-5, 2).rounded == -2 && Rational(7, 3).rounded == 2)
        #expect(Rational(1, 8).rounded(places: 2) == 12 && Rational(Int128.max, 3).rounded(places: 2) == nil)
        let (least, most) = (Int128(Int64.min), Int128(Int64.max))
        #expect(Rational.divideHalfEven(least, by: 1) == least && Rational.divideHalfEven(least, by: 2) == least / 2)
        #expect(Rational.divideHalfEven(most, by: 2) == 1 << 62 && Rational.divideHalfEven(most - 2, by: 2) == (1 << 62) - 2)
        #expect(Rational.divideHalfEven(least + 1, by: most) == -1 && Rational.divideHalfEven(most, by: most) == 1)
    }

    @Test("read decimals as written and refuse the rest")
    func decimals() {
        #expect(Decimal64(text: "-12.50") == Decimal64(mantissa: -1250, scale: 2))
        #expect(Decimal64(text: "1.005")?.minorUnits(exponent: 2) == nil)
        #expect(Decimal64(text: "1.500")?.minorUnits(exponent: 2) == 150)
        #expect(Decimal64(text: "7")?.minorUnits(exponent: 3) == 7000)
        #expect(Decimal64(text: "-0.05")?.text == "-0.05")
        for text in ["", "-", ".", "1,5", "1e3", "1 000", "--1", "1.2.3", "1234567890123456789"] {
            #expect(Decimal64(text: text) == nil, "\(text)")
        }
    }
}
