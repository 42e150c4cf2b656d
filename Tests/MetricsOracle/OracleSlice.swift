import Ledger

/// The rows of one scope and key, and the catalogue over them.
struct OracleSlice {
    let rows: OracleRows
    let scope: Scope
    let key: String
    let closing: [OracleItemRow]?
    let opening: [OracleItemRow]?
    let yearOpening: [OracleItemRow]?
    /// Up to the as-of day.
    let postings: [OraclePostingRow]
    /// Those of the period.
    let movements: [OraclePostingRow]
    /// Parts of payments of the period credited to this key.
    let credits: [OracleCredit]
    let disputes: [OracleDisputeRow]
    let promises: [OraclePromiseRow]
    let pending: [OraclePromiseRow]
    let landing: [OracleLandingRow]
    let activities: [OracleActivityRow]

    init(_ rows: OracleRows, scope: Scope, key: String) {
        self.rows = rows
        self.scope = scope
        self.key = key
        closing = rows.closing?.filter { $0.place.key(in: scope) == key }
        opening = rows.opening?.filter { $0.place.key(in: scope) == key }
        yearOpening = rows.yearOpening?.filter { $0.place.key(in: scope) == key }
        postings = rows.postings.filter { $0.place.key(in: scope) == key }
        movements = postings.filter { rows.period.contains($0.posting.postingDate) }
        credits = rows.postings.filter { rows.period.contains($0.posting.postingDate) }.flatMap(\.credits)
            .filter { $0.place.key(in: scope) == key }
        disputes = rows.disputes.filter { $0.place.key(in: scope) == key }
        promises = rows.promises.filter { $0.place.key(in: scope) == key }
        pending = rows.pending.filter { $0.place.key(in: scope) == key }
        landing = rows.landing.filter { $0.place.key(in: scope) == key }
        activities = rows.activities.filter { $0.place.key(in: scope) == key }
    }

    func values() -> [String: OracleValue] {
        var values: [String: OracleValue] = [:]
        for part in [
            balances(), ratios(), sales(), dso(), bridge(), cei(), collection(), paymentBehaviour(), rolls(), outcomes(), interest(),
            concentration(),
            disputed(), promised(), contacted(), covered(), landed(), risk(), inputs(),
        ] {
            values.merge(part) { first, _ in fatalError("a metric is given twice: \(first)") }
        }
        return values
    }

    // MARK: Amounts others build on

    var days: Int { rows.period.dayCount }

    func total(_ items: [OracleItemRow]?) -> Int64? { items?.map(\.converted).reduce(0, +) }

    var gross: Int64? { total(closing?.filter(\.isDebit)) }

    /// Debit items of a bucket, and the credits that stand in it.
    func bucketAmount(_ bucket: Int) -> Int64? { closing?.filter { $0.shown?.bucket == bucket }.map { $0.shown!.amount }.reduce(0, +) }

    var pastDue: Int64? { closing?.filter { $0.shown.map { $0.bucket > 0 } ?? false }.map { $0.shown!.amount }.reduce(0, +) }

    /// Without any credits.
    var pastDueDebit: Int64? { total(closing?.filter { $0.isDebit && $0.bucket > 0 }) }

    func flow(_ kind: PostingKind) -> Int64 {
        movements.filter { $0.posting.kind == kind }.map(\.converted).reduce(0, +)
    }

    /// Sales from one day to another, both inclusive.
    func sales(from first: Day, to last: Day) -> Int64 {
        var sum: Int64 = 0
        for row in postings where first <= row.posting.postingDate && row.posting.postingDate <= last {
            if row.posting.kind == .invoice { sum += row.converted }
            if row.posting.kind == .creditNote && rows.ledger.salesPolicy == .net { sum += row.converted }
        }
        return sum
    }

    var periodSales: Int64 { sales(from: rows.period.first, to: rows.period.last) }

    func money(_ amount: Int64?) -> OracleValue { amount.map { .money($0) } ?? .notAvailable }

    /// n/a when an input is missing or the denominator is not positive.
    func ratio(_ numerator: Int64?, _ denominator: Int64?, times factor: Int = 1) -> OracleValue {
        guard let numerator, let denominator, denominator > 0 else { return .notAvailable }
        return .fraction(Rational(Int128(numerator) * Int128(factor), Int128(denominator)))
    }

    // MARK: Balances

    func balances() -> [String: OracleValue] {
        var values: [String: OracleValue] = [
            "ar.net": money(total(closing)),
            "ar.gross": money(gross),
            "ar.credits": money(total(closing?.filter { $0.item.openMinor < 0 })),
            "ar.past-due": money(pastDue),
        ]
        for (bucket, name) in OracleMetrics.bucketNames(rows.ledger.limits).enumerated() {
            values["aging." + name] = money(bucketAmount(bucket))
        }
        return values
    }

    func ratios() -> [String: OracleValue] {
        let last = rows.ledger.limits.count + 1
        var values = [
            "ratio.current": ratio(bucketAmount(0), gross),
            "ratio.past-due": ratio(pastDue, gross),
            "ratio." + OracleMetrics.bucketNames(rows.ledger.limits)[last]: ratio(bucketAmount(last), gross),
            "past-due.days": OracleValue.notAvailable,
        ]
        if let pastDueDebit, pastDueDebit > 0 {
            var weighted: Int128 = 0
            for row in closing ?? [] where row.isDebit && row.bucket > 0 { weighted += Int128(row.converted) * Int128(row.daysPastDue) }
            values["past-due.days"] = .fraction(Rational(weighted, Int128(pastDueDebit)))
        }
        return values
    }

    // MARK: Sales and days sales outstanding

    func sales() -> [String: OracleValue] {
        ["sales": .money(periodSales), "write-off.ratio": ratio(-flow(.writeOff), periodSales)]
    }

    func dso() -> [String: OracleValue] {
        let net = total(closing)
        let current = bucketAmount(0)
        var add = OracleValue.notAvailable
        if let net, let current { add = ratio(net - current, periodSales, times: days) }
        return [
            "dso.simple": ratio(net, periodSales, times: days),
            "dso.best-possible": ratio(current, periodSales, times: days),
            "dso.delinquent": ratio(pastDue, periodSales, times: days),
            "add": add,
            "dso.rolling-3m": rolling(net),
            "dso.countback": countback(net),
            "dso.true": trueDSO(),
            "ar.turnover": turnover(),
            "ecl.estimate": expectedLoss(),
        ]
    }

    func rolling(_ net: Int64?) -> OracleValue {
        let firstMonth = rows.asOf.month.adding(months: -2)
        guard let historyStart = rows.historyStart, firstMonth >= historyStart else { return .notAvailable }
        let quarter = Period(first: firstMonth.firstDay, last: rows.asOf)
        return ratio(net, sales(from: quarter.first, to: quarter.last), times: quarter.dayCount)
    }

    func countback(_ net: Int64?) -> OracleValue {
        guard var remaining = net else { return .notAvailable }
        if remaining <= 0 { return .fraction(.zero) }
        var counted = 0
        var month = rows.asOf.month
        while let historyStart = rows.historyStart, month >= historyStart {
            let part = Period(first: month.firstDay, last: min(month.lastDay, rows.asOf))
            let sold = sales(from: part.first, to: part.last)
            if sold > 0 {
                if remaining <= sold {
                    return .fraction(Rational(counted) + Rational(Int128(remaining) * Int128(part.dayCount), Int128(sold)))
                }
                remaining -= sold
            }
            counted += part.dayCount
            month = month.adding(months: -1)
        }
        return .notAvailable
    }

    // MARK: Bridge and collection effectiveness

    /// What the postings do not explain, judged by company, customer and document currency and converted on the as-of day.
    var unexplained: Int64? {
        guard let opening, let closing else { return nil }
        struct Account: Hashable {
            var company: String
            var customer: String
            var currency: Currency
        }
        var differences: [Account: Int64] = [:]
        for row in closing {
            let account = Account(company: row.item.company, customer: row.item.customer, currency: row.item.currency)
            differences[account, default: 0] += row.item.openMinor
        }
        for row in opening {
            let account = Account(company: row.item.company, customer: row.item.customer, currency: row.item.currency)
            differences[account, default: 0] -= row.item.openMinor
        }
        for row in movements {
            let account = Account(company: row.posting.company, customer: row.posting.customer, currency: row.posting.currency)
            differences[account, default: 0] -= row.posting.amountMinor
        }
        return differences.map { rows.money.convert($0.value, $0.key.currency, on: rows.asOf) }.reduce(0, +)
    }

    var fx: Int64? {
        guard let before = total(opening), let after = total(closing), let unexplained else { return nil }
        return after - before - movements.map(\.converted).reduce(0, +) - unexplained
    }

    func bridge() -> [String: OracleValue] {
        [
            "bridge.opening": money(total(opening)),
            "bridge.invoiced": .money(flow(.invoice)),
            "bridge.cash": .money(flow(.payment)),
            "bridge.credit-notes": .money(flow(.creditNote)),
            "bridge.write-offs": .money(flow(.writeOff)),
            "bridge.adjustments": .money(flow(.adjustment)),
            "bridge.fx": money(fx),
            "bridge.unexplained": money(unexplained),
            "bridge.closing": money(total(closing)),
        ]
    }

    func cei() -> [String: OracleValue] {
        var values: [String: OracleValue] = [:]
        for metric in ["cei", "cei.cash", "cei.credit-notes", "cei.write-offs", "cei.other", "cei.ytd"] { values[metric] = .notAvailable }
        guard let after = total(closing), let current = bucketAmount(0) else { return values }
        if let before = total(opening), let fx, let unexplained {
            let base = before + periodSales - current
            values["cei"] = ratio(before + periodSales - after, base)
            values["cei.cash"] = ratio(-flow(.payment), base)
            values["cei.credit-notes"] = ratio(rows.ledger.salesPolicy == .net ? 0 : -flow(.creditNote), base)
            values["cei.write-offs"] = ratio(-flow(.writeOff), base)
            values["cei.other"] = ratio(-(flow(.adjustment) + fx + unexplained), base)
        }
        if let before = total(yearOpening) {
            let sold = sales(from: Month(year: rows.asOf.month.year, month: 1).firstDay, to: rows.asOf)
            values["cei.ytd"] = ratio(before + sold - after, before + sold - current)
        }
        return values
    }
}
