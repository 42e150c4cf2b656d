import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

/// Workings of a portfolio read its rows alone and count what the whole ledger's count for its analyst.
@Suite("The rows of a portfolio")
struct PortfolioRowsTests {
    static let batches: [Range<UInt64>] = stride(from: UInt64(0), to: 24, by: 4).map { $0..<($0 + 4) }

    /// Figures whose rows are always counted.
    private static let counted: Set<Metric> = [
        .arGross, .arCredits, .arPastDue, .aging(bucket: 0), .bridgeOpening, .bridgeInvoiced, .sales, .collectCash, .collectCollectable,
        .cashAttributed, .disputeOpenCount, .disputeOpenAmount, .promiseJudged, .promiseKept, .contacts, .contactsReached, .targetCash,
    ]

    @Test("are as many as those of the analyst in the whole ledger, or uncounted where others' rows take part", arguments: batches)
    func counts(seeds: Range<UInt64>) throws {
        var (counted, uncounted, rates, forecasts) = (0, 0, 0, 0)
        for seed in seeds {
            let ledger = OracleLedger.random(seed: seed)
            let engine = ScannedLedger(ledger).engine
            guard let day = ledger.asOfDays.last else { continue }
            let figures = try engine.figures(asOf: day)
            let rows = try PortfolioRows(engine, figures)
            let cuts = PortfolioCuts(tables: engine.tables, customers: figures.keys(.customer), asOf: day)
            for analyst in figures.keys(.analyst) where engine.tables.analysts[analyst] != nil {
                let own = figures.cut(to: cuts.portfolio(analyst: analyst))
                let portfolio = WorkingBuilder(rows, of: analyst, figures: own)
                let whole = WorkingBuilder(engine: engine, figures: figures, scope: .analyst, key: analyst)
                for metric in Metric.catalogue(figures.frame.policy.aging) + Metric.allInputs(figures.frame.policy.aging) {
                    guard case .base = metric.definition(figures.frame), metric != .riskScore else { continue }
                    let (mine, theirs) = (try portfolio.working(of: metric), try whole.working(of: metric))
                    #expect(mine.value == theirs.value, "seed \(seed), \(analyst), \(metric)")
                    for (own, expected) in zip(mine.evidence, theirs.evidence) {
                        uncounted += own.rowCount == nil ? 1 : 0
                        if own.rowCount == nil, !Self.counted.contains(metric) { continue }
                        #expect(own.rowCount == expected.rowCount, "seed \(seed), \(analyst), \(metric)")
                        counted += own.rowCount ?? 0 > 0 ? 1 : 0
                    }
                    #expect(mine.evidence.count == theirs.evidence.count)
                    if Self.forecast.contains(metric) {
                        forecasts += try Self.check(mine, theirs, "seed \(seed), \(analyst), \(metric)")
                    }
                    if metric == .cashAttributed {
                        #expect(mine.evidence.map(\.rates) == theirs.evidence.map(\.rates), "seed \(seed), \(analyst)")
                        rates += mine.rates.count
                    }
                }
            }
        }
        #expect(counted > 100 && uncounted < counted && rates > 0 && forecasts > 0, "\(counted), \(uncounted), \(rates), \(forecasts)")
    }

    private static let forecast: Set<Metric> = [.landingPromised, .landingDue, .landingDisputed, .landingError]

    /// Forecasts look at the same files and snapshots as they do for the analyst in the whole ledger.
    ///
    /// - Returns: How many rows of theirs are converted.
    private static func check(_ mine: FigureWorking, _ theirs: FigureWorking, _ place: String) throws -> Int {
        for (own, expected) in zip(mine.evidence, theirs.evidence) {
            #expect(own.tables.subtracting([.rates]) == expected.tables && own.postings == expected.postings, "\(place)")
            #expect(own.kind == expected.kind && own.rates.isEmpty, "\(place)")
            #expect(own.tables.contains(.rates) || expected.rates.isEmpty, "\(place)")
        }
        #expect(mine.snapshotDays == theirs.snapshotDays, "\(place)")
        return theirs.rates.count
    }
}
