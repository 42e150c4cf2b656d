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
        assignments[customer]?.last { $0.validFrom <= day && day <= ($0.validTo ?? day) }?.analyst
    }
}
