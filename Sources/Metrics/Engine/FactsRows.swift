import Ledger

/// The facts of many keys, one behind the other.
struct FactsRows: Sendable {
    private let layout: FactsLayout
    let count: Int
    private let amounts: [Int128]
    private let oldestDueDays: [Day?]
    /// Empty where there are none.
    private let attributed: [Int128]
    private let collection: [CollectionFacts]
    private let risk: [RiskFacts]
    private let positiveNets: [Int128]
    /// Where the balances of each key begin, and last where they end.
    private let netStarts: [Int32]

    /// - Parameters:
    ///   - amounts: By key and layout.
    ///   - nets: By place of a key, in any order.
    init(
        _ layout: FactsLayout, amounts: [Int128], oldestDueDays: [Day?], attributed: [Int128], collection: [CollectionFacts],
        risk: [RiskFacts],
        nets: [FactsColumns.Net]
    ) {
        count = oldestDueDays.count
        precondition(amounts.count == count * layout.count)
        for others in [attributed.count, collection.count, risk.count] { precondition(others == 0 || others == count) }
        (self.layout, self.amounts, self.oldestDueDays) = (layout, amounts, oldestDueDays)
        (self.attributed, self.collection, self.risk) = (attributed, collection, risk)
        // Counting sort: linear, and stable.
        var starts = [Int32](repeating: 0, count: count + 1)
        for net in nets { starts[net.place + 1] += 1 }
        for place in 0..<count { starts[place + 1] += starts[place] }
        var (sorted, next) = ([Int128](repeating: 0, count: nets.count), starts)
        for net in nets {
            sorted[Int(next[net.place])] = net.minor
            next[net.place] += 1
        }
        (positiveNets, netStarts) = (sorted, starts)
    }

    /// Facts that stand alone, put together.
    init(_ facts: [Facts]) {
        let layout = facts.first?.layout ?? FactsLayout(bucketCount: 0, monthCount: 0)
        precondition(facts.allSatisfy { $0.layout == layout })
        self.init(
            layout, amounts: facts.flatMap(\.amounts), oldestDueDays: facts.map(\.oldestDueDay), attributed: facts.map(\.attributed),
            collection: facts.map(\.collection), risk: facts.map(\.risk),
            nets: facts.enumerated().flatMap { place, facts in facts.positiveNets.map { FactsColumns.Net(place: place, minor: $0) } })
    }

    subscript(_ place: Int) -> Facts {
        var facts = Facts(layout, amounts: amounts[place * layout.count..<(place + 1) * layout.count])
        facts.oldestDueDay = oldestDueDays[place]
        if !attributed.isEmpty { facts.attributed = attributed[place] }
        if !collection.isEmpty { facts.collection = collection[place] }
        if !risk.isEmpty { facts.risk = risk[place] }
        facts.positiveNets = positiveNets[Int(netStarts[place])..<Int(netStarts[place + 1])]
        return facts
    }
}
