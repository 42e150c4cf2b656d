import Ledger
import Metrics
import ReportDocument

/// Whether the figures tie out: Σ buckets + credits = net holds by construction of net; checked here are the bridge and Σ owners = all.
struct StampBlock {
    func paragraph(_ context: BlockContext) -> DraftBlock {
        let tieOut = tieOut(context)
        let isFine = if case .unexplained = tieOut { false } else { true }
        return .paragraph(context.words.stamp(tieOut), role: .stamp(ok: isFine))
    }

    private func tieOut(_ context: BlockContext) -> TieOut {
        switch context.figures.value(.bridgeUnexplained) {
        case .unavailable(let reason): .bridgeNotAvailable(reason: reason)
        case .money(let minor) where minor != 0: .unexplained(minor: minor, currency: context.currency)
        default: .agrees(owners: context.figures.keys(.analyst).count)
        }
    }
}
