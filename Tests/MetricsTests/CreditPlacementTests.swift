import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("Credits in the buckets")
struct CreditPlacementTests {
    @Test("leave buckets and the credits outside at net, for every key, policy and limits", arguments: AgingCredits.allCases)
    func bucketsAndCreditsOutsideMakeNet(policy: AgingCredits) throws {
        for seed in UInt64(300)..<330 {
            var ledger = OracleLedger.random(seed: seed)
            ledger.creditsPolicy = OracleCreditsPolicy(rawValue: policy.rawValue)!
            ledger.lossRates = nil
            ledger.limits = [[30, 60, 90], [1], [7, 14, 30, 60, 90, 180], [365]][Int(seed % 4)]
            guard let day = ledger.asOfDays.last else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day)
            let buckets = 0..<figures.frame.policy.aging.bucketCount
            for scope in Scope.allCases {
                for key in figures.keys(scope) {
                    let value = { (metric: Metric) in figures.value(metric, scope, key).rational! }
                    let aged = buckets.reduce(Rational.zero) { $0 + value(.aging(bucket: $1)) }
                    #expect(aged + value(.creditsOutside) == value(.arNet), "seed \(seed) \(scope) \(key)")
                    #expect(buckets.reduce(Rational.zero) { $0 + value(.debitItems(bucket: $1)) } == value(.arGross))
                    if policy == .separate { #expect(value(.creditsOutside) == value(.arCredits)) }
                    if policy == .byOwnDate || policy == .current { #expect(value(.creditsOutside) == .zero) }
                    if policy == .oldestFirst {
                        #expect(
                            buckets.allSatisfy {
                                value(.aging(bucket: $0)) >= .zero && value(.aging(bucket: $0)) <= value(.debitItems(bucket: $0))
                            })
                    }
                }
            }
        }
    }

    @Test("count the same items as the open ones for the true DSO and what it leaves out")
    func leftOutItemsAreTold() throws {
        var leftOut: Int64 = 0
        for seed in UInt64(300)..<330 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, let closing = ledger.snapshots[day] else { continue }
            let figures = try ScannedLedger(ledger, threads: 2).engine.figures(asOf: day, scopes: [.all])
            let history = ledger.postings.map(\.postingDate).min()!.month
            let outside = closing.filter { item in
                let month = item.documentDate.month
                let sales = ledger.postings.filter { posting in
                    posting.postingDate.month == month && posting.postingDate <= day
                        && (posting.kind == .invoice || posting.kind == .creditNote && ledger.salesPolicy == .net)
                }
                let money = RateTable(reporting: ledger.reportingCurrency, rates: ledger.rates)
                let sold = sales.map { money.conversion(of: $0.currency, on: $0.postingDate)!.convert($0.amountMinor)! }.reduce(0, +)
                return item.openMinor > 0 && (month < history || month > day.month || sold <= 0)
            }
            #expect(figures.value(.trueDSOLeftOutCount) == .count(Int64(outside.count)), "seed \(seed)")
            leftOut += Int64(outside.count)
        }
        #expect(leftOut > 0)
    }
}
