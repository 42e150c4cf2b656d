import Ledger
import Metrics
import ReportDocument

/// Sentences on what moved and why, made from the figures; a sentence whose figures are not available is left out.
///
/// What accumulates over a month (cash, sales, and all that is divided by sales) is compared with last month only when the month is whole; balances always are.
struct FindingsBlock {
    func paragraphs(_ context: BlockContext) -> [DraftBlock] {
        [balance(context), movements(context), effectiveness(context), daysSalesOutstanding(context), pastDue(context)]
            .compactMap { $0.map(context.words.sentence) }.appending(contentsOf: story(context).map(context.words.sentence))
            .appending(target(context)).appending(
                concentration(context).map(context.words.sentence)
            )
            .map { .paragraph($0, role: .finding) }
    }

    private func money(_ metric: Metric, _ context: BlockContext, on day: Day? = nil) -> Int64? {
        if case .money(let minor) = context.data.figures[day ?? context.data.asOf]?.value(metric) { minor } else { nil }
    }

    private func number(_ metric: Metric, _ context: BlockContext, on day: Day? = nil) -> Rational? {
        context.data.figures[day ?? context.data.asOf]?.value(metric).rational
    }

    /// The figure of last month, when this month is as whole as that one.
    private func lastMonth(_ metric: Metric, _ context: BlockContext) -> Rational? {
        context.isWholeMonth ? number(metric, context, on: context.previousDay) : nil
    }

    private func balance(_ context: BlockContext) -> Finding? {
        guard let net = money(.arNet, context), let opening = money(.bridgeOpening, context) else { return nil }
        return .balance(netMinor: net, openingMinor: opening, currency: context.currency)
    }

    private func movements(_ context: BlockContext) -> Finding? {
        guard let sales = money(.sales, context), let cash = money(.collectCash, context), sales > 0, cash > 0 else { return nil }
        return .movements(salesMinor: sales, cashMinor: cash, currency: context.currency)
    }

    private func effectiveness(_ context: BlockContext) -> Finding? {
        guard let cei = number(.cei, context), let cash = number(.ceiCash, context), let creditNotes = number(.ceiCreditNotes, context),
            let writeOffs = number(.ceiWriteOffs, context), let other = number(.ceiOther, context)
        else { return nil }
        return .effectiveness(
            cei: cei, change: lastMonth(.cei, context).map { EffectivenessChange(before: $0, parts: ceiParts(context)) }, cash: cash,
            creditNotes: creditNotes, writeOffs: writeOffs, other: other)
    }

    /// How the two parts of the CEI changed on last month.
    private func ceiParts(_ context: BlockContext) -> EffectivenessChange.Parts? {
        func amount(less metric: Metric, on day: Day) -> Rational? {
            guard let opening = number(.bridgeOpening, context, on: day), let sales = number(.sales, context, on: day),
                let left = number(metric, context, on: day)
            else { return nil }
            return opening + sales - left
        }
        func change(less metric: Metric) -> Rational? {
            guard let now = amount(less: metric, on: context.data.asOf), let before = amount(less: metric, on: context.previousDay),
                now > .zero, before > .zero
            else { return nil }
            return (now - before) / before
        }
        guard let settled = change(less: .arNet), let collectable = change(less: .aging(bucket: 0)) else { return nil }
        return EffectivenessChange.Parts(settled: settled, collectable: collectable)
    }

    private func daysSalesOutstanding(_ context: BlockContext) -> Finding? {
        guard context.isWholeMonth, let days = number(.dsoSimple, context), let best = number(.dsoBestPossible, context) else { return nil }
        return .daysSalesOutstanding(days: days, previous: lastMonth(.dsoSimple, context), bestPossible: best)
    }

    private func pastDue(_ context: BlockContext) -> Finding? {
        guard let pastDue = money(.arPastDue, context), let share = number(.ratioPastDue, context),
            let over = money(.aging(bucket: context.aging.bucketCount - 1), context)
        else { return nil }
        let label = context.aging.limits[context.aging.limits.count - 1]
        return .pastDue(
            pastDueMinor: pastDue, previousMinor: money(.arPastDue, context, on: context.previousDay), share: share, overLastMinor: over,
            overLastLabel: label, currency: context.currency)
    }

    /// Whether the target is met, at the end of a month; before, how cash stands to the pace, unless a block of its own says so.
    private func target(_ context: BlockContext) -> String? {
        guard context.isWholeMonth else { return context.hasPace ? nil : PaceFigures(context).map(context.words.sentence) }
        guard let cash = money(.cashAttributed, context), let target = money(.targetCash, context) else { return nil }
        return context.words.sentence(.attainment(cashMinor: cash, targetMinor: target, currency: context.currency))
    }

    private func concentration(_ context: BlockContext) -> Finding? {
        number(.concentrationTop10, context).map { .concentration(share: $0) }
    }
}

extension [String] {
    /// The array with one more element, unless there is none.
    fileprivate func appending(_ element: String?) -> [String] { self + [element].compactMap { $0 } }

    fileprivate func appending(contentsOf others: [String]) -> [String] { self + others }
}

extension BlockContext {
    /// Whether the period is a whole month, as those of past months are.
    var isWholeMonth: Bool { data.asOf == data.asOf.month.lastDay }

    /// Whether the report has a block on the pace of cash.
    fileprivate var hasPace: Bool {
        spec.sections.contains { $0.blocks.contains { block in if case .pace = block { true } else { false } } }
    }
}
