import Ledger
import Metrics

/// The target of the month and its cause: whether it is met, or where cash stands to the pace and will land; who lacks most; whose past due is largest there.
extension FindingsBlock {
    /// One paragraph on the target; nil without one.
    func target(_ context: BlockContext) -> String? {
        let parts = [standing(context), forecast(context).map(context.words.sentence), laggards(context).map(context.words.sentence)]
        let said = parts.compactMap { $0 }
        return said.isEmpty ? nil : said.joined(separator: " ")
    }

    /// Whether the target is met, at the end of a month; before, how cash stands to the pace, unless a block of its own says so.
    private func standing(_ context: BlockContext) -> String? {
        guard context.isWholeMonth else { return context.hasPace ? nil : PaceFigures(context).map(context.words.sentence) }
        guard let cash = context.figures.minor(.cashAttributed), let target = context.figures.minor(.targetCash) else { return nil }
        return context.words.sentence(.attainment(cashMinor: cash, targetMinor: target, currency: context.currency))
    }

    /// Where cash will land, while days are left and there is a target.
    private func forecast(_ context: BlockContext) -> Finding? {
        guard context.targets.pace != nil, let forecast = context.figures.minor(.landingForecast),
            let gap = context.figures.minor(.landingGap)
        else { return nil }
        return .forecast(minor: forecast, gapMinor: gap, context.currency)
    }

    /// The team and the portfolio whose cash is furthest below their targets, or below what of these goes with the days gone.
    private func laggards(_ context: BlockContext) -> Finding? {
        let (team, portfolio) = (laggard(.team, context), laggard(.analyst, context))
        guard team != nil || portfolio != nil else { return nil }
        return .laggards(team: team, portfolio: portfolio, isRunning: context.targets.pace != nil, context.currency)
    }

    /// Of a scope's keys with targets, two at least, the one that lacks most; of equal ones the first. nil when none lacks anything, and where no
    /// portfolios are named.
    private func laggard(_ scope: Scope, _ context: BlockContext) -> Laggard? {
        guard context.namesPortfolios else { return nil }
        let (figures, pace) = (context.figures, context.targets.pace)
        let missing = figures.keys(scope).compactMap { key -> (key: String, minor: Int64)? in
            guard let cash = figures.minor(.cashAttributed, scope, key), let target = figures.minor(.targetCash, scope, key) else {
                return nil
            }
            return (key, (pace?.part(ofMinor: target) ?? target) - cash)
        }
        guard missing.count > 1, let most = missing.map(\.minor).max(), most > 0, let first = missing.first(where: { $0.minor == most })
        else { return nil }
        return Laggard(key: first.key, name: context.words.key(first.key), missingMinor: most)
    }

    /// Customers named at most.
    private static let customersMax = 3

    /// The customers with the largest past due of the portfolio that lacks most, or of all.
    func largestPastDue(_ context: BlockContext) -> Finding? {
        let owner = laggard(.analyst, context)
        let (figures, owners) = (context.figures, context.data.tables.portfolios)
        var customers: [(key: String, minor: Int64)] = []
        figures.forEachKey(.customer, EvaluationPlan([.arPastDue], frame: figures.frame)) { key, values in
            guard let value = values.first, case .money(let minor) = value, minor > 0 else { return }
            if let owner, (owners.owner(of: key, on: context.data.asOf) ?? PortfolioIndex.house) != owner.key { return }
            customers.append((key, minor))
        }
        // Sorting is stable: of equal amounts the first key comes first.
        let largest = customers.sorted { $0.minor > $1.minor }.prefix(Self.customersMax)
        let whole = owner.map { figures.minor(.arPastDue, .analyst, $0.key) } ?? figures.minor(.arPastDue)
        guard !largest.isEmpty, let whole else { return nil }
        return .largestPastDue(
            largest.map { DebtorAmount(customer: named($0.key, context), minor: $0.minor) }, portfolio: owner?.name, wholeMinor: whole,
            context.currency)
    }
}

extension BlockContext {
    /// Whether sentences may set portfolios apart: in managers' reports of the whole ledger only, since a portfolio is a person's.
    var namesPortfolios: Bool { data.subject == nil && spec.audience == .manager }

    /// Whether the report has a block on the pace of cash.
    fileprivate var hasPace: Bool {
        spec.sections.contains { $0.blocks.contains { block in if case .pace = block { true } else { false } } }
    }
}
