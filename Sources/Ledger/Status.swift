/// How a figure stands against its target: green, amber or red.
public enum Status: String, Hashable, CaseIterable, Sendable {
    case green, amber, red

    /// Green when the actual meets the target, amber when it misses it by no more than `amberWithin` × |target|, else red.
    ///
    /// - Parameter amberWithin: A share of the target, 0...1, the ends included.
    public init(actual: Rational, target: Rational, isBetterWhenHigher: Bool, amberWithin: Rational) {
        let shortfall = isBetterWhenHigher ? target - actual : actual - target
        let magnitude = target < .zero ? .zero - target : target
        self = shortfall <= .zero ? .green : shortfall <= magnitude * amberWithin ? .amber : .red
    }
}
