import Ledger

/// Activities as a struct of arrays: what is asked of all of them is read from one array, and no record is made of those that are passed over.
public struct ActivityColumns: Sendable {
    /// Stands for a day that an activity does not have.
    private static let noDay = ItemColumns.noDay

    private var ids = StringColumn()
    private var days: [Int32] = []
    private var analyst: [UInt32] = []
    private var customer: [UInt32] = []
    /// Places among all cases.
    private var channel: [UInt8] = []
    private var direction: [UInt8] = []
    private var outcome: [UInt8] = []
    private var documents = StringColumn()
    /// 1 for an activity with a document, else 0.
    private var hasDocument: [UInt8] = []
    private var followUpOn: [Int32] = []
    private var followUpDoneOn: [Int32] = []
    /// The analysts and customers by code.
    public private(set) var analysts = StringDictionary()
    public private(set) var customers = StringDictionary()

    /// No activities.
    public init() {}

    /// Activities in their order. Linear.
    public init(_ activities: some Sequence<Activity>) {
        for activity in activities { append(activity) }
    }

    /// Adds an activity at the end. Amortised constant time.
    public mutating func append(_ activity: Activity) {
        ids.append(activity.activity)
        days.append(activity.date.daysSinceEpoch)
        analyst.append(analysts.code(adding: activity.analyst))
        customer.append(customers.code(adding: activity.customer))
        channel.append(Self.place(of: activity.channel))
        direction.append(Self.place(of: activity.direction))
        outcome.append(Self.place(of: activity.outcome))
        documents.append(activity.document ?? "")
        hasDocument.append(activity.document == nil ? 0 : 1)
        followUpOn.append(activity.followUpOn?.daysSinceEpoch ?? Self.noDay)
        followUpDoneOn.append(activity.followUpDoneOn?.daysSinceEpoch ?? Self.noDay)
    }

    private static func place<Word: CaseIterable & Equatable>(of word: Word) -> UInt8 {
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
        return ids.bytes[ids.range(place)].lexicographicallyPrecedes(ids.bytes[ids.range(other)])
    }

    private static func day(_ number: Int32) -> Day? { number == noDay ? nil : Day(daysSinceEpoch: number) }

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
    /// Activities by the bytes of their ids, in whatever order they are given. n log n.
    public init(byId activities: [Activity]) {
        let keys = activities.enumerated().map { place, activity in IdKey(activity.activity, place: place) }
        let sorted = keys.sorted { left, right in
            if left.head != right.head { return left.head < right.head }
            if left.next != right.next { return left.next < right.next }
            return activities[left.place].activity.utf8.lexicographicallyPrecedes(activities[right.place].activity.utf8)
        }
        self.init(sorted.lazy.map { activities[$0.place] })
    }

    /// An id's first sixteen bytes as numbers, zeros behind its end: most ids are told apart by them.
    private struct IdKey {
        var head: UInt64 = 0
        var next: UInt64 = 0
        let place: Int

        init(_ id: String, place: Int) {
            self.place = place
            for (number, byte) in id.utf8.prefix(16).enumerated() {
                let shifted = UInt64(byte) << UInt64(56 - number % 8 * 8)
                if number < 8 { head |= shifted } else { next |= shifted }
            }
        }
    }
}

extension ActivityColumns {
    /// The activities as bytes; the same activities give the same bytes.
    public var archive: [UInt8] {
        var writer = ColumnArchiveWriter()
        let columns = self
        writer.append("ids", made: { encodeSegment(columns.ids, rows: 0..<columns.count) })
        writer.append("documents", made: { encodeSegment(columns.documents, rows: 0..<columns.count) })
        writer.append("analysts", analysts.values)
        writer.append("customers", customers.values)
        writer.append("day", days)
        writer.append("analyst", analyst)
        writer.append("customer", customer)
        writer.append("channel", channel)
        writer.append("direction", direction)
        writer.append("outcome", outcome)
        writer.append("has-document", hasDocument)
        writer.append("follow-up", followUpOn)
        writer.append("follow-up-done", followUpDoneOn)
        return writer.finish()
    }

    /// The activities of what ``archive`` gave; throws when it is damaged or of another form.
    public init(archive bytes: [UInt8]) throws(ColumnError) {
        let reader = try ColumnArchiveReader(bytes)
        days = try reader.numbers("day")
        ids = try Self.texts(reader, "ids")
        documents = try Self.texts(reader, "documents")
        analyst = try reader.numbers("analyst")
        customer = try reader.numbers("customer")
        channel = try reader.numbers("channel")
        direction = try reader.numbers("direction")
        outcome = try reader.numbers("outcome")
        hasDocument = try reader.numbers("has-document")
        followUpOn = try reader.numbers("follow-up")
        followUpDoneOn = try reader.numbers("follow-up-done")
        guard let analysts = StringDictionary(distinct: try reader.texts("analysts")),
            let customers = StringDictionary(distinct: try reader.texts("customers"))
        else { throw ColumnError(.malformed, "activities name an analyst or a customer twice") }
        (self.analysts, self.customers) = (analysts, customers)
        let counts = [
            ids.count, documents.count, analyst.count, customer.count, channel.count, direction.count, outcome.count, hasDocument.count,
            followUpOn.count, followUpDoneOn.count,
        ]
        guard counts.allSatisfy({ $0 == days.count }) else { throw ColumnError(.malformed, "the columns of activities differ in length") }
        let areKnown =
            Self.areBelow(analyst, analysts.count) && Self.areBelow(customer, customers.count)
            && Self.areBelow(channel, Activity.Channel.allCases.count) && Self.areBelow(direction, Activity.Direction.allCases.count)
            && Self.areBelow(outcome, Activity.Outcome.allCases.count) && Self.areBelow(hasDocument, 2)
        guard areKnown else { throw ColumnError(.malformed, "a column of activities has a code that stands for nothing") }
    }

    private static func texts(_ reader: ColumnArchiveReader, _ name: String) throws(ColumnError) -> StringColumn {
        let segment: [UInt8] = try reader.numbers(name)
        var column = StringColumn()
        _ = try decodeSegment(segment.span.bytes, appendingTo: &column)
        return column
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
