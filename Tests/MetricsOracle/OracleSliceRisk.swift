import Ledger

extension OracleSlice {
    /// The risk score of a customer, rule after rule over its rows.
    func risk() -> [String: OracleValue] {
        guard scope == .customer else { return ["risk.score": .notAvailable] }
        var points = 0
        for rule in RiskRules.Rule.allCases {
            let settings = rows.ledger.risk.rules[rule]!
            if settings.points > 0 && fires(rule, settings) { points += settings.points }
        }
        return ["risk.score": .count(Int64(points))]
    }

    private func fires(_ rule: RiskRules.Rule, _ settings: ScoreRule) -> Bool {
        let items = closing ?? []
        let late = items.filter { $0.isDebit && $0.daysPastDue > 0 }
        let pastDue = late.map(\.converted).reduce(0, +)
        let net = items.map(\.converted).reduce(0, +)
        let threshold = (settings.amount ?? 0) * rows.ledger.reportingCurrency.minorPerMajor
        switch rule {
        case .pastDueShare:
            guard pastDue > 0, pastDue >= threshold else { return false }
            return Rational(pastDue) >= Rational(gross ?? 0) * settings.share!.rational
        case .lastBucket:
            let last = items.filter { $0.isDebit && $0.bucket == rows.ledger.limits.count + 1 }.map(\.converted).reduce(0, +)
            return last > 0 && last >= threshold
        case .brokenPromises:
            let first = rows.asOf.adding(days: 1 - settings.days!)
            let broken = rows.allJudgedPromises.filter { row in
                row.promise.customer == key && row.paidMinor == 0 && first <= row.promise.dueOn
            }
            return broken.count >= settings.count!
        case .overCreditLimit:
            guard let record = rows.ledger.customers.last(where: { $0.customer == key }), let limit = record.creditLimitMinor else {
                return false
            }
            let currency = record.creditLimitCurrency ?? rows.ledger.reportingCurrency
            return rows.money.knows(currency, on: rows.asOf) && net > rows.money.convert(limit, currency, on: rows.asOf)
        case .daysLate:
            guard pastDue > 0 else { return false }
            let weighted = late.map { Int128($0.converted) * Int128($0.daysPastDue) }.reduce(0, +)
            return weighted >= Int128(pastDue) * Int128(settings.days!)
        case .noContact:
            let first = rows.asOf.adding(days: 1 - settings.days!)
            let contacts = rows.ledger.activities.filter { $0.customer == key && first <= $0.date && $0.date <= rows.asOf }
            return pastDue > 0 && contacts.isEmpty && isRecording
        case .concentration:
            var positive: Int128 = 0
            for customer in Set((rows.closing ?? []).map(\.item.customer)) {
                let balance = (rows.closing ?? []).filter { $0.item.customer == customer }.map { Int128($0.converted) }.reduce(0, +)
                if balance > 0 { positive += balance }
            }
            return net > 0 && Rational(Int128(net), positive) >= settings.share!.rational
        }
    }
}

extension RiskRules {
    /// Rules of the risk score with thresholds that some customers of a random ledger reach and others do not.
    public static func random(seed: UInt64) -> RiskRules {
        var random = OracleRandom(seed: seed ^ 0x5C0_4E5)
        var risk = RiskRules()
        for rule in RiskRules.Rule.allCases {
            // Each points value is its own bit, so that a sum tells which rules fired.
            let bit = RiskRules.Rule.allCases.firstIndex(of: rule)!
            risk.rules[rule]!.points = random.chance(90) ? 1 << bit : 0
        }
        risk.rules[.pastDueShare]!.share = Decimal64(mantissa: Int64(random.pick([0, 25, 50, 80, 100])), scale: 2)
        risk.rules[.pastDueShare]!.amount = random.pick([0, 1, 500, 5_000])
        risk.rules[.lastBucket]!.amount = random.pick([0, 10, 1_000])
        risk.rules[.brokenPromises]!.count = random.pick([1, 1, 2])
        risk.rules[.brokenPromises]!.days = random.pick([1, 15, 90])
        risk.rules[.daysLate]!.days = random.pick([1, 30, 60, 100])
        risk.rules[.noContact]!.days = random.pick([1, 7, 14, 60])
        risk.rules[.concentration]!.share = Decimal64(mantissa: Int64(random.pick([1, 5, 20, 100])), scale: 2)
        return risk
    }
}
