import Ledger

/// How a figure is judged against a target, by the rule of `Status`: a live formula in Excel.
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
        Status(actual: actual, target: target, isBetterWhenHigher: isBetterWhenHigher, amberWithin: amberWithin)
    }
}
