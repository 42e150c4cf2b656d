import Ledger
import Metrics

/// The story of the period: the customer and the portfolio that moved the past due most the way it went, the largest broken promise.
extension FindingsBlock {
    func story(_ context: BlockContext) -> [Finding] {
        [customer(context), portfolio(context), brokenPromise(context)].compactMap { $0 }
    }

    /// Portfolios by their codes: they name nobody, whatever `privacy.analysts` says.
    private func portfolio(_ context: BlockContext) -> Finding? {
        guard context.namesPortfolios else { return nil }
        return context.figures.largestPastDueMove(.analyst).map { move in
            .pastDueMover(
                .portfolio(context.words.key(move.key)), fromMinor: move.openingMinor, toMinor: move.closingMinor, context.currency)
        }
    }

    private func customer(_ context: BlockContext) -> Finding? {
        context.figures.largestPastDueMove(.customer).map { move in
            .pastDueMover(
                .customer(named(move.key, context)), fromMinor: move.openingMinor, toMinor: move.closingMinor, context.currency)
        }
    }

    /// The largest promise of the period of which nothing was paid, by its amount in the reporting currency on its due day; of equal ones the first due.
    private func brokenPromise(_ context: BlockContext) -> Finding? {
        let broken = (context.data.lists?.promises ?? []).map(\.row).filter { $0.state == .broken }
        func size(_ row: PromiseProgress) -> Int64 {
            let promise = row.promise
            return context.data.tables.rates.conversion(of: promise.currency, on: promise.dueOn)?.convert(promise.amountMinor) ?? 0
        }
        guard let amount = broken.map(size).max(), amount > 0, let largest = broken.first(where: { size($0) == amount })?.promise
        else { return nil }
        return .brokenPromise(
            of: named(largest.customer, context), minor: largest.amountMinor, largest.currency, dueOn: largest.dueOn)
    }

    /// A customer's id, with its name where that is known.
    func named(_ customer: String, _ context: BlockContext) -> NamedCustomer {
        NamedCustomer(id: customer, name: context.data.tables.customers[customer]?.name ?? "")
    }
}
