import Ledger

/// `promise.*`: promises due in the period with due day + tolerance ≤ D; kept, partial and broken add up to judged.
enum Promises {
    static let judged = base { .count($0.judgedPromises) }
    static let kept = base { .count($0.keptPromises) }
    static let partial = base { .count($0.partialPromises) }
    static let broken = base { .count($0.brokenPromises) }
    static let keptRate = MetricDefinition.formula(.metric(.promiseKept) / (.metric(.promiseJudged), .noJudgedPromises))
    static let keptAmountRate = base {
        $0.promisedMinor > 0 ? .ratio(Rational($0.paidOfPromisedMinor, $0.promisedMinor)) : .unavailable(.noJudgedPromises)
    }

    /// Due by D, but due day + tolerance is after D: not judged, and at a month's end judged in no month's report.
    static let pendingCount = base { .count($0.pendingPromises) }
    static let pendingAmount = base { FigureValue(minor: $0.pendingPromisedMinor) }

    private static func base(_ value: @escaping @Sendable (CollectionFacts) -> FigureValue) -> MetricDefinition {
        .base { facts, context in context.scope == .company ? .unavailable(.notBy(.company)) : value(facts.collection) }
    }
}
