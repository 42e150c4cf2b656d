import Ledger
import LedgerColumns

/// An opening item that is gone, or of which less is open, and whose document has postings in the period.
struct SettlementClaim: Sendable {
    /// The pool of its document.
    let pool: Int
    let dueDay: Int32
    /// Its line's number among all lines.
    let line: UInt32
    /// Its account group.
    let cell: Int
    let code: UInt32
    /// Its bucket at the opening day.
    let bucket: Int
    let conversion: Conversion
    /// What is open of it at both days, and what was at the opening day; document minor units.
    let staysMinor: Int64
    let openMinor: Int64
}

/// What the postings of a period settled of the opening items. Readings: “Full migration”.
struct SettledParts {
    /// Shares the postings of each document out among its lines, of which each claims what is not open any more: the earliest due day first (none last), then the line's
    /// text. Hands what each line gets to `body`, converted: differences of converted levels, so that all parts add up to the converted item.
    ///
    /// Linear but for the order of claims, which have distinct lines in each pool.
    static func share(
        _ claims: [SettlementClaim], of pools: SettlementPools, lines: [String],
        _ body: (_ claim: SettlementClaim, _ kind: Settlement, _ minor: Int64) -> Void
    ) {
        var pools = pools
        for claim in ordered(claims, lines) {
            var level = claim.staysMinor
            var converted = convert(level, claim.conversion)
            for kind in Settlement.allCases {
                let taken = pools.take(kind, claim.openMinor - level, from: claim.pool)
                guard taken > 0 else { continue }
                level += taken
                let next = convert(level, claim.conversion)
                body(claim, kind, next - converted)
                converted = next
            }
        }
    }

    private static func ordered(_ claims: [SettlementClaim], _ lines: [String]) -> [SettlementClaim] {
        func due(_ claim: SettlementClaim) -> Int32 { claim.dueDay == ItemColumns.noDay ? Int32.max : claim.dueDay }
        return claims.sorted { left, right in
            if left.pool != right.pool { return left.pool < right.pool }
            if due(left) != due(right) { return due(left) < due(right) }
            return lines[Int(left.line)].utf8.lexicographicallyPrecedes(lines[Int(right.line)].utf8)
        }
    }

    private static func convert(_ minor: Int64, _ conversion: Conversion) -> Int64 {
        guard let converted = conversion.convert(minor) else { preconditionFailure("the whole amount of the item was found to fit") }
        return converted
    }
}
