import Dispatch
import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Synchronization
import Testing

@Suite("The working of a figure")
struct WorkingTests {
    static let batches: [Range<UInt64>] = stride(from: UInt64(0), to: 40, by: 4).map { $0..<($0 + 4) }

    @Test("has rows that add up to the figure, for every base figure and scope of random ledgers", arguments: batches)
    func rowsAddUp(seeds: Range<UInt64>) throws {
        for seed in seeds {
            let ledger = OracleLedger.random(seed: seed)
            let engine = ScannedLedger(ledger).engine
            guard let day = ledger.asOfDays.last else { continue }
            let figures = try engine.figures(asOf: day)
            for scope in Scope.allCases {
                // Some keys of each scope, so that all kinds come up over the seeds.
                let keys = figures.keys(scope).enumerated().filter { ($0.offset + Int(seed)) % 3 == 0 || $0.offset == 0 }.map(\.element)
                for key in keys.prefix(2) {
                    let check = try WorkingCheck(engine, figures, scope, key)
                    #expect(check.differences.isEmpty, "seed \(seed), \(day), \(scope) \(key): \(check.differences.prefix(5))")
                }
            }
        }
    }

    @Test("reaches base figures, names the snapshots, and counts every row once")
    func tree() throws {
        var ledger = OracleLedger.random(seed: 1)
        ledger.creditsPolicy = .separate
        let engine = ScannedLedger(ledger).engine
        let day = try #require(ledger.asOfDays.last { ledger.snapshots[Period.monthToDate($0).openingDay] != nil })
        let figures = try engine.figures(asOf: day)
        let working = try WorkingBuilder(engine: engine, figures: figures).working(of: .cei)
        #expect(working.value == figures.value(.cei))
        #expect(working.inputs.map(\.metric) == [.bridgeOpening, .sales, .arNet, .aging(bucket: 0)])
        #expect(working.snapshotDays == [Period.monthToDate(day).openingDay, day])
        #expect(working.postingPeriod == .monthToDate(day))
        #expect(working.settings == [.conversion, .ownership, .period, .agingLimits, .agingCredits, .sales])
        let gross = try #require(working.figures.first { $0.metric == .arGross }?.evidence.first)
        #expect(gross.kind == .items(day))
        #expect(gross.rowCount == ledger.snapshots[day]!.count { $0.openMinor > 0 })
        #expect(figures.value(.arGross).rational == Rational(gross.numerator, 1))
    }

    @Test("is the same on any number of threads, on random ledgers")
    func threads() throws {
        for seed in UInt64(0)..<4 {
            let ledger = OracleLedger.random(seed: seed)
            let engine = ScannedLedger(ledger).engine
            guard let day = ledger.asOfDays.last else { continue }
            let figures = try engine.figures(asOf: day)
            let metrics = Metric.catalogue(figures.frame.policy.aging)
            let builder = WorkingBuilder(engine: engine, figures: figures)
            let alone = try metrics.map(builder.working)
            for threads in 1...3 {
                let made = try WorkingBuilder(engine: engine, figures: figures).workings(of: metrics, threads: threads)
                #expect(made == alone, "seed \(seed), \(threads) threads")
            }
        }
    }

    @Test("is the same where several are made side by side, which share what one engine reads")
    func nested() throws {
        let ledger = OracleLedger.random(seed: 2)
        let engine = ScannedLedger(ledger).engine
        let day = try #require(ledger.asOfDays.last)
        let figures = try engine.figures(asOf: day)
        let metrics = Metric.catalogue(figures.frame.policy.aging)
        let alone = try metrics.map(WorkingBuilder(engine: engine, figures: figures).working)
        let made = Mutex<[[FigureWorking]]>([])
        DispatchQueue.concurrentPerform(iterations: 3) { _ in
            guard let workings = try? WorkingBuilder(engine: engine, figures: figures).workings(of: metrics, threads: 7) else { return }
            made.withLock { $0.append(workings) }
        }
        #expect(made.withLock { $0 } == [alone, alone, alone])
    }

    @Test("has no rows when the figure is not available")
    func unavailable() throws {
        let ledger = OracleLedger.random(seed: 3)
        let engine = ScannedLedger(ledger).engine
        let day = try #require(ledger.asOfDays.first { ledger.snapshots[Period.monthToDate($0).openingDay] == nil })
        let figures = try engine.figures(asOf: day)
        let builder = WorkingBuilder(engine: engine, figures: figures)
        let working = try builder.working(of: .bridgeOpening)
        #expect(working.value.rational == nil)
        #expect(working.evidence.isEmpty)
        #expect(try builder.rows(of: .bridgeOpening).isEmpty)
    }
}

/// The workings of all figures of a scope key held against the figures.
private struct WorkingCheck {
    var differences: [String] = []

    init(_ engine: MetricsEngine, _ figures: DayFigures, _ scope: Scope, _ key: String) throws {
        let aging = figures.frame.policy.aging
        let builder = WorkingBuilder(engine: engine, figures: figures, scope: scope, key: key)
        for metric in Metric.catalogue(aging) + Metric.allInputs(aging) {
            guard case .base = metric.definition(figures.frame) else { continue }
            let working = try builder.working(of: metric)
            // Rows of the matrix are looked at in one row of it: they are all made alike.
            if case .migration(let from, _) = metric, from != 1 { continue }
            let rows = try builder.rows(of: metric)
            if working.value != figures.value(metric, scope, key) { differences.append("\(metric): another value") }
            if working.evidence.reduce(0, { $0 + ($1.rowCount ?? 0) }) != rows.count { differences.append("\(metric): counts other rows") }
            guard let value = working.value.rational else { continue }
            // Days of the calendar rest on no rows.
            if working.evidence.isEmpty, Set(working.settings).isSubset(of: [.period, .workCalendar]) { continue }
            // Made of other figures.
            if metric == .targetDaily { continue }
            // The losses of the buckets it takes in.
            if metric == .expectedCreditLoss {
                check(loss: working, figures.frame.policy)
                continue
            }
            let numerator = rows.reduce(Int128(0)) { $0 + $1.share.numerator }
            let denominators = rows.compactMap(\.share.denominator)
            if !denominators.isEmpty, denominators.count != rows.count { differences.append("\(metric): rows with and without divisor") }
            if metric == .dsoCountback {
                check(working, numerator)
            } else if metric == .dsoTrue {
                let days = Rational(numerator, 1) / Rational(Rational.powerOfTen(12))
                if days != value { differences.append("\(metric): \(days) instead of \(value)") }
            } else if metric == .landingError {
                let mean = Rational(Rational.divideHalfEven(numerator, by: denominators.reduce(0, +)))
                if mean != value { differences.append("\(metric): \(mean) instead of \(value)") }
            } else if denominators.isEmpty {
                if Rational(numerator, 1) != value { differences.append("\(metric): \(numerator) instead of \(value)") }
            } else if Rational(numerator, denominators.reduce(0, +)) != value {
                differences.append("\(metric): \(numerator) ÷ \(denominators.reduce(0, +)) instead of \(value)")
            }
        }
    }

    /// Each bucket at its rate.
    private mutating func check(loss working: FigureWorking, _ policy: Policy) {
        let losses = zip(working.inputs, policy.lossRates ?? []).map { $0.value.rational! * $1 }
        let sum = losses.reduce(Rational.zero, +)
        let isNear = working.value.rational.map { ($0 - sum) * ($0 - sum) <= Rational(1, 4) } ?? false
        if losses.count != policy.aging.bucketCount || !isNear { differences.append("expected loss: \(working.value) instead of \(sum)") }
    }

    /// The months' sales are what the rows add up to, the days are the figure, and what is taken off is the balance.
    private mutating func check(_ working: FigureWorking, _ numerator: Int128) {
        let steps = working.steps
        guard !steps.isEmpty else {
            if working.value.rational != .zero { differences.append("countback: no months for \(working.value)") }
            return
        }
        if steps.reduce(Int128(0), { $0 + $1.salesMinor }) != numerator { differences.append("countback: rows are not the months' sales") }
        if steps.reduce(Rational.zero, { $0 + $1.days }) != working.value.rational { differences.append("countback: other days") }
        if steps.last?.leftMinor != 0 { differences.append("countback: something is left") }
        if working.inputs.map(\.metric) != [.arNet] { differences.append("countback: not over net") }
    }
}
