import Ledger
import Metrics

extension VerifyCheck {
    /// Σ buckets + credits left outside = net, for every key of every scope, under the workspace's policy for credits.
    static let buckets = VerifyCheck(name: "buckets") { input in
        var breaks: [Diagnostic] = []
        for scope in Scope.allCases {
            for key in input.figures.keys(scope) {
                let parts = (0..<input.policy.aging.bucketCount).map { Metric.aging(bucket: $0) } + [.creditsOutside]
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
