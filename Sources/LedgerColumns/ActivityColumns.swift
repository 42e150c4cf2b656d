import Ledger

/// Activities as a struct of arrays: what is asked of all of them is read from one array, and no record is made of those that are passed over.
///
/// Every column has an entry for each activity. Days are days since 1970-01-01; ``ItemColumns/noDay`` stands for a missing one.
public struct ActivityColumns: Hashable, Sendable {
    /// The id of each activity.
    public var ids = StringColumn()
    /// The day of each activity.
    public var days: [Int32] = []
    /// A code of ``analysts`` for each activity.
    public var analyst: [UInt32] = []
    /// A code of ``customers`` for each activity.
    public var customer: [UInt32] = []
    /// A place among all channels for each activity.
    public var channel: [UInt8] = []
    /// A place among all directions for each activity.
    public var direction: [UInt8] = []
    /// A place among all outcomes for each activity.
    public var outcome: [UInt8] = []
    /// The document of each activity; empty for those without.
    public var documents = StringColumn()
    /// 1 for an activity with a document, else 0.
    public var hasDocument: [UInt8] = []
    /// The day on which something is to follow each activity.
    public var followUpOn: [Int32] = []
    /// The day on which it did.
    public var followUpDoneOn: [Int32] = []
    /// The analysts by code.
    public var analysts = StringDictionary()
    /// The customers by code.
    public var customers = StringDictionary()

    /// No activities.
    public init() {}

    /// Activities in their order. Linear.
    public init(_ activities: some Sequence<Activity>) {
        for activity in activities { append(activity) }
    }

    /// Adds an activity at the end. Amortised constant time.
    public mutating func append(_ activity: Activity) {
        append(activity, analystCode: analysts.code(adding: activity.analyst), customerCode: customers.code(adding: activity.customer))
    }

    /// Adds an activity at the end, whose analyst and customer have codes already: those of the dictionaries that are put in when all activities are there.
    public mutating func append(_ activity: Activity, analystCode: UInt32, customerCode: UInt32) {
        ids.append(activity.activity)
        days.append(activity.date.daysSinceEpoch)
        analyst.append(analystCode)
        customer.append(customerCode)
        channel.append(Self.place(of: activity.channel))
        direction.append(Self.place(of: activity.direction))
        outcome.append(Self.place(of: activity.outcome))
        documents.append(activity.document ?? "")
        hasDocument.append(activity.document == nil ? 0 : 1)
        followUpOn.append(activity.followUpOn?.daysSinceEpoch ?? ItemColumns.noDay)
        followUpDoneOn.append(activity.followUpDoneOn?.daysSinceEpoch ?? ItemColumns.noDay)
    }

    /// Where a word stands among all cases.
    public static func place<Word: CaseIterable & Equatable>(of word: Word) -> UInt8 {
        UInt8(Word.allCases.enumerated().first { $0.element == word }?.offset ?? 0)
    }

    public func date(_ place: Int) -> Day { Day(daysSinceEpoch: days[place]) }
    public func followUpOn(_ place: Int) -> Day? { Self.day(followUpOn[place]) }
    public func followUpDoneOn(_ place: Int) -> Day? { Self.day(followUpDoneOn[place]) }
    public func direction(_ place: Int) -> Activity.Direction { Activity.Direction.allCases[Int(direction[place])] }
    public func outcome(_ place: Int) -> Activity.Outcome { Activity.Outcome.allCases[Int(outcome[place])] }
    /// A code of ``customers``.
    public func customerCode(_ place: Int) -> Int { Int(customer[place]) }
    /// A code of ``analysts``.
    public func analystCode(_ place: Int) -> Int { Int(analyst[place]) }

    /// Whether an activity comes before another one by day, and on the same day by the bytes of its id.
    public func precedes(_ place: Int, _ other: Int) -> Bool {
        guard days[place] == days[other] else { return days[place] < days[other] }
        return ids.precedes(place, ids, other)
    }

    private static func day(_ number: Int32) -> Day? { number == ItemColumns.noDay ? nil : Day(daysSinceEpoch: number) }

    /// Some of the activities, in the order given, and nothing of the others. Linear in them and in the analysts and customers of all.
    ///
    /// - Parameter analyst: What stands in the place of an analyst.
    public func selecting(_ places: [Int32], analyst name: (String) -> String) -> ActivityColumns {
        var selected = ActivityColumns()
        selected.ids = StringColumn(ids, places: places)
        selected.documents = StringColumn(documents, places: places)
        var newAnalyst = [UInt32](repeating: .max, count: analysts.count)
        var newCustomer = [UInt32](repeating: .max, count: customers.count)
        for place in places.lazy.map({ Int($0) }) {
            let (who, whom) = (Int(analyst[place]), Int(customer[place]))
            if newAnalyst[who] == .max { newAnalyst[who] = selected.analysts.code(adding: name(analysts.values[who])) }
            if newCustomer[whom] == .max { newCustomer[whom] = selected.customers.code(adding: customers.values[whom]) }
            selected.days.append(days[place])
            selected.analyst.append(newAnalyst[who])
            selected.customer.append(newCustomer[whom])
            selected.channel.append(channel[place])
            selected.direction.append(direction[place])
            selected.outcome.append(outcome[place])
            selected.hasDocument.append(hasDocument[place])
            selected.followUpOn.append(followUpOn[place])
            selected.followUpDoneOn.append(followUpDoneOn[place])
        }
        return selected
    }
}

extension ActivityColumns: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { days.count }

    public subscript(place: Int) -> Activity {
        Activity(
            activity: ids[place], date: date(place), analyst: analysts[analyst[place]], customer: customers[customer[place]],
            channel: Activity.Channel.allCases[Int(channel[place])], direction: direction(place), outcome: outcome(place),
            document: hasDocument[place] == 1 ? documents[place] : nil, followUpOn: followUpOn(place),
            followUpDoneOn: followUpDoneOn(place))
    }
}

extension ActivityColumns {
    /// Whether all columns have an entry for each activity, and every code and word stands for something. Linear.
    public var isWellFormed: Bool {
        let counts = [
            ids.count, documents.count, analyst.count, customer.count, channel.count, direction.count, outcome.count, hasDocument.count,
            followUpOn.count, followUpDoneOn.count,
        ]
        return counts.allSatisfy { $0 == days.count } && Self.areBelow(analyst, analysts.count) && Self.areBelow(customer, customers.count)
            && Self.areBelow(channel, Activity.Channel.allCases.count) && Self.areBelow(direction, Activity.Direction.allCases.count)
            && Self.areBelow(outcome, Activity.Outcome.allCases.count) && Self.areBelow(hasDocument, 2)
    }

    private static func areBelow<Code: FixedWidthInteger>(_ codes: [Code], _ limit: Int) -> Bool {
        codes.max().map { Int($0) < limit } ?? true
    }
}

extension StringColumn {
    /// Some texts of another column, in the order given, copied into bytes of their size. Linear in them.
    fileprivate init(_ other: StringColumn, places: [Int32]) {
        let byteCount = places.reduce(0) { $0 + other.range(Int($1)).count }
        var ends: [UInt32] = []
        ends.reserveCapacity(places.count)
        let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { copy, initializedCount in
            for place in places {
                let range = other.range(Int(place))
                // The bytes of all texts are as many as there is room for.
                _ = copy[initializedCount...].initialize(fromContentsOf: other.bytes[range])
                initializedCount += range.count
                ends.append(UInt32(initializedCount))
            }
        }
        self.init(bytes: bytes, ends: ends)
    }
}
