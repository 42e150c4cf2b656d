import Ledger
import ReportDocument

/// How the CEI changed on last month, and what became of its two parts meanwhile.
///
/// CEI = settled ÷ collectable: what left the balance (opening + sales − closing) in what could be collected (opening + sales − closing current). With both above
/// zero, more settled raises it and more to collect lowers it, whatever the other does.
public struct EffectivenessChange: Hashable, Sendable {
    /// Last month's CEI.
    public var before: Rational
    /// nil when a part was not above zero in one of the months, or is not known.
    public var parts: Parts?

    /// Changes as shares of last month's amounts: −0.04 is 4 % less.
    public struct Parts: Hashable, Sendable {
        public var settled: Rational
        public var collectable: Rational
    }

    /// A part of the CEI that changed.
    enum Driver: Hashable {
        case settled(by: Rational)
        case collectable(by: Rational)

        var change: Rational {
            switch self {
            case .settled(let change), .collectable(let change): change
            }
        }

        /// Whether the change by itself raises the CEI.
        var raises: Bool {
            switch self {
            case .settled: change > .zero
            case .collectable: change < .zero
            }
        }
    }

    /// Why the CEI moved from ``before`` to `cei`: the drivers that moved it this way, and those that worked against them, the larger change first. Both are empty
    /// when it shows no change, or no driver that fits does.
    func reasons(for cei: Rational) -> (causes: [Driver], against: [Driver]) {
        guard let parts, !FigureFormat.roundsToZero(cei - before, places: 3) else { return ([], []) }
        let drivers = [Driver.collectable(by: parts.collectable), .settled(by: parts.settled)]
            .filter { !FigureFormat.roundsToZero($0.change, places: 3) }
            .sorted { $0.change.magnitude > $1.change.magnitude }
        let causes = drivers.filter { $0.raises == (cei > before) }
        return causes.isEmpty ? ([], []) : (causes, drivers.filter { !causes.contains($0) })
    }
}

extension Rational {
    /// The number without its sign.
    var magnitude: Rational { self < .zero ? .zero - self : self }
}
