import Ledger

/// The people who collect and the customers each owns from day to day.
struct Team {
    struct Member {
        var record: Analyst
        /// Contacts on a working day, of a hundred.
        var contactsPerDayPercent: Int
    }

    let members: [Member]
    private(set) var assignments: [PortfolioAssignment] = []
    /// Owner of each customer, as an index into ``members``; nil: nobody.
    private(set) var owners: [Int?] = []
    /// Customers that change hands: from which day, to whom.
    private var transfers: [(customer: Int, on: Day, to: Int)] = []

    /// Customers the staff's pace is meant for; with more of them everybody makes more contacts.
    static let customersForStaff = 300

    static let southTeam = "Milano"
    static let northTeam = "Dublin"

    private static let staff: [Member] = [
        member("AN01", "Giulia Ferraresi", southTeam, "it", 330), member("AN02", "Marco Bellandi", southTeam, "it", 290),
        member("AN03", "Chiara Pontoglio", southTeam, "it", 310), member("AN04", "Davide Rosmini", southTeam, "it", 260),
        member("AN05", "Aoife Brannock", northTeam, "en", 340), member("AN06", "Tom Hallworth", northTeam, "en", 270),
        member("AN07", "Niamh Costigan", northTeam, "en", 300), member("AN08", "Priya Raman", northTeam, "en", 310),
    ]

    private static func member(_ id: String, _ name: String, _ team: String, _ language: String, _ contacts: Int) -> Member {
        let mailbox = name.lowercased().split(separator: " ").joined(separator: ".")
        return Member(
            record: Analyst(analyst: id, name: name, email: mailbox + "@example.com", team: team, language: language),
            contactsPerDayPercent: contacts)
    }

    /// Italian-speaking business to Milano, the rest to Dublin; some customers to nobody, some handed over in spring and in September.
    init(book: CustomerBook, options: SimulatorOptions) {
        var generator = Generator(seed: options.seed, stream: 2)
        members = Self.staff
        var dealt = [0, 0]
        for (index, customer) in book.customers.enumerated() {
            let home = book.accounts[customer.accounts[0]].company < 2 ? 0 : 1
            let nobody = customer.stopsPayingOn == nil && generator.chance(perMille: 17)
            owners.append(nobody ? nil : home * 4 + dealt[home] % 4)
            if customer.stopsPayingOn != nil { owners[index] = customer.writtenOffOn == nil ? 5 : 6 }
            dealt[home] += 1
        }
        plan(from: 1, to: 3, on: options.lastMonth.adding(months: -6).firstDay, every: 6, book)
        plan(from: 7, to: 4, on: options.lastMonth.adding(months: -1).firstDay, every: 5, book)
        recordAssignments(from: options.firstDay, book)
    }

    private mutating func plan(from giver: Int, to taker: Int, on day: Day, every step: Int, _ book: CustomerBook) {
        let owned = owners.indices.filter { owners[$0] == giver }
        for (position, customer) in owned.enumerated() where position % step == 0 { transfers.append((customer, day, taker)) }
    }

    private mutating func recordAssignments(from first: Day, _ book: CustomerBook) {
        for (index, customer) in book.customers.enumerated() {
            guard let owner = owners[index] else { continue }
            let id = customer.record.customer
            let transfer = transfers.first { $0.customer == index && $0.on > first }
            assignments.append(
                PortfolioAssignment(
                    customer: id, analyst: members[owner].record.analyst, validFrom: first, validTo: transfer?.on.adding(days: -1)))
            guard let transfer else { continue }
            assignments.append(PortfolioAssignment(customer: id, analyst: members[transfer.to].record.analyst, validFrom: transfer.on))
        }
    }

    /// Hands over the customers whose day has come.
    mutating func begin(_ day: Day) {
        for transfer in transfers where transfer.on == day { owners[transfer.customer] = transfer.to }
    }
}
