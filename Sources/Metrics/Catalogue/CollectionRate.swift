import Ledger

/// `collect.*`: cash of the period against what it could collect.
///
/// collectable = debit items of the opening snapshot due by month end + invoices posted in the period and due by month end;
/// on-collectable = payments of the period applied to those documents. The tracker rate divides all cash by the collectable: its numerator is not inside its
/// denominator.
enum CollectionRate {
    static let cash = MetricDefinition.formula(.negated(.metric(.bridgeCash)))

    static let collectable = MetricDefinition.base(
        restsOn: Basis(
            [
                .items(.opening) { item, _ in item.isDebit && item.isDueInMonth ? Share(item.convertedMinor) : nil },
                .postings(.months(0)) { posting, _ in
                    posting.kind == .invoice && posting.isDueInMonth ? Share(posting.convertedMinor) : nil
                },
            ], settings: [.conversion, .ownership, .period])
    ) { facts, context in
        if let reason = FactsNeeds([.flows, .opening]).missing(context.frame) { return .unavailable(reason) }
        return FigureValue(minor: facts[.openingDueInMonth] + facts[.invoicesDueInMonth])
    }

    static let onCollectable = MetricDefinition.base(
        restsOn: .payments { Share(nonzero: $0[.onCollectable]) }, .onCollectable, needs: [.flows, .opening])

    static let rate = MetricDefinition.formula(.metric(.collectOnCollectable) / (.metric(.collectCollectable), .nothingCollectable))
    static let trackerRate = MetricDefinition.formula(.metric(.collectCash) / (.metric(.collectCollectable), .nothingCollectable))
}
