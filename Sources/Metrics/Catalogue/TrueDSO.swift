import Ledger

/// `dso.true` = Σ over debit items (D − document date) × open ÷ sales of the document's calendar month, in days.
///
/// Items of months without sales on record stay out and are counted. Each month's quotient is rounded half to even at the twelfth decimal place, so that any
/// number of months adds up exactly. Nothing open is 0 days. Readings: “True DSO, turnover, expected loss”.
enum TrueDSO {
    static let definition = MetricDefinition.base(
        restsOn: Basis([.documents], settings: [.sales, .conversion, .ownership, .lookBack], measure: .days)
    ) { facts, context in
        if let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
        var picoDays: Int128 = 0
        var counted: Int128 = 0
        for month in 0..<facts.layout.monthCount where facts[.documentCount, month] != 0 {
            let sales = facts[.sales, month]
            if sales <= 0 { continue }
            picoDays += Rational.divideHalfEven(facts[.documentMinorDays, month] * picoDaysPerDay, by: sales)
            counted += facts[.documentCount, month]
        }
        guard counted > 0 || facts[.debitCount] == 0 else { return .unavailable(.noSalesOfDocumentMonths) }
        return .days(.quotient(picoDays, by: picoDaysPerDay))
    }

    /// Debit items that stay out: their open amount, and their number.
    static let leftOut = MetricDefinition.base(restsOn: outside(.money) { Share($0.convertedMinor) }) { facts, context in
        if let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
        return FigureValue(minor: leftOut(.documentOpen, facts))
    }
    static let leftOutCount = MetricDefinition.base(restsOn: outside(.count) { _ in Share(Int128(1)) }) { facts, context in
        if let reason = context.frame.missingFlows(since: context.frame.month) { return .unavailable(reason) }
        return .count(Int64(leftOut(.documentCount, facts)))
    }

    private static func outside(_ measure: Basis.Measure, _ share: @escaping @Sendable (ItemView) -> Share) -> Basis {
        Basis([.documentsOutside(share)], settings: [.sales, .conversion, .ownership, .lookBack], measure: measure)
    }

    static let picoDaysPerDay = Rational.powerOfTen(12)

    /// Months without sales, and what lies outside of the sales history.
    static func leftOut(_ row: FactsRow, _ facts: Facts) -> Int128 {
        let months = facts.layout.monthCount
        var sum = facts[row, months]
        for month in 0..<months where facts[.sales, month] <= 0 { sum += facts[row, month] }
        return sum
    }
}
