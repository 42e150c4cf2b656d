import Ledger

/// Amounts as plain text in major units: dot, no grouping, as many places as the currency has.
enum MajorUnits {
    /// `-1234.50` for −123450 minor units of a currency with two places.
    static func text(minor: Int128, currency: Currency) -> String {
        let digits = String(minor.magnitude)
        let places = currency.exponent
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        let fraction = places == 0 ? "" : "." + padded.suffix(places)
        return (minor < 0 ? "-" : "") + padded.dropLast(places) + fraction
    }
}
