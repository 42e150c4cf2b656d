/// Whether a name that people gave stands before another one, the same in every language: small and capital letters alike, numbers by their size (`Step 9` before
/// `Step 10`); names that are alike then by their bytes. O(length).
func namePrecedes(_ left: String, _ right: String) -> Bool {
    var (first, second) = (Array(left.lowercased().utf8)[...], Array(right.lowercased().utf8)[...])
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    while let one = first.first, let other = second.first {
        if isDigit(one), isDigit(other) {
            let (number, otherNumber) = (first.prefix(while: isDigit), second.prefix(while: isDigit))
            let (digits, otherDigits) = (number.drop { $0 == 0x30 }, otherNumber.drop { $0 == 0x30 })
            if digits.count != otherDigits.count { return digits.count < otherDigits.count }
            if !digits.elementsEqual(otherDigits) { return digits.lexicographicallyPrecedes(otherDigits) }
            (first, second) = (first.dropFirst(number.count), second.dropFirst(otherNumber.count))
        } else {
            if one != other { return one < other }
            (first, second) = (first.dropFirst(), second.dropFirst())
        }
    }
    if first.isEmpty != second.isEmpty { return first.isEmpty }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
}
