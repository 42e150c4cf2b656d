import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("Other systems' buckets")
struct EmulationTests {
    static let batches: [Range<UInt64>] = stride(from: UInt64(0), to: 60, by: 15).map { $0..<($0 + 15) }

    @Test("agree with each system's rule written out item by item, on random ledgers", arguments: batches)
    func randomLedgers(seeds: Range<UInt64>) throws {
        var moved: Set<String> = []
        for seed in seeds {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, let items = ledger.snapshots[day] else { continue }
            let scanned = ScannedLedger(ledger)
            let scope: Scope = [.company, .currency, .customer][Int(seed) % 3]
            let figures = try scanned.engine.figures(asOf: day, scopes: [.all, scope])
            for (scope, key) in [(.all, "")] + figures.keys(scope).prefix(2).map({ (scope, $0) }) {
                let own = items.filter { item in
                    item.openMinor != 0
                        && ScopeKey.key(
                            scope, company: item.company, customer: item.customer, currency: item.currency, on: day, tables: scanned.tables)
                            == key
                }
                for emulation in try scanned.engine.emulations(of: BucketRule.shipped, figures, scope: scope, key: key) {
                    expectAgreement(emulation, own, ledger, day, "seed \(seed), \(scope) \(key), \(emulation.rule.id)")
                    moved.formUnion(emulation.causes.map(\.cause.rawValue))
                }
            }
        }
        #expect(moved.isSuperset(of: ["credits", "undated", "document-day", "not-yet-due", "ranges"]), "\(moved)")
    }

    private func expectAgreement(_ emulation: Emulation, _ items: [OracleItem], _ ledger: OracleLedger, _ day: Day, _ where: String) {
        let rates = RateTable(reporting: ledger.reportingCurrency, rates: ledger.rates)
        var columns: [String: Emulation.ItemSum] = [:]
        var causes: [String: (sum: Emulation.ItemSum, moved: [Int64])] = [:]
        let nowhere = ledger.limits.count + 3
        var same = 0
        for item in items {
            let minor = rates.conversion(of: item.currency, on: day)!.convert(item.openMinor)!
            let found = OracleEmulation.item(item, in: emulation.rule.id, on: day, limits: ledger.limits, credits: ledger.creditsPolicy)
            columns[found.column ?? "none", default: .init()].itemCount += 1
            columns[found.column ?? "none"]?.minor += minor
            guard let cause = found.cause else {
                same += 1
                continue
            }
            var entry = causes[cause] ?? (.init(), [Int64](repeating: 0, count: nowhere + 1))
            entry.sum.itemCount += 1
            entry.sum.minor += minor
            entry.moved[found.place] -= minor
            entry.moved[found.counterpart ?? nowhere] += minor
            causes[cause] = entry
        }
        for column in emulation.columns {
            #expect(column.sum == columns.removeValue(forKey: column.column.testId) ?? .init(), "\(`where`), \(column.column.testId)")
        }
        #expect(emulation.nowhere == columns.removeValue(forKey: "none") ?? .init(), "\(`where`)")
        #expect(columns.isEmpty, "\(`where`): \(columns)")
        #expect(Set(causes.keys) == Set(emulation.causes.map(\.cause.rawValue)), "\(`where`)")
        for cause in emulation.causes {
            #expect(cause.sum == causes[cause.cause.rawValue]?.sum, "\(`where`), \(cause.cause)")
            // What is set off among debit items belongs to the treatment of credits, and is no item's own.
            if ledger.creditsPolicy == .oldestFirst, cause.cause == .credits { continue }
            #expect(cause.movedMinor == causes[cause.cause.rawValue]?.moved, "\(`where`), \(cause.cause)")
        }
        #expect(emulation.itemCount == items.count && emulation.sameCount == same, "\(`where`)")
        #expect(emulation.tiesOut, "\(`where`)")
    }

    @Test("are explained to the cent under any rule, limits and policy for credits, and what is shown and not shown makes net")
    func anyRule() throws {
        for seed in UInt64(400)..<440 {
            var ledger = OracleLedger.random(seed: seed)
            ledger.creditsPolicy = [.separate, .byOwnDate, .oldestFirst, .current][Int(seed % 4)]
            ledger.lossRates = nil
            ledger.limits = [[30, 60, 90], [1], [7, 14, 30, 60, 90, 180], [365]][Int(seed / 4 % 4)]
            guard let day = ledger.asOfDays.last else { continue }
            let engine = ScannedLedger(ledger).engine
            let figures = try engine.figures(asOf: day, scopes: [.all, .analyst])
            var random = OracleRandom(seed: seed)
            let rules = (0..<8).map { Self.rule($0, &random) }
            for (scope, key) in [(Scope.all, "")] + figures.keys(.analyst).map({ (Scope.analyst, $0) }) {
                for emulation in try engine.emulations(of: rules, figures, scope: scope, key: key) {
                    #expect(emulation.tiesOut, "seed \(seed), \(emulation.rule)")
                    #expect(FigureValue(minor: Int128(emulation.netMinor)) == figures.value(.arNet, scope, key), "seed \(seed)")
                    #expect(emulation.causes.allSatisfy { $0.movedMinor.reduce(0, +) == 0 }, "seed \(seed)")
                    let counted = emulation.columns.map(\.sum.itemCount).reduce(0, +) + emulation.nowhere.itemCount
                    #expect(counted == emulation.itemCount, "seed \(seed)")
                    #expect(emulation.causes.map(\.sum.itemCount).reduce(emulation.sameCount, +) == emulation.itemCount, "seed \(seed)")
                }
            }
        }
    }

    private static func rule(_ number: Int, _ random: inout OracleRandom) -> BucketRule {
        let through = random.int(-1...5)
        var limits: [Int] = []
        for _ in 0..<random.int(1...5) { limits.append((limits.last ?? through) + random.int(1...40)) }
        return BucketRule(
            id: "rule-\(number)", system: nil, source: .behaviour, agedFrom: random.pick(BucketRule.AgedFrom.allCases),
            notYetDue: random.pick(BucketRule.NotYetDue.allCases), currentThrough: through,
            ranges: random.chance(20) ? .months(length: random.int(1...3), count: random.int(1...4)) : .days(limits),
            hasLastRange: random.chance(60), undated: random.pick(BucketRule.Undated.allCases),
            credits: random.pick(BucketRule.Credits.allCases))
    }
}

extension EmulatedColumn {
    /// The name the reference gives it.
    fileprivate var testId: String {
        switch kind {
        case .current: "current"
        case .range(nil, let last?): "to-\(last)"
        case .range(let first?, let last?): "\(first)-\(last)"
        case .range(let first?, nil): "over-\(first - 1)"
        case .range(nil, nil): "all"
        case .credits: "credits"
        }
    }
}
