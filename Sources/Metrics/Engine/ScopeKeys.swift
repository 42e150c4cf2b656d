/// The keys of one scope; a place is the number of a key.
struct ScopeKeys {
    private(set) var places: [String: Int] = [:]
    /// By place.
    private(set) var keys: [String] = []
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
        if let place = places[key] {
            isShown[place] = isShown[place] || shown
            return place
        }
        let place = keys.count
        places[key] = place
        keys.append(key)
        isShown.append(shown)
        return place
    }

    /// Makes a key one that is shown.
    mutating func show(_ place: Int) { isShown[place] = true }

    /// Adds the first keys, whose places are their numbers.
    ///
    /// - Parameters:
    ///   - keys: Each once.
    ///   - places: The number of each.
    mutating func addFirst(_ keys: [String], places: [String: Int], isShown: [Bool]) {
        precondition(self.keys.isEmpty && keys.count == places.count && keys.count == isShown.count)
        (self.keys, self.places, self.isShown) = (keys, places, isShown)
    }

    /// Adds those whom the attribution policy credits.
    mutating func addOwners(_ payments: PaymentsRollup, key: (String) -> String) {
        ownerPlaces = payments.owners.map { add(key($0)) }
    }
}
