import Ledger
import Synchronization

/// The places of activities by what they are looked up by, found when they are first asked for. May be shared by threads.
final class ActivityIndex: Sendable {
    private let activities: [Activity]
    private let byMonth = Mutex<[Month: [Int32]]?>(nil)
    private let byCustomer = Mutex<[String: [Int32]]?>(nil)

    init(_ activities: [Activity]) { self.activities = activities }

    /// The places, ascending, of the activities of a month and of those to be followed up in it.
    func places(in month: Month) -> [Int32] {
        byMonth.withLock { known in
            let made = known ?? placesByMonth()
            known = made
            return made[month] ?? []
        }
    }

    /// The places, ascending, of the activities of each customer that has some.
    var placesByCustomer: [String: [Int32]] {
        byCustomer.withLock { known in
            let made = known ?? Dictionary(grouping: activities.indices.lazy.map { Int32($0) }) { self.activities[Int($0)].customer }
            known = made
            return made
        }
    }

    private func placesByMonth() -> [Month: [Int32]] {
        var found: [Month: [Int32]] = [:]
        var months = DayMonths()
        for (place, activity) in activities.enumerated() {
            let month = months.month(of: activity.date)
            found[month, default: []].append(Int32(place))
            guard let due = activity.followUpOn.map({ months.month(of: $0) }), due != month else { continue }
            found[due, default: []].append(Int32(place))
        }
        return found
    }
}

/// The months of days, each found once for a run of days of it.
private struct DayMonths {
    private var first = Day(daysSinceEpoch: 1)
    private var last = Day(daysSinceEpoch: 0)
    private var month = Day(daysSinceEpoch: 0).month

    mutating func month(of day: Day) -> Month {
        if day < first || day > last {
            month = day.month
            (first, last) = (month.firstDay, month.lastDay)
        }
        return month
    }
}
