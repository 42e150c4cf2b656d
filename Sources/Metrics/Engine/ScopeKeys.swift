import LedgerColumns

/// The keys of one scope; a place is the number of a key.
struct ScopeKeys {
    /// The codes of the keys are their places.
    private(set) var keys = StringDictionary()
    /// Whether anything of a key is of the day or its period; others only count in coarser scopes.
    private(set) var isShown: [Bool] = []
    /// Where cash of each owner goes, by owner code.
    private(set) var ownerPlaces: [Int] = []

    var count: Int { keys.count }

    /// Adds a key unless it is known.
    ///
    /// - Parameter shown: false for a key that only counts in coarser scopes.
    /// - Returns: The key's place.
    @discardableResult
    mutating func add(_ key: String, shown: Bool = true) -> Int {
        let place = Int(keys.code(adding: key))
        if place == isShown.count { isShown.append(shown) } else { isShown[place] = isShown[place] || shown }
        return place
    }

    /// Makes a key one that is shown.
    mutating func show(_ place: Int) { isShown[place] = true }

    /// Adds the first keys, whose places are their codes.
    mutating func addFirst(_ keys: StringDictionary, isShown: [Bool]) {
        precondition(count == 0 && keys.count == isShown.count)
        (self.keys, self.isShown) = (keys, isShown)
    }

    /// Adds those whom the attribution policy credits.
    mutating func addOwners(_ payments: PaymentsRollup, key: (String) -> String) {
        ownerPlaces = payments.owners.map { add(key($0)) }
    }
}
