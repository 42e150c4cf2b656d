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
