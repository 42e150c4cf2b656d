import Ledger
import LedgerColumns
import Synchronization

/// Who owned customers on a day, found by numbers: what ``PortfolioIndex`` tells of single ones, for whoever asks for many. May be shared by threads.
final class OwnerIndex: Sendable {
    private let assignments: [PortfolioAssignment]
    private let ofAssigned = MadeOnce<(customers: StringDictionary, owners: CustomerOwners)>()
    /// Of the dictionaries asked for last: days have those of postings and promises in common.
    private let known = Mutex<[(customers: StringDictionary, owners: CustomerOwners)]>([])
    private static let knownLimit = 4

    /// - Parameter assignments: In any order; those of one customer must not overlap.
    init(_ assignments: [PortfolioAssignment]) { self.assignments = assignments }

    /// The owners of the customers of a dictionary. Linear in the assignments and the customers for a dictionary that was not asked for lately.
    func owners(of customers: StringDictionary) -> CustomerOwners {
        if let known = known.withLock({ $0.first { $0.customers == customers } }) { return known.owners }
        let made = CustomerOwners(assignments, customers)
        known.withLock { known in
            if known.count == Self.knownLimit { known.removeFirst() }
            known.append((customers, made))
        }
        return made
    }

    /// The owner of a customer on a day: an analyst or the house account.
    func owner(of customer: String, on day: Day) -> String {
        let (customers, owners) = ofAssigned.value(ofAllAssigned)
        return customers.code(of: customer).map { owners.owner(of: $0, on: day) } ?? PortfolioIndex.house
    }

    /// The owners of some customers on a day.
    func owners(of customers: [String], on day: Day) -> OwnersOfDay {
        let (assigned, owners) = ofAssigned.value(ofAllAssigned)
        let numbers = customers.map { customer in
            assigned.code(of: customer).map { owners.number(of: $0, on: day) } ?? CustomerOwners.house
        }
        return OwnersOfDay(names: owners.names, numbers: numbers)
    }

    private func ofAllAssigned() -> (customers: StringDictionary, owners: CustomerOwners) {
        var customers = StringDictionary()
        for assignment in assignments { _ = customers.code(adding: assignment.customer) }
        return (customers, CustomerOwners(assignments, customers))
    }
}

/// The owners of some customers on a day.
struct OwnersOfDay {
    /// The owners by number: analysts and the house account.
    let names: [String]
    /// The number of each customer's owner.
    let numbers: [Int]
}

/// The owners of the customers of a dictionary, by code.
struct CustomerOwners: Sendable {
    /// The number of the house account.
    static let house = 0

    /// The owners by number: the house account, and all who own one of the customers on some day.
    let names: [String]
    /// Those of one customer together, ascending by first day.
    private let spells: [Spell]
    /// Where those of each customer begin; one more than customers.
    private let starts: [Int32]

    /// The days of an assignment, both ends inclusive.
    private struct Spell {
        let first: Int32
        let last: Int32
        let owner: Int32
    }

    fileprivate init(_ assignments: [PortfolioAssignment], _ customers: StringDictionary) {
        var names = StringDictionary(values: [PortfolioIndex.house])
        var starts = [Int32](repeating: 0, count: customers.count + 1)
        var found: [(customer: Int, spell: Spell)] = []
        for assignment in assignments {
            guard let customer = customers.code(of: assignment.customer) else { continue }
            let spell = Spell(
                first: assignment.validFrom.daysSinceEpoch, last: assignment.validTo?.daysSinceEpoch ?? Int32.max,
                owner: Int32(names.code(adding: assignment.analyst)))
            found.append((Int(customer), spell))
            starts[Int(customer) + 1] += 1
        }
        for customer in 0..<customers.count { starts[customer + 1] += starts[customer] }
        // Counting sort by customer: stable, so that those of one customer stay in the order of their days.
        found.sort { $0.spell.first < $1.spell.first }
        var (sorted, next) = ([Spell](repeating: Spell(first: 0, last: 0, owner: 0), count: found.count), starts)
        for (customer, spell) in found {
            sorted[Int(next[customer])] = spell
            next[customer] += 1
        }
        (self.names, spells, self.starts) = (names.values, sorted, starts)
    }

    /// The number of the owner of a customer on a day.
    func number(of code: UInt32, on day: Day) -> Int {
        for place in (starts[Int(code)]..<starts[Int(code) + 1]).reversed() {
            let spell = spells[Int(place)]
            if spell.first <= day.daysSinceEpoch, day.daysSinceEpoch <= spell.last { return Int(spell.owner) }
        }
        return Self.house
    }

    /// The owner of a customer on a day: an analyst or the house account.
    func owner(of code: UInt32, on day: Day) -> String { names[number(of: code, on: day)] }
}
