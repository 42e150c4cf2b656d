import Ledger
import Metrics
import Reports

// Warnings for what could not be judged: without them a figure or a list looks as if all were well.

extension DayFigures {
    /// A warning for the credit limits that could not be judged, when there are any. Only when scope customer was asked for.
    var unjudgedLimitFindings: [Diagnostic] { UnjudgedLimits.findings(unjudgedLimits, on: frame.asOf) }
}

extension UnjudgedLimits {
    fileprivate static func findings(_ limits: [UnjudgedLimits], on day: Day) -> [Diagnostic] {
        guard !limits.isEmpty else { return [] }
        let words = words(.english)
        return [
            Diagnostic(
                code: "unjudged-limit", severity: .warning, message: "\(day.isoText): " + words.unjudgedLimits(limits).dropLast(),
                advice: limits.map { words.remedy($0.reason) }.joined(separator: "; "))
        ]
    }
}

extension DayLists {
    /// A warning for the credit limits of the accounts of an analyst (or `house`; nil: all) that could not be judged, when there are any.
    func unjudgedLimitFindings(of owner: String?) -> [Diagnostic] { UnjudgedLimits.findings(unjudgedLimits(of: owner), on: asOf) }

    /// Warnings for rules of a list that could not be judged: for some credit limits, or because the records they rest on are not known.
    ///
    /// - Parameter owner: the analyst (or `house`) whose accounts the list is of; nil: all.
    func unjudgedFindings(in list: ListKind, of owner: String?) -> [Diagnostic] {
        guard [.highRisk, .worklist].contains(list) else { return [] }
        let words = words(.english)
        let rules = words.unjudged(in: list, figures.frame).map { sentence in
            Diagnostic(
                code: "unjudged-rule", severity: .warning, message: "\(asOf.isoText): " + sentence.dropLast(),
                advice: "import files of these records; one without rows, with --as-of, says that there are none")
        }
        return (rules.map { [$0] } ?? []) + unjudgedLimitFindings(of: owner)
    }
}

extension TargetsOfDay {
    /// Warnings for the targets of some figures that cannot be converted: the figures are not held against them.
    func unjudgedFindings(_ asked: [TargetedFigures]) -> [Diagnostic] {
        let words = words(.english)
        return unjudged(asked).map { reason, count in
            Diagnostic(
                code: "unjudged-target", severity: .warning,
                message: (count == 1 ? "1 target is" : "\(count) targets are") + " not compared: " + words.reason(reason),
                advice: words.remedy(reason))
        }
    }
}
