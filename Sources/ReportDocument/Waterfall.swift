/// The bars of a waterfall: from an opening balance over movements to a closing balance.
public struct Waterfall: Hashable, Sendable {
    public var bars: [Bar]

    /// One bar between two levels.
    public struct Bar: Hashable, Sendable {
        public var kind: Kind
        /// Level before; zero for a balance.
        public var from: Double
        /// Level after.
        public var to: Double
    }

    /// What a bar is.
    public enum Kind: Hashable, Sendable { case balance, increase, decrease }

    /// Bars of a series whose first and last values are balances and whose others are movements; gaps count as no movement.
    public init(_ values: [Double?]) {
        var level = 0.0
        bars = values.enumerated().map { position, value in
            let value = value ?? 0
            if position == 0 || position == values.count - 1 {
                level = value
                return Bar(kind: .balance, from: 0, to: value)
            }
            defer { level += value }
            return Bar(kind: value < 0 ? .decrease : .increase, from: level, to: level + value)
        }
    }

    /// Whether any bar reaches below zero.
    public var reachesBelowZero: Bool { bars.contains { min($0.from, $0.to) < 0 } }
}
