/// Round axis limits and ticks around a range of values.
public struct AxisScale: Hashable, Sendable {
    public let minimum: Double
    public let maximum: Double
    /// Values of the grid lines, ascending, both ends included.
    public let ticks: [Double]

    /// A scale of about five steps of 1, 2, 2.5 or 5 × a power of ten around `values`.
    /// Columns need zero on the axis; lines get it unless they stay in the upper half of their range.
    ///
    /// - Parameter stepMin: the least step: 1 for things that are counted whole.
    public init(_ values: [Double], includesZero: Bool, stepMin: Double = 0) {
        var low = values.min() ?? 0
        var high = values.max() ?? 1
        if includesZero || low < high / 2 { low = min(low, 0) }
        if includesZero || low < 0 { high = max(high, 0) }
        if low == high { (low, high) = low == 0 ? (0, 1) : (min(low, 0), max(high, 0)) }
        let step = max(AxisScale.step((high - low) / 4), stepMin)
        let first = (low / step).rounded(.down)
        let last = (high / step).rounded(.up)
        ticks = stride(from: first, through: last, by: 1).map { $0 * step }
        minimum = first * step
        maximum = last * step
    }

    /// The scale of a chart's values: things are counted in whole steps.
    public init(_ values: [Double], includesZero: Bool, sample: CellValue?) {
        let isCount = if case .count? = sample { true } else { false }
        self.init(values, includesZero: includesZero, stepMin: isCount ? 1 : 0)
    }

    /// Where a value lies between the ends: 0 at the minimum, 1 at the maximum.
    public func position(_ value: Double) -> Double { (value - minimum) / (maximum - minimum) }

    private static func step(_ raw: Double) -> Double {
        var power = 1.0
        while power * 10 <= raw { power *= 10 }
        while power > raw { power /= 10 }
        for factor in [1, 2, 2.5, 5] where factor * power >= raw * 0.999 { return factor * power }
        return 10 * power
    }
}
