import Ledger
import Metrics

extension VerifyCheck {
    /// Opening + postings = closing, for every company, customer and currency; only for days whose month has an opening snapshot and postings.
    static let bridge = VerifyCheck(name: "bridge") { input in
        let period = Period.monthToDate(input.day)
        guard let first = try input.engine.firstPostingDay(), first.month <= input.day.month,
            let opening = try input.engine.positions(on: period.openingDay), let closing = try input.engine.positions(on: input.day)
        else { return [] }
        var unexplained: [Account: Int128] = [:]
        for row in 0..<closing.count { unexplained[Account(closing.groups, row), default: 0] += Int128(closing.netDocumentMinor[row]) }
        for row in 0..<opening.count { unexplained[Account(opening.groups, row), default: 0] -= Int128(opening.netDocumentMinor[row]) }
        for flows in try input.engine.flows([period]) {
            for row in 0..<flows.groups.count {
                for kind in 0..<FlowsRollup.kindCount {
                    unexplained[Account(flows.groups, row), default: 0] -= Int128(flows.documentMinor[row * FlowsRollup.kindCount + kind])
                }
            }
        }
        return unexplained.filter { $0.value != 0 }.keys.sorted().map { account in
            input.broken(
                "bridge",
                "company \(account.company), customer \(account.customer), \(account.currency.code): opening and postings since "
                    + "\(period.first.isoText) do not give the closing balance")
        }
    }

    /// What a bridge is drawn for.
    private struct Account: Hashable, Comparable {
        let company: String
        let customer: String
        let currency: Currency

        init(_ groups: AccountGroups, _ row: Int) {
            company = groups.companies[Int(groups.company[row])]
            customer = groups.customers[Int(groups.customer[row])]
            currency = groups.currencies[Int(groups.currency[row])]
        }

        static func < (left: Account, right: Account) -> Bool {
            if left.company != right.company { return left.company.utf8.lexicographicallyPrecedes(right.company.utf8) }
            if left.customer != right.customer { return left.customer.utf8.lexicographicallyPrecedes(right.customer.utf8) }
            return left.currency < right.currency
        }
    }
}
