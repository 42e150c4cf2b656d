import Ledger

/// `promise.*`: promises due in the period with due day + tolerance ≤ D; kept, partial and broken add up to judged.
enum Promises {
    static let judged = base(of: { Share(nonzero: Int128($0.judgedPromises)) }) { .count($0.judgedPromises) }
    static let kept = base(of: { Share(nonzero: Int128($0.keptPromises)) }) { .count($0.keptPromises) }
    static let partial = base(of: { Share(nonzero: Int128($0.partialPromises)) }) { .count($0.partialPromises) }
    static let broken = base(of: { Share(nonzero: Int128($0.brokenPromises)) }) { .count($0.brokenPromises) }
    static let keptRate = MetricDefinition.formula(.metric(.promiseKept) / (.metric(.promiseJudged), .noJudgedPromises))
    static let keptAmountRate = MetricDefinition.formula(
        .metric(.ratioPart(.promisePaid)) / (.metric(.ratioPart(.promisePromised)), .noJudgedPromises))
    /// What the judged promises promised, and Σ min(paid, promised).
    static let promised = base(.money, of: { $0.judgedPromises > 0 ? Share($0.promisedMinor) : nil }) {
        FigureValue(minor: $0.promisedMinor)
    }
    static let paid = base(.money, of: { $0.judgedPromises > 0 ? Share($0.paidOfPromisedMinor) : nil }) {
        FigureValue(minor: $0.paidOfPromisedMinor)
    }

    /// Due by D, but due day + tolerance is after D: not judged, and at a month's end judged in no month's report.
    static let pendingCount = base(isJudged: false, of: { Share(nonzero: Int128($0.pendingPromises)) }) { .count($0.pendingPromises) }
    static let pendingAmount = base(.money, isJudged: false, of: { $0.pendingPromises > 0 ? Share($0.pendingPromisedMinor) : nil }) {
        FigureValue(minor: $0.pendingPromisedMinor)
    }

    private static func base(
        _ measure: Basis.Measure = .count, isJudged: Bool = true, of share: @escaping @Sendable (CollectionFacts) -> Share?,
        _ value: @escaping @Sendable (CollectionFacts) -> FigureValue
    ) -> MetricDefinition {
        .base(
            restsOn: .records(
                .promises, measure: measure, shapedBy: [.conversion, .ownership, .period, .promiseTolerance, .bankCalendar], share)
        ) { facts, context in
            if context.scope == .company { return .unavailable(.notBy(.company)) }
            if let reason = context.frame.imported.missing(.promises) { return .unavailable(reason) }
            // Postings tell what was paid: without them nothing is judged, and nothing was broken.
            if isJudged, let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
            return value(facts.collection)
        }
    }
}
