/// Who owned a customer on a day.
public struct PortfolioIndex: Sendable {
    /// The key under which customers without an owner stand in scopes analyst and team: the house account.
    public static let house = "house"

    private let assignments: [String: [PortfolioAssignment]]

    /// An index of assignments in any order; those of one customer must not overlap.
    public init(_ assignments: [PortfolioAssignment]) {
        self.assignments = Dictionary(grouping: assignments, by: \.customer).mapValues { $0.sorted { $0.validFrom < $1.validFrom } }
    }

    /// The assignments of a customer, ascending by first day.
    public func assignments(of customer: String) -> [PortfolioAssignment] { assignments[customer] ?? [] }

    /// The analyst whose assignment of a customer contains a day, both ends inclusive; nil when nobody's does.
    public func owner(of customer: String, on day: Day) -> String? {
        assignments[customer].flatMap { Self.owner(among: $0, on: day) }
    }

    /// The same of a customer whose assignments are at hand, ascending by first day.
    public static func owner(among assignments: [PortfolioAssignment], on day: Day) -> String? {
        assignments.last { $0.validFrom <= day && day <= ($0.validTo ?? day) }?.analyst
    }
}
