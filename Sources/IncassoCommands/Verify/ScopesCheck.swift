import Ledger
import Metrics

extension VerifyCheck {
    /// Σ keys of a scope = all, for the figures that add up; for analysts and teams with the house account.
    static let scopes = VerifyCheck(name: "scopes") { input in
        let additive: [Metric] = [
            .arNet, .arGross, .arCredits, .arPastDue, .sales, .bridgeOpening, .bridgeInvoiced, .bridgeCash, .bridgeCreditNotes,
            .bridgeWriteOffs, .bridgeAdjustments, .bridgeFx, .bridgeUnexplained, .bridgeClosing, .collectCollectable, .collectOnCollectable,
            .cashAttributed, .interestClaimable,
        ]
        var breaks: [Diagnostic] = []
        for scope in Scope.allCases where scope != .all {
            for metric in additive {
                guard let all = input.figures.value(metric).rational else { continue }
                let sum = input.figures.keys(scope).reduce(Rational.zero) {
                    $0 + (input.figures.value(metric, scope, $1).rational ?? .zero)
                }
                if sum != all {
                    let id = metric.id(input.policy.aging)
                    breaks.append(input.broken("scopes", "\(id) by \(scope.rawValue) does not add up to the figure of all"))
                }
            }
        }
        return breaks
    }
}
