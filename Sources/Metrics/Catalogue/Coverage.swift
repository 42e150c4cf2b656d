import Ledger

/// `coverage.*`: of the customers past due at opening, the share with an outbound contact in the period; by number and by past-due amount.
enum Coverage {
    static let accounts = base(.count, of: { Share($0.contacted, over: $0.customers) }) { coverage in
        coverage.customers > 0
            ? .ratio(Rational(Int128(coverage.contacted), Int128(coverage.customers))) : .unavailable(.nothingPastDueAtOpening)
    }
    static let balance = base(.money, of: { Share($0.contactedMinor, over: $0.pastDueMinor) }) { coverage in
        coverage.pastDueMinor > 0
            ? .ratio(Rational(coverage.contactedMinor, coverage.pastDueMinor)) : .unavailable(.nothingPastDueAtOpening)
    }

    private static func base(
        _ measure: Basis.Measure, of share: @escaping @Sendable (Facts.CoverageFacts) -> Share?,
        _ value: @escaping @Sendable (Facts.CoverageFacts) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: Basis([.pastDueCustomers(share)], settings: [.conversion, .ownership, .period], measure: measure)) {
            facts, context in
            context.frame.hasOpening ? value(facts.coverage) : .unavailable(.noSnapshot(context.frame.openingDay))
        }
    }
}
