import Ledger
import LedgerColumns

extension EvidenceReader {
    /// Debit items of the closing snapshot, each with its days since the document day.
    func visitDocuments(_ share: (ItemView, Int, Bool) -> Share?, _ body: Visitor) throws {
        guard let items = try items(on: asOf) else { return }
        let months = MonthOfDay(items.documentDay)
        let withSales = Set(zip(frame.months, facts.salesByMonth).filter { $0.1 > 0 }.map { Int32($0.0.index) })
        func shareOfRow(_ row: Int, _ view: ItemView) -> Share? {
            guard view.isDebit else { return nil }
            let day = items.documentDay[row]
            let days = day == ItemColumns.noDay ? 0 : Int(asOf.daysSinceEpoch) - Int(day)
            return share(view, days, withSales.contains(months.index(of: day)))
        }
        try visitItems(asOf, shareOfRow, body)
    }

    /// Items late-payment interest is claimed on.
    func visitClaimedItems(_ share: (InterestClaim, FactsFrame) -> Share?, _ body: Visitor) throws {
        guard let items = try items(on: asOf), !tables.interest.isEmpty, frame.missingInterest.isEmpty else { return }
        let belongs = membership(items)
        let claims = try InterestRollup.claims(
            items, day: asOf, history: try engine.source.history(), disputes: tables.disputes, interest: tables.interest,
            rates: tables.rates)
        for claim in claims where belongs(claim.row) {
            guard let share = share(claim, frame) else { continue }
            let currency = items.currencies[Int(items.currency[claim.row])]
            let conversion = tables.rates.conversion(of: currency, on: asOf)
            body(share, conversion?.isIdentity == true ? nil : tables.rates.rate(of: currency, on: asOf)) {
                WorkingRow(
                    items, claim.row, on: asOf, convertedMinor: conversion?.convert(items.openMinor[claim.row]), share: share)
            }
        }
    }

    /// Accounts with credits in a bucket.
    func visitPlacedCredits(_ bucket: Int, _ body: Visitor) throws {
        guard let closing = try engine.source.positions(on: asOf) else { return }
        var accounts = Accounts()
        let numbers = accounts.numbers(of: closing.groups)
        var placed: [Int: Int128] = [:]
        for entry in CreditPlacement(closing, accounts: numbers, frame.policy.agingCredits).entries where entry.bucket == bucket {
            placed[entry.account, default: 0] += entry.minor
        }
        for (account, minor) in placed.sorted(by: { $0.key < $1.key }) where minor != 0 {
            let code = accounts.codes[account]
            let (company, customer) = (accounts.companies.values[Int(code.company)], accounts.customers.values[Int(code.customer)])
            let currency = accounts.currencies[Int(code.currency)]
            guard isInKey(company: company, customer: customer, currency: currency) else { continue }
            let share = Share(minor)
            body(share, nil) {
                var row = WorkingRow(.account, share: share)
                (row.company, row.customer, row.currency) = (company, customer, tables.rates.reporting)
                (row.day, row.amountMinor, row.convertedMinor) = (asOf, Int64(exactly: minor), Int64(exactly: minor))
                return row
            }
        }
    }
}
