import Ledger

extension Expression {
    /// The formula as text: `ar.net ÷ sales × input.period-days`, in brackets where a part binds less than its surroundings.
    ///
    /// - Parameter name: How a metric is written: its id, or its value.
    public func text(_ name: (Metric) -> String) -> String { text(name, above: 0) }

    /// The first part of a product or quotient: a minus before it needs no brackets, because it says the same for the part and the whole.
    private func leading(_ name: (Metric) -> String) -> String {
        if case .negated(let term) = self { return "\u{2212}" + term.text(name, above: 2) }
        return text(name, above: 2)
    }

    /// Binding strength: 1 for sums and differences, 2 for products and quotients.
    private func text(_ name: (Metric) -> String, above strength: Int) -> String {
        func bracketed(_ text: String, own: Int) -> String { own < strength ? "(" + text + ")" : text }
        switch self {
        case .metric(let metric):
            let text = name(metric)
            return strength > 0 && text.hasPrefix("-") ? "(" + text + ")" : text
        case .sum(let terms):
            // Only the first term stands behind no sign.
            let parts = terms.enumerated().map { $0.element.text(name, above: $0.offset == 0 && strength == 0 ? 0 : 1) }
            return terms.count == 1 ? terms[0].text(name, above: strength) : bracketed(parts.joined(separator: " + "), own: 1)
        case .difference(let left, let right):
            return bracketed(left.text(name, above: strength == 0 ? 0 : 1) + " \u{2212} " + right.text(name, above: 2), own: 1)
        case .product(let left, let right): return bracketed(left.leading(name) + " × " + right.text(name, above: 2), own: 2)
        case .quotient(let left, let right, _): return bracketed(left.leading(name) + " ÷ " + right.text(name, above: 3), own: 2)
        case .negated(let term): return bracketed("\u{2212}" + term.text(name, above: 2), own: 1)
        }
    }
}
