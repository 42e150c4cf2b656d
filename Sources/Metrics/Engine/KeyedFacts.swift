/// The facts of every key of a scope.
struct KeyedFacts: Sendable {
    /// Ascending, `house` and `unknown` last.
    let keys: [String]
    /// Where the facts of each of ``keys`` are.
    private let order: [Int]
    private let facts: [Facts]
    private let places: [String: Int]

    /// - Parameters:
    ///   - facts: In any order.
    ///   - places: Where in `facts` those of each key are.
    init(_ facts: [Facts], places: [String: Int]) {
        let sorted = places.sorted { ScopeKey.precedes($0.key, $1.key) }
        keys = sorted.map(\.key)
        order = sorted.map(\.value)
        self.facts = facts
        self.places = places
    }

    /// - Parameter entries: Each key once.
    init(_ entries: [(key: String, facts: Facts)]) {
        self.init(
            entries.map(\.facts), places: Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.key, $0.offset) }))
    }

    /// The facts of a key; nil for a key the scope does not have.
    subscript(key: String) -> Facts? { places[key].map { facts[$0] } }

    /// Visits every key in the order of ``keys``.
    func forEach(_ body: (_ key: String, _ facts: Facts) throws -> Void) rethrows {
        try facts.withUnsafeBufferPointer { facts in
            for (number, key) in keys.enumerated() { try body(key, facts[order[number]]) }
        }
    }

    /// The facts of some of the keys; those the scope does not have are passed over.
    func only(_ keys: some Sequence<String>) -> KeyedFacts {
        KeyedFacts(keys.compactMap { key in self[key].map { (key, $0) } })
    }
}
