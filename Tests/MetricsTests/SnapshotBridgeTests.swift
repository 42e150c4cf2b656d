import Ledger
import LedgerColumns
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("The bridge between two days")
struct SnapshotBridgeTests {
    static let batches: [Range<UInt64>] = stride(from: UInt64(0), to: 60, by: 10).map { $0..<($0 + 10) }

    @Test("agrees with an independent reference, item by item, on random ledgers", arguments: batches)
    func randomLedgers(seeds: Range<UInt64>) throws {
        for seed in seeds {
            let ledger = OracleLedger.random(seed: seed)
            guard let (first, last) = Self.days(ledger, seed) else { continue }
            let found = try Self.bridge(ledger, first, last).items.map(OracleBridgeItem.init)
            let expected = OracleBridge.items(ledger, from: first, to: last)
            #expect(found.count == expected.count, "seed \(seed)")
            #expect(Set(found) == Set(expected), "seed \(seed): \(Set(found).symmetricDifference(expected).prefix(4))")
        }
    }

    @Test("ties out to both balances and to the postings, in every sum", arguments: batches)
    func tiesOut(seeds: Range<UInt64>) throws {
        for seed in seeds {
            let ledger = OracleLedger.random(seed: seed)
            guard let (first, last) = Self.days(ledger, seed) else { continue }
            let scanned = ScannedLedger(ledger)
            let bridge = try Self.bridge(ledger, first, last)
            for item in bridge.items { #expect(item.movements.opening + item.movements.sum == item.movements.closing) }
            for scope in Scope.allCases {
                let sums = bridge.sums {
                    ScopeKey.key(
                        scope, company: $0.company, customer: $0.customer, currency: $0.currency, on: last, tables: scanned.tables)
                }
                var total = SnapshotBridge.Movements()
                for sum in sums { total.add(sum.movements) }
                #expect(total == bridge.total, "seed \(seed), \(scope)")
                let closing = try scanned.engine.figures(asOf: last, scopes: [scope])
                for sum in sums where sum.movements.closing != 0 {
                    #expect(closing.value(.arNet, scope, sum.key) == FigureValue(minor: sum.movements.closing), "seed \(seed), \(scope)")
                }
            }
            #expect(
                try scanned.engine.figures(asOf: first, scopes: [.all]).value(.arNet) == FigureValue(minor: bridge.total.opening),
                "seed \(seed)")
            // Over a month to date, the columns are those of the bridge of the catalogue.
            guard Period.monthToDate(last).openingDay == first else { continue }
            let figures = try scanned.engine.figures(asOf: last, scopes: [.all])
            #expect(figures.value(.bridgeCash) == FigureValue(minor: bridge.total.paid), "seed \(seed)")
            #expect(figures.value(.bridgeCreditNotes) == FigureValue(minor: bridge.total.credited), "seed \(seed)")
            #expect(figures.value(.bridgeWriteOffs) == FigureValue(minor: bridge.total.writtenOff), "seed \(seed)")
            #expect(figures.value(.bridgeAdjustments) == FigureValue(minor: bridge.total.adjusted), "seed \(seed)")
        }
    }

    @Test("of one customer has the same items, with postings that give their movements")
    func drillDown() throws {
        for seed in UInt64(0)..<12 {
            let ledger = OracleLedger.random(seed: seed)
            guard let (first, last) = Self.days(ledger, seed) else { continue }
            let whole = try Self.bridge(ledger, first, last)
            guard let customer = whole.items.map(\.customer).max() else { continue }
            let one = try Self.bridge(ledger, first, last, customer: customer)
            let expected = whole.items.filter { $0.customer == customer }
            #expect(one.items.map(OracleBridgeItem.init) == expected.map(OracleBridgeItem.init))
            let moved = one.items.flatMap(\.postings).reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
            let posted = ledger.postings.filter { $0.customer == customer && $0.postingDate > first && $0.postingDate <= last }
            #expect(moved == posted.reduce(Int128(0)) { $0 + Int128($1.amountMinor) }, "seed \(seed)")
        }
    }

    /// Two days of a ledger, another pair with another seed.
    private static func days(_ ledger: OracleLedger, _ seed: UInt64) -> (Day, Day)? {
        let days = ledger.snapshots.keys.sorted()
        guard days.count > 1 else { return nil }
        let last = 1 + Int(seed) % (days.count - 1)
        return (days[seed % 3 == 0 ? 0 : last - 1], days[last])
    }

    private static func bridge(_ ledger: OracleLedger, _ first: Day, _ last: Day, customer: String? = nil) throws -> SnapshotBridge {
        let scanned = ScannedLedger(ledger)
        return try SnapshotBridge(
            before: scanned.items[first]!, on: first, after: scanned.items[last]!, on: last, postings: scanned.allPostings,
            rates: scanned.tables.rates, customer: customer)
    }
}

extension OracleBridgeItem {
    fileprivate init(_ item: SnapshotBridge.Item) {
        self.init(company: item.company, document: item.document, line: item.line, customer: item.customer, currency: item.currency)
        let movements = item.movements
        (opening, new, grown, paid) = (Int64(movements.opening), Int64(movements.new), Int64(movements.grown), Int64(movements.paid))
        (credited, writtenOff, adjusted) = (Int64(movements.credited), Int64(movements.writtenOff), Int64(movements.adjusted))
        (settledOtherwise, closing) = (Int64(movements.settledOtherwise), Int64(movements.closing))
    }
}
