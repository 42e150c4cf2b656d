import Ledger
import LedgerColumns
import LedgerStore
import Testing

@Suite("Small tables in the store")
struct SmallTableTests {
    let temporary: TemporaryStore
    var store: LedgerStore { temporary.store }

    init() throws { temporary = try TemporaryStore() }

    @Test("records come back by key, with and without their optional values")
    func recordsRoundTrip() throws {
        let customers = [
            Customer(customer: "C1", name: "Uno"),
            Customer(
                customer: "C2", name: "Due", country: "IT", language: "it", segment: "SMB", creditLimitMinor: 5, creditLimitCurrency: .eur,
                parent: "C1"),
        ]
        let analysts = [
            Analyst(analyst: "A1", name: "Anna"), Analyst(analyst: "A2", name: "Bo", email: "b@example.com", team: "S", language: "en"),
        ]
        let activities = [
            Activity(
                activity: "X1", date: day("2026-06-01"), analyst: "A1", customer: "C1", channel: .phone, direction: .in, outcome: .noAnswer),
            Activity(
                activity: "X2", date: day("2026-06-02"), analyst: "A1", customer: "C1", channel: .letter, direction: .out,
                outcome: .leftMessage, document: "I1", followUpOn: day("2026-06-09"), followUpDoneOn: day("2026-06-10")),
        ]
        let promises = [
            PaymentPromise(
                promise: "P1", customer: "C1", document: "I1", madeOn: day("2026-06-01"), dueOn: day("2026-06-09"), currency: .eur,
                amountMinor: 7, analyst: "A1")
        ]
        let disputes = [
            Dispute(
                dispute: "D1", customer: "C1", document: "I1", openedOn: day("2026-06-01"), closedOn: day("2026-06-30"), currency: .eur,
                amountMinor: 9, reason: "price", department: "Billing")
        ]
        let targets = [
            Target(month: Month(year: 2026, month: 6), scope: .team, key: "S", metric: "cei", value: Decimal64(text: "80.5")!),
            Target(
                month: Month(year: 2026, month: 7), scope: .all, key: "", metric: "cash.collected", value: Decimal64(text: "1")!,
                currency: .eur),
        ]
        let interest = [
            InterestRate(halfYear: HalfYear(iso: "2025-H2")!, ratePercent: Decimal64(text: "10.15")!),
            InterestRate(halfYear: HalfYear(iso: "2025-H2")!, currency: Currency(code: "GBP")!, ratePercent: Decimal64(text: "12.25")!),
        ]
        let rates = [ExchangeRate(day: day("2026-06-01"), currency: Currency(code: "USD")!, rate: Decimal64(text: "0.9200")!)]
        try store.importing { transaction in
            _ = try transaction.upsert(customers.reversed())
            _ = try transaction.upsert(analysts)
            _ = try transaction.upsert(ActivityColumns(activities))
            _ = try transaction.upsert(promises)
            _ = try transaction.upsert(disputes)
            _ = try transaction.upsert(targets)
            _ = try transaction.upsert(rates)
            _ = try transaction.upsert(interest)
        }
        #expect(try store.customers() == customers)
        #expect(try store.analysts() == analysts)
        #expect(try Array(store.activities()) == activities)
        #expect(try store.promises() == promises)
        #expect(try store.disputes() == disputes)
        #expect(try store.targets() == targets)
        #expect(try store.exchangeRates() == rates)
        #expect(try store.interestRates() == interest)
    }

    @Test("a known key is replaced, and only changes are counted")
    func upsertCounts() throws {
        let first = try store.importing { try $0.upsert([Customer(customer: "C1", name: "A"), Customer(customer: "C2", name: "B")]) }
        let second = try store.importing {
            try $0.upsert([
                Customer(customer: "C1", name: "A"), Customer(customer: "C2", name: "B", country: "IT"),
                Customer(customer: "C3", name: "C"),
            ])
        }
        let third = try store.importing { try $0.upsert([Customer(customer: "C1", name: "A")]) }
        #expect(first == counts(added: 2))
        #expect(second == counts(added: 1, changed: 1, unchanged: 1))
        #expect(third == counts(unchanged: 1))
        #expect(try store.revision(of: .customers) == 2)
        #expect(try store.revision(of: .analysts) == 0)
    }

    @Test("a portfolio file replaces all assignments of the customers it names and leaves the others")
    func portfolios() throws {
        func assignment(_ customer: String, _ analyst: String, _ from: String, _ to: String? = nil) -> PortfolioAssignment {
            PortfolioAssignment(customer: customer, analyst: analyst, validFrom: day(from), validTo: to.map { day($0) })
        }
        let old = [
            assignment("C1", "A1", "2026-01-01", "2026-03-31"), assignment("C1", "A2", "2026-04-01"), assignment("C2", "A1", "2026-01-01"),
        ]
        let first = try store.importing { try $0.replacePortfolios(old) }
        let new = [assignment("C1", "A1", "2026-01-01", "2026-05-31"), assignment("C1", "A3", "2026-06-01")]
        let second = try store.importing { try $0.replacePortfolios(new) }
        let third = try store.importing { try $0.replacePortfolios(new) }
        #expect(first == counts(added: 3))
        #expect(second == counts(added: 2, removed: 2))
        #expect(third == counts(unchanged: 2))
        #expect(try store.portfolios() == new + [old[2]])
        #expect(try store.revision(of: .portfolios) == 2)
    }

    @Test("a rollup is found by name, key and fingerprint, and only the latest is kept")
    func rollups() throws {
        try store.saveRollup(name: "positions", key: "2026-05-31", fingerprint: .max, bytes: [1, 2])
        #expect(try store.rollup(name: "positions", key: "2026-05-31", fingerprint: .max) == [1, 2])
        #expect(try store.rollup(name: "positions", key: "2026-05-31", fingerprint: 1) == nil)
        #expect(try store.rollup(name: "positions", key: "2026-06-30", fingerprint: .max) == nil)
        try store.importing { try $0.saveRollup(name: "positions", key: "2026-05-31", fingerprint: 1, bytes: []) }
        #expect(try store.rollup(name: "positions", key: "2026-05-31", fingerprint: 1) == [])
        #expect(try store.rollup(name: "positions", key: "2026-05-31", fingerprint: .max) == nil)
    }

    func counts(added: Int = 0, changed: Int = 0, unchanged: Int = 0, removed: Int = 0) -> UpsertCounts {
        UpsertCounts(added: added, changed: changed, unchanged: unchanged, removed: removed)
    }
}
