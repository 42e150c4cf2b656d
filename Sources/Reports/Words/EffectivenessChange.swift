import Ledger

/// How the CEI changed on last month, and what became of its two parts meanwhile.
///
/// CEI = settled ÷ collectable: what left the balance (opening + sales − closing) in what could be collected (opening + sales − closing current). With both above
/// zero it rises when what was settled changed by a larger share than what could be collected.
public struct EffectivenessChange: Hashable, Sendable {
    /// Last month's CEI.
    public var before: Rational
    /// nil when a part was not above zero in one of the months, or is not known.
    public var parts: Parts?

    /// Changes as shares of last month's amounts: −0.04 is 4 % less.
    public struct Parts: Hashable, Sendable {
        public var settled: Rational
        public var collectable: Rational
    }
}
