import Ledger

/// The working days of a month that is still running: how much of its targets is to be expected by the as-of day.
public struct MonthPace: Hashable, Sendable {
    /// Working days from the first of the month to the as-of day.
    public let gone: Int64
    /// Working days of the whole month, more than ``gone``.
    public let all: Int64

    /// The part of an amount that goes with the days gone, rounded half to even.
    public func part(ofMinor minor: Int64) -> Int64 { Int64(Rational.divideHalfEven(Int128(minor) * Int128(gone), by: Int128(all))) }

    /// The part of the whole that goes with the days gone, 0..<1.
    public var share: Rational { Rational(Int128(gone), Int128(all)) }
}

extension DayFigures {
    /// The pace of the as-of day's month; nil when all its working days are gone, or it has none: then targets count as a whole.
    public var monthPace: MonthPace? {
        guard case .count(let gone) = value(.workingDays), case .count(let all) = value(.monthWorkingDays), gone < all else { return nil }
        return MonthPace(gone: gone, all: all)
    }
}
