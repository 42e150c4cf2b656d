import Ledger

/// Where credit items stand in the buckets.
public enum OracleCreditsPolicy: String, CaseIterable, Sendable {
    case separate
    case byOwnDate = "by-own-date"
    case oldestFirst = "oldest-first"
    case current
}

extension OracleRows {
    /// The closing rows with what each of them shows in which bucket. Credits are set off item by item, each against the oldest debit item left.
    func aged(_ rows: [OracleItemRow]) -> [OracleItemRow] {
        var rows = rows
        for position in rows.indices {
            let row = rows[position]
            if row.isDebit {
                rows[position].shown = (row.bucket, row.converted)
            } else if ledger.creditsPolicy == .current {
                rows[position].shown = (0, row.converted)
            } else if ledger.creditsPolicy == .byOwnDate {
                let late = asOf.days(since: row.item.dueDate ?? row.item.documentDate)
                rows[position].shown = (OracleRows.bucket(daysPastDue: late, limits: ledger.limits), row.converted)
            }
        }
        guard ledger.creditsPolicy == .oldestFirst else { return rows }
        // Oldest due day first; items without a due day are the newest.
        let oldestFirst = rows.indices.filter { rows[$0].isDebit }.sorted { left, right in
            guard let leftDue = rows[left].item.dueDate else { return false }
            guard let rightDue = rows[right].item.dueDate else { return true }
            return leftDue < rightDue
        }
        for credit in rows where credit.item.openMinor < 0 {
            var left = -credit.converted
            for position in oldestFirst where left > 0 {
                let debit = rows[position].item
                guard debit.company == credit.item.company, debit.customer == credit.item.customer, debit.currency == credit.item.currency
                else { continue }
                let taken = min(left, rows[position].shown!.amount)
                rows[position].shown!.amount -= taken
                left -= taken
            }
        }
        return rows
    }
}

extension OracleSlice {
    /// The lifetime of what is open, item by item, against the sales of the month it was invoiced in; each month rounded at the twelfth place.
    func trueDSO() -> OracleValue {
        guard let closing, let historyStart = rows.historyStart, rows.asOf.month >= historyStart else { return .notAvailable }
        var weighted: [Month: Int128] = [:]
        var debits = 0
        for row in closing where row.isDebit {
            debits += 1
            let month = row.item.documentDate.month
            guard month >= historyStart, month <= rows.asOf.month else { continue }
            weighted[month, default: 0] += Int128(row.converted) * Int128(rows.asOf.days(since: row.item.documentDate))
        }
        var total: Int128 = 0
        var months = 0
        for (month, weight) in weighted {
            let sold = sales(from: month.firstDay, to: min(month.lastDay, rows.asOf))
            guard sold > 0 else { continue }
            months += 1
            total += OracleMoney.roundHalfEvenWide(weight * 1_000_000_000_000, Int128(sold))
        }
        if months == 0 && debits > 0 { return .notAvailable }
        return .fraction(Rational(total, 1_000_000_000_000))
    }

    func turnover() -> OracleValue {
        let firstMonth = rows.asOf.month.adding(months: -11)
        guard let historyStart = rows.historyStart, firstMonth >= historyStart else { return .notAvailable }
        return ratio(sales(from: firstMonth.firstDay, to: rows.asOf), total(closing))
    }

    func expectedLoss() -> OracleValue {
        guard let rates = rows.ledger.lossRates, closing != nil else { return .notAvailable }
        var loss = Rational.zero
        for (bucket, rate) in rates.enumerated() { loss = loss + Rational(bucketAmount(bucket)!) * rate }
        return .money(OracleMoney.roundHalfEven(loss.numerator, loss.denominator))
    }
}
