import Ledger
import Metrics

extension VerifyCheck {
    /// Σ buckets + credits = net, for every key of every scope.
    static let buckets = VerifyCheck(name: "buckets") { input in
        var breaks: [Diagnostic] = []
        for scope in Scope.allCases {
            for key in input.figures.keys(scope) {
                let parts = (0..<input.policy.aging.bucketCount).map { Metric.aging(bucket: $0) } + [.arCredits]
                let sum = parts.reduce(Rational.zero) { $0 + (input.figures.value($1, scope, key).rational ?? .zero) }
                if sum != input.figures.value(.arNet, scope, key).rational {
                    let name = key.isEmpty ? scope.rawValue : "\(scope.rawValue) \(key)"
                    breaks.append(input.broken("buckets", "buckets and credits of \(name) do not add up to its net balance"))
                }
            }
        }
        return breaks
    }
}
