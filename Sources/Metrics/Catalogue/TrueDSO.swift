import Ledger

/// `dso.true` = Σ over debit items (D − document date) × open ÷ sales of the document's calendar month, in days.
///
/// Items of months without sales on record stay out and are counted. Each month's quotient is rounded half to even at the twelfth decimal place, so that any
/// number of months adds up exactly. Nothing open is 0 days. Readings: “True DSO, turnover, expected loss”.
enum TrueDSO {
    static let definition = MetricDefinition.base(
        restsOn: Basis([.documents], settings: [.sales, .conversion, .ownership, .lookBack], measure: .days)
    ) { facts, context in
        if let reason = context.frame.missingFlows(since: context.frame.asOf.month) { return .unavailable(reason) }
        var picoDays: Int128 = 0
        var counted: Int64 = 0
        for (index, sales) in facts.salesByMonth.enumerated() where sales > 0 {
            let documents = facts.documents[index]
            picoDays += Rational.divideHalfEven(documents.minorDays * picoDaysPerDay, by: sales)
            counted += documents.count
        }
        guard counted > 0 || facts.debitCount == 0 else { return .unavailable(.noSalesOfDocumentMonths) }
        return .days(Rational(picoDays, picoDaysPerDay))
    }

    /// Debit items that stay out: their open amount, and their number.
    static let leftOut = MetricDefinition.base(restsOn: outside(.money) { Share($0.convertedMinor) }) { facts, context in
        if let reason = context.frame.missingFlows(since: context.frame.asOf.month) { return .unavailable(reason) }
        return FigureValue(minor: leftOut(facts).reduce(0) { $0 + $1.openMinor })
    }
    static let leftOutCount = MetricDefinition.base(restsOn: outside(.count) { _ in Share(Int128(1)) }) { facts, context in
        if let reason = context.frame.missingFlows(since: context.frame.asOf.month) { return .unavailable(reason) }
        return .count(leftOut(facts).reduce(0) { $0 + $1.count })
    }

    private static func outside(_ measure: Basis.Measure, _ share: @escaping @Sendable (ItemView) -> Share) -> Basis {
        Basis([.documentsOutside(share)], settings: [.sales, .conversion, .ownership, .lookBack], measure: measure)
    }

    static let picoDaysPerDay = Rational.powerOfTen(12)

    /// Months without sales, and what lies outside of the sales history.
    private static func leftOut(_ facts: Facts) -> [Facts.DocumentFacts] {
        facts.documents.enumerated().filter { index, _ in index >= facts.salesByMonth.count || facts.salesByMonth[index] <= 0 }
            .map(\.element)
    }
}
