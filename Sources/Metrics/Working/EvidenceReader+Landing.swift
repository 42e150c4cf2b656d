import Ledger
import LedgerColumns

extension EvidenceReader {
    /// Parts of the day's debit items, as the forecast places them.
    func visitLanding(_ share: (LandingPart) -> Share?, _ body: Visitor) throws {
        guard let items = try self.items(on: asOf) else { return }
        let belongs = membership(items)
        let rates = items.currencies.map { tables.rates.rate(of: $0, on: asOf) }
        let forecast = try forecast(items)
        try forecast.visit { part in
            guard belongs(part.row), let share = share(part) else { return }
            let currency = Int(items.currency[part.row])
            body(share, items.currencies[currency] == tables.rates.reporting ? nil : rates[currency]) {
                var row = WorkingRow(items, part.row, on: asOf, convertedMinor: part.convertedMinor, share: share)
                row.amountMinor = part.openMinor
                row.note = .placed(forecast.placement(of: part))
                return row
            }
        }
    }

    /// Earlier months in which the forecast was re-run, newest first.
    func visitHindcasts(_ share: (HindcastMonth) -> Share, _ body: Visitor) throws {
        for run in try hindcasts() {
            let whole = try engine.source.flows([run.cashPeriod(asOf: asOf)])[0]
            // Cash lowers the balance: payments are negative flows.
            let month = HindcastMonth(
                month: run.month, snapshotDay: run.snapshotDay,
                knownMinor: run.known.map { known in sum(known.groups) { -Int128(known.reportingMinor($0, .payment)) } } ?? 0,
                expectedMinor: sum(run.forecast.groups, run.expectedMinor),
                cashMinor: sum(whole.groups) { -Int128(whole.reportingMinor($0, .payment)) })
            let share = share(month)
            body(share, nil) {
                var row = WorkingRow(.hindcast, share: share)
                (row.id, row.day, row.note) = (run.month.isoText, run.snapshotDay, .hindcast(month))
                return row
            }
        }
    }

    /// Adds up over the accounts of the key.
    private func sum(_ groups: AccountGroups, _ minor: (Int) -> Int128) -> Int128 {
        var sum: Int128 = 0
        for row in 0..<groups.count {
            let (company, customer) = (groups.companies[Int(groups.company[row])], groups.customers[Int(groups.customer[row])])
            if isInKey(company: company, customer: customer, currency: groups.currencies[Int(groups.currency[row])]) { sum += minor(row) }
        }
        return sum
    }
}
