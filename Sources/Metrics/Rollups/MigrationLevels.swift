import Ledger
import LedgerColumns

/// The two snapshots of a migration and the rates of their days, by code of their currencies.
struct MigrationLedgers: Sendable {
    let opening: ItemColumns
    let openingDay: Day
    let closing: ItemColumns
    let day: Day
    let openingRates: [Conversion]
    let closingRates: [Conversion]

    /// The converted amount of an opening row, which ``MigrationLevels`` found to fit.
    func opened(_ row: Int, _ minor: Int64) -> Int64 { convert(minor, openingRates[Int(opening.currency[row])]) }

    /// The converted amount of a closing row, which ``MigrationLevels`` found to fit.
    func closed(_ row: Int, _ minor: Int64) -> Int64 { convert(minor, closingRates[Int(closing.currency[row])]) }

    private func convert(_ minor: Int64, _ conversion: Conversion) -> Int64 {
        guard let converted = conversion.convert(minor) else { preconditionFailure("larger amounts of the row were found to fit") }
        return converted
    }
}

/// What of each debit item stays open between two snapshots, and what is new; document minor units. Reading 19.
struct MigrationLevels: Sendable {
    let matches: ItemMatches
    /// By opening row: the smaller of both open amounts, 0 for items that are gone and for credits.
    let staysMinor: [Int64]
    /// By closing row: what is open beyond the opening amount, 0 for credits.
    let grownMinor: [Int64]

    /// Matches the snapshots. Linear, on up to `threads` threads.
    ///
    /// - Throws: `amounts-too-large` when converted sums do not fit.
    init(_ ledgers: MigrationLedgers, threads: Int) throws(MetricsError) {
        let (opening, closing) = (ledgers.opening, ledgers.closing)
        let matches = ItemMatches(opening: opening, closing: closing, threads: threads)
        staysMinor = concurrentlyFilled(opening.count, parts: threads) { row in
            let match = matches.closingRow[row]
            return match == ItemMatches.none ? 0 : min(opening.openMinor[row], closing.openMinor[Int(match)])
        }
        grownMinor = concurrentlyFilled(closing.count, parts: threads) { row in
            let match = matches.openingRow[row]
            return max(0, closing.openMinor[row] - (match == ItemMatches.none ? 0 : max(0, opening.openMinor[Int(match)])))
        }
        self.matches = matches
        let grown = grownMinor
        let magnitudes =
            concurrentRanges(opening.count, parts: threads) { rows in
                Self.magnitude(rows, opening.openMinor, opening.currency, ledgers.openingRates)
            }
            + concurrentRanges(closing.count, parts: threads) { rows in
                Self.magnitude(rows, grown, closing.currency, ledgers.closingRates)
            }
        var sum: UInt128 = 0
        for magnitude in magnitudes {
            guard let magnitude, sum + magnitude <= PositionsScan.sumLimit else {
                throw .amountsTooLarge("open items of \(ledgers.day.isoText)")
            }
            sum += magnitude
        }
    }

    /// Σ converted over positive amounts; nil when one does not fit 64 bits.
    private static func magnitude(_ rows: Range<Int>, _ amounts: [Int64], _ currency: [UInt8], _ conversions: [Conversion]) -> UInt128? {
        var sum: UInt128 = 0
        for row in rows where amounts[row] > 0 {
            guard let converted = conversions[Int(currency[row])].convert(amounts[row]) else { return nil }
            sum += UInt128(converted.magnitude)
        }
        return sum
    }
}

/// What the postings of a period settled of the opening items, converted. Readings: “Full migration”.
struct SettledParts: Sendable {
    struct Part: Sendable {
        /// The opening row.
        let row: UInt32
        let kind: Settlement
        let minor: Int64
    }

    private(set) var parts: [Part] = []

    /// Shares the postings of each document out among its lines: the earliest due day first (none last), then the line's text. Linear but for the order of a document's lines.
    ///
    /// - Throws: `amounts-too-large`.
    init(_ ledgers: MigrationLedgers, _ levels: MigrationLevels, postings: PostingColumns, threads: Int) throws(MetricsError) {
        let opening = ledgers.opening
        var pools = try SettlementPools(
            postings: postings, period: Period(first: ledgers.openingDay.adding(days: 1), last: ledgers.day))
        for (pool, row) in Self.claims(ledgers, levels, pools, threads: threads) {
            var level = levels.staysMinor[row]
            var rest = opening.openMinor[row] - level
            var converted = ledgers.opened(row, level)
            for kind in Settlement.allCases {
                let taken = pools.take(kind, rest, from: pool)
                guard taken > 0 else { continue }
                rest -= taken
                // Differences of converted levels, so that all parts add up to the converted item.
                level += taken
                let next = ledgers.opened(row, level)
                parts.append(Part(row: UInt32(row), kind: kind, minor: next - converted))
                converted = next
            }
        }
    }

    /// The opening rows whose documents have a pool, in the order in which they take from it.
    private static func claims(
        _ ledgers: MigrationLedgers, _ levels: MigrationLevels, _ pools: SettlementPools, threads: Int
    ) -> [(pool: Int, row: Int)] {
        let opening = ledgers.opening
        let companies = pools.companies(of: opening)
        let found = concurrentRanges(opening.count, parts: threads) { rows in
            rows.compactMap { row -> (pool: Int, row: Int)? in
                guard opening.openMinor[row] > levels.staysMinor[row] else { return nil }
                return pools.pool(of: opening, row: row, companies).map { (pool: $0, row: row) }
            }
        }
        func due(_ row: Int) -> Int32 { opening.dueDay[row] == ItemColumns.noDay ? Int32.max : opening.dueDay[row] }
        return found.flatMap { $0 }.sorted { left, right in
            if left.pool != right.pool { return left.pool < right.pool }
            if due(left.row) != due(right.row) { return due(left.row) < due(right.row) }
            return opening.lines[opening.line[left.row]].utf8.lexicographicallyPrecedes(opening.lines[opening.line[right.row]].utf8)
        }
    }
}
