import Ledger

extension OracleSlice {
    // MARK: Collected against collectable

    func collection() -> [String: OracleValue] {
        let cash = -flow(.payment)
        let attributedCash = credits.map(\.cash).reduce(0, +)
        var values: [String: OracleValue] = [
            "collect.cash": .money(cash),
            "cash.attributed": .money(attributedCash),
            "collect.attainment": ratio(attributedCash, target),
            "collect.collectable": .notAvailable,
            "collect.on-collectable": .notAvailable,
            "collect.rate": .notAvailable,
            "collect.tracker-rate": .notAvailable,
        ]
        if let opening {
            var collectable: Int64 = 0
            for row in opening where rows.isCollectable(row) { collectable += row.converted }
            for row in movements where rows.isCollectable(row) { collectable += row.converted }
            var collected: Int64 = 0
            for row in movements where row.clearsCollectable { collected -= row.converted }
            values["collect.collectable"] = .money(collectable)
            values["collect.on-collectable"] = .money(collected)
            values["collect.rate"] = ratio(collected, collectable)
            values["collect.tracker-rate"] = ratio(cash, collectable)
        }
        return values
    }

    /// The cash target of this scope, key and month in reporting currency; one without a currency is in reporting currency already.
    var target: Int64? {
        for target in rows.ledger.targets
        where target.metric == "cash.collected" && target.month == rows.asOf.month {
            if target.scope == scope && target.key == key {
                return rows.money.convertMajor(target.value, target.currency ?? rows.ledger.reportingCurrency, on: rows.asOf)
            }
        }
        return nil
    }

    // MARK: Payment behaviour

    func paymentBehaviour() -> [String: OracleValue] {
        var weight: Int64 = 0
        var weightedDaysToPay: Int128 = 0
        var datedWeight: Int64 = 0
        var weightedDaysLate: Int128 = 0
        var dated: Int64 = 0
        var onTime: Int64 = 0
        var onTimeWeight: Int64 = 0
        for row in movements {
            guard let invoice = row.invoice else { continue }
            let paidOn = row.posting.postingDate
            let amount = -row.converted
            weight += amount
            weightedDaysToPay += Int128(amount) * Int128(paidOn.days(since: invoice.documentDate))
            guard let due = invoice.dueDate else { continue }
            dated += 1
            datedWeight += amount
            weightedDaysLate += Int128(amount) * Int128(paidOn.days(since: due))
            if paidOn <= due {
                onTime += 1
                onTimeWeight += amount
            }
        }
        let isKnown = rows.historyStart.map { $0 <= rows.asOf.month } == true
        return [
            "payment.days-to-pay": weight > 0 ? .fraction(Rational(weightedDaysToPay, Int128(weight))) : .notAvailable,
            "payment.days-late": datedWeight > 0 ? .fraction(Rational(weightedDaysLate, Int128(datedWeight))) : .notAvailable,
            "payment.on-time-count": ratio(onTime, dated),
            "payment.on-time-amount": ratio(onTimeWeight, datedWeight),
            "input.payment.punctual-count": isKnown ? .count(onTime) : .notAvailable,
            "input.payment.dated-count": isKnown ? .count(dated) : .notAvailable,
            "input.payment.punctual-amount": isKnown ? .money(onTimeWeight) : .notAvailable,
            "input.payment.dated-amount": isKnown ? .money(datedWeight) : .notAvailable,
        ]
    }

    // MARK: Roll rates and concentration

    func rolls() -> [String: OracleValue] {
        var values: [String: OracleValue] = [:]
        for (bucket, name) in OracleMetrics.bucketNames(rows.ledger.limits).dropLast().enumerated() {
            values["roll." + name] = .notAvailable
            guard let opening, rows.closing != nil else { continue }
            let before = opening.filter { $0.isDebit && $0.bucket == bucket }
            var rolled: Int64 = 0
            for row in before {
                if let standing = row.standing, standing.bucket == bucket + 1 { rolled += standing.amount }
            }
            values["roll." + name] = ratio(rolled, total(before))
        }
        return values
    }

    func concentration() -> [String: OracleValue] {
        let unavailable: [String: OracleValue] = ["concentration.top-10": .notAvailable, "concentration.hhi": .notAvailable]
        guard let closing else { return unavailable }
        var balances: [String: Int64] = [:]
        for row in closing { balances[row.item.customer, default: 0] += row.converted }
        let positive = balances.values.filter { $0 > 0 }.sorted(by: >)
        let inputs: [String: OracleValue] = [
            "input.concentration.positive-balance": .money(positive.reduce(0, +)),
            "input.concentration.top-10-balance": .money(positive.prefix(10).reduce(0, +)),
        ]
        if positive.isEmpty { return unavailable.merging(inputs) { first, _ in first } }
        let sum = positive.map { Int128($0) }.reduce(0, +)
        let largest = positive.prefix(10).map { Int128($0) }.reduce(0, +)
        let squares = positive.map { Int128($0) * Int128($0) }.reduce(0, +)
        return [
            "concentration.top-10": .fraction(Rational(largest, sum)),
            "concentration.hhi": .fraction(Rational(10_000 * squares, sum * sum)),
        ].merging(inputs) { first, _ in first }
    }
}
