import Ledger

/// The naive conversion: every call looks through all rates.
struct OracleMoney {
    let rates: [ExchangeRate]
    let reportingCurrency: Currency

    /// Minor units of `currency` in minor units of the reporting currency at the rate of `day`.
    func convert(_ amountMinor: Int64, _ currency: Currency, on day: Day) -> Int64 {
        if currency == reportingCurrency { return amountMinor }
        let rate = rate(of: currency, on: day)
        let numerator = Int128(amountMinor) * Int128(rate.mantissa) * Int128(reportingCurrency.minorPerMajor)
        let denominator = Rational.powerOfTen(rate.scale) * Int128(currency.minorPerMajor)
        return OracleMoney.roundHalfEven(numerator, denominator)
    }

    /// Major units of `currency` in minor units of the reporting currency at the rate of `day`.
    func convertMajor(_ value: Decimal64, _ currency: Currency, on day: Day) -> Int64 {
        var exact = value.rational * Rational(reportingCurrency.minorPerMajor)
        if currency != reportingCurrency { exact = exact * rate(of: currency, on: day).rational }
        return OracleMoney.roundHalfEven(exact.numerator, exact.denominator)
    }

    /// Whether anything can be converted at a day.
    func knows(_ currency: Currency, on day: Day) -> Bool {
        currency == reportingCurrency || rates.contains { $0.currency == currency && $0.day <= day }
    }

    private func rate(of currency: Currency, on day: Day) -> Decimal64 {
        var latest: ExchangeRate?
        for rate in rates where rate.currency == currency && rate.day <= day {
            if latest == nil || rate.day > latest!.day { latest = rate }
        }
        guard let latest else { fatalError("no rate of \(currency) on or before \(day)") }
        return latest.rate
    }

    /// numerator ÷ denominator, a half goes to the even neighbour; the denominator is positive.
    static func roundHalfEven(_ numerator: Int128, _ denominator: Int128) -> Int64 { Int64(roundHalfEvenWide(numerator, denominator)) }

    /// The same beyond 64 bits.
    static func roundHalfEvenWide(_ numerator: Int128, _ denominator: Int128) -> Int128 {
        var floor = numerator / denominator
        if numerator % denominator < 0 { floor -= 1 }
        let twiceAbove = 2 * (numerator - floor * denominator)
        if twiceAbove < denominator { return floor }
        if twiceAbove > denominator { return floor + 1 }
        return floor % 2 == 0 ? floor : floor + 1
    }
}
