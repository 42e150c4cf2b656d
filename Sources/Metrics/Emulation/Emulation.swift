import Ledger

/// The open items of a day in the columns of another system, beside the buckets of the catalogue, and what makes the difference.
///
/// The places amounts are compared at are the catalogue's buckets, then the credits outside them, then “no column”: shape of ``ours`` and of
/// ``CauseSum/movedMinor`` is `bucketCount + 2`. Each column of the system belongs to one place (``EmulatedColumn/counterpart``). Ours + Σ causes = theirs at
/// each place, and Σ over all places is net on both sides: exactly, in reporting minor units. Sums fit 64 bits, as the positions of the day do.
public struct Emulation: Hashable, Sendable {
    public let rule: BucketRule
    public let asOf: Day
    public let aging: AgingLimits
    public let agingCredits: AgingCredits
    /// The catalogue's buckets and the credits outside them; 0 for “no column”.
    public let ours: [Int64]
    public let columns: [ColumnSum]
    /// What stands in no column of the system.
    public let nowhere: ItemSum
    /// Causes with items, in the order of ``EmulationCause``.
    public let causes: [CauseSum]
    /// Open items of the scope key, and those of them that stand alike.
    public let itemCount: Int
    public let sameCount: Int
    /// The items that differ with the largest amounts, the largest first; as many as were asked for.
    public let rows: [EmulatedItem]

    /// How many items, and their amount in reporting minor units.
    public struct ItemSum: Hashable, Sendable {
        public var itemCount: Int
        public var minor: Int64

        public init(itemCount: Int = 0, minor: Int64 = 0) {
            self.itemCount = itemCount
            self.minor = minor
        }

        mutating func add(_ amount: Int64) {
            itemCount += 1
            minor += amount
        }
    }

    /// A column of the system with what stands in it.
    public struct ColumnSum: Hashable, Sendable {
        public let column: EmulatedColumn
        public var sum = ItemSum()
    }

    /// What a cause moves: items, their amount, and what each place gains by it (negative: loses). Σ ``movedMinor`` = 0.
    public struct CauseSum: Hashable, Sendable {
        public let cause: EmulationCause
        public var sum = ItemSum()
        public var movedMinor: [Int64]
    }

    /// The net balance: the sum of either side.
    public var netMinor: Int64 { ours.reduce(0, +) }

    /// What the system shows at each place.
    public var theirs: [Int64] {
        var theirs = [Int64](repeating: 0, count: ours.count)
        for column in columns { theirs[column.column.counterpart] += column.sum.minor }
        theirs[ours.count - 1] = nowhere.minor
        return theirs
    }

    /// The sum of the system's columns.
    public var shownMinor: Int64 { columns.reduce(0) { $0 + $1.sum.minor } }

    /// Whether ours + Σ causes = theirs at each place, and the columns with what stands in none add up to net.
    public var tiesOut: Bool {
        let explained = ours.indices.map { place in causes.reduce(ours[place]) { $0 + $1.movedMinor[place] } }
        return explained == theirs && shownMinor + nowhere.minor == netMinor
    }
}

/// A column of a system's aging report.
public struct EmulatedColumn: Hashable, Sendable {
    /// What a column holds; ages are days, inclusive.
    public enum Kind: Hashable, Sendable {
        /// What is not yet due, up to an age.
        case current(through: Int)
        /// Without a first age also what is not yet due; without a last one everything older.
        case range(first: Int?, last: Int?)
        case credits
    }

    public let kind: Kind
    /// The place it is compared at: the number of a bucket, or that of the credits outside the buckets.
    public let counterpart: Int

    init(_ kind: Kind, counterpart: Int) {
        self.kind = kind
        self.counterpart = counterpart
    }
}

/// Why an item stands elsewhere in a system. One for each item: the first that holds.
public enum EmulationCause: String, CaseIterable, Sendable {
    /// A credit item, which one side ages by its own day and the other does not.
    case credits
    /// Older than the last range, which has an end.
    case beyondLast = "beyond-last-range"
    /// A debit item without a due day.
    case undated
    /// The system ages by the document day.
    case documentDay = "document-day"
    /// Due after D.
    case notYetDue = "not-yet-due"
    /// Due on D: day 0.
    case dueToday = "due-today"
    /// Past due on a day where the ranges end elsewhere.
    case ranges

    /// Its number among all.
    var order: Int {
        switch self {
        case .credits: 0
        case .beyondLast: 1
        case .undated: 2
        case .documentDay: 3
        case .notYetDue: 4
        case .dueToday: 5
        case .ranges: 6
        }
    }
}

/// An item that stands elsewhere in a system.
public struct EmulatedItem: Hashable, Sendable {
    public let customer: String
    public let company: String
    public let document: String
    /// Empty for none.
    public let line: String
    public let documentDay: Day?
    public let dueDay: Day?
    /// Reporting minor units.
    public let minor: Int64
    /// The catalogue's place: a bucket, or `bucketCount` for outside the buckets.
    public let place: Int
    /// The system's column; nil for none.
    public let column: Int?
    public let cause: EmulationCause
}
