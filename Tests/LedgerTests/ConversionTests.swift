import Ledger
import Testing

@Suite("Conversion into the reporting currency")
struct ConversionTests {
    private func conversion(_ rate: String, _ source: String, _ target: String) -> Conversion {
        Conversion(rate: Decimal64(text: rate)!, from: Currency(code: source)!, to: Currency(code: target)!)
    }

    @Test("rounds half to even")
    func halfEven() {
        let half = conversion("0.5", "GBP", "EUR")
        #expect([1, 3, 5, -1, -3, 7].map { half.convert($0) } == [0, 2, 2, 0, -2, 4])
    }

    @Test("minds the decimal places of both currencies")
    func exponents() {
        #expect(conversion("0.006", "JPY", "EUR").convert(1000) == 600)
        #expect(conversion("3.0", "KWD", "EUR").convert(1500) == 450)
        #expect(conversion("160", "EUR", "JPY").convert(12_345) == 19_752)
    }

    @Test("agrees with 128-bit division for short and for long rates")
    func shortAndLong() {
        for text in ["1.1734", "0.123456789012345678", "987654.321"] {
            let exact = Decimal64(text: text)!
            let tested = conversion(text, "USD", "EUR")
            for amount in [Int64(1), -1, 99, 12_345_678_901, -999_999_999_999_999, 1_000_000_000_000_000] {
                let expected = Rational.divideHalfEven(Int128(amount) * Int128(exact.mantissa), by: Rational.powerOfTen(exact.scale))
                #expect(tested.convert(amount) == Int64(exactly: expected), "\(text) \(amount)")
            }
        }
    }

    @Test("uses the latest rate on or before the day, and none before the first")
    func latestRate() {
        let gbp = Currency(code: "GBP")!
        let rates = [("2026-01-10", "1.1"), ("2026-01-05", "1.0"), ("2026-01-20", "1.2")].map {
            ExchangeRate(day: Day(iso: $0.0)!, currency: gbp, rate: Decimal64(text: $0.1)!)
        }
        let table = RateTable(reporting: .eur, rates: rates)
        #expect(table.rate(of: gbp, on: Day(iso: "2026-01-04")!) == nil)
        #expect(table.rate(of: gbp, on: Day(iso: "2026-01-10")!)?.rate.text == "1.1")
        #expect(table.rate(of: gbp, on: Day(iso: "2026-01-19")!)?.rate.text == "1.1")
        #expect(table.conversion(of: .eur, on: Day(iso: "1999-01-01")!) == .identity)
    }

    @Test("says when a result does not fit")
    func overflow() {
        #expect(conversion("999", "KWD", "JPY").convert(1_000_000_000_000_000) == 999_000_000_000_000)
        #expect(conversion("999999999999", "GBP", "EUR").convert(1_000_000_000_000_000) == nil)
    }
}
