import Ledger

/// `aging.*`: debit items by days past due; `ar.past-due`: all buckets but current; `ratio.*`: a bucket ÷ gross.
enum AgingBuckets {
    static func amount(_ bucket: Int) -> MetricDefinition {
        .base(
            restsOn: .items(.closing, shapedBy: [.agingLimits]) { item, _ in
                item.isDebit && item.bucket == bucket ? Share(item.convertedMinor) : nil
            }
        ) { facts, _ in FigureValue(minor: facts.buckets[bucket]) }
    }

    static func pastDue(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.sum((1..<frame.policy.aging.bucketCount).map { .metric(.aging(bucket: $0)) }))
    }

    static func ratio(of part: Metric) -> MetricDefinition { .formula(.metric(part) / (.metric(.arGross), .noDebitItems)) }
}
