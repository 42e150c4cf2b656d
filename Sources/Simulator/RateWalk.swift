import Ledger

/// Daily euro prices of GBP and USD that move slowly round a long-run level.
enum RateWalk {
    /// Hundred-thousandths of a euro: long-run level and the largest step of a day.
    private static let markets: [(currency: Currency, level: Int, step: Int)] = [
        (Currency(code: "GBP")!, 116_400, 310), (Currency(code: "USD")!, 91_200, 290),
    ]

    /// One rate a currency for the first day and every working day after it, up to the last.
    static func rates(seed: UInt64, from first: Day, to last: Day) -> [ExchangeRate] {
        var generator = Generator(seed: seed, stream: 7)
        var prices = markets.map { $0.level + generator.within(-900...900) }
        var rates: [ExchangeRate] = []
        var day = first
        while day <= last {
            if day == first || WorkingCalendar.isWorking(day) {
                for (index, market) in markets.enumerated() {
                    prices[index] += generator.within(-market.step...market.step) + (market.level - prices[index]) / 60
                    rates.append(
                        ExchangeRate(day: day, currency: market.currency, rate: Decimal64(mantissa: Int64(prices[index]), scale: 5)))
                }
            }
            day = day.adding(days: 1)
        }
        return rates
    }
}
