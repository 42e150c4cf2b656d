import Ledger

/// `concentration.*`, over customers with a positive net balance: share of the ten largest, and Σ share² × 10 000.
enum Concentration {
    static let top10 = MetricDefinition.base { facts, _ in
        let balances = positive(facts)
        guard !balances.isEmpty else { return .unavailable(.noPositiveBalance) }
        return .ratio(Rational(balances.prefix(10).reduce(0, +), balances.reduce(0, +)))
    }

    static let herfindahl = MetricDefinition.base { facts, _ in
        var balances = positive(facts)
        guard !balances.isEmpty else { return .unavailable(.noPositiveBalance) }
        // Squares of the total times 10 000 must fit 127 bits: beyond 2^56 minor units all balances are halved as often as it takes, which
        // moves a share by less than 2^-50.
        while balances.reduce(0, +) >= 1 << 56 { balances = balances.map { $0 >> 1 } }
        let total = balances.reduce(0, +)
        return .index(Rational(balances.reduce(0) { $0 + $1 * $1 } * 10_000, total * total))
    }

    private static func positive(_ facts: Facts) -> [Int128] { facts.customerNets.values.filter { $0 > 0 }.sorted(by: >) }
}
