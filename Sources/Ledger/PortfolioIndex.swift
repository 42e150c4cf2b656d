/// Who owned a customer on a day.
public struct PortfolioIndex: Sendable {
    /// The key under which customers without an owner stand in scopes analyst and team: the house account.
    public static let house = "house"

    /// Those of one customer together, ascending by first day.
    private let assignments: [PortfolioAssignment]
    private let places: [String: Range<Int>]

    /// An index of assignments in any order; those of one customer must not overlap.
    public init(_ assignments: [PortfolioAssignment]) {
        var sorted: [PortfolioAssignment] = []
        sorted.reserveCapacity(assignments.count)
        places = Dictionary(grouping: assignments, by: \.customer).mapValues { own in
            sorted += own.sorted { $0.validFrom < $1.validFrom }
            return sorted.count - own.count..<sorted.count
        }
        self.assignments = sorted
    }

    /// The assignments of a customer, ascending by first day.
    public func assignments(of customer: String) -> ArraySlice<PortfolioAssignment> { assignments[places[customer] ?? 0..<0] }

    /// The analyst whose assignment of a customer contains a day, both ends inclusive; nil when nobody's does.
    public func owner(of customer: String, on day: Day) -> String? {
        places[customer].flatMap { Self.owner(among: assignments[$0], on: day) }
    }

    /// The same of a customer whose assignments are at hand, ascending by first day.
    private static func owner(among assignments: ArraySlice<PortfolioAssignment>, on day: Day) -> String? {
        for place in assignments.indices.reversed()
        where assignments[place].validFrom <= day && day <= (assignments[place].validTo ?? day) {
            return assignments[place].analyst
        }
        return nil
    }
}
