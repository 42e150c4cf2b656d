import Ledger

extension OracleRows {
    /// Says of every payment of the period who is credited with it.
    mutating func creditPayments() {
        let served = ledger.attribution.rule == .promise || ledger.attribution.rule == .split ? promiseParts() : []
        for position in postings.indices {
            let row = postings[position]
            guard row.posting.kind == .payment, period.contains(row.posting.postingDate) else { continue }
            postings[position].credits = credits(row, served)
        }
    }

    private func credits(_ row: OraclePostingRow, _ served: [OraclePromisePart]) -> [OracleCredit] {
        let cash = -row.converted
        let owner = place(row.posting.company, row.posting.currency, row.posting.customer, ownedOn: row.posting.postingDate)
        let attribution = ledger.attribution
        switch attribution.rule {
        case .owner: return [OracleCredit(place: owner, cash: cash)]
        case .lastTouch: return [OracleCredit(place: touched(row, owner), cash: cash)]
        case .promise: return promised(row, cash, owner, served)
        case .split:
            let own = attribution.ownerShare * Rational(cash)
            let rounded = OracleMoney.roundHalfEven(own.numerator, own.denominator)
            let credit = OracleCredit(place: owner, cash: rounded)
            if attribution.partner == .promise { return [credit] + promised(row, cash - rounded, owner, served) }
            return [credit, OracleCredit(place: touched(row, owner), cash: cash - rounded)]
        }
    }

    private func credited(_ analyst: String, _ owner: OraclePlace) -> OraclePlace {
        var place = owner
        place.analyst = analyst
        place.team = team(of: analyst)
        return place
    }

    private func touched(_ row: OraclePostingRow, _ owner: OraclePlace) -> OraclePlace {
        var latest: Activity?
        let earliest = row.posting.postingDate.adding(days: -ledger.attribution.lastTouchDays)
        for activity in ledger.activities where activity.customer == row.posting.customer && activity.direction == .out {
            if activity.date < earliest || activity.date > row.posting.postingDate { continue }
            if ledger.attribution.contacts == .reached && ![.reached, .promise, .dispute].contains(activity.outcome) { continue }
            guard let known = latest else {
                latest = activity
                continue
            }
            let isLater =
                activity.date == known.date
                ? known.activity.utf8.lexicographicallyPrecedes(activity.activity.utf8) : activity.date > known.date
            if isLater { latest = activity }
        }
        return latest.map { credited($0.analyst, owner) } ?? owner
    }

    /// The parts that promises took, the whole up to each of them rounded down, and the rest for the owner.
    private func promised(_ row: OraclePostingRow, _ cash: Int64, _ owner: OraclePlace, _ served: [OraclePromisePart]) -> [OracleCredit] {
        let parts = served.filter { part in part.posting == row.posting }
        if parts.isEmpty { return [OracleCredit(place: owner, cash: cash)] }
        let whole = -row.posting.amountMinor
        var credits: [OracleCredit] = []
        var taken: Int64 = 0
        for part in parts {
            let before = Int64(Int128(cash) * Int128(taken) / Int128(whole))
            taken += part.takenMinor
            let after = Int64(Int128(cash) * Int128(taken) / Int128(whole))
            credits.append(OracleCredit(place: part.promise.analyst.map { credited($0, owner) } ?? owner, cash: after - before))
        }
        if taken < whole { credits.append(OracleCredit(place: owner, cash: cash - credits.map(\.cash).reduce(0, +))) }
        return credits
    }

    /// What the promises made by the as-of day, also those due later, take of the payments.
    func promiseParts() -> [OraclePromisePart] {
        var payments = unreversedPayments()
        var parts: [OraclePromisePart] = []
        let made = ledger.promises.filter { $0.madeOn <= asOf && $0.amountMinor > 0 }
        for promise in made.sorted(by: OracleRows.isServedBefore) {
            let lastDay = lastToleratedDay(promise)
            var lacking = promise.amountMinor
            for position in payments.indices where lacking > 0 && payments[position].leftMinor > 0 {
                let posting = payments[position].posting
                guard posting.customer == promise.customer, posting.currency == promise.currency else { continue }
                guard promise.madeOn <= posting.postingDate, posting.postingDate <= lastDay else { continue }
                if promise.document != nil && posting.clears != promise.document { continue }
                let taken = min(lacking, payments[position].leftMinor)
                lacking -= taken
                payments[position].leftMinor -= taken
                parts.append(OraclePromisePart(promise: promise, posting: posting, takenMinor: taken))
            }
        }
        return parts
    }
}

/// What a promise took of a payment.
struct OraclePromisePart {
    var promise: PaymentPromise
    var posting: OraclePosting
    var takenMinor: Int64
}
