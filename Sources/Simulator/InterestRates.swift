import Ledger

/// Late-payment interest by half-year: eight points above the central banks' rates on the first day of it (Directive 2011/7/EU; in the United Kingdom the act of
/// 1998, on the last day before it). Half-years before and after the known ones keep the nearest rate.
enum InterestRates {
    private static let firstKnown = HalfYear(iso: "2023-H1")!
    /// Hundredths of a per cent since ``firstKnown``; the first row is for every currency without one of its own.
    private static let known: [(currency: Currency?, basisPoints: [Int64])] = [
        (nil, [1_050, 1_200, 1_250, 1_225, 1_115, 1_015, 1_015]),
        (Currency(code: "GBP")!, [1_150, 1_300, 1_325, 1_325, 1_275, 1_225, 1_175]),
    ]

    /// The rates of all half-years in which an item of the days given can be late.
    static func rates(from first: Day, to last: Day) -> [InterestRate] {
        let halfYears = (HalfYear(of: first).index...HalfYear(of: last).index).map { HalfYear(index: $0) }
        return known.flatMap { currency, basisPoints in
            halfYears.map { halfYear in
                let place = min(max(0, halfYear.index - firstKnown.index), basisPoints.count - 1)
                return InterestRate(halfYear: halfYear, currency: currency, ratePercent: Decimal64(mantissa: basisPoints[place], scale: 2))
            }
        }
    }
}

extension SimulatedLedger {
    func writeInterestRates(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("half_year,rate,currency")
        try file.endRow()
        for rate in InterestRates.rates(from: options.firstDay, to: snapshots.last?.day ?? options.lastMonth.lastDay) {
            file.fields(rate.halfYear.isoText, rate.ratePercent.text)
            file.text(rate.currency?.code ?? "")
            try file.endRow()
        }
        try file.finish()
    }
}
