import Ledger
import ReportDocument

/// How amounts of a sentence, and the differences between them that it names, are written so that what is printed adds up.
///
/// Amounts are written as sentences have them, in whole units from a thousand units on, and a difference is that of the two amounts as they are written. All have
/// all their decimals where two amounts that differ would read the same, or where one of the two alone is in whole units and the difference is none.
struct ShownAmounts {
    private let currency: Currency
    private let format: FigureFormat
    /// Whether amounts have all their decimals.
    private let isExact: Bool

    /// - Parameter pairs: The amounts between which the sentence names the difference, in minor units.
    init(_ pairs: [(first: Int64, second: Int64)], _ currency: Currency, _ format: FigureFormat) {
        (self.currency, self.format) = (currency, format)
        isExact = pairs.contains { !Self.addsUp($0.first, $0.second, currency) }
    }

    func amount(_ minor: Int64) -> String {
        isExact ? format.moneyWithCurrency(minor, currency) : format.moneyInSentence(minor, currency)
    }

    /// What is between two amounts of a pair, without a sign.
    func difference(_ first: Int64, _ second: Int64) -> String {
        let exact = isExact || !Self.isInWholeUnits(first, second, currency)
        let (upper, lower) =
            exact
            ? (Int128(first), Int128(second))
            : (FigureFormat.minorInSentence(first, currency), FigureFormat.minorInSentence(second, currency))
        let minor = Int64(clamping: upper < lower ? lower - upper : upper - lower)
        return exact ? format.moneyWithCurrency(minor, currency) : format.moneyInWholeUnits(minor, currency)
    }

    /// Whether two amounts as sentences have them, and what is between these, say the truth of the exact ones.
    private static func addsUp(_ first: Int64, _ second: Int64, _ currency: Currency) -> Bool {
        guard first != second, isInWholeUnits(first, second, currency) else { return true }
        let shown = FigureFormat.minorInSentence(first, currency) - FigureFormat.minorInSentence(second, currency)
        return shown != 0 && shown % Int128(currency.minorPerMajor) == 0
    }

    /// Whether a sentence has one of two amounts in whole units.
    private static func isInWholeUnits(_ first: Int64, _ second: Int64, _ currency: Currency) -> Bool {
        [first, second].contains { FigureFormat.isInWholeUnits($0, currency) }
    }
}

extension ShownAmounts {
    /// The amounts of the sentence on the pace. What is missing to the target is a difference in it when it is named as a whole and not by the day.
    init(_ pace: PaceFigures, _ format: FigureFormat) {
        var pairs = [(first: pace.cashMinor, second: pace.targetToDateMinor)]
        if pace.cashMinor < pace.targetMinor, pace.daysLeft <= 1 { pairs.append((first: pace.targetMinor, second: pace.cashMinor)) }
        self.init(pairs, pace.currency, format)
    }
}
