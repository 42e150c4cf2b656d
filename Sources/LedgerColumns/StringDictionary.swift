/// The distinct values of a text column, numbered by first appearance: codes 0, 1, 2, ….
///
/// Codes depend on the order of rows; nothing that a user sees may be ordered by them. Values are the same when they are as `String`, composed or not.
public struct StringDictionary: Sendable {
    /// Values by code.
    public private(set) var values: [String]
    /// Open addressing with linear probing, at most half full: the upper half of a value's hash and its code + 1; 0 marks a free slot.
    private var slots: [UInt64]

    /// An empty dictionary.
    public init() {
        values = []
        slots = []
    }

    /// A dictionary of distinct values in code order.
    public init(values: [String]) {
        guard let dictionary = StringDictionary(distinct: values) else { preconditionFailure("a value of a dictionary occurs twice") }
        self = dictionary
    }

    /// A dictionary of values in code order; nil when one occurs twice.
    public init?(distinct values: [String]) {
        self.values = values
        slots = Self.freeSlots(for: values.count)
        for (code, value) in values.enumerated() {
            let hash = Self.hash(value)
            let found = find(value, hash)
            guard found.code == nil else { return nil }
            slots[found.slot] = Self.slot(hash, UInt32(code))
        }
    }

    /// Number of distinct values.
    public var count: Int { values.count }

    /// The code of a value, which is added when it is new. Amortised constant time.
    public mutating func code(adding value: String) -> UInt32 {
        let hash = Self.hash(value)
        if values.count * 2 >= slots.count { grow() }
        let (known, slot) = find(value, hash)
        if let known { return known }
        let code = UInt32(values.count)
        values.append(value)
        slots[slot] = Self.slot(hash, code)
        return code
    }

    /// The codes of values in their order; new ones are added.
    public mutating func codes(adding values: [String]) -> [UInt32] { values.map { code(adding: $0) } }

    /// The code of a value, or nil when it is not in the dictionary.
    public func code(of value: String) -> UInt32? { slots.isEmpty ? nil : find(value, Self.hash(value)).code }

    /// The value of a code, which must come from this dictionary.
    public subscript(code: UInt32) -> String { values[Int(code)] }

    // MARK: Slots

    private static func freeSlots(for count: Int) -> [UInt64] {
        count == 0 ? [] : [UInt64](repeating: 0, count: max(8, 1 << (Int.bitWidth - (count * 2 - 1).leadingZeroBitCount)))
    }

    private static func slot(_ hash: UInt64, _ code: UInt32) -> UInt64 { hash & 0xFFFF_FFFF_0000_0000 | UInt64(code + 1) }

    /// The code of a value, or nil and the free slot that it would take. There must be slots.
    private func find(_ value: String, _ hash: UInt64) -> (code: UInt32?, slot: Int) {
        let slots = slots.span
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[index]
            if slot == 0 { return (nil, index) }
            if (slot ^ hash) &>> 32 == 0 {
                let code = UInt32(truncatingIfNeeded: slot) &- 1
                if values[Int(code)] == value { return (code, index) }
            }
            index = (index &+ 1) & mask
        }
    }

    /// Doubles the slots. The lower half of a hash is not kept, so that values are hashed again.
    private mutating func grow() {
        slots = Self.freeSlots(for: max(4, slots.count))
        for (code, value) in values.enumerated() {
            let hash = Self.hash(value)
            slots[find(value, hash).slot] = Self.slot(hash, UInt32(code))
        }
    }

    /// Of this process, so that values that collide cannot be prepared.
    private static let seed = UInt64.random(in: .min ... .max)

    /// A hash that equal values have: of ASCII that of the bytes, else the one that `String` has for texts that are equal.
    private static func hash(_ value: String) -> UInt64 {
        var text = value
        let ascii = text.withUTF8 { bytes in
            bytes.allSatisfy { $0 < 0x80 } ? stableHash(UnsafeRawBufferPointer(bytes).bytes, seed: seed) : nil
        }
        if let ascii { return ascii }
        // Three characters are equal to one of ASCII.
        let plain = String(String.UnicodeScalarView(value.unicodeScalars.map { asciiEquivalents[$0] ?? $0 }))
        if plain.utf8.allSatisfy({ $0 < 0x80 }) { return hash(plain) }
        return UInt64(truncatingIfNeeded: value.hashValue)
    }

    /// The characters whose canonical decomposition is one of ASCII: the Kelvin sign, the Greek question mark, the Greek varia.
    private static let asciiEquivalents: [Unicode.Scalar: Unicode.Scalar] = ["\u{212A}": "K", "\u{37E}": ";", "\u{1FEF}": "`"]
}

extension StringDictionary: Hashable {
    public static func == (left: StringDictionary, right: StringDictionary) -> Bool { left.values == right.values }

    public func hash(into hasher: inout Hasher) { hasher.combine(values) }
}
