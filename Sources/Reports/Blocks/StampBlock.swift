import Ledger
import Metrics
import ReportDocument

/// Whether the figures tie out: Σ buckets + credits left outside = net and Σ owners = all for the whole ledger, every currency and every owner, and a bridge without an
/// unexplained amount.
struct StampBlock {
    func paragraph(_ context: BlockContext) -> DraftBlock {
        let tieOut = tieOut(context)
        let isPortfolio = context.data.subject?.scope == .analyst
        return .paragraph(isPortfolio ? context.words.portfolioStamp(tieOut) : context.words.stamp(tieOut), role: .stamp(ok: tieOut.isFine))
    }

    private func tieOut(_ context: BlockContext) -> TieOut {
        let figures = context.figures
        let owners = figures.keys(.analyst)
        let places = [(Scope.all, "")] + [Scope.currency, .analyst].flatMap { scope in figures.keys(scope).map { (scope, $0) } }
        for (scope, key) in places where !bucketsAddUp(scope, key, context) { return .bucketsDisagree(scope: scope, key: key) }
        // A portfolio has no owners to add up.
        let total = owners.isEmpty ? .zero : figures.value(.arNet).rational
        let sum = owners.compactMap { figures.value(.arNet, .analyst, $0).rational }.reduce(Rational.zero, +)
        guard total == sum else { return .ownersDisagree }
        switch figures.value(.bridgeUnexplained) {
        case .unavailable(let reason): return .bridgeNotAvailable(reason: reason)
        case .money(let minor) where minor != 0: return .unexplained(minor: minor, currency: context.currency)
        default: return .agrees(owners: owners.count { $0 != PortfolioIndex.house })
        }
    }

    private func bucketsAddUp(_ scope: Scope, _ key: String, _ context: BlockContext) -> Bool {
        let parts = (0..<context.aging.bucketCount).map { Metric.aging(bucket: $0) } + [.creditsOutside]
        let sum = parts.compactMap { context.figures.value($0, scope, key).rational }.reduce(Rational.zero, +)
        return sum == context.figures.value(.arNet, scope, key).rational
    }
}
