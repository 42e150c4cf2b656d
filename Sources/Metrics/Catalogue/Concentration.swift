import Ledger

/// `concentration.*`, over customers with a positive net balance: share of the ten largest, and Σ share² × 10 000.
enum Concentration {
    static let top10 = MetricDefinition.formula(
        .metric(.ratioPart(.topTenBalance)) / (.metric(.ratioPart(.positiveBalance)), .noPositiveBalance))

    /// The ten largest positive balances, and all of them.
    static let topTenBalance = balance(ofLargest: 10, topTen)
    static let positiveBalance = balance(ofLargest: .max) { $0.reduce(0, +) }

    private static func balance(
        ofLargest count: Int, _ sum: @escaping @Sendable (ArraySlice<Int128>) -> Int128
    ) -> MetricDefinition {
        .base(
            restsOn: Basis([.balances { balances in balances.prefix(count).map { Share($0) } }], settings: [.conversion, .ownership])
        ) { facts, _ in FigureValue(minor: sum(facts.positiveNets)) }
    }

    /// The sum of the ten largest, or of all when they are fewer.
    static func topTen(_ balances: ArraySlice<Int128>) -> Int128 {
        // The largest so far, descending.
        var largest: [Int128] = []
        for balance in balances where largest.count < 10 || balance > largest[9] {
            if largest.count == 10 { largest.removeLast() }
            largest.insert(balance, at: largest.firstIndex { $0 < balance } ?? largest.count)
        }
        return largest.reduce(0, +)
    }

    static let herfindahl = MetricDefinition.base(
        // A customer's share² × 10 000, written over the total's square: balance² × 10 000 over balance × total.
        restsOn: Basis(
            [
                .balances { balances in
                    let weights = squarable(balances[...])
                    let total = weights.reduce(0, +)
                    return weights.map { Share($0 * $0 * 10_000, over: $0 * total) }
                }
            ], settings: [.conversion, .ownership], measure: .count)
    ) { facts, _ in
        let balances = squarable(facts.positiveNets)
        guard !balances.isEmpty else { return .unavailable(.noPositiveBalance) }
        let total = balances.reduce(0, +)
        return .index(.quotient(balances.reduce(0) { $0 + $1 * $1 } * 10_000, by: total * total))
    }

    /// Squares of the total times 10 000 must fit 127 bits: beyond 2^56 minor units all balances are halved as often as it takes, which moves a share by less
    /// than 2^-50.
    private static func squarable(_ balances: ArraySlice<Int128>) -> ArraySlice<Int128> {
        var balances = balances
        while balances.reduce(0, +) >= 1 << 56 { balances = ArraySlice(balances.map { $0 >> 1 }) }
        return balances
    }
}
