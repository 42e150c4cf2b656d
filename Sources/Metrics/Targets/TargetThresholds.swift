import Ledger

/// How far figures may miss their targets and still count as near them: `targets` in `incasso.yml`.
///
/// They shape the status beside a figure, never the figure.
public struct TargetThresholds: Hashable, Sendable {
    /// `targets.amber_within`: a share of the target, 0...1, the ends included. A figure that misses its target by no more than this is amber, beyond it red.
    public var amberWithin: Decimal64
    /// `targets.metrics`: shares of single figures, by the id their targets are written under.
    public var byTargetId: [String: Decimal64]

    public init(amberWithin: Decimal64 = Decimal64(mantissa: 5, scale: 2), byTargetId: [String: Decimal64] = [:]) {
        self.amberWithin = amberWithin
        self.byTargetId = byTargetId
    }

    /// The share for the figures whose targets are written under an id: its own, else the general one.
    ///
    /// - Parameter general: stands in for ``amberWithin``: a report's own share.
    public func share(of targetId: String, general: Decimal64? = nil) -> Decimal64 {
        byTargetId[targetId] ?? general ?? amberWithin
    }
}
