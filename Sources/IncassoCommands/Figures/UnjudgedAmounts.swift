import Ledger
import Metrics
import Reports

extension DayFigures {
    /// A warning for the credit limits in currencies without a rate: the risk score does not know whether they are exceeded.
    var unjudgedLimitFindings: [Diagnostic] {
        unjudgedLimits.map { limits in
            Diagnostic(
                code: "unjudged-limit", severity: .warning,
                message: "\(frame.asOf.isoText): " + words(.english).unjudgedLimits(limits.customerCount, limits.reason).dropLast(),
                advice: words(.english).remedy(limits.reason) + ": risk.score has no points for over_credit_limit without them")
        }
    }
}

extension TargetsOfDay {
    /// A warning for the targets of some metrics by a scope that are in currencies without a rate: the figures they are of are not held against them.
    func unjudgedFindings(_ metrics: [Metric], _ scope: Scope) -> [Diagnostic] {
        unjudged(metrics, scope).map { unjudgedFinding($0.reason, $0.count) }
    }

    /// A warning for some targets that cannot be converted for a reason.
    func unjudgedFinding(_ reason: UnavailableReason, _ count: Int) -> Diagnostic {
        Diagnostic(
            code: "unjudged-target", severity: .warning,
            message: (count == 1 ? "1 target is" : "\(count) targets are") + " not compared: " + words(.english).reason(reason),
            advice: words(.english).remedy(reason))
    }
}
