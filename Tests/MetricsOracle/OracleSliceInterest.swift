import Ledger

extension OracleRows {
    /// Late-payment interest of each closing row, reporting currency; nil for rows without a claim. Counted day by day.
    func interest(_ row: OracleItemRow) -> Int64? {
        guard isClaimed(row), let due = row.item.dueDate else { return nil }
        var minor = accrued(row.item.openMinor, row.item.currency, after: due, through: asOf)
        for part in paidParts(row) { minor += accrued(part.minor, row.item.currency, after: due, through: part.day) }
        return money.convert(minor, row.item.currency, on: asOf)
    }

    /// A past-due debit item nobody objects to on the day.
    func isClaimed(_ row: OracleItemRow) -> Bool {
        guard row.isDebit, let due = row.item.dueDate, due < asOf else { return false }
        return !ledger.disputes.contains { dispute in
            dispute.customer == row.item.customer && dispute.document == row.item.document && dispute.openedOn <= asOf
                && (dispute.closedOn == nil || dispute.closedOn! > asOf)
        }
    }

    private func accrued(_ principal: Int64, _ currency: Currency, after due: Day, through last: Day) -> Int64 {
        var daysByHalfYear: [HalfYear: Int] = [:]
        var day = due.adding(days: 1)
        while day <= last {
            daysByHalfYear[HalfYear(of: day), default: 0] += 1
            day = day.adding(days: 1)
        }
        var minor: Int64 = 0
        for (halfYear, days) in daysByHalfYear {
            let hasOwn = ledger.interestRates.contains { $0.currency == currency }
            let rate = ledger.interestRates.last { $0.halfYear == halfYear && $0.currency == (hasOwn ? currency : nil) }!
            let exact = rate.ratePercent.rational * Rational(Int128(days), 36_500)
            minor += OracleMoney.roundHalfEven(Int128(principal) * exact.numerator, exact.denominator)
        }
        return minor
    }

    /// What of an item was paid, and when. Every line of the document that is claimed takes part: the one due last is filled first, from the latest payment on.
    private func paidParts(_ row: OracleItemRow) -> [(minor: Int64, day: Day)] {
        let item = row.item
        var paidByDay: [Day: Int64] = [:]
        for posting in ledger.postings.sorted(by: { $0.postingDate < $1.postingDate }) {
            guard posting.kind == .payment, posting.company == item.company, posting.clears == item.document,
                posting.currency == item.currency, posting.postingDate <= asOf
            else { continue }
            paidByDay[posting.postingDate, default: 0] -= posting.amountMinor
        }
        for reversal in paidByDay.keys.sorted() where paidByDay[reversal]! < 0 {
            var left = -paidByDay[reversal]!
            for day in paidByDay.keys.sorted(by: >) where day < reversal && left > 0 && paidByDay[day]! > 0 {
                let taken = min(left, paidByDay[day]!)
                paidByDay[day]! -= taken
                left -= taken
            }
            paidByDay[reversal] = 0
        }
        let lines = (closing ?? []).filter { other in
            other.item.company == item.company && other.item.document == item.document && other.item.currency == item.currency
                && isClaimed(other)
        }
        let ordered = lines.sorted { left, right in
            if left.item.dueDate! != right.item.dueDate! { return left.item.dueDate! > right.item.dueDate! }
            return Array(right.item.line.utf8).lexicographicallyPrecedes(Array(left.item.line.utf8))
        }
        for line in ordered {
            var gone = max(0, line.item.amountMinor - line.item.openMinor)
            var parts: [(minor: Int64, day: Day)] = []
            for day in paidByDay.keys.sorted(by: >) where paidByDay[day]! > 0 && gone > 0 {
                let taken = min(gone, paidByDay[day]!)
                paidByDay[day]! -= taken
                gone -= taken
                parts.append((taken, day))
            }
            if line.item == item { return parts }
        }
        return []
    }
}

extension OracleSlice {
    func interest() -> [String: OracleValue] {
        let parts = ["input.interest-accrued", "input.interest-compensation"]
        guard let closing, !rows.ledger.interestRates.isEmpty else {
            return Dictionary(uniqueKeysWithValues: (["interest.claimable"] + parts).map { ($0, .notAvailable) })
        }
        var sum: Int64 = 0
        var invoices: Set<[String]> = []
        for row in closing {
            guard let interest = row.interest else { continue }
            sum += interest
            if row.item.kind == .invoice {
                invoices.insert([row.item.company, row.item.customer, row.item.currency.code, row.item.document])
            }
        }
        let fixed = Int64(invoices.count) * rows.money.convert(4_000, .eur, on: rows.asOf)
        return ["interest.claimable": .money(sum + fixed), parts[0]: .money(sum), parts[1]: .money(fixed)]
    }
}
