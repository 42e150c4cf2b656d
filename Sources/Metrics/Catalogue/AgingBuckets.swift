import Ledger

/// `aging.*`: debit items by days past due, with credit items in them as the policy says; `ar.past-due`: all buckets but current; `ratio.*`: a bucket ÷ gross.
enum AgingBuckets {
    static func amount(_ bucket: Int, _ frame: FactsFrame) -> MetricDefinition {
        guard frame.policy.agingCredits == .separate else {
            return .formula(.sum([.metric(.debitItems(bucket: bucket)), .metric(.creditsPlaced(bucket: bucket))]))
        }
        return firstSeparate.indices.contains(bucket) ? firstSeparate[bucket] : separate(bucket)
    }

    /// The definitions of the first buckets, made once: tables ask for them cell by cell, and past due for all of them.
    private static let firstSeparate = (0..<8).map(separate)

    private static func separate(_ bucket: Int) -> MetricDefinition { debit(bucket, shapedBy: [.agingLimits, .agingCredits]) }

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
