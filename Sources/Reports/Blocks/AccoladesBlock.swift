import Ledger
import Metrics
import ReportDocument
import StrictYAML

/// What may be celebrated, and who may be named.
public struct AccoladeRules: Hashable, Sendable {
    /// A rule a portfolio may meet; all of them are good news.
    public enum Rule: String, CaseIterable, Hashable, Sendable {
        /// Attributed cash has reached the month's target.
        case targetReached = "target-reached"
        /// All promises judged this month were kept, and there were enough of them.
        case promisesKept = "promises-kept"
        /// Past due fell since the end of last month by a share of it.
        case pastDueDown = "past-due-down"
        /// Nothing is left in the oldest bucket, where there was something at the end of last month.
        case oldestCleared = "oldest-cleared"
        /// All follow-ups due this month were done in time.
        case followUpsOnTime = "follow-ups-on-time"
    }

    public var rules: [Rule]
    /// How many promises must have been judged.
    public var promisesAtLeast: Int
    /// By what share past due must have fallen.
    public var pastDueDownBy: Rational
    /// Ids of the analysts who agreed to be named.
    public var named: [String]
    /// Where each of them is written, for refusals; empty for rules that were not read from a spec.
    public var namedPlaces: [YAMLNode.Location] = []
}

/// Good news about portfolios: by the spec's rules, in their order, never a ranking. Named are only those who agreed; others are counted, in a
/// report for the team where it is of five people at least, since among fewer a number names somebody.
struct AccoladesBlock {
    let rules: AccoladeRules

    func paragraphs(_ context: BlockContext) -> [DraftBlock] {
        let analysts = context.figures.keys(.analyst).filter { $0 != PortfolioIndex.house && $0 != ScopeKey.unknown }
        let counts =
            context.spec.audience == .manager
            || context.figures.peopleByTeam().values.reduce(0) { $0 + $1.count } >= PeerFigures.peopleMinimum
        return rules.rules.flatMap { rule -> [DraftBlock] in
            let met = analysts.filter { meets(rule, $0, context) }
            let named = met.filter(rules.named.contains).map { id in
                [context.data.tables.analysts[id]?.name, id].compactMap { $0 }.first ?? id
            }
            let unnamed = counts ? met.count - named.count : 0
            guard !named.isEmpty || unnamed > 0 else { return [] }
            return [.paragraph(context.words.accolade(rule, names: named, others: unnamed, rules), role: .finding)]
        }
    }

    private func meets(_ rule: AccoladeRules.Rule, _ analyst: String, _ context: BlockContext) -> Bool {
        let figures = context.figures
        func now(_ metric: Metric) -> Rational? { figures.value(metric, .analyst, analyst).rational }
        func before(_ metric: Metric) -> Rational? { context.data.figures[context.previousDay]?.value(metric, .analyst, analyst).rational }
        switch rule {
        case .targetReached:
            guard let attainment = now(.collectAttainment) else { return false }
            return attainment >= Rational(1)
        case .promisesKept:
            guard let judged = now(.promiseJudged), let kept = now(.promiseKept) else { return false }
            return judged >= Rational(Int128(rules.promisesAtLeast)) && kept == judged
        case .pastDueDown:
            guard let pastDue = now(.arPastDue), let earlier = before(.arPastDue), earlier > .zero else { return false }
            return pastDue <= earlier * (Rational(1) - rules.pastDueDownBy)
        case .oldestCleared:
            let oldest = Metric.aging(bucket: context.aging.bucketCount - 1)
            guard let left = now(oldest), let earlier = before(oldest) else { return false }
            return left == .zero && earlier > .zero
        case .followUpsOnTime: return now(.followUpOnTime) == Rational(1)
        }
    }
}
