import Ledger

/// Days the team works, Italy: Monday to Friday without the public holidays, written down one by one.
enum OracleWorkDays {
    static func isWorked(_ day: Day) -> Bool {
        let (year, month, number) = day.components
        if day.weekday == 6 || day.weekday == 7 { return false }
        switch (month, number) {
        case (1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26): return false
        case (10, 4): return year < 2026
        default: return day != OracleBankDays.easterSunday(year).adding(days: 1)
        }
    }

    /// From one day to another, both inclusive.
    static func count(from first: Day, to last: Day) -> Int64 {
        Int64((0...last.days(since: first)).count { isWorked(first.adding(days: $0)) })
    }
}

extension OracleSlice {
    // MARK: The inputs that figures are shown with

    func inputs() -> [String: OracleValue] {
        let first = rows.asOf.month.firstDay
        let gone = OracleWorkDays.count(from: first, to: rows.asOf)
        let all = OracleWorkDays.count(from: first, to: rows.asOf.month.lastDay)
        let attributed = credits.map(\.cash).reduce(0, +)
        let placed = placed
        var pace = OracleValue.notAvailable
        if let target, target > 0, gone > 0 {
            pace = .fraction(Rational(Int128(attributed), Int128(target)) / Rational(Int128(gone), Int128(all)))
        }
        var values: [String: OracleValue] = [
            "input.period-days": .count(Int64(days)),
            "input.working-days": .count(gone),
            "input.month-working-days": .count(all),
            "input.time-gone": ratio(gone, all),
            "input.target-cash": money(target),
            "input.target-gap": money(target.map { attributed - $0 }),
            "input.pace": pace,
            "input.sales-3m": sold(monthsBack: 2),
            "input.days-3m": .count(Int64(rows.asOf.days(since: rows.asOf.month.adding(months: -2).firstDay) + 1)),
            "input.sales-12m": sold(monthsBack: 11),
            "input.year-opening": money(total(yearOpening)),
            "input.sales-ytd": sold(monthsBack: rows.asOf.components.month - 1),
            "input.credits-outside": money(total(closing?.filter { $0.item.openMinor < 0 }).map { $0 - placed.reduce(0, +) }),
        ]
        if case .count(let contacts) = contacted()["contacts"] {
            values["contacts.per-day"] = ratio(contacts, gone)
        } else {
            values["contacts.per-day"] = .notAvailable
        }
        for (bucket, name) in OracleMetrics.bucketNames(rows.ledger.limits).enumerated() {
            values["input.debit." + name] = money(total(closing?.filter { $0.isDebit && $0.bucket == bucket }))
            values["input.credits." + name] = money(closing.map { _ in placed[bucket] })
        }
        values.merge(documentsOutside()) { first, _ in first }
        values.merge(moved()) { first, _ in first }
        return values
    }

    /// Sales of the month and some months before it; n/a when the history starts later.
    private func sold(monthsBack: Int) -> OracleValue {
        let month = rows.asOf.month.adding(months: -monthsBack)
        guard let historyStart = rows.historyStart, month >= historyStart else { return .notAvailable }
        return .money(sales(from: month.firstDay, to: rows.asOf))
    }

    /// What credits change in each bucket: what stands in it less its debit items.
    private var placed: [Int64] {
        (0...rows.ledger.limits.count + 1).map { bucket in
            (bucketAmount(bucket) ?? 0) - (total(closing?.filter { $0.isDebit && $0.bucket == bucket }) ?? 0)
        }
    }

    /// Debit items of months that have no sales on record.
    private func documentsOutside() -> [String: OracleValue] {
        let ids = ["input.dso-true-left-out", "input.dso-true-left-out-count"]
        guard let closing, let historyStart = rows.historyStart, historyStart <= rows.asOf.month else {
            return [ids[0]: .notAvailable, ids[1]: .notAvailable]
        }
        let outside = closing.filter { row in
            let month = row.item.documentDate.month
            guard row.isDebit else { return false }
            return month < historyStart || month > rows.asOf.month || sales(from: month.firstDay, to: min(month.lastDay, rows.asOf)) <= 0
        }
        return [ids[0]: money(total(outside)), ids[1]: .count(Int64(outside.count))]
    }

    /// The migration in amounts: where the opening buckets stand, what settled them, what is new.
    private func moved() -> [String: OracleValue] {
        var values: [String: OracleValue] = [:]
        let names = OracleMetrics.bucketNames(rows.ledger.limits)
        let hasPostings = rows.historyStart.map { $0 <= rows.asOf.month } == true
        var grown = [Int64](repeating: 0, count: names.count)
        for row in closing ?? [] { grown[row.bucket] += row.grown }
        for (from, name) in names.enumerated() {
            let before = (opening ?? []).filter { $0.isDebit && $0.bucket == from }
            let id = "input.migration." + name
            var gone = before.map(\.converted).reduce(0, +)
            values[id] = money(opening.map { _ in gone })
            for (to, other) in names.enumerated() {
                let stands = before.compactMap { $0.standing?.bucket == to ? $0.standing?.amount : nil }.reduce(0, +)
                gone -= stands
                values[id + "." + other] = money(opening.map { _ in stands })
            }
            values[id + ".settled"] = money(opening.map { _ in gone })
            for (kind, word) in ["paid", "credited", "written-off"].enumerated() {
                let settled = before.map { $0.settled[kind] }.reduce(0, +)
                gone -= settled
                values[id + "." + word] = hasPostings ? money(opening.map { _ in settled }) : .notAvailable
            }
            values[id + ".other"] = hasPostings ? money(opening.map { _ in gone }) : .notAvailable
            values["input.migration.new." + name] = money(opening.map { _ in grown[from] })
        }
        return values
    }
}
