/// What ids have in common that a person takes for one.
enum BareId {
    /// A hash of what makes ids alike: their bytes without zeros in front and blanks around them, ASCII letters in lower case. Allocates nothing.
    static func hash(_ id: String) -> UInt64 {
        var bytes = id.utf8[...]
        while let count = blankCount(bytes.prefix(2)) { bytes = bytes.dropFirst(count) }
        while let count = blankCount(bytes.suffix(2).reversed()) { bytes = bytes.dropLast(count) }
        while bytes.first == UInt8(ascii: "0"), bytes.count > 1 { bytes = bytes.dropFirst() }
        // FNV-1a.
        return bytes.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            return (hash ^ UInt64(isCapital ? byte | 0x20 : byte)) &* 0x0100_0000_01B3
        }
    }

    /// How many bytes the blank takes that stands first, in either direction of reading; nil when none does. A no-break blank has two.
    private static func blankCount(_ bytes: some Collection<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if first == 0x20 || first == 0x09 { return 1 }
        let isNoBreak = bytes.count == 2 && bytes.contains(0xC2) && bytes.contains(0xA0)
        return isNoBreak ? 2 : nil
    }
}
