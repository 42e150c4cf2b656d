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
        .base(restsOn: .settlement { Share(nonzero: $0[.settled, from * Settlement.allCases.count + settlement.rawValue]) }) {
            facts, context in
            if let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
            return context.opening(facts[.settled, from * Settlement.allCases.count + settlement.rawValue])
        }
    }

    /// What of a bucket is no longer open and was neither paid nor credited nor written off.
    static func other(from: Int, _ frame: FactsFrame) -> MetricDefinition {
        .formula(
            .difference(
                .metric(.migration(from: from, to: frame.policy.aging.bucketCount)),
                .sum(Settlement.allCases.map { .metric(.migrationSettled(from: from, by: $0)) })))
    }

    static func moved(from: Int, to: Int) -> MetricDefinition {
        .base(restsOn: .migration { Share(nonzero: $0[.moved, from * ($0.layout.bucketCount + 1) + to]) }) { facts, context in
            context.opening(facts[.moved, from * (facts.layout.bucketCount + 1) + to])
        }
    }

    /// The opening bucket: the sum of where its amount went.
    static func opening(_ bucket: Int, _ frame: FactsFrame) -> MetricDefinition {
        .formula(.sum((0...frame.policy.aging.bucketCount).map { .metric(.migration(from: bucket, to: $0)) }))
    }

    static func new(_ bucket: Int) -> MetricDefinition {
        .base(restsOn: .migration { Share(nonzero: $0[.new, bucket]) }) { facts, context in context.opening(facts[.new, bucket]) }
    }
}
