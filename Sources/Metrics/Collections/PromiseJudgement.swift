import Ledger
import LedgerColumns

/// What became of a promise by a day: how much was paid of it, and whether it was kept.
public struct PromiseJudgement: Hashable, Sendable {
    /// Kept: paid ≥ promised; partial: paid > 0; broken: nothing paid.
    public enum Outcome: String, Hashable, Sendable { case kept, partial, broken }

    /// Where a promise stands on a day.
    public enum Standing: Hashable, Sendable {
        /// Due after the day.
        case open
        /// Due on or before the day, which still lies within the tolerance, or without postings to judge it by: not judged.
        case withinTolerance
        /// Due day and tolerance have passed.
        case judged(Outcome)

        var isJudged: Bool { if case .judged = self { true } else { false } }
    }

    public let promise: PaymentPromise
    /// Minor units of the promise's currency; at most what was promised.
    public let paidMinor: Int64
    /// Due day + tolerance: the last day on which a payment still keeps it.
    public let lastDay: Day
    /// Whether there are postings that could tell of a payment: without any, nobody broke a promise.
    let isJudgeable: Bool

    /// What it comes to with what was paid so far.
    public var outcome: Outcome { paidMinor >= promise.amountMinor ? .kept : paidMinor > 0 ? .partial : .broken }

    /// Where it stands on the day it was looked at.
    public func standing(on asOf: Day) -> Standing {
        if promise.dueOn > asOf { return .open }
        return lastDay > asOf || !isJudgeable ? .withinTolerance : .judged(outcome)
    }

    /// All promises made by D, whether judged or not, with what was paid of them by D, in the order they are served.
    ///
    /// - Parameters:
    ///   - promises: All promises; those of an amount ≤ 0 are never judged and left out.
    ///   - postings: Postings from the earliest day a promise was made on up to D at least.
    public static func all(_ promises: [PaymentPromise], postings: PostingColumns, asOf: Day, policy: Policy) -> [PromiseJudgement] {
        PromisedPayments(promises, postings: postings, policy: policy).judgements(asOf: asOf)
    }

    /// The promises of a day, in the order they are served.
    ///
    /// - Parameter everyPeriod: whether promises due in other periods are wanted as well; where none is due in the wanted ones, no posting is read.
    /// - Throws: what the source throws.
    static func ofDay(
        _ frame: FactsFrame, everyPeriod: Bool, tables: ReferenceTables, source: any RollupSource
    ) throws -> [PromiseJudgement] {
        let period = frame.period
        let isKnown = tables.promises.contains {
            $0.amountMinor > 0 && $0.madeOn <= frame.asOf && (everyPeriod || period.contains($0.dueOn))
        }
        guard isKnown else { return [] }
        return try source.history().judgements(asOf: frame.asOf) { promise, _ in everyPeriod || period.contains(promise.dueOn) }
    }
}
