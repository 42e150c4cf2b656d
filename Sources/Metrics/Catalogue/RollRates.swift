import Ledger

/// `roll.*`: of the opening amount in a bucket, the part that stands in the next worse bucket at D; and the migration matrix they are taken from.
enum RollRates {
    static func definition(from bucket: Int) -> MetricDefinition {
        .formula(.metric(.migration(from: bucket, to: bucket + 1)) / (.metric(.migrationOpening(from: bucket)), .emptyBucket))
    }

    /// The part of an opening bucket with another outcome; with `roll.*` the outcomes of a bucket add up to 1.
    static func definition(from bucket: Int, _ outcome: MigrationOutcome, _ frame: FactsFrame) -> MetricDefinition {
        .formula(outcome.amount(from: bucket, frame.policy.aging) / (.metric(.migrationOpening(from: bucket)), .emptyBucket))
    }

    /// What of a bucket was settled by a kind of posting.
    static func settled(from: Int, by settlement: Settlement) -> MetricDefinition {
        let entry = from * Settlement.allCases.count + settlement.rawValue
        return .base(restsOn: .settlement { Share(nonzero: $0[.settled, entry]) }, .settled, entry, needs: [.flows, .opening])
    }

    /// What of a bucket is no longer open and was neither paid nor credited nor written off.
    static func other(from: Int, _ frame: FactsFrame) -> MetricDefinition {
        .formula(
            .difference(
                .metric(.migration(from: from, to: frame.policy.aging.bucketCount)),
                .sum(Settlement.allCases.map { .metric(.migrationSettled(from: from, by: $0)) })))
    }

    static func moved(from: Int, to: Int, _ frame: FactsFrame) -> MetricDefinition {
        let entry = from * (frame.policy.aging.bucketCount + 1) + to
        return .base(restsOn: .migration { Share(nonzero: $0[.moved, entry]) }, .moved, entry, needs: .opening)
    }

    /// The opening bucket: the sum of where its amount went.
    static func opening(_ bucket: Int, _ frame: FactsFrame) -> MetricDefinition {
        .formula(.sum((0...frame.policy.aging.bucketCount).map { .metric(.migration(from: bucket, to: $0)) }))
    }

    static func new(_ bucket: Int) -> MetricDefinition {
        .base(restsOn: .migration { Share(nonzero: $0[.new, bucket]) }, .new, bucket, needs: .opening)
    }
}
