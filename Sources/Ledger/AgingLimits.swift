/// The ascending limits that cut days past due (DPD) into buckets: current (DPD ≤ 0), 1–first limit, …, over the last limit.
///
/// The first and the last bucket are unbounded. Default 30/60/90. Source: ground rule "Buckets" of the metric catalogue.
public struct AgingLimits: Hashable, Sendable {
    /// Days past due, ascending and positive; at least one.
    public let limits: [Int]

    /// Limits, or nil when they are not ascending, not positive, or none.
    public init?(_ limits: [Int]) {
        guard let first = limits.first, first > 0, limits.count <= 12, zip(limits, limits.dropFirst()).allSatisfy({ $0 < $1 }) else {
            return nil
        }
        self.limits = limits
    }

    /// 30, 60, 90.
    public static let standard = AgingLimits([30, 60, 90])!

    /// Number of buckets: current, one below each limit, one over the last.
    public var bucketCount: Int { limits.count + 2 }

    /// The bucket of an item that is `daysPastDue` days late: 0 current … ``bucketCount`` − 1 over the last limit.
    public func bucket(daysPastDue: Int) -> Int {
        guard daysPastDue > 0 else { return 0 }
        return 1 + (limits.firstIndex { daysPastDue <= $0 } ?? limits.count)
    }

    /// The bucket's part of metric ids: `current`, `1-30`, `31-60`, `61-90`, `over-90`.
    public func label(_ bucket: Int) -> String {
        switch bucket {
        case 0: "current"
        case limits.count + 1: "over-\(limits[limits.count - 1])"
        default: "\(bucket == 1 ? 1 : limits[bucket - 2] + 1)-\(limits[bucket - 1])"
        }
    }
}
