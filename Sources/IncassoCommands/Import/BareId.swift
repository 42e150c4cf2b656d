import LedgerImport

/// What ids have in common that a person takes for one.
enum BareId {
    /// A hash of what makes ids alike: their characters without blanks and what cannot be seen, wherever it stands, and without zeros in front, ASCII letters in
    /// lower case. Allocates nothing.
    static func hash(_ id: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var zeroCount = 0
        var hasOthers = false
        // FNV-1a.
        func mix(_ value: UInt32) { hash = (hash ^ UInt64(value)) &* 0x0100_0000_01B3 }
        for scalar in id.unicodeScalars where scalar.value > 0x20 && (scalar.isASCII || !scalar.isBlank) {
            if !hasOthers, scalar == "0" {
                zeroCount += 1
                continue
            }
            hasOthers = true
            mix(("A"..."Z").contains(scalar) ? scalar.value | 0x20 : scalar.value)
        }
        // An id of zeros is one zero.
        if !hasOthers, zeroCount > 0 { mix(0x30) }
        return hash
    }
}
