import Ledger

/// A part of an open item as the landing forecast sees it.
struct OracleLandingPart {
    var item: OracleItem
    /// In the item's currency.
    var openMinor: Int64
    /// In the reporting currency.
    var converted: Int64
    /// promise, dispute, due or undated
    var rule: String
    var expectedOn: Day?
    /// Of the month, in the reporting currency.
    var expected: Int64
}

/// Something that counts towards a forecast, where it stands on the as-of day.
struct OracleLandingRow {
    var place: OraclePlace
    var rule: String
    var amount: Int64
}

extension OracleRows {
    /// Where each part of each debit item of this day stands in the forecast of a month.
    func landingParts(of month: Month) -> [OracleLandingPart] {
        let parts = promiseParts()
        var paidByPromise: [String: Int64] = [:]
        for part in parts { paidByPromise[part.promise.promise, default: 0] += part.takenMinor }
        func paid(_ promise: PaymentPromise) -> Int64 { paidByPromise[promise.promise] ?? 0 }
        let payments = latePayments()
        var daysByCustomer: [String: Int] = [:]
        var ratesByCustomer: [String: Rational] = [:]
        let live = ledger.promises.filter { $0.madeOn <= asOf && $0.amountMinor > 0 && lastToleratedDay($0) > asOf }
            .sorted(by: OracleRows.isServedBefore)
        let open = ledger.disputes.filter { $0.openedOn <= asOf && ($0.closedOn == nil || $0.closedOn! > asOf) }
            .sorted { $0.openedOn != $1.openedOn ? $0.openedOn < $1.openedOn : OracleRows.isBefore($0.dispute, $1.dispute) }
        var lacking = live.map { $0.amountMinor - paid($0) }
        var disputed = open.map(\.amountMinor)
        var found: [OracleLandingPart] = []
        for item in (ledger.snapshots[asOf] ?? []).filter({ $0.openMinor > 0 }).sorted(by: isDueBefore) {
            if daysByCustomer[item.customer] == nil {
                daysByCustomer[item.customer] = daysLate(item.customer, payments)
                ratesByCustomer[item.customer] = keptRate(item.customer, paid)
            }
            let whole = money.convert(item.openMinor, item.currency, on: asOf)
            var left = item.openMinor
            func add(_ taken: Int64, _ rule: String, _ day: Day?, _ rate: Rational) {
                let before = Int64(Int128(whole) * Int128(item.openMinor - left) / Int128(item.openMinor))
                left -= taken
                let converted = Int64(Int128(whole) * Int128(item.openMinor - left) / Int128(item.openMinor)) - before
                let isIn = day.map { $0.month == month && asOf != month.lastDay } ?? false
                let share = rate * Rational(converted)
                found.append(
                    OracleLandingPart(
                        item: item, openMinor: taken, converted: converted, rule: rule, expectedOn: day,
                        expected: isIn ? OracleMoney.roundHalfEven(share.numerator, share.denominator) : 0))
            }
            for (position, promise) in live.enumerated() where promise.customer == item.customer && promise.currency == item.currency {
                let taken = min(left, lacking[position])
                if taken <= 0 || (promise.document != nil && promise.document != item.document) { continue }
                lacking[position] -= taken
                add(taken, "promise", promise.dueOn > asOf ? promise.dueOn : asOf.adding(days: 1), ratesByCustomer[item.customer]!)
            }
            for (position, dispute) in open.enumerated() where dispute.customer == item.customer && dispute.document == item.document {
                let taken = dispute.currency == item.currency ? min(left, disputed[position]) : left
                if taken <= 0 { continue }
                if dispute.currency == item.currency { disputed[position] -= taken }
                add(taken, "dispute", dispute.openedOn.adding(days: cycleDays(dispute.department)), Rational(1))
            }
            if left > 0 {
                let day = item.dueDate?.adding(days: daysByCustomer[item.customer]!)
                add(left, day == nil ? "undated" : "due", day, Rational(1))
            }
        }
        return found
    }

    private func isDueBefore(_ left: OracleItem, _ right: OracleItem) -> Bool {
        if left.dueDate != right.dueDate {
            guard let due = left.dueDate else { return false }
            return right.dueDate.map { due < $0 } ?? true
        }
        if left.company != right.company { return OracleRows.isBefore(left.company, right.company) }
        if left.document != right.document { return OracleRows.isBefore(left.document, right.document) }
        return OracleRows.isBefore(left.line, right.line)
    }

    // MARK: Habits of the last 365 days

    private func isRecent(_ day: Day) -> Bool { day <= asOf && day > asOf.adding(days: -365) }

    private func keptRate(_ customer: String, _ paid: (PaymentPromise) -> Int64) -> Rational {
        let judged = ledger.promises.filter { promise in
            promise.amountMinor > 0 && promise.madeOn <= asOf && isRecent(promise.dueOn) && lastToleratedDay(promise) <= asOf
        }
        func team(_ customer: String) -> String { place(nil, nil, customer, ownedOn: asOf).team }
        for group in [
            judged.filter { $0.customer == customer }, judged.filter { team($0.customer) == team(customer) }, judged,
        ] where group.count >= 3 {
            return Rational(Int128(group.count { paid($0) >= $0.amountMinor }), Int128(group.count))
        }
        return Rational(1, 2)
    }

    /// The payments of the last 365 days that name an invoice with a due day.
    private func latePayments() -> [(customer: String, amount: Int128, daysLate: Int128)] {
        var invoices: [[String]: [OracleInvoice]] = [:]
        for posting in postings.map(\.posting) where posting.kind == .invoice {
            invoices[[posting.company, posting.document], default: []].append(
                OracleInvoice(
                    dueDate: posting.dueDate, documentDate: posting.documentDate ?? posting.postingDate, postingDate: posting.postingDate))
        }
        var payments: [(customer: String, amount: Int128, daysLate: Int128)] = []
        for row in postings where row.posting.kind == .payment && row.posting.amountMinor < 0 && isRecent(row.posting.postingDate) {
            guard let document = row.posting.clears, let lines = invoices[[row.posting.company, document]],
                let due = OracleInvoice.cleared(of: lines, on: row.posting.postingDate)?.dueDate
            else { continue }
            payments.append((row.posting.customer, -Int128(row.converted), Int128(row.posting.postingDate.days(since: due))))
        }
        return payments
    }

    private func daysLate(_ customer: String, _ payments: [(customer: String, amount: Int128, daysLate: Int128)]) -> Int {
        var own: (weighted: Int128, weight: Int128, count: Int) = (0, 0, 0)
        var all: (weighted: Int128, weight: Int128) = (0, 0)
        for payment in payments {
            all = (all.weighted + payment.amount * payment.daysLate, all.weight + payment.amount)
            if payment.customer == customer {
                own = (own.weighted + payment.amount * payment.daysLate, own.weight + payment.amount, own.count + 1)
            }
        }
        if own.count >= 3, own.weight > 0 { return Int(OracleMoney.roundHalfEven(own.weighted, own.weight)) }
        return all.weight > 0 ? Int(OracleMoney.roundHalfEven(all.weighted, all.weight)) : 0
    }

    private func cycleDays(_ department: String?) -> Int {
        let closed = ledger.disputes.filter { $0.closedOn != nil && isRecent($0.closedOn!) }
        let own = closed.filter { department != nil && $0.department == department }
        let counted = own.isEmpty ? closed : own
        if counted.isEmpty { return 30 }
        let days = counted.map { $0.closedOn!.days(since: $0.openedOn) }.reduce(0, +)
        return Int(OracleMoney.roundHalfEven(Int128(days), Int128(counted.count)))
    }

    // MARK: Re-run

    func landingRows(of month: Month, seenFrom rows: OracleRows) -> [OracleLandingRow] {
        if asOf == month.lastDay { return [] }
        return landingParts(of: month).map { part in
            OracleLandingRow(
                place: rows.place(part.item.company, part.item.currency, part.item.customer, ownedOn: rows.asOf), rule: part.rule,
                amount: part.expected)
        }
    }

    /// For each of six months that has a snapshot to re-run the forecast from: what it expected less the cash that came in after.
    func rerunForecasts() -> [[OracleLandingRow]] {
        var found: [[OracleLandingRow]] = []
        // A month that is over is forecast itself, like those before it, from the day before it.
        let isOver = workingDaysLeft == 0
        let worked = isOver ? 0 : (1...asOf.components.day).count { isWorked(asOf.month.firstDay.adding(days: $0 - 1)) }
        for back in isOver ? 0...5 : 1...6 {
            let month = asOf.month.adding(months: -back)
            guard let historyStart, month >= historyStart else { continue }
            var last = month.firstDay.adding(days: -1)
            var count = 0
            while last < month.lastDay && count < worked {
                last = last.adding(days: 1)
                if isWorked(last) { count += 1 }
            }
            let known = ledger.snapshots.keys.filter { month.firstDay.adding(days: -1) <= $0 && $0 <= last }.max()
            guard let known else { continue }
            var rows = known == month.lastDay ? [] : OracleRows(ledger, asOf: known, isBare: true).landingRows(of: month, seenFrom: self)
            for row in postings where row.posting.kind == .payment && row.posting.postingDate.month == month {
                if row.posting.postingDate > known { rows.append(OracleLandingRow(place: row.place, rule: "cash", amount: row.converted)) }
            }
            found.append(rows)
        }
        return found
    }

    private func isWorked(_ day: Day) -> Bool { OracleWorkDays.isWorked(day) }

    /// Working days after the as-of day in its month.
    var workingDaysLeft: Int { (0..<asOf.month.lastDay.days(since: asOf)).count { isWorked(asOf.adding(days: $0 + 1)) } }
}

extension OracleSlice {
    func landed() -> [String: OracleValue] {
        let cash = -flow(.payment)
        func expected(_ rule: String) -> Int64 { landing.filter { $0.rule == rule }.map(\.amount).reduce(0, +) }
        let forecast = cash + expected("promise") + expected("due") + expected("dispute")
        let attributed = credits.map(\.cash).reduce(0, +)
        var daily = OracleValue.notAvailable
        if let target, rows.workingDaysLeft > 0 {
            let missing = max(0, target - attributed)
            daily = .money(OracleMoney.roundHalfEven(Int128(missing), Int128(rows.workingDaysLeft)))
        }
        var error = OracleValue.notAvailable
        if !rows.hindcasts.isEmpty {
            let misses = rows.hindcasts.map { month in
                abs(month.filter { $0.place.key(in: scope) == key }.map { Int128($0.amount) }.reduce(0, +))
            }
            error = .money(OracleMoney.roundHalfEven(misses.reduce(0, +), Int128(misses.count)))
        }
        return [
            "landing.forecast": .money(forecast),
            "landing.gap": money(target.map { forecast - $0 }),
            "landing.error": error,
            "input.landing.promised": .money(expected("promise")),
            "input.landing.due": .money(expected("due")),
            "input.landing.disputed": .money(expected("dispute")),
            "input.landing.hindcasts": .count(Int64(rows.hindcasts.count)),
            "input.working-days-left": .count(Int64(rows.workingDaysLeft)),
            "input.target-daily": daily,
        ]
    }
}
