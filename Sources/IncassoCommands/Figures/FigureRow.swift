import CSVRenderer
import Ledger
import Metrics
import Reports

/// A figure as `metrics` writes it.
struct FigureRow {
    /// A scope, or what disputes are told apart by.
    let scope: String
    let key: String
    let metric: String
    /// A currency code, `ratio`, `days`, `count` or `index`.
    let unit: String
    /// Plain text: major units, or at least 9 significant digits; nil when not available.
    let value: String?
    /// Why there is no value.
    let reason: String?
    private let figure: FigureValue
    /// Decimal places of an index for people.
    private let indexPlaces: Int

    init(_ figure: FigureValue, of metric: Metric, _ scope: Scope, _ key: String, policy: Policy) {
        self.init(figure, of: metric, scope.rawValue, key, policy: policy)
    }

    init(_ figure: FigureValue, of metric: Metric, _ scope: String, _ key: String, policy: Policy) {
        self.scope = scope
        self.key = key
        self.figure = figure
        // The Herfindahl-Hirschman index has thousands of points; contacts a day and turnover are small numbers.
        indexPlaces = metric == .concentrationHhi ? 0 : 1
        self.metric = metric.id(policy.aging)
        unit = metric.unit == .money ? policy.reportingCurrency.code : metric.unit.rawValue
        switch figure {
        case .money(let minor): (value, reason) = (MajorUnits.text(minor: Int128(minor), currency: policy.reportingCurrency), nil)
        case .ratio(let number), .days(let number), .index(let number): (value, reason) = (number.decimalText(), nil)
        case .count(let count): (value, reason) = (String(count), nil)
        case .unavailable(let why): (value, reason) = (nil, words(.english).reason(why))
        }
    }

    /// The fields of a CSV row: scope, key, metric, unit, value, reason; texts that spreadsheets would run as formulas are defused.
    var fields: [String] {
        [scope, CSVRenderer.defused(key), metric, unit, value ?? "", CSVRenderer.defused(reason ?? "")]
    }

    /// The value for people: ratios in percent with two places, days and indices with one, the concentration index whole.
    var shownValue: String {
        switch figure {
        case .ratio(let number): rounded(number, places: 4, shown: 2) + " %"
        case .days(let number): rounded(number, places: 1, shown: 1)
        case .index(let number): rounded(number, places: indexPlaces, shown: indexPlaces)
        case .money, .count: value ?? ""
        case .unavailable: "n/a"
        }
    }

    /// A number × 10^`places`, rounded half to even, with `shown` of them behind the point.
    private func rounded(_ number: Rational, places: Int, shown: Int) -> String {
        let product = number.numerator.multipliedReportingOverflow(by: Rational.powerOfTen(places))
        guard !product.overflow, let digits = Int64(exactly: Rational.divideHalfEven(product.partialValue, by: number.denominator)) else {
            return number.decimalText()
        }
        return Decimal64(mantissa: digits, scale: shown).text
    }
}
