import Ledger
import LedgerColumns

extension EvidenceReader {
    /// Debit items of months with sales on record: each adds its days × amount ÷ sales of its month, cut so that a month's items add up to the month's quotient.
    func visitDocuments(_ body: Visitor) throws {
        guard let items = try items(on: asOf) else { return }
        let conversions = try tables.rates.conversions(of: items.currencies, on: asOf)
        let months = MonthOfDay(of: items.documentDay)
        let salesOfMonth = salesOfMonth
        let belongs = membership(items)
        var upTo: [Int32: Int128] = [:]
        var added = [Int128?](repeating: nil, count: items.count)
        for row in inOrder(items, (0..<items.count).filter { items.openMinor[$0] > 0 && belongs($0) }) {
            let month = months.index(of: items.documentDay[row])
            guard let sales = salesOfMonth[month], let converted = conversions[Int(items.currency[row])].convert(items.openMinor[row])
            else { continue }
            let before = upTo[month] ?? 0
            let after = before + Int128(converted) * Int128(asOf.daysSinceEpoch - items.documentDay[row]) * TrueDSO.picoDaysPerDay
            upTo[month] = after
            added[row] = Rational.divideHalfEven(after, by: sales) - Rational.divideHalfEven(before, by: sales)
        }
        func note(_ row: Int) -> RowNote? {
            let day = items.documentDay[row]
            let month = months.index(of: day)
            return .documentMonth(
                Month(index: Int(month)), salesMinor: salesOfMonth[month] ?? 0, days: Int(asOf.daysSinceEpoch - day))
        }
        try visitItems(asOf, { row, _ in added[row].map { Share($0) } }, note: note, body)
    }

    /// Debit items of other months.
    func visitDocumentsOutside(_ share: (ItemView) -> Share, _ body: Visitor) throws {
        guard let items = try items(on: asOf) else { return }
        let months = MonthOfDay(of: items.documentDay)
        let salesOfMonth = salesOfMonth
        func shareOfRow(_ row: Int, _ view: ItemView) -> Share? {
            view.isDebit && salesOfMonth[months.index(of: items.documentDay[row])] == nil ? share(view) : nil
        }
        try visitItems(asOf, shareOfRow, body)
    }

    /// The sales of the key by month index, of months with sales above 0.
    private var salesOfMonth: [Int32: Int128] {
        Dictionary(uniqueKeysWithValues: zip(frame.months, facts.row(.sales)).filter { $0.1 > 0 }.map { (Int32($0.0.index), $0.1) })
    }

    /// Rows by customer, company, document and line.
    private func inOrder(_ items: ItemColumns, _ rows: [Int]) -> [Int] {
        func rank(_ texts: StringDictionary) -> [UInt32] { ranks(of: utf8Order(texts.values), count: texts.count) }
        let (customers, companies, lines) = (rank(items.customers), rank(items.companies), rank(items.lines))
        let keyed = rows.map { row in
            (
                row: row,
                account: UInt64(customers[Int(items.customer[row])]) << 32 | UInt64(companies[Int(items.company[row])]),
                line: lines[Int(items.line[row])]
            )
        }
        return keyed.sorted { left, right in
            if left.account != right.account { return left.account < right.account }
            if !items.document.equals(left.row, items.document, right.row) { return items.document.precedes(left.row, right.row) }
            return left.line == right.line ? left.row < right.row : left.line < right.line
        }.map(\.row)
    }

    /// Items late-payment interest is claimed on.
    func visitClaimedItems(isInterest: Bool, _ share: (InterestClaim, FactsFrame) -> Share?, _ body: Visitor) throws {
        guard let items = try items(on: asOf), !tables.interest.isEmpty, frame.missingInterest.isEmpty else { return }
        let belongs = membership(items)
        for claim in try claims(items) where belongs(claim.row) {
            guard let share = share(claim, frame) else { continue }
            let currency = items.currencies[Int(items.currency[claim.row])]
            let conversion = tables.rates.conversion(of: currency, on: asOf)
            body(share, rate(of: currency, on: asOf)) {
                var row = WorkingRow(
                    items, claim.row, on: asOf, convertedMinor: conversion?.convert(items.openMinor[claim.row]), share: share)
                row.note = isInterest ? .interest(claim.spans, currency) : nil
                return row
            }
        }
    }

    /// The interest rates of the half-years in which the key's items are late.
    func usedInterestRates() throws -> [UsedInterestRate] {
        guard let items = try items(on: asOf), !tables.interest.isEmpty, frame.missingInterest.isEmpty else { return [] }
        let belongs = membership(items)
        var rates: Set<UsedInterestRate> = []
        for claim in try claims(items) where belongs(claim.row) {
            let currency = items.currencies[Int(items.currency[claim.row])]
            for span in claim.spans {
                rates.insert(UsedInterestRate(currency: currency, halfYear: span.halfYear, ratePercent: span.ratePercent))
            }
        }
        return rates.sorted()
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
        let notes = try creditItems(of: Set(placed.keys), &accounts)
        for (account, minor) in placed.sorted(by: { $0.key < $1.key }) where minor != 0 {
            let code = accounts.codes[account]
            let (company, customer) = (accounts.companies.values[Int(code.company)], accounts.customers.values[Int(code.customer)])
            let currency = accounts.currencies[Int(code.currency)]
            guard isInKey(company: company, customer: customer, currency: currency) else { continue }
            let share = Share(minor)
            body(share, currency == tables.rates.reporting ? nil : tables.rates.rate(of: currency, on: asOf)) {
                var row = WorkingRow(.account, share: share)
                (row.company, row.customer, row.currency) = (company, customer, currency)
                (row.day, row.convertedMinor) = (asOf, Int64(exactly: minor))
                row.note = .credits((notes[account] ?? []).sorted { ($0.document, $0.openMinor) < ($1.document, $1.openMinor) }, currency)
                return row
            }
        }
    }

    /// The credit items of some accounts, by account number.
    private func creditItems(of wanted: Set<Int>, _ accounts: inout Accounts) throws -> [Int: [OpenCredit]] {
        guard !wanted.isEmpty, let items = try items(on: asOf) else { return [:] }
        var groups = AccountGroups(
            companies: items.companies.values, customers: items.customers.values, currencies: items.currencies)
        let rows = (0..<items.count).filter { items.openMinor[$0] < 0 }
        for row in rows {
            groups.append(
                GroupCode(company: items.company[row], customer: items.customer[row], currency: UInt32(items.currency[row])))
        }
        var found: [Int: [OpenCredit]] = [:]
        for (row, account) in zip(rows, accounts.numbers(of: groups)) where wanted.contains(account) {
            let (document, line) = (items.document[row], items.lines[items.line[row]])
            found[account, default: []].append(
                OpenCredit(document: line.isEmpty ? document : document + "/" + line, openMinor: items.openMinor[row]))
        }
        return found
    }
}
