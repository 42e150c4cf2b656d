import Ledger

/// How a figure is judged against a target: a live formula in Excel.
///
/// Green when the actual meets the target, amber when it misses it by no more than ``amberWithin`` × |target|, else red.
public struct Judgement: Hashable, Sendable {
    public var actual: CellReference
    public var target: CellReference
    public var isBetterWhenHigher: Bool
    /// A share of the target, both ends included.
    public var amberWithin: Rational

    public init(actual: CellReference, target: CellReference, isBetterWhenHigher: Bool, amberWithin: Rational) {
        self.actual = actual
        self.target = target
        self.isBetterWhenHigher = isBetterWhenHigher
        self.amberWithin = amberWithin
    }

    /// The status of two figures.
    public func status(actual: Rational, target: Rational) -> Status {
        let shortfall = isBetterWhenHigher ? target - actual : actual - target
        if shortfall <= .zero { return .green }
        let magnitude = target < .zero ? .zero - target : target
        return shortfall <= magnitude * amberWithin ? .amber : .red
    }
}
