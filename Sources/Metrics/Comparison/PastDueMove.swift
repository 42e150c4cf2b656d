import Ledger

/// How far the past due of a key went from the opening to D, over the customers the key has on D.
public struct PastDueMove: Hashable, Sendable {
    public let key: String
    /// Debit items that were past due on the opening day, at that day's rates.
    public let openingMinor: Int64
    /// Those of D.
    public let closingMinor: Int64

    /// Above zero: more is past due.
    public var changeMinor: Int64 { closingMinor - openingMinor }
}

extension DayFigures {
    /// The key of a scope that moved the past due most since the opening, the way the whole went; of equal moves the first in the order of keys.
    ///
    /// Where credits are placed into buckets (policy `credits`), the buckets of both days are not those of debit items, and nothing is told.
    ///
    /// - Returns: nil without an opening snapshot, with another policy than `separate`, with fewer than two keys, and when the whole did not move. O(keys).
    public func largestPastDueMove(_ scope: Scope) -> PastDueMove? {
        guard frame.hasOpening, frame.policy.agingCredits == .separate, let keyed = facts[scope], keyed.keys.count > 1 else { return nil }
        var moves: [PastDueMove] = []
        keyed.forEach { key, facts in
            // The first bucket is what is not past due; a row of the matrix has one column more than there are buckets.
            let opening = facts.row(.moved).dropFirst(facts.layout.bucketCount + 1).reduce(0, +)
            let closing = facts.pastDue
            guard opening != closing, let from = Int64(exactly: opening), let to = Int64(exactly: closing) else { return }
            moves.append(PastDueMove(key: key, openingMinor: from, closingMinor: to))
        }
        let whole = moves.reduce(Int128(0)) { $0 + Int128($1.changeMinor) }
        var largest: PastDueMove?
        for move in moves where (move.changeMinor > 0) == (whole > 0) && whole != 0 {
            if move.changeMinor.magnitude > (largest?.changeMinor.magnitude ?? 0) { largest = move }
        }
        return largest
    }
}
