import Ledger

/// `roll.*`: of the opening amount in a bucket, the part that stands in the next worse bucket at D; and the migration matrix they are taken from.
enum RollRates {
    static func definition(from bucket: Int) -> MetricDefinition {
        .formula(.metric(.migration(from: bucket, to: bucket + 1)) / (.metric(.migrationOpening(from: bucket)), .emptyBucket))
    }

    static func moved(from: Int, to: Int) -> MetricDefinition {
        .base(restsOn: .migration { Share(nonzero: $0.moved[from * ($0.buckets.count + 1) + to]) }) { facts, context in
            context.opening(facts.moved[from * (facts.buckets.count + 1) + to])
        }
    }

    /// The opening bucket: the sum of where its amount went.
    static func opening(_ bucket: Int, _ frame: FactsFrame) -> MetricDefinition {
        .formula(.sum((0...frame.policy.aging.bucketCount).map { .metric(.migration(from: bucket, to: $0)) }))
    }

    static func new(_ bucket: Int) -> MetricDefinition {
        .base(restsOn: .migration { Share(nonzero: $0.new[bucket]) }) { facts, context in context.opening(facts.new[bucket]) }
    }
}
