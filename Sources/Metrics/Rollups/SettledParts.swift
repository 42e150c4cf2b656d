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
        for place in ordered(claims, lines) {
            let claim = claims[place]
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

    /// The places of the claims in their order.
    private static func ordered(_ claims: [SettlementClaim], _ lines: [String]) -> [Int] {
        let rankOfLine = ranks(of: utf8Order(lines), count: lines.count)
        // Whole numbers of pool, due day, line and place, one below the other, are in the same order and quick to sort.
        let keys = claims.enumerated().map { place, claim in
            let due = claim.dueDay == ItemColumns.noDay ? Int64(Int32.max) : Int64(claim.dueDay)
            return UInt128(claim.pool) << 96 | UInt128(due - Int64(Int32.min)) << 64 | UInt128(rankOfLine[Int(claim.line)]) << 32
                | UInt128(place)
        }
        return keys.sorted().map { Int($0 & 0xFFFF_FFFF) }
    }

    private static func convert(_ minor: Int64, _ conversion: Conversion) -> Int64 {
        guard let converted = conversion.convert(minor) else { preconditionFailure("the whole amount of the item was found to fit") }
        return converted
    }
}
