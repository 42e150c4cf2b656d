import Ledger
import Metrics
import ReportDocument
import Reports

/// A figure's value, or a difference of two, as text.
struct FigureText {
    private let figure: FigureValue
    private let currency: Currency
    private let language: Language
    /// Decimal places of an index for people.
    private let indexPlaces: Int

    /// - Parameter language: Of what is shown to people.
    init(_ figure: FigureValue, of metric: Metric, policy: Policy, language: Language = .english) {
        self.figure = figure
        self.language = language
        currency = policy.reportingCurrency
        // The Herfindahl-Hirschman index has thousands of points, a count is whole as a rule; contacts a day and turnover are small numbers.
        let isWhole = metric == .concentrationHhi || (metric.unit == .count && figure.rational?.denominator == 1)
        indexPlaces = isWhole ? 0 : 1
    }

    /// For programs: major units, or at least 9 significant digits; nil when not available.
    var plain: String? {
        switch figure {
        case .money(let minor): MajorUnits.text(minor: Int128(minor), currency: currency)
        case .ratio(let number), .days(let number), .index(let number): number.decimalText()
        case .count(let count): String(count)
        case .unavailable: nil
        }
    }

    /// For people: ratios in percent with two places, days and indices with one (small indices with more), the concentration index whole.
    var shown: String {
        switch figure {
        case .ratio(let number): language.number(rounded(number, places: 4, shown: 2)) + " %"
        case .days(let number): language.number(rounded(number, places: 1, shown: 1))
        case .index(let number):
            language.number(rounded(number, FigureFormat.places(of: number, usual: indexPlaces)))
        case .money, .count: language.number(plain ?? "")
        case .unavailable: words(language).renderer.notAvailable
        }
    }

    /// For people, as what one figure is above (+) or below another: ratios in points.
    var shownDifference: String {
        let text =
            if case .ratio(let number) = figure {
                language.number(rounded(number, places: 4, shown: 2)) + (language == .italian ? " punti" : " points")
            } else { shown }
        return (figure.rational.map { $0 > .zero } ?? false) ? "+" + text : text
    }

    private func rounded(_ number: Rational, _ places: Int) -> String { rounded(number, places: places, shown: places) }

    /// A number × 10^`places`, rounded half to even, with `shown` of them behind the point.
    private func rounded(_ number: Rational, places: Int, shown: Int) -> String {
        guard let digits = number.rounded(places: places).flatMap({ Int64(exactly: $0) }) else { return number.decimalText() }
        return Decimal64(mantissa: digits, scale: shown).text
    }
}
