import LedgerColumns

/// The facts of every key of a scope.
struct KeyedFacts: Sendable {
    /// Ascending, `house` and `unknown` last.
    let keys: [String]
    /// Where the facts of each of ``keys`` are.
    private let order: [Int]
    private let rows: FactsRows
    /// The keys of the scope, and others.
    private let codes: StringDictionary
    /// By code, where the facts of a key are; nil for one that is none of the scope.
    private let places: [Int?]

    /// - Parameters:
    ///   - rows: In any order.
    ///   - keys: The key of each of `rows`, by its place.
    ///   - isShown: Whether each of them is a key of the scope.
    init(_ rows: FactsRows, keys: StringDictionary, isShown: [Bool]) {
        // Keys mostly come in ascending order, which costs a sort next to nothing.
        let order = isShown.indices.filter { isShown[$0] }.sorted { ScopeKey.precedes(keys.values[$0], keys.values[$1]) }
        self.init(
            rows, order: order, keys: order.map { keys.values[$0] }, codes: keys, places: isShown.indices.map { isShown[$0] ? $0 : nil })
    }

    private init(_ rows: FactsRows, order: [Int], keys: [String], codes: StringDictionary, places: [Int?]) {
        (self.rows, self.order, self.keys, self.codes, self.places) = (rows, order, keys, codes, places)
    }

    /// Facts of a single key.
    init(_ key: String, _ facts: Facts) {
        self.init(FactsRows([facts]), keys: StringDictionary(values: [key]), isShown: [true])
    }

    /// The facts of a key; nil for a key the scope does not have.
    subscript(key: String) -> Facts? { place(of: key).map { rows[$0] } }

    private func place(of key: String) -> Int? { codes.code(of: key).flatMap { places[Int($0)] } }

    /// Visits every key in the order of ``keys``.
    func forEach(_ body: (_ key: String, _ facts: Facts) throws -> Void) rethrows {
        for (number, key) in keys.enumerated() { try body(key, rows[order[number]]) }
    }

    /// The facts of some of the keys, each once, in their order; those the scope does not have are passed over.
    func only(_ keys: some Sequence<String>) -> KeyedFacts {
        let found = keys.compactMap { key in place(of: key).map { (key: key, place: $0) } }
        let (own, places) = (found.map(\.key), found.map(\.place))
        return KeyedFacts(rows, order: places, keys: own, codes: StringDictionary(values: own), places: places)
    }
}
