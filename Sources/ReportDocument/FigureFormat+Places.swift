import Ledger

extension CellValue {
    /// The decimals its number is shown with, as the number a formula counts with; nil for what is no number.
    var placesShown: Int? {
        switch self {
        case .money(_, let currency): currency.exponent
        case .ratio, .ratioPoints: 3
        case .days: 1
        case .count: 0
        case .number(_, let places): places
        case .empty, .text, .date, .month, .monthToDate, .notAvailable: nil
        }
    }

    /// The number as it reads with more decimals than it is shown with; amounts and counts are whole and have no more. nil for what is no number.
    func numberShown(morePlaces: Int) -> Rational? {
        guard let number, let placesShown else { return nil }
        switch self {
        case .money, .count: return number
        default:
            let places = placesShown + morePlaces
            return number.rounded(places: places).map { Rational($0, Rational.powerOfTen(places)) }
        }
    }
}

extension FigureFormat {
    /// ``text(_:signed:)`` with more decimals than usual where a figure may have more.
    func text(_ value: CellValue, morePlaces: Int) -> String {
        guard morePlaces > 0 else { return text(value) }
        return switch value {
        case .ratio(let ratio): percentage(ratio, morePlaces: morePlaces)
        case .ratioPoints(let ratio):
            decimal(ratio, places: 1 + morePlaces, shift: 2, plus: true) + FigureFormat.noBreakSpace + pointsUnit
        case .days(let days): decimal(days, places: 1 + morePlaces)
        case .number(let number, let places): decimal(number, places: places + morePlaces)
        case .empty, .text, .money, .count, .date, .month, .monthToDate, .notAvailable: text(value)
        }
    }

    /// A fraction as a percentage with more decimals than the usual one: `48.52%` (en), `48,52%` (it) for one more.
    public func percentage(_ ratio: Rational, morePlaces: Int) -> String { decimal(ratio, places: 1 + morePlaces, shift: 2) + "%" }
}
