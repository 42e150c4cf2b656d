import Ledger
import Metrics
import ReportDocument

/// Sentences on what came of the month and why, made from the figures, what matters most first; a sentence whose figures are not available is left out.
///
/// What accumulates over a month (cash, sales, and all that is divided by sales) is compared with last month only when the month is whole; balances always are.
struct FindingsBlock {
    /// More sentences than these are not read.
    static let sentencesMax = 7

    func paragraphs(_ context: BlockContext) -> [DraftBlock] {
        sentences(context).prefix(Self.sentencesMax).map { .paragraph($0, role: .finding) }
    }

    /// All that can be said: the target and its cause, past due, disputes, the ratios, and who moved the past due.
    func sentences(_ context: BlockContext) -> [String] {
        let found: [Finding?] =
            [largestPastDue(context), pastDue(context), disputes(context), effectiveness(context), daysSalesOutstanding(context)]
            + story(context) + [balance(context), concentration(context)]
        return ([target(context)] + found.map { $0.map(context.words.sentence) }).compactMap { $0 }
    }

    private func money(_ metric: Metric, _ context: BlockContext, on day: Day? = nil) -> Int64? {
        context.data.figures[day ?? context.data.asOf]?.minor(metric)
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
        return .daysSalesOutstanding(
            days: days, previous: lastMonth(.dsoSimple, context), bestPossible: Self.isLessAsShown(best, than: days) ? best : nil)
    }

    /// Whether days are fewer than others as both are shown, with one decimal.
    static func isLessAsShown(_ days: Rational, than others: Rational) -> Bool {
        guard let shown = days.rounded(places: 1), let otherShown = others.rounded(places: 1) else { return days < others }
        return shown < otherShown
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

    private func concentration(_ context: BlockContext) -> Finding? {
        number(.concentrationTop10, context).map { .concentration(share: $0) }
    }

    /// What is in dispute, when a department has half of it, it rose by half since the end of last month, or it has doubled while it rose month by month.
    private func disputes(_ context: BlockContext) -> Finding? {
        let open = context.figures.disputes
        guard let whole = money(.disputeOpenAmount, context), whole > 0 else { return nil }
        let previous = money(.disputeOpenAmount, context, on: context.previousDay)
        let holder = open.groups(by: .department).first { $0.key != nil && $0.openCount > 1 && $0.openMinor * 2 >= Int128(whole) }
        let run = run(of: .disputeOpenAmount, context)
        let hasRisen =
            previous.map { Int128(whole) * 2 >= Int128($0) * 3 } == true || run.map { Int128(whole) >= Int128($0.fromMinor) * 2 } == true
        guard holder != nil || hasRisen else { return nil }
        return .disputes(
            minor: whole, previousMinor: previous, run: run, count: open.open.count,
            holder: holder.flatMap { group in
                group.key.map { DisputeHolder(department: $0, minor: Int64(clamping: group.openMinor), count: Int(group.openCount)) }
            }, context.currency)
    }
}

extension FindingsBlock {
    /// Since when an amount has risen, or fallen, at every month-end; nil where that is but since the last one.
    private func run(of metric: Metric, _ context: BlockContext) -> AmountRun? {
        guard let now = money(metric, context), let last = money(metric, context, on: context.previousDay), now != last else { return nil }
        var run = AmountRun(since: context.previousDay.month, fromMinor: last)
        while let before = money(metric, context, on: run.since.adding(months: -1).lastDay),
            now > last ? before < run.fromMinor : before > run.fromMinor
        {
            run = AmountRun(since: run.since.adding(months: -1), fromMinor: before)
        }
        return run.since == context.previousDay.month ? nil : run
    }
}

extension DayFigures {
    /// A figure of money; nil when it is not available.
    func minor(_ metric: Metric, _ scope: Scope = .all, _ key: String = "") -> Int64? {
        if case .money(let minor) = value(metric, scope, key) { minor } else { nil }
    }
}

extension BlockContext {
    /// Whether the period is a whole month, as those of past months are.
    var isWholeMonth: Bool { data.asOf == data.asOf.month.lastDay }
}
