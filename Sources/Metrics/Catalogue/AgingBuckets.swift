import Ledger

/// `aging.*`: debit items by days past due, with credit items in them as the policy says; `ar.past-due`: all buckets but current; `ratio.*`: a bucket ÷ gross.
enum AgingBuckets {
    static func amount(_ bucket: Int, _ frame: FactsFrame) -> MetricDefinition {
        frame.policy.agingCredits == .separate
            ? debit(bucket, shapedBy: [.agingLimits, .agingCredits])
            : .formula(.sum([.metric(.debitItems(bucket: bucket)), .metric(.creditsPlaced(bucket: bucket))]))
    }

    /// Debit items of a bucket alone, whatever the policy for credits.
    static func debit(_ bucket: Int, shapedBy settings: Set<Setting> = [.agingLimits]) -> MetricDefinition {
        .base(
            restsOn: .items(.closing, shapedBy: settings) { item, _ in
                item.isDebit && item.bucket == bucket ? Share(item.convertedMinor) : nil
            }, .buckets, bucket)
    }

    /// Credit items in a bucket, a negative number; none under policy `separate`.
    static func credits(_ bucket: Int) -> MetricDefinition {
        .base(
            restsOn: Basis(
                [.placedCredits(bucket: bucket)], settings: [.conversion, .ownership, .agingLimits, .agingCredits]),
            .placedCredits, bucket)
    }

    /// Credits that stand in no bucket: Σ buckets + these = net.
    static func creditsOutside(_ frame: FactsFrame) -> MetricDefinition {
        .formula(
            .difference(
                .metric(.arCredits), .sum((0..<frame.policy.aging.bucketCount).map { .metric(.creditsPlaced(bucket: $0)) })))
    }

    static func pastDue(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.sum((1..<frame.policy.aging.bucketCount).map { .metric(.aging(bucket: $0)) }))
    }

    static func ratio(of part: Metric) -> MetricDefinition { .formula(.metric(part) / (.metric(.arGross), .noDebitItems)) }
}
