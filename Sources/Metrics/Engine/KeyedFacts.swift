/// The facts of every key of a scope.
struct KeyedFacts: Sendable {
    /// Ascending, `house` and `unknown` last.
    let keys: [String]
    /// Where the facts of each of ``keys`` are.
    private let order: [Int]
    private let facts: [Facts]
    private let places: [String: Int]
    /// Whether facts are those of a key of the scope, by their place.
    private let isShown: [Bool]

    /// - Parameters:
    ///   - facts: In any order.
    ///   - keys: The key of each of `facts`, each once.
    ///   - places: Where in `facts` those of each key are.
    ///   - isShown: Whether each of them is a key of the scope.
    init(_ facts: [Facts], keys: [String], places: [String: Int], isShown: [Bool]) {
        // Keys mostly come in ascending order, which costs a sort next to nothing.
        order = keys.indices.filter { isShown[$0] }.sorted { ScopeKey.precedes(keys[$0], keys[$1]) }
        self.keys = order.map { keys[$0] }
        self.facts = facts
        self.places = places
        self.isShown = isShown
    }

    /// - Parameter entries: Each key once.
    init(_ entries: [(key: String, facts: Facts)]) {
        self.init(
            entries.map(\.facts), keys: entries.map(\.key),
            places: Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.key, $0.offset) }),
            isShown: Array(repeating: true, count: entries.count))
    }

    /// The facts of a key; nil for a key the scope does not have.
    subscript(key: String) -> Facts? {
        guard let place = places[key], isShown[place] else { return nil }
        return facts[place]
    }

    /// Visits every key in the order of ``keys``.
    func forEach(_ body: (_ key: String, _ facts: Facts) throws -> Void) rethrows {
        try facts.withUnsafeBufferPointer { facts in
            guard let first = facts.baseAddress else { return }
            // Places of `order` are places of `facts`; reading at an address copies nothing, which a subscript would.
            for (number, key) in keys.enumerated() { try body(key, (first + order[number]).pointee) }
        }
    }

    /// The facts of some of the keys; those the scope does not have are passed over.
    func only(_ keys: some Sequence<String>) -> KeyedFacts {
        KeyedFacts(keys.compactMap { key in self[key].map { (key, $0) } })
    }
}
