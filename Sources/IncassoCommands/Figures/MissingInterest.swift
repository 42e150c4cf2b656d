import Ledger
import Metrics

extension DayFigures {
    /// An error for the half-years whose late-payment interest rate is missing, although there is a file of such rates: interest cannot be computed.
    var missingInterestFindings: [Diagnostic] {
        let missing = frame.missingInterest
        guard !missing.isEmpty else { return [] }
        return [
            Diagnostic(
                code: "missing-interest-rate", severity: .error,
                message: "\(frame.asOf.isoText): no interest rate for \(missing.map(\.text).joined(separator: ", "))",
                advice: "import an interest file with these half-years: late-payment interest is not available without them")
        ]
    }
}

extension Metric {
    /// Whether it rests on the rates of late-payment interest.
    var needsInterest: Bool { [.interestClaimable, .interestAccrued, .interestCompensation].contains(self) }
}
