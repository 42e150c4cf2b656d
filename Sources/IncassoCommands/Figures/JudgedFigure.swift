import Ledger
import Metrics
import Reports

/// How a figure stands against its target, as text.
struct JudgedFigure {
    let target: MetricTarget
    /// Actual − the target (to date); nil when the figure is not available.
    let variance: FigureValue?
    /// nil when the figure is not available, or is judged at the month's end only.
    let status: Status?
    private let policy: Policy
    private let language: Language

    /// - Parameter language: Of the texts for people.
    init(_ target: MetricTarget, actual: FigureValue, policy: Policy, language: Language = .english) {
        (self.target, self.policy, self.language) = (target, policy, language)
        (variance, status) = (target.variance(of: actual), target.status(of: actual))
    }

    func text(_ value: FigureValue) -> FigureText { FigureText(value, of: target.metric, policy: policy, language: language) }

    /// The names of ``fields``.
    static let columns = ["target", "target_to_date", "variance", "status", "amber_within", "target_reason"]

    /// The fields of a CSV row; empty for what there is not.
    var fields: [String] {
        [
            text(target.value).plain ?? "", target.toDate.flatMap { text($0).plain } ?? "", variance.flatMap { text($0).plain } ?? "",
            status?.rawValue ?? "", target.amberWithin.text, "",
        ]
    }

    /// The fields of a figure that may have no target, or one that cannot be converted.
    static func fields(_ judged: JudgedFigure?, unjudged: UnavailableReason?, _ language: Language = .english) -> [String] {
        let blanks = [String](repeating: "", count: columns.count - 1)
        return judged?.fields ?? blanks + [unjudged.map(words(language).reason) ?? ""]
    }

    /// The members of a JSON object for a target that cannot be converted.
    static func members(unjudged reason: UnavailableReason, _ language: Language = .english) -> [(key: String, value: JSONValue)] {
        [("target", .null), ("targetReason", .string(words(language).reason(reason)))]
    }

    private func json(_ written: WrittenAmount) -> JSONValue {
        .object([
            ("amount", .number(MajorUnits.text(minor: Int128(written.minor), currency: written.currency))),
            ("currency", .string(written.currency.code)), ("rate", .number(written.rate.rate.text)),
            ("from", .string(written.rate.day.isoText)),
        ])
    }

    /// The members of a JSON object; `written` is the target in another currency with the rate it was converted with.
    var members: [(key: String, value: JSONValue)] {
        let number = { (value: FigureValue?) in value.flatMap { text($0).plain }.map(JSONValue.number) ?? .null }
        return [
            ("target", number(target.value)), ("targetToDate", number(target.toDate)), ("variance", number(variance)),
            ("status", .optional(status?.rawValue)), ("amberWithin", .number(target.amberWithin.text)),
            ("judgedAtMonthEnd", .bool(target.isTooEarly)),
        ] + (target.written.map { [("written", json($0))] } ?? [])
    }
}
