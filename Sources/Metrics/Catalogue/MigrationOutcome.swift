import Ledger

/// What became of the debit items of an opening bucket: the columns of the full migration matrix. `worsened`, into the next worse bucket, is `roll.*` itself.
public enum MigrationOutcome: String, CaseIterable, Hashable, Sendable {
    /// In the same bucket.
    case stayed
    /// In a better bucket: the due day was moved.
    case improved
    /// In a worse bucket than the next.
    case jumped
    case paid, credited
    case writtenOff = "written-off"
    /// No longer open for another reason: adjusted, netted with a credit, cancelled.
    case other

    /// The outcomes there can be for a bucket: nothing is better than current, and only buckets before the last but one can be jumped from.
    public static func cases(from bucket: Int, _ aging: AgingLimits) -> [MigrationOutcome] {
        allCases.filter { outcome in
            switch outcome {
            case .improved: bucket > 0
            case .jumped: bucket < aging.bucketCount - 2
            default: true
            }
        }
    }

    /// Its amount as a sum of the matrix's cells.
    func amount(from bucket: Int, _ aging: AgingLimits) -> Expression {
        let moved = { (to: Int) in Expression.metric(.migration(from: bucket, to: to)) }
        switch self {
        case .stayed: return moved(bucket)
        case .improved: return .sum((0..<bucket).map(moved))
        case .jumped: return .sum((bucket + 2..<aging.bucketCount).map(moved))
        case .paid: return .metric(.migrationSettled(from: bucket, by: .paid))
        case .credited: return .metric(.migrationSettled(from: bucket, by: .credited))
        case .writtenOff: return .metric(.migrationSettled(from: bucket, by: .writtenOff))
        case .other: return .metric(.migrationOther(from: bucket))
        }
    }
}
