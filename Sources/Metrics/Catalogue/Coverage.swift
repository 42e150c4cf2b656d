import Ledger

/// `coverage.*`: of the customers past due at opening, the share with an outbound contact in the period; by number and by past-due amount.
enum Coverage {
    static let accounts = base { coverage in
        coverage.customers > 0
            ? .ratio(Rational(Int128(coverage.contacted), Int128(coverage.customers))) : .unavailable(.nothingPastDueAtOpening)
    }
    static let balance = base { coverage in
        coverage.pastDueMinor > 0
            ? .ratio(Rational(coverage.contactedMinor, coverage.pastDueMinor)) : .unavailable(.nothingPastDueAtOpening)
    }

    private static func base(_ value: @escaping @Sendable (Facts.CoverageFacts) -> FigureValue) -> MetricDefinition {
        .base { facts, context in
            context.frame.hasOpening ? value(facts.coverage) : .unavailable(.noSnapshot(context.frame.openingDay))
        }
    }
}
