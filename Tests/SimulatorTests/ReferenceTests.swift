import Ledger
import Testing

@testable import Simulator

/// Every id that is named exists, and no customer has two owners.
@Suite struct ReferenceTests {
    private let ledger: SimulatedLedger

    init() throws { ledger = try SampleLedger.shared.get() }

    @Test func portfolioAssignmentsDoNotOverlap() {
        var overlapping = 0
        for (_, assignments) in Dictionary(grouping: ledger.portfolios, by: \.customer) {
            let sorted = assignments.sorted { $0.validFrom < $1.validFrom }
            overlapping += zip(sorted, sorted.dropFirst()).count { ($0.validTo ?? .distant) >= $1.validFrom }
        }
        #expect(overlapping == 0)
    }

    @Test func someCustomersMoveAndSomeHaveNoOwner() {
        let owned = Dictionary(grouping: ledger.portfolios, by: \.customer)
        let moved = owned.values.filter { $0.count > 1 }.count
        let unowned = ledger.customers.filter { owned[$0.customer] == nil }.count
        #expect((5...40).contains(moved))
        #expect((2...15).contains(unowned))
    }

    @Test func everyNamedCustomerAndAnalystExists() {
        let customers = Set(ledger.customers.map(\.customer))
        let analysts = Set(ledger.analysts.map(\.analyst))
        let named =
            ledger.activities.map(\.customer) + ledger.promises.map(\.customer) + ledger.disputes.map(\.customer)
            + ledger.portfolios.map(\.customer) + ledger.postings.map(\.customer) + ledger.customers.compactMap(\.parent)
        let people = ledger.activities.map(\.analyst) + ledger.promises.compactMap(\.analyst) + ledger.portfolios.map(\.analyst)
        let strangers = named.filter { !customers.contains($0) }
        let unknown = people.filter { !analysts.contains($0) }
        #expect(customers.count == ledger.customers.count)
        #expect(strangers.isEmpty)
        #expect(unknown.isEmpty)
    }

    @Test func everyNamedDocumentWasInvoiced() {
        let documents = Set(ledger.postings.map { [$0.customer, $0.document] })
        let named =
            ledger.promises.compactMap { promise in promise.document.map { [promise.customer, $0] } }
            + ledger.disputes.map { [$0.customer, $0.document] }
            + ledger.activities.compactMap { activity in activity.document.map { [activity.customer, $0] } }
        let strangers = named.filter { !documents.contains($0) }
        #expect(strangers.isEmpty)
    }

    @Test func identifiersAreUnique() {
        #expect(Set(ledger.activities.map(\.activity)).count == ledger.activities.count)
        #expect(Set(ledger.promises.map(\.promise)).count == ledger.promises.count)
        #expect(Set(ledger.disputes.map(\.dispute)).count == ledger.disputes.count)
        #expect(Set(ledger.customers.map(\.name)).count == ledger.customers.count)
    }

    @Test func everyMonthHasTargetsForAllTeamsAndAnalysts() {
        let months = Set(ledger.targets.map(\.month))
        #expect(months.count == 14)
        for month in months {
            let cash = ledger.targets.filter { $0.month == month && $0.metric == "cash.collected" }
            let analysts = cash.filter { $0.scope == .analyst }
            let teams = cash.filter { $0.scope == .team }
            let whole = cash.filter { $0.scope == .all }
            #expect(analysts.count == 8)
            #expect(teams.count == 2)
            #expect(whole.count == 1)
        }
    }
}
