import Ledger

extension Simulation {
    /// Of a hundred, what is expected in the month of an item due by its end, by how late it is when the month starts (negative: days until it is due).
    private static let expectation: [(daysPastDueMax: Int, percent: Int64)] = [
        (-24, 34), (-15, 70), (0, 93), (30, 88), (60, 56), (90, 38), (Int.max, 14),
    ]

    /// Sets the targets of a month on its first day, from what each portfolio should bring in.
    mutating func setTargets(for month: Month) {
        var expected = [Int64](repeating: 0, count: team.members.count + 1)
        for account in book.accounts {
            for item in account.open.map({ items[$0] }) where item.isDebit {
                guard let due = item.dueDay, due <= month.lastDay else { continue }
                let late = daysPastDue(item)
                let percent = Self.expectation.first { late <= $0.daysPastDueMax }?.percent ?? 0
                expected[team.owners[account.customer] ?? team.members.count] += euros(item.openMinor, account.currency) * percent / 100
            }
        }
        let rounded = expected.map { ($0 + 500) / 1000 * 1000 }
        target(month, .all, "", "cash.collected", rounded.reduce(0, +), .eur)
        target(month, .all, "", "cei", 72)
        target(month, .all, "", "dso.simple", 48)
        for (name, cei, days) in [(Team.southTeam, Int64(72), Int64(52)), (Team.northTeam, 73, 44)] {
            let sum = team.members.indices.filter { team.members[$0].record.team == name }.reduce(0) { $0 + rounded[$1] }
            target(month, .team, name, "cash.collected", sum, .eur)
            target(month, .team, name, "cei", cei)
            target(month, .team, name, "dso.simple", days)
        }
        for (index, member) in team.members.enumerated() {
            target(month, .analyst, member.record.analyst, "cash.collected", rounded[index], .eur)
            target(month, .analyst, member.record.analyst, "contacts", Int64(max(1, 60 * options.customers / Team.customersForStaff)))
        }
    }

    private mutating func target(
        _ month: Month, _ scope: Scope, _ key: String, _ metric: String, _ value: Int64, _ currency: Currency? = nil
    ) {
        let places = currency == nil ? 0 : 2
        let decimal = Decimal64(mantissa: currency == nil ? value : value * 100, scale: places)
        result.targets.append(Target(month: month, scope: scope, key: key, metric: metric, value: decimal, currency: currency))
    }
}
