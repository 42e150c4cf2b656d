/// The price of one major unit of a currency in major units of the reporting currency, from a day on until the next rate of that currency.
public struct ExchangeRate: Hashable, Sendable {
    /// First day the rate holds.
    public let day: Day
    /// The currency that is priced.
    public let currency: Currency
    /// Reporting currency per 1 unit; positive.
    public let rate: Decimal64

    /// A rate of a currency from a day on.
    public init(day: Day, currency: Currency, rate: Decimal64) {
        self.day = day
        self.currency = currency
        self.rate = rate
    }
}

/// The conversion of minor units of one currency into minor units of the reporting currency on one day.
///
/// converted = amount × numerator ÷ denominator, rounded half to even, each row on its own, so that any grouping of rows adds up.
/// Source: ground rule "Reporting currency" of the metric catalogue.
public struct Conversion: Hashable, Sendable {
    @usableFromInline let numerator: Int128
    @usableFromInline let denominator: Int128
    /// The same fraction when both parts fit 64 bits (0 otherwise): 64-bit division is several times faster.
    @usableFromInline let shortNumerator: Int64
    @usableFromInline let shortDenominator: Int64

    /// The conversion by a rate between two currencies.
    public init(rate: Decimal64, from source: Currency, to target: Currency) {
        let exact = rate.rational * Rational(Int128(target.minorPerMajor), Int128(source.minorPerMajor))
        self.init(numerator: exact.numerator, denominator: exact.denominator)
    }

    /// The conversion of the reporting currency into itself.
    public static let identity = Conversion(numerator: 1, denominator: 1)

    init(numerator: Int128, denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
        let fits = Int64(exactly: numerator) != nil && denominator <= Int128(Int64.max / 2)
        self.shortNumerator = fits ? Int64(numerator) : 0
        self.shortDenominator = fits ? Int64(denominator) : 0
    }

    /// Whether amounts stay as they are.
    @inlinable
    public var isIdentity: Bool { numerator == 1 && denominator == 1 }

    /// The converted amount in minor units, rounded half to even; nil when it does not fit 64 bits.
    @inlinable
    public func convert(_ amountMinor: Int64) -> Int64? {
        if isIdentity { return amountMinor }
        if shortDenominator != 0 {
            let product = amountMinor.multipliedReportingOverflow(by: shortNumerator)
            if !product.overflow {
                let (quotient, remainder) = product.partialValue.quotientAndRemainder(dividingBy: shortDenominator)
                // |remainder| < denominator ≤ Int64.max / 2, so doubling cannot overflow.
                let doubled = abs(remainder) &* 2
                if doubled < shortDenominator || (doubled == shortDenominator && quotient & 1 == 0) { return quotient }
                return product.partialValue < 0 ? quotient - 1 : quotient + 1
            }
        }
        let product = Int128(amountMinor).multipliedReportingOverflow(by: numerator)
        guard !product.overflow else { return nil }
        return Int64(exactly: Rational.divideHalfEven(product.partialValue, by: denominator))
    }
}

/// All known rates into one reporting currency, asked by currency and day.
public struct RateTable: Sendable {
    /// The currency everything is converted to.
    public let reporting: Currency
    /// Rates by currency, ascending by day.
    let rates: [Currency: [ExchangeRate]]

    /// A table of rates in any order; of two rates for one day and currency the later in the list holds.
    public init(reporting: Currency, rates: [ExchangeRate]) {
        self.reporting = reporting
        var byDay: [Currency: [Day: ExchangeRate]] = [:]
        for rate in rates { byDay[rate.currency, default: [:]][rate.day] = rate }
        self.rates = byDay.mapValues { $0.values.sorted { $0.day < $1.day } }
    }

    /// The currencies with a rate, ascending by code.
    public var currencies: [Currency] { rates.keys.sorted { $0.code < $1.code } }

    /// The conversion of a currency on a day, by the latest rate on or before it; nil when there is none. Logarithmic in the number of rates.
    public func conversion(of currency: Currency, on day: Day) -> Conversion? {
        if currency == reporting { return .identity }
        guard let rate = rate(of: currency, on: day) else { return nil }
        return Conversion(rate: rate.rate, from: currency, to: reporting)
    }

    /// The latest rate of a currency on or before a day, or nil.
    public func rate(of currency: Currency, on day: Day) -> ExchangeRate? {
        guard let known = rates[currency] else { return nil }
        var (low, high) = (0, known.count)
        while low < high {
            let middle = (low + high) / 2
            if known[middle].day <= day { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : known[low - 1]
    }
}
