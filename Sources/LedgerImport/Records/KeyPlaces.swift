/// Where keys were met first: found by a hash of them, so that none is kept twice.
///
/// Open addressing, at most half full; keys are compared when their hashes are equal.
struct KeyPlaces {
    private struct Slot {
        var hash: UInt64 = 0
        /// Place + 1; 0 marks a free slot.
        var mark: UInt32 = 0
    }

    private var slots: [Slot]

    /// - Parameter capacity: The most keys there can be; fewer than 2³².
    init(capacity: Int) {
        var count = 64
        while count < capacity * 2 { count *= 2 }
        slots = Array(repeating: Slot(), count: count)
    }

    /// The place at which a key was noted; nil when it was not, and from now on it is at `place`. Amortised constant time.
    ///
    /// - Parameters:
    ///   - hash: Of the key.
    ///   - isSame: Whether the key noted at a place is this one.
    mutating func place(ofKeyWith hash: UInt64, orNote place: Int, isSame: (Int) -> Bool) -> Int? {
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index].mark != 0 {
            let known = Int(slots[index].mark) - 1
            if slots[index].hash == hash, isSame(known) { return known }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = Slot(hash: hash, mark: UInt32(place + 1))
        return nil
    }
}
