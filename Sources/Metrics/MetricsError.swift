import Ledger

/// Why no figures could be computed at all (a single missing figure is not an error but n/a with a reason).
public struct MetricsError: Error, Hashable, Sendable {
    /// What kind of trouble it is.
    public enum Code: String, Sendable {
        /// A currency has no rate on or before a day.
        case missingRate = "missing-rate"
        /// Late-payment interest needs the rate of a half-year that is not known. The engine takes it for a missing figure.
        case missingInterestRate = "missing-interest-rate"
        /// A sum does not fit 64 bits of minor units.
        case amountsTooLarge = "amounts-too-large"
        /// A stored rollup cannot be read.
        case damagedRollup = "damaged-rollup"
        /// There is no snapshot of the day.
        case noSnapshot = "no-snapshot"
    }

    public let code: Code
    public let message: String
    /// What to do about it.
    public let advice: String
    /// Of ``Code/missingInterestRate``: which rates, by half-year and currency.
    let missingInterest: [MissingInterestRate]

    public init(code: Code, message: String, advice: String) {
        self.init(code: code, message: message, advice: advice, missingInterest: [])
    }

    init(code: Code, message: String, advice: String, missingInterest: [MissingInterestRate]) {
        self.code = code
        self.message = message
        self.advice = advice
        self.missingInterest = missingInterest
    }

    /// No rate for a currency on or before a day.
    public static func missingRate(_ currency: Currency, _ day: Day, reporting: Currency) -> MetricsError {
        MetricsError(
            code: .missingRate, message: "no rate for \(currency.code) on or before \(day.isoText)",
            advice: "import a rates file with \(currency.code) in \(reporting.code) for that day or an earlier one")
    }

    /// A sum beyond 64 bits.
    public static func amountsTooLarge(_ what: String) -> MetricsError {
        MetricsError(
            code: .amountsTooLarge, message: "the sum of \(what) in the reporting currency exceeds 4 × 10^18 minor units",
            advice: "check the rates, or choose a reporting currency with a larger unit")
    }
}

extension RateTable {
    /// The conversions of some currencies on one day; throws when one has no rate.
    func conversions(of currencies: [Currency], on day: Day) throws(MetricsError) -> [Conversion] {
        var conversions: [Conversion] = []
        for currency in currencies {
            guard let known = conversion(of: currency, on: day) else { throw .missingRate(currency, day, reporting: reporting) }
            conversions.append(known)
        }
        return conversions
    }
}
