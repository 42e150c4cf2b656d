/// Where credit items stand in the aging. Balances (`ar.gross`, `ar.credits`, `ar.net`) are the same under every choice.
///
/// Invariant of all of them, for every scope key: Σ buckets + credits left outside = net. Readings: “Credits in the buckets”.
public enum AgingCredits: String, CaseIterable, Sendable {
    /// Apart, in no bucket.
    case separate
    /// In the bucket of the item's own due day, or of its document day when it has none.
    case byOwnDate = "by-own-date"
    /// Set off against the debit items of the same company, customer and document currency, oldest due day first; what is left of them stays outside.
    case oldestFirst = "oldest-first"
    /// In the current bucket.
    case current
}
