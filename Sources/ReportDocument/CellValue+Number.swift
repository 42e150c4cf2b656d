import Ledger

extension CellValue {
    /// The number a formula counts with: money in major units, ratios as fractions, days as days; nil for anything that is no number.
    public var number: Rational? {
        switch self {
        case .money(let amountMinor, let currency): Rational(Int128(amountMinor), Int128(currency.minorPerMajor))
        case .ratio(let value), .ratioPoints(let value), .days(let value), .number(let value, _): value
        case .count(let count): Rational(count)
        case .empty, .text, .date, .month, .monthToDate, .notAvailable: nil
        }
    }
}
