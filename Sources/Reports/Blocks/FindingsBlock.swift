import Ledger
import Metrics
import ReportDocument

/// Sentences on what moved and why, made from the figures; a sentence whose figures are not available is left out.
struct FindingsBlock {
    func paragraphs(_ context: BlockContext) -> [DraftBlock] {
        [
            balance(context), movements(context), effectiveness(context), daysSalesOutstanding(context), pastDue(context),
            attainment(context), concentration(context),
        ]
        .compactMap { $0 }.map { .paragraph(context.words.sentence($0), role: .finding) }
    }

    private func money(_ metric: Metric, _ context: BlockContext) -> Int64? {
        if case .money(let minor) = context.figures.value(metric) { minor } else { nil }
    }

    private func number(_ metric: Metric, _ context: BlockContext, on day: Day? = nil) -> Rational? {
        context.data.figures[day ?? context.data.asOf]?.value(metric).rational
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
            cei: cei, previous: number(.cei, context, on: context.previousDay), cash: cash, creditNotes: creditNotes, writeOffs: writeOffs,
            other: other)
    }

    private func daysSalesOutstanding(_ context: BlockContext) -> Finding? {
        guard let days = number(.dsoSimple, context), let best = number(.dsoBestPossible, context) else { return nil }
        return .daysSalesOutstanding(days: days, previous: number(.dsoSimple, context, on: context.previousDay), bestPossible: best)
    }

    private func pastDue(_ context: BlockContext) -> Finding? {
        guard let pastDue = money(.arPastDue, context), let share = number(.ratioPastDue, context),
            let over = money(.aging(bucket: context.aging.bucketCount - 1), context)
        else { return nil }
        let label = context.aging.limits[context.aging.limits.count - 1]
        return .pastDue(pastDueMinor: pastDue, share: share, overLastMinor: over, overLastLabel: label, currency: context.currency)
    }

    private func attainment(_ context: BlockContext) -> Finding? {
        guard let cash = money(.cashAttributed, context), let target = money(.targetCash, context) else { return nil }
        return .attainment(cashMinor: cash, targetMinor: target, currency: context.currency)
    }

    private func concentration(_ context: BlockContext) -> Finding? {
        number(.concentrationTop10, context).map { .concentration(share: $0) }
    }
}
