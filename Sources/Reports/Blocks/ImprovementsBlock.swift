import Ledger
import Metrics
import ReportDocument

/// What got better since the end of last month: figures that moved the good way by what can be seen; others are left out.
///
/// Within a month only what is true of a day is compared: balances, their shares and ages. What accumulates over the month is compared at its end.
struct ImprovementsBlock {
    let metrics: [Metric]

    func paragraphs(_ context: BlockContext) -> [DraftBlock] {
        let sentences = metrics.compactMap { finding($0, context) }.map { context.words.sentence($0) }
        return (sentences.isEmpty ? [context.words.noImprovement] : sentences).map { .paragraph($0, role: .finding) }
    }

    private func finding(_ metric: Metric, _ context: BlockContext) -> Finding? {
        guard context.isComparable(metric), let before = context.data.figures[context.previousDay]?.value(metric),
            let from = before.rational, let to = context.figures.value(metric).rational
        else { return nil }
        let isBetter = metric.isBetterWhenHigher ? to > from : to < from
        let (old, new) = (context.value(before), context.value(context.figures.value(metric)))
        let format = context.words.format
        guard isBetter, format.textWithUnit(old) != format.textWithUnit(new) else { return nil }
        return .improved(name: context.name(metric), from: old, to: new, isHigher: to > from)
    }
}

extension Metric {
    /// Whether the figure is of a day and not of the time since the month began.
    var isOfADay: Bool {
        switch self {
        case .arNet, .arGross, .arCredits, .arPastDue, .aging, .ratioCurrent, .ratioPastDue, .ratioOverLast, .pastDueDays,
            .concentrationTop10,
            .concentrationHhi, .expectedCreditLoss, .interestClaimable, .interestAccrued, .interestCompensation, .promisePendingCount,
            .promisePendingAmount, .disputeOpenCount, .disputeOpenAmount, .disputeRate, .dsoCountback:
            true
        default: false
        }
    }
}
