import Ledger

/// `ecl.estimate` = Σ bucket × loss rate of the provision matrix (IFRS 9, simplified approach): an estimate, in reporting minor units.
///
/// Rounded once, half to even, for each scope key; so keys may differ from the whole by less than half a minor unit each. Readings: “True DSO, turnover, expected loss”.
enum ExpectedCreditLoss {
    static func definition(_ frame: FactsFrame) -> MetricDefinition {
        guard let rates = frame.policy.lossRates, rates.count == frame.policy.aging.bucketCount else {
            return .base(restsOn: .calendar([.lossRates])) { _, _ in .unavailable(.noLossRates) }
        }
        let buckets = (0..<frame.policy.aging.bucketCount).map { Metric.aging(bucket: $0) }
        return .base(restsOn: Basis([], inputs: buckets, weights: rates, settings: [.lossRates])) { facts, _ in
            var loss = Rational.zero
            for (bucket, rate) in rates.enumerated() {
                let amount = facts[.buckets, bucket] + facts[.placedCredits, bucket]
                guard Int64(exactly: amount) != nil else { return .unavailable(.beyondRange) }
                if amount != 0 { loss = loss + Rational(amount) * rate }
            }
            return FigureValue(minor: loss.rounded)
        }
    }
}
