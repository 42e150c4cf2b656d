/// The facts of every key of a scope.
struct KeyedFacts: Sendable {
    /// Ascending, `house` and `unknown` last.
    let keys: [String]
    /// Where the facts of each of ``keys`` are.
    private let order: [Int]
    private let rows: FactsRows
    /// Of the keys of the scope.
    private let places: [String: Int]

    /// - Parameters:
    ///   - rows: In any order.
    ///   - keys: The key of each of `rows`, each once.
    ///   - places: Where in `rows` those of each key are.
    ///   - isShown: Whether each of them is a key of the scope.
    init(_ rows: FactsRows, keys: [String], places: [String: Int], isShown: [Bool]) {
        // Keys mostly come in ascending order, which costs a sort next to nothing.
        let order = keys.indices.filter { isShown[$0] }.sorted { ScopeKey.precedes(keys[$0], keys[$1]) }
        let shown = order.map { keys[$0] }
        self.init(rows, order: order, keys: shown, places: order.count == places.count ? places : places.filter { isShown[$0.value] })
    }

    private init(_ rows: FactsRows, order: [Int], keys: [String], places: [String: Int]) {
        (self.rows, self.order, self.keys, self.places) = (rows, order, keys, places)
    }

    /// Facts of a single key.
    init(_ key: String, _ facts: Facts) {
        self.init(FactsRows([facts]), order: [0], keys: [key], places: [key: 0])
    }

    /// The facts of a key; nil for a key the scope does not have.
    subscript(key: String) -> Facts? { places[key].map { rows[$0] } }

    /// Visits every key in the order of ``keys``.
    func forEach(_ body: (_ key: String, _ facts: Facts) throws -> Void) rethrows {
        for (number, key) in keys.enumerated() { try body(key, rows[order[number]]) }
    }

    /// The facts of some of the keys, each once, in their order; those the scope does not have are passed over.
    func only(_ keys: some Sequence<String>) -> KeyedFacts {
        let found = keys.compactMap { key in places[key].map { (key: key, place: $0) } }
        return KeyedFacts(
            rows, order: found.map(\.place), keys: found.map(\.key),
            places: Dictionary(uniqueKeysWithValues: found.map { ($0.key, $0.place) }))
    }
}
