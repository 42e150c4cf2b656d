import Ledger
import LedgerColumns
import Synchronization

/// The two snapshots of a migration and what they are looked at with.
struct MigrationLedgers: Sendable {
    let opening: ScannedItems
    let openingDay: Day
    let closing: ScannedItems
    let day: Day
    let postings: PostingColumns
    let aging: AgingLimits
    let rates: RateTable
}

/// Matches two snapshots and adds a migration up by account group.
///
/// Pieces of both are decoded when it is their turn. First the keys of all rows are found, with what the closing items have open; then both are matched; then the
/// amounts of each piece are dealt out by account (``DealtAmounts``), and at last added up (``MigrationSums``). In between stand 8 bytes of each row of the opening
/// snapshot and 17 of the closing one, 4 of each match, and 8 of most amounts. Reading 19.
struct MigrationScan: Sendable {
    private let ledgers: MigrationLedgers
    private let threads: Int
    private let codes: MigrationCodes
    private let places: MigrationPlaces
    /// By number of the currency.
    private let openingRates: [Conversion]
    private let closingRates: [Conversion]
    private let pools: SettlementPools

    /// - Throws: `missing-rate`, `amounts-too-large` when postings do not fit.
    init(_ ledgers: MigrationLedgers, threads: Int) throws(MetricsError) {
        self.ledgers = ledgers
        self.threads = threads
        codes = MigrationCodes(opening: ledgers.opening, closing: ledgers.closing)
        places = MigrationPlaces(bucketCount: ledgers.aging.bucketCount)
        openingRates = try Self.rates(ledgers.rates, of: ledgers.opening.currencies, among: codes.currencies, on: ledgers.openingDay)
        closingRates = try Self.rates(ledgers.rates, of: ledgers.closing.currencies, among: codes.currencies, on: ledgers.day)
        let period = Period(first: ledgers.openingDay.adding(days: 1), last: ledgers.day)
        pools = try SettlementPools(postings: ledgers.postings, period: period)
    }

    /// The rates of some currencies of a list; for the others whatever.
    private static func rates(
        _ rates: RateTable, of used: [Currency], among all: [Currency], on day: Day
    ) throws(MetricsError) -> [Conversion] {
        let known = try rates.conversions(of: used, on: day)
        return all.map { currency in used.firstIndex(of: currency).map { known[$0] } ?? .identity }
    }

    /// - Throws: `amounts-too-large` as ``MetricsError``; a ``ColumnError`` when a piece cannot be decoded.
    func run() throws -> MigrationRollup {
        let (accounts, levels) = try accountsAndLevels()
        let order = accounts.order
        let dealt = try dealt(accounts, try matches(), levels) { DealtAmounts(order, places) }
        let empty = MigrationRollup(
            openingDay: ledgers.openingDay, day: ledgers.day,
            groups: AccountGroups(companies: order.companies, customers: order.customers, currencies: order.currencies),
            bucketCount: places.bucketCount, movedMinor: [], newMinor: [], settledMinor: [])
        return MigrationSums(dealt: dealt, order: order, empty: empty).run(threads: threads)
    }

    /// What each debit item adds to a migration, item by item, in no particular order: those of the closing snapshot what is new of them, if anything, those of the opening one
    /// the rest: what stays and what is gone, and of that what was paid, credited and written off. Their sums are those of ``run()``; amounts may be 0 after conversion.
    ///
    /// - Throws: `amounts-too-large` as ``MetricsError``; a ``ColumnError`` when a piece cannot be decoded.
    func itemAmounts() throws -> [MigrationItemAmount] {
        let levels = ClosingLevels(count: ledgers.closing.count)
        try PieceJobs([ledgers.closing.pieceCount]).run(threads) { _, piece throws(ColumnError) in
            try levels.fill(ledgers.closing, piece: piece, ledgers.aging, on: ledgers.day)
        }
        let rowCount = max(ledgers.opening.count, ledgers.closing.count)
        let dealt = try dealt(nil, try matches(), levels) {
            DealtAmounts(cellCount: ItemCell.allCases.count, codeLimit: rowCount, places)
        }
        var amounts: [MigrationItemAmount] = []
        for cell in ItemCell.allCases {
            for dealt in dealt {
                dealt.forEachChunk(of: cell.rawValue) { items in
                    for index in items.indices {
                        let item = items[index]
                        amounts.append(
                            MigrationItemAmount(isOpening: cell == .opening, row: Int32(item.code), place: item.place, minor: item.minor))
                    }
                }
            }
        }
        return amounts
    }

    /// Where amounts are dealt out to that belong to items, not to accounts: there the code is the item's row.
    private enum ItemCell: Int, CaseIterable { case opening, closing }

    /// All amounts, each of which fits, as their sum does.
    ///
    /// - Parameters:
    ///   - accounts: What they are dealt out by; nil: by items.
    ///   - empty: Takes what one thread deals out.
    private func dealt(
        _ accounts: MigrationAccounts?, _ matches: ItemMatches, _ levels: ClosingLevels, _ empty: @escaping @Sendable () -> DealtAmounts
    ) throws -> [DealtAmounts] {
        let outcomes = try dealOut(accounts, matches, levels, empty)
        var magnitude: UInt128 = 0
        for outcome in outcomes {
            magnitude += outcome.magnitude
            guard outcome.fits, magnitude <= PositionsScan.sumLimit else {
                throw MetricsError.amountsTooLarge("open items of \(ledgers.day.isoText)")
            }
        }
        let claims = outcomes.flatMap(\.claims)
        return outcomes.map(\.dealt) + (claims.isEmpty ? [] : [settled(claims, empty())])
    }

    /// Keys are needed for no longer.
    private func matches() throws(ColumnError) -> ItemMatches {
        let keys = try ItemKeys(opening: ledgers.opening, closing: ledgers.closing, codes: codes, threads: threads)
        return ItemMatches(keys, threads: threads)
    }

    /// The accounts of both snapshots and what the closing items have open, found side by side.
    private func accountsAndLevels() throws(ColumnError) -> (MigrationAccounts, ClosingLevels) {
        let accounts = Mutex<MigrationAccounts?>(nil)
        let levels = ClosingLevels(count: ledgers.closing.count)
        try PieceJobs([1, ledgers.closing.pieceCount]).run(threads) { list, piece throws(ColumnError) in
            if list == 0 {
                let made = MigrationAccounts(ledgers, codes)
                accounts.withLock { $0 = made }
            } else {
                try levels.fill(ledgers.closing, piece: piece, ledgers.aging, on: ledgers.day)
            }
        }
        return (accounts.withLock { $0! }, levels)
    }

    /// What a thread dealt out.
    private struct Outcome: Sendable {
        let dealt: DealtAmounts
        /// Σ |converted| over all items.
        var magnitude: UInt128 = 0
        /// Whether every conversion fitted 64 bits.
        var fits = true
        var claims: [SettlementClaim] = []

        /// A converted amount, 0 when it does not fit.
        @inline(__always)
        mutating func convert(_ minor: Int64, _ conversion: Conversion) -> Int64 {
            guard let converted = conversion.convert(minor) else {
                fits = false
                return 0
            }
            return converted
        }
    }

    /// Deals out the amounts of the opening snapshot, and then what is left of the closing one: that is new.
    private func dealOut(
        _ accounts: MigrationAccounts?, _ matches: ItemMatches, _ levels: ClosingLevels, _ empty: @escaping @Sendable () -> DealtAmounts
    ) throws(ColumnError) -> [Outcome] {
        let begin: @Sendable () -> Outcome = { Outcome(dealt: empty()) }
        let earlier = try PieceJobs([ledgers.opening.pieceCount]).run(threads, begin: begin) { outcome, _, piece throws(ColumnError) in
            try dealOutOpening(piece, accounts, matches, levels, &outcome)
        }
        let later = try PieceJobs([ledgers.closing.pieceCount]).run(threads, begin: begin) { outcome, _, piece throws(ColumnError) in
            try dealOutNew(piece, accounts, levels, &outcome)
        }
        return earlier + later
    }

    private func dealOutOpening(
        _ piece: Int, _ accounts: MigrationAccounts?, _ matches: ItemMatches, _ levels: ClosingLevels, _ outcome: inout Outcome
    ) throws(ColumnError) {
        var columns: Set<ItemColumn> = [.company, .customer, .currency, .dueDay, .openMinor]
        if !pools.isEmpty { columns.formUnion([.document, .line]) }
        let (items, rows) = try ledgers.opening.piece(piece, columns)
        let part = ledgers.opening.part(ofPiece: piece)
        let account = accounts?.opening[part]
        let buckets = ledgers.aging.buckets(items.dueDay.span.extracting(rows), on: ledgers.openingDay)
        let conversions = codes.opening[part].currency.map { openingRates[Int($0)] }
        let pooled = pools.isEmpty ? nil : pools.companies(ledgers.opening.parts[part].companies)
        let (company, customer, currency) = (items.company.span, items.customer.span, items.currency.span)
        let (openMinor, bucket) = (items.openMinor.span, buckets.span)
        let dealt = outcome.dealt
        var magnitude: UInt128 = 0
        matches.closingRow.read { closingRow in
            for (index, place) in ledgers.opening.rows(ofPiece: piece).enumerated() {
                let row = rows.lowerBound &+ index
                let open = openMinor[row]
                guard open > 0 else { continue }
                let match = closingRow[place]
                let stays = match == ItemMatches.none ? 0 : levels.take(open, from: Int(match))
                let conversion = conversions[Int(currency[row])]
                let (cell, code) =
                    account?.place(company: company[row], customer: customer[row], currency: currency[row])
                    ?? (ItemCell.opening.rawValue, UInt32(place))
                let whole = outcome.convert(open, conversion)
                // No larger than the whole, which fits or ends the scan.
                let moved = stays == open ? whole : outcome.convert(stays, conversion)
                magnitude += UInt128(whole.magnitude)
                let from = Int(bucket[index])
                if stays > 0 {
                    let to = Int(levels.bucket[Int(match)])
                    dealt.take(cell: cell, code: code, place: places.moved(from: from, to: to), minor: moved)
                }
                guard stays < open else { continue }
                let gone = places.moved(from: from, to: places.bucketCount)
                dealt.take(cell: cell, code: code, place: gone, minor: whole &- moved)
                guard let pooled else { continue }
                let own = ledgers.opening.parts[part].currencies[Int(currency[row])]
                guard let pool = pools.pool(of: items.document, row: row, company: company[row], pooled, own) else { continue }
                outcome.claims.append(
                    SettlementClaim(
                        pool: pool, dueDay: items.dueDay[row], line: codes.opening[part].line[Int(items.line[row])], cell: cell, code: code,
                        bucket: from, conversion: conversion, staysMinor: stays, openMinor: open))
            }
        }
        outcome.magnitude += magnitude
    }

    private func dealOutNew(
        _ piece: Int, _ accounts: MigrationAccounts?, _ levels: ClosingLevels, _ outcome: inout Outcome
    ) throws(ColumnError) {
        let (items, rows) = try ledgers.closing.piece(piece, [.company, .customer, .currency])
        let part = ledgers.closing.part(ofPiece: piece)
        let account = accounts?.closing[part]
        let conversions = codes.closing[part].currency.map { closingRates[Int($0)] }
        let (company, customer, currency) = (items.company.span, items.customer.span, items.currency.span)
        levels.minor.read { grown in
            levels.bucket.read { bucket in
                for (index, place) in ledgers.closing.rows(ofPiece: piece).enumerated() where grown[place] > 0 {
                    let row = rows.lowerBound &+ index
                    let (cell, code) =
                        account?.place(company: company[row], customer: customer[row], currency: currency[row])
                        ?? (ItemCell.closing.rawValue, UInt32(place))
                    let minor = outcome.convert(grown[place], conversions[Int(currency[row])])
                    outcome.magnitude += UInt128(minor.magnitude)
                    outcome.dealt.take(cell: cell, code: code, place: places.new(Int(bucket[place])), minor: minor)
                }
            }
        }
    }

    /// What the postings of the period settled of the items that claim it, dealt out to `dealt`.
    private func settled(_ claims: [SettlementClaim], _ dealt: DealtAmounts) -> DealtAmounts {
        SettledParts.share(claims, of: pools, lines: codes.lines) { claim, kind, minor in
            dealt.take(cell: claim.cell, code: claim.code, place: places.settled(from: claim.bucket, kind), minor: minor)
        }
        return dealt
    }
}
