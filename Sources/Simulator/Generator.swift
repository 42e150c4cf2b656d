/// SplitMix64: a small seeded generator whose numbers depend on seed and stream only, the same on every machine.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
struct Generator {
    private var state: UInt64

    /// A generator for one topic of a seed, so that drawing more numbers for one topic leaves the others as they are.
    init(seed: UInt64, stream: UInt64) {
        state = seed
        let first = next()
        state = first ^ (stream &* 0xD1B5_4A32_D192_ED03)
        _ = next()
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0..<bound; bound must be positive.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number in the range, ends included.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True in `perMille` of a thousand draws.
    mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }

    /// True in `perMillion` of a million draws.
    mutating func chance(perMillion: Int) -> Bool { below(1_000_000) < perMillion }

    /// One element; the list must not be empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// One element by its weight; at least one weight must be positive.
    mutating func pick<Element>(weighted elements: [(element: Element, weight: Int)]) -> Element {
        var rest = below(elements.reduce(0) { $0 + $1.weight })
        for entry in elements {
            if rest < entry.weight { return entry.element }
            rest -= entry.weight
        }
        preconditionFailure("weights add up to the bound of the draw")
    }
}
