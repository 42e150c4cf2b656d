import Ledger
import LedgerColumns
import Synchronization

/// The places of activities by what they are looked up by, found when they are first asked for. May be shared by threads.
final class ActivityIndex: Sendable {
    private let activities: ActivityColumns
    private let ofMonths = Mutex<ActivitiesOfMonths?>(nil)
    private let ofCustomers = Mutex<ActivityPlaces?>(nil)

    init(_ activities: ActivityColumns) { self.activities = activities }

    /// The places, ascending, of the activities of a month and of those to be followed up in it.
    func places(in month: Month) -> [Int32] {
        ofMonths.withLock { known in
            let made = known ?? ActivitiesOfMonths(activities)
            known = made
            return made.places(in: month)
        }
    }

    /// The places of the activities of each customer that has some.
    var byCustomer: ActivityPlaces {
        ofCustomers.withLock { known in
            let made = known ?? ActivityPlaces(activities)
            known = made
            return made
        }
    }
}

/// The places of the activities of each customer, ascending, those of a customer beside each other.
struct ActivityPlaces: Sendable {
    private let names: StringDictionary
    private let places: [Int32]
    /// Where those of each customer begin; one more than customers.
    private let starts: [Int32]

    /// Linear in the activities.
    init(_ activities: ActivityColumns) {
        names = activities.customers
        var starts = [Int32](repeating: 0, count: names.count + 1)
        for place in activities.indices { starts[activities.customerCode(place) + 1] += 1 }
        for code in 0..<names.count { starts[code + 1] += starts[code] }
        var (sorted, next) = ([Int32](repeating: 0, count: activities.count), starts)
        for place in activities.indices {
            let code = activities.customerCode(place)
            sorted[Int(next[code])] = Int32(place)
            next[code] += 1
        }
        (places, self.starts) = (sorted, starts)
    }

    private subscript(code: Int) -> ArraySlice<Int32> { places[Int(starts[code])..<Int(starts[code + 1])] }

    /// Those of a customer; none of one that has no activities.
    subscript(customer: String) -> ArraySlice<Int32> { names.code(of: customer).map { self[Int($0)] } ?? [] }

    /// Gives each customer with its places to `body`, in no particular order.
    func forEach(_ body: (_ customer: String, _ places: ArraySlice<Int32>) -> Void) {
        for (code, name) in names.values.enumerated() where !self[code].isEmpty { body(name, self[code]) }
    }

    /// The customers whose places fulfil a condition, in no particular order.
    func customers(where isWanted: (ArraySlice<Int32>) -> Bool) -> [String] {
        names.values.indices.filter { isWanted(self[$0]) }.map { names.values[$0] }
    }
}

/// The places of the activities of each month and of those to be followed up in it, ascending.
private struct ActivitiesOfMonths: Sendable {
    private var first = 0
    private var places: [[Int32]] = []

    /// Linear in the activities, and in the months from the first to the last.
    init(_ activities: ActivityColumns) {
        var (made, due) = (DayMonths(), DayMonths())
        for place in activities.indices {
            let month = made.month(of: activities.date(place)).index
            add(place, to: month)
            guard let followUp = activities.followUpOn(place).map({ due.month(of: $0).index }), followUp != month else { continue }
            add(place, to: followUp)
        }
    }

    private mutating func add(_ place: Int, to month: Int) {
        if places.isEmpty { first = month }
        if month < first {
            places.insert(contentsOf: repeatElement([], count: first - month), at: 0)
            first = month
        }
        if month >= first + places.count { places += repeatElement([], count: month - first - places.count + 1) }
        places[month - first].append(Int32(place))
    }

    func places(in month: Month) -> [Int32] {
        places.indices.contains(month.index - first) ? places[month.index - first] : []
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
