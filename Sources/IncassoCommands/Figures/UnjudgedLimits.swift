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
