import Ledger
import LedgerFixtures
import MetricsOracle
import Testing

@testable import Metrics

@Suite("A portfolio")
struct PortfolioTests {
    /// The last day of a ledger with all its figures, and the cuts of it.
    private static func day(_ seed: UInt64) throws -> (ledger: OracleLedger, figures: DayFigures, cuts: PortfolioCuts)? {
        let ledger = OracleLedger.random(seed: seed)
        guard let asOf = ledger.asOfDays.last else { return nil }
        let engine = ScannedLedger(ledger).engine
        let figures = try engine.figures(asOf: asOf)
        return (ledger, figures, PortfolioCuts(tables: engine.tables, customers: figures.keys(.customer), asOf: asOf))
    }

    @Test("has as its whole ledger the figures of its analyst or team, and its customers' own")
    func figures() throws {
        var compared = 0
        for seed in UInt64(0)..<40 {
            guard let (_, figures, cuts) = try Self.day(seed) else { continue }
            let metrics = Metric.catalogue(figures.frame.policy.aging) + [.targetCash, .targetGap]
            let portfolios =
                figures.keys(.analyst).filter { $0 != PortfolioIndex.house }.map { cuts.portfolio(analyst: $0) }
                + figures.keys(.team).filter { $0 != PortfolioIndex.house }.map { cuts.portfolio(team: $0) }
            for portfolio in portfolios {
                let own = figures.cut(to: portfolio)
                for metric in metrics {
                    #expect(own.value(metric) == figures.value(metric, portfolio.scope, portfolio.key), "seed \(seed) \(metric)")
                    compared += 1
                }
                for customer in own.keys(.customer) {
                    #expect(own.value(.arNet, .customer, customer) == figures.value(.arNet, .customer, customer))
                }
            }
        }
        #expect(compared > 2000)
    }

    @Test("shares out every customer of the ledger once, with the house account")
    func customersOnce() throws {
        for seed in UInt64(0)..<40 {
            guard let (_, figures, cuts) = try Self.day(seed) else { continue }
            let owners = figures.keys(.analyst)
            let owned = owners.flatMap { figures.cut(to: cuts.portfolio(analyst: $0)).keys(.customer) }
            #expect(owned.sorted() == figures.keys(.customer).sorted(), "seed \(seed)")
        }
    }

    @Test("names nobody and nothing of another portfolio")
    func namesNobodyElse() throws {
        for seed in UInt64(0)..<40 {
            guard let (ledger, figures, cuts) = try Self.day(seed) else { continue }
            for analyst in figures.keys(.analyst) where analyst != PortfolioIndex.house {
                let portfolio = cuts.portfolio(analyst: analyst)
                let owned = Set(portfolio.customers)
                let cut = portfolio.tables
                #expect(owned == Set(owned.filter { ledger.owner($0, on: figures.frame.asOf) == analyst }))
                #expect(Set(cut.customers.keys).isSubset(of: owned))
                #expect(cut.customers.values.allSatisfy { $0.parent.map(owned.contains) ?? true })
                #expect(Set(cut.analysts.keys).isSubset(of: [analyst]))
                #expect(cut.activities.allSatisfy { owned.contains($0.customer) && ["", analyst].contains($0.analyst) })
                #expect(cut.promises.allSatisfy { owned.contains($0.customer) && [nil, analyst].contains($0.analyst) })
                #expect(cut.disputes.allSatisfy { owned.contains($0.customer) })
                #expect(cut.targets.allSatisfy { $0.scope == .all && $0.key.isEmpty })
                let own = figures.cut(to: portfolio)
                #expect(Set(own.facts.keys) == [.all, .customer])
            }
        }
    }

    @Test("hides what a risk reason tells of the whole ledger, and keeps the points")
    func riskReasons() throws {
        var hidden = 0
        for seed in UInt64(0)..<20 {
            guard let (_, figures, _) = try Self.day(seed) else { continue }
            for customer in figures.keys(.customer) {
                let whole = figures.risk(of: customer)
                let cut = whole.cutToPortfolio()
                #expect(cut.score == whole.score && cut.reasons.map(\.rule) == whole.reasons.map(\.rule))
                for reason in cut.reasons {
                    guard case .concentration(let share) = reason.finding else { continue }
                    #expect(share == nil)
                    hidden += 1
                }
            }
        }
        #expect(hidden > 0)
    }

    @Test("is told apart from others by how many people own customers")
    func people() throws {
        let (_, figures, cuts) = try #require(try Self.day(3))
        let owners = Set(figures.keys(.customer).compactMap { cuts.owner(of: $0) })
        #expect(cuts.people(team: nil).count >= owners.count)
        let teams = figures.keys(.team).filter { $0 != PortfolioIndex.house }
        #expect(teams.map { cuts.people(team: $0).count }.reduce(0, +) == cuts.people(team: nil).count)
    }
}

extension OracleLedger {
    /// Who owns a customer on a day, by looking at every assignment.
    fileprivate func owner(_ customer: String, on day: Day) -> String? {
        portfolios.first { $0.customer == customer && $0.validFrom <= day && ($0.validTo.map { day <= $0 } ?? true) }?.analyst
    }
}

extension PortfolioCuts {
    fileprivate func owner(of customer: String) -> String? {
        customersByOwner.first { $0.key != PortfolioIndex.house && $0.value.contains(customer) }?.key
    }
}
