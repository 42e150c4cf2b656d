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
    /// Why there is no value.
    let reason: String?
    /// What to look at in the value there is, such as a CEI above 100 %.
    let caution: String?
    private let text: FigureText

    init(_ figure: FigureValue, of metric: Metric, _ scope: Scope, _ key: String, policy: Policy) {
        self.init(figure, of: metric, scope.rawValue, key, policy: policy, imported: .all)
    }

    /// - Parameters:
    ///   - imported: The records that are known, for what is to be said of a figure without them.
    ///   - language: Of the value for people, the reason and the caution.
    init(
        _ figure: FigureValue, of metric: Metric, _ scope: String, _ key: String, policy: Policy, imported: ImportedRecords,
        language: Language = .english
    ) {
        self.scope = scope
        self.key = key
        self.metric = metric.id(policy.aging)
        unit = metric.unit == .money ? policy.reportingCurrency.code : metric.unit.rawValue
        reason = if case .unavailable(let why) = figure { words(language).reason(why) } else { nil }
        caution = reason == nil ? words(language).caution(metric, figure, imported) : nil
        text = FigureText(figure, of: metric, policy: policy, language: language)
    }

    /// Plain text: major units, or at least 9 significant digits; nil when not available.
    var value: String? { text.plain }

    /// The fields of a CSV row: scope, key, metric, unit, value, reason; texts that spreadsheets would run as formulas are defused.
    var fields: [String] {
        [scope, CSVRenderer.defused(key), metric, unit, value ?? "", CSVRenderer.defused(reason ?? "")]
    }

    /// The members of a JSON object.
    var members: [(key: String, value: JSONValue)] {
        [
            ("scope", .string(scope)), ("key", .string(key)), ("metric", .string(metric)), ("unit", .string(unit)),
            ("value", value.map(JSONValue.number) ?? .null), ("reason", .optional(reason)), ("caution", .optional(caution)),
        ]
    }

    /// The value for people: ratios in percent with two places, days and indices with one, the concentration index whole.
    var shownValue: String { text.shown }
}
