/// An amount in minor units, or why a text is none.
enum AmountReading {
    case minor(Int64)
    case fault(FaultReason)

    /// The amount; nil for a fault.
    var amountMinor: Int64? {
        if case .minor(let amount) = self { amount } else { nil }
    }
}

/// Amounts as text.
enum AmountText {
    /// The amount of a text in minor units of a currency with `exponent` decimal places.
    static func read(_ text: String, mark: DecimalMark, exponent: Int) -> AmountReading {
        let bytes = Array(text.utf8)
        let scan = AmountScan(bytes.span.bytes, 0, bytes.count, mark: mark.byte, otherMark: mark.otherByte)
        return scan.minor(exponent: exponent)
    }
}
