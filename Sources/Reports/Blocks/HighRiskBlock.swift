import Ledger
import Metrics
import ReportDocument

/// Accounts that meet at least one rule, largest last bucket first, then past due, then id; each with what made it meet the rules.
struct HighRiskBlock {
    let id: String
    let rules: HighRiskRules

    func table(_ context: BlockContext) -> DraftTable {
        let figures = context.figures
        let found = figures.keys(.customer).compactMap { customer -> Account? in Account(customer, rules, context) }
            .sorted { ($1.overLastMinor, $1.pastDueMinor, $0.customer) < ($0.overLastMinor, $0.pastDueMinor, $1.customer) }
        let shown = found.prefix(rules.rows)
        let metrics = [Metric.arNet, .arPastDue, .aging(bucket: context.aging.bucketCount - 1), .ratioPastDue]
        let rows: [(role: Row.Role, cells: [DraftCell])] = shown.map { account in
            let customer = context.data.tables.customers[account.customer]
            let owner = context.data.tables.portfolios.owner(of: account.customer, on: context.data.asOf) ?? PortfolioIndex.house
            let figureCells = metrics.map { context.cell($0, .customer, account.customer) }
            let oldest = figures.oldestDaysPastDue(.customer, account.customer).map { CellValue.count(Int64($0)) } ?? .empty
            return (
                .item,
                [context.text(account.customer), context.text(customer?.name ?? ""), context.text(context.words.key(owner))] + figureCells
                    + [DraftCell(oldest), context.text(account.reasons.map(context.words.because).joined(separator: "; "))]
            )
        }
        return DraftTable(
            id: id, title: context.words.heading(.highRisk),
            columns: [
                context.textColumn(.customer, id: "customer"), context.textColumn(.customerName, id: "name"),
                context.textColumn(.owner, id: "portfolio"),
            ] + metrics.map { context.column($0) } + [
                Column(id: "oldest-days-past-due", title: context.words.heading(.oldestDaysPastDue), kind: .number),
                context.textColumn(.because, id: "because", long: true),
            ],
            rows: rows, moreRows: found.count > shown.count ? context.words.more(found.count - shown.count) : nil, isHome: true)
    }

    /// An account that meets a rule.
    private struct Account {
        let customer: String
        let pastDueMinor: Int64
        let overLastMinor: Int64
        let reasons: [HighRiskReason]

        init?(_ customer: String, _ rules: HighRiskRules, _ context: BlockContext) {
            let figures = context.figures
            let last = context.aging.bucketCount - 1
            guard case .money(let pastDue) = figures.value(.arPastDue, .customer, customer),
                case .money(let overLast) = figures.value(.aging(bucket: last), .customer, customer),
                case .money(let net) = figures.value(.arNet, .customer, customer)
            else { return nil }
            let unit = Int128(context.currency.minorPerMajor)
            let label = context.aging.limits[context.aging.limits.count - 1]
            var reasons: [HighRiskReason] = []
            if Int128(overLast) >= Int128(rules.overLastAtLeast) * unit, overLast > 0 {
                reasons.append(.overLastBucket(minor: overLast, label: label, currency: context.currency))
            }
            if case .ratio(let share) = figures.value(.ratioPastDue, .customer, customer), share >= rules.pastDueShare,
                Int128(pastDue) >= Int128(rules.pastDueAtLeast) * unit, pastDue > 0
            {
                reasons.append(.pastDueShare(share: share))
            }
            if rules.overCreditLimit, let limit = Self.limit(customer, context), net > limit {
                reasons.append(.overCreditLimit(exposureMinor: net, limitMinor: limit, currency: context.currency))
            }
            guard !reasons.isEmpty else { return nil }
            self.customer = customer
            pastDueMinor = pastDue
            overLastMinor = overLast
            self.reasons = reasons
        }

        /// The customer's credit limit in the reporting currency at D; nil without a limit or a rate.
        private static func limit(_ customer: String, _ context: BlockContext) -> Int64? {
            guard let record = context.data.tables.customers[customer], let minor = record.creditLimitMinor else { return nil }
            let currency = record.creditLimitCurrency ?? context.currency
            return context.data.tables.rates.conversion(of: currency, on: context.data.asOf)?.convert(minor)
        }
    }
}
