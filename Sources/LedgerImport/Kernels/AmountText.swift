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
    /// The amount of a text in minor units of a currency with `exponent` decimal places; the sign beside it must be one of `currency` when one is named.
    static func read(_ text: String, mark: DecimalMark, exponent: Int, currency: String? = nil) -> AmountReading {
        let bytes = Array(text.utf8)
        let scan = AmountScan(bytes.span.bytes, 0, bytes.count, mark: mark.byte, otherMark: mark.otherByte)
        return currency.map { scan.minor(exponent: exponent, of: $0) } ?? scan.minor(exponent: exponent)
    }
}
