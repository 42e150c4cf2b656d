import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("Disputes of a day")
struct DisputesOfDayTests {
    /// Open number, open amount, closed number, days of those closed, days open of the oldest.
    struct Sums: Equatable {
        var open: Int64 = 0
        var openMinor: Int64 = 0
        var closed: Int64 = 0
        var closedDays: Int64 = 0
        var oldest: Int?
    }

    @Test("by department and reason agree with a naive count, and add up to the figures, on random ledgers")
    func groups() throws {
        var seen = 0
        for seed in UInt64(0)..<200 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, !ledger.disputes.isEmpty else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day, scopes: [.analyst])
            for dimension in DisputesOfDay.Dimension.allCases {
                let groups = figures.disputes.groups(by: dimension)
                var found: [String?: Sums] = [:]
                for group in groups {
                    #expect(found[group.key] == nil)
                    found[group.key] = Sums(
                        open: group.openCount, openMinor: Int64(group.openMinor), closed: group.closedCount, closedDays: group.closedDays,
                        oldest: group.oldest?.daysOpen)
                }
                #expect(found == Self.naive(ledger, on: day, dimension), "seed \(seed) \(dimension)")
                #expect(.count(groups.map(\.openCount).reduce(0, +)) == figures.value(.disputeOpenCount))
                #expect(.money(Int64(groups.map(\.openMinor).reduce(0, +))) == figures.value(.disputeOpenAmount))
                let closed = groups.map(\.closedCount).reduce(0, +)
                let days = groups.map(\.closedDays).reduce(0, +)
                if closed > 0 { #expect(.days(Rational(Int128(days), Int128(closed))) == figures.value(.disputeCycleDays)) }
                seen += groups.count
            }
            for owner in figures.keys(.analyst) {
                let own = figures.disputes.of(owner: owner)
                #expect(.count(Int64(own.open.count)) == figures.value(.disputeOpenCount, .analyst, owner))
            }
        }
        #expect(seen > 500)
    }

    private static func naive(_ ledger: OracleLedger, on day: Day, _ dimension: DisputesOfDay.Dimension) -> [String?: Sums] {
        let rates = RateTable(reporting: ledger.reportingCurrency, rates: ledger.rates)
        var sums: [String?: Sums] = [:]
        for dispute in ledger.disputes where dispute.openedOn <= day {
            let key = dimension == .department ? dispute.department : dispute.reason
            if dispute.closedOn == nil || dispute.closedOn! > day {
                let minor = rates.conversion(of: dispute.currency, on: day)!.convert(dispute.amountMinor)!
                let age = day.days(since: dispute.openedOn)
                sums[key, default: Sums()].open += 1
                sums[key]!.openMinor += minor
                sums[key]!.oldest = max(sums[key]!.oldest ?? age, age)
            } else if dispute.closedOn! >= day.month.firstDay {
                sums[key, default: Sums()].closed += 1
                sums[key]!.closedDays += Int64(dispute.closedOn!.days(since: dispute.openedOn))
            }
        }
        return sums
    }

    @Test("come oldest first, then the larger amount, then the id; a group without a name comes last")
    func order() throws {
        func dispute(_ id: String, _ opened: String, _ minor: Int64, _ department: String?) -> Dispute {
            Dispute(
                dispute: id, customer: "C", document: "D", openedOn: Day(iso: opened)!, currency: .eur, amountMinor: minor,
                department: department)
        }
        let tables = ReferenceTables(
            customers: [], analysts: [], portfolios: [], targets: [], rates: RateTable(reporting: .eur, rates: []),
            disputes: [
                dispute("d", "2026-06-02", 5, nil), dispute("b", "2026-06-01", 5, "Tax"), dispute("a", "2026-06-01", 5, "Billing"),
                dispute("c", "2026-06-01", 9, "Tax"), dispute("later", "2026-07-01", 5, "Later"),
            ])
        let disputes = try DisputesOfDay(asOf: Day(iso: "2026-06-30")!, tables: tables)
        #expect(disputes.open.map(\.dispute.dispute) == ["c", "a", "b", "d"])
        #expect(disputes.open.map(\.daysOpen) == [29, 29, 29, 28])
        #expect(disputes.groups(by: .department).map(\.key) == ["Billing", "Tax", nil])
        #expect(disputes.groups(by: .department).map(\.oldest?.dispute.dispute) == ["a", "c", "d"])
        #expect(disputes.groups(by: .department).allSatisfy { $0.cycleDays == nil })
        #expect(disputes.open.allSatisfy { $0.owner == PortfolioIndex.house })
    }

    @Test("stand in the order of names: capitals like small letters, numbers by their size")
    func names() throws {
        let names = ["tax", "Step 10", "Billing", "step 9", "Tax", "billing 2", "step 09", "Échéance"]
        let tables = ReferenceTables(
            customers: [], analysts: [], portfolios: [], targets: [], rates: RateTable(reporting: .eur, rates: []),
            disputes: names.enumerated().map { number, name in
                Dispute(
                    dispute: String(number), customer: "C", document: "D", openedOn: Day(iso: "2026-06-01")!, currency: .eur,
                    amountMinor: 1, reason: name)
            })
        let disputes = try DisputesOfDay(asOf: Day(iso: "2026-06-30")!, tables: tables)
        let keys = disputes.groups(by: .reason).map(\.key)
        #expect(keys == ["Billing", "billing 2", "step 09", "step 9", "Step 10", "Tax", "tax", "Échéance"])
    }
}
