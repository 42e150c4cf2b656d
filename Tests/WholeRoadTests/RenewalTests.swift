import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@testable import EmbeddedEngine

@Suite("Kept rollups are renewed when what they were computed from changes")
struct RenewalTests {
    /// Something that changes figures, and how the store learns of it: only the changed files are imported.
    enum Change: CaseIterable, Sendable {
        case correctedLedger, correctedOpening, removedItems, changedRate, earlierRate, changedPosting, earlierPosting, addedPosting
        case newOwner, newTeam, newCountry, newTarget, changedPromises, closedDisputes, changedContacts
    }

    /// A choice of the workspace that changes figures.
    enum Choice: CaseIterable, Sendable { case limits, credits, currency, sales, tolerance, attribution }

    private static let seeds: [UInt64] = [3, 14, 36]

    @Test("after an import they are those of a fresh store", arguments: Change.allCases)
    func imports(change: Change) throws {
        var moved = 0
        for seed in Self.seeds {
            let ledger = OracleLedger.random(seed: seed)
            let day = try #require(ledger.asOfDays.last)
            var random = OracleRandom(seed: seed)
            guard let (changed, files) = change.apply(to: ledger, day, &random) else { continue }
            try Road.with(ledger) { road in
                let before = try road.engine().figures(asOf: day).everyValue
                try road.take(changed.canonicalFiles().filter { files.contains($0.name) })
                let after = try road.engine().figures(asOf: day)
                try expect(after, areThoseOf: changed, day, "\(change), seed \(seed)")
                if after.everyValue != before { moved += 1 }
            }
        }
        // A change that shows nowhere would prove nothing.
        #expect(moved > 0, "\(change)")
    }

    @Test("what later days bring leaves those of a day valid: nothing is computed anew, and figures are those of a fresh store")
    func later() throws {
        for seed in Self.seeds {
            var ledger = OracleLedger.random(seed: seed)
            ledger.attribution = Attribution(rule: .promise)
            let days = ledger.asOfDays
            let day = try #require(days.dropLast().last)
            let early = ledger.known(on: day)
            try Road.with(early) { road in
                try read(road.embeddedEngine(), day)
                try road.take(ledger.canonicalFiles(shuffle: 5).filter { !early.canonicalFiles().map(\.name).contains($0.name) })
                let tables = ["postings.csv", "promises.csv", "disputes.csv", "portfolios.csv", "rates.csv"]
                try road.take(ledger.canonicalFiles(shuffle: 5).filter { tables.contains($0.name) })
                let engine = try road.embeddedEngine()
                try read(engine, day)
                let hasReadPostings = engine.hasReadPostings
                #expect(!hasReadPostings, "seed \(seed)")
                for day in days {
                    try expect(engine.metrics.figures(asOf: day), areThoseOf: ledger, day, "seed \(seed), \(day.isoText)")
                }
            }
        }
    }

    @Test("a posting of an earlier day that comes late makes all later days be computed anew")
    func late() throws {
        var ledger = OracleLedger.random(seed: 14)
        let days = ledger.asOfDays
        let (first, last) = (try #require(days.first), try #require(days.last))
        try Road.with(ledger) { road in
            for day in days { _ = try road.engine().figures(asOf: day) }
            var posting = try #require(ledger.postings.first { $0.kind == .invoice && $0.postingDate <= first })
            (posting.document, posting.amountMinor) = ("late", 7_777)
            ledger.postings.append(posting)
            try road.take(ledger.canonicalFiles(shuffle: 5).filter { $0.name == "postings.csv" })
            let engine = try road.engine()
            for day in days { try expect(engine.figures(asOf: day), areThoseOf: ledger, day, day.isoText) }
        }
        #expect(first < last)
    }

    /// Asks for the rollups of a day that postings, promises, disputes and owners go into.
    private func read(_ engine: EmbeddedEngine, _ day: Day) throws {
        _ = try engine.flows([.monthToDate(day)])
        _ = try engine.payments(asOf: day)
        _ = try engine.migration(asOf: day)
        _ = try engine.interest(asOf: day)
        _ = try engine.landing(asOf: day, month: day.month)
    }

    @Test("after the change is taken back they are the first ones again")
    func takenBack() throws {
        let ledger = OracleLedger.random(seed: 8)
        let day = try #require(ledger.asOfDays.last)
        var random = OracleRandom(seed: 8)
        for change in [Change.correctedLedger, .changedRate, .changedPosting] {
            let (changed, files) = try #require(change.apply(to: ledger, day, &random))
            try Road.with(ledger) { road in
                let before = try road.engine().figures(asOf: day).everyValue
                try road.take(changed.canonicalFiles().filter { files.contains($0.name) })
                _ = try road.engine().figures(asOf: day)
                // Shuffled, because bytes the store knows are left alone.
                try road.take(ledger.canonicalFiles(shuffle: 99).filter { files.contains($0.name) })
                let again = try road.engine().figures(asOf: day).everyValue
                #expect(again == before, "\(change)")
            }
        }
    }

    @Test("under another choice of the workspace they are those of a fresh store, and back again", arguments: Choice.allCases)
    func choices(choice: Choice) throws {
        for seed in Self.seeds {
            let ledger = Self.convertible(OracleLedger.random(seed: seed))
            let day = try #require(ledger.asOfDays.last)
            var changed = ledger
            switch choice {
            case .limits:
                changed.limits = ledger.limits == [10, 20] ? [5] : [10, 20]
                changed.lossRates = nil
            case .credits: changed.creditsPolicy = ledger.creditsPolicy == .oldestFirst ? .byOwnDate : .oldestFirst
            case .currency: changed.reportingCurrency = Currency(code: ledger.reportingCurrency.code == "USD" ? "KWD" : "USD")!
            case .tolerance: changed.promiseToleranceDays = ledger.promiseToleranceDays == 9 ? 0 : 9
            case .attribution:
                changed.attribution = Attribution(rule: ledger.attribution.rule == .promise ? .lastTouch : .promise, lastTouchDays: 60)
            case .sales: changed.salesPolicy = ledger.salesPolicy == .gross ? .net : .gross
            }
            try Road.with(ledger) { road in
                let before = try road.engine().figures(asOf: day).everyValue
                try expect(road.under(changed.policy).engine().figures(asOf: day), areThoseOf: changed, day, "\(choice), seed \(seed)")
                let again = try road.under(ledger.policy).engine().figures(asOf: day).everyValue
                #expect(again == before, "\(choice), seed \(seed)")
            }
        }
    }

    private func expect(_ figures: DayFigures, areThoseOf ledger: OracleLedger, _ day: Day, _ place: String) throws {
        let fresh = try Road.with(ledger, shuffle: 1) { try $0.engine().figures(asOf: day).everyValue }
        let values = figures.everyValue
        let different = fresh.keys.filter { values[$0] != fresh[$0] }.map { "\($0.scope) \($0.key) \($0.metric)" }.sorted()
        #expect(values.count == fresh.count, "\(place)")
        #expect(different.isEmpty, "\(place)")
    }

    /// The ledger with a rate of every currency, its own reporting currency included, so that it can be told in any of them.
    private static func convertible(_ ledger: OracleLedger) -> OracleLedger {
        var ledger = ledger
        let earliest = ledger.rates.map(\.day).min() ?? Day(iso: "2020-01-01")!
        for code in ["EUR", "GBP", "USD", "JPY", "KWD"] {
            let rate = ExchangeRate(day: earliest.adding(days: -1), currency: Currency(code: code)!, rate: Decimal64(text: "1.2345")!)
            ledger.rates.append(rate)
        }
        return ledger
    }
}

extension OracleLedger {
    /// What was known of it on a day.
    fileprivate func known(on day: Day) -> OracleLedger {
        var known = self
        known.snapshots = snapshots.filter { $0.key <= day }
        known.postings = postings.filter { $0.postingDate <= day }
        known.promises = promises.filter { $0.madeOn <= day }
        known.rates = rates.filter { $0.day <= day }
        known.disputes = disputes.filter { $0.openedOn <= day }
        for place in known.disputes.indices where (known.disputes[place].closedOn ?? day) > day { known.disputes[place].closedOn = nil }
        known.portfolios = portfolios.filter { $0.validFrom <= day }
        for place in known.portfolios.indices where (known.portfolios[place].validTo ?? day) > day { known.portfolios[place].validTo = nil }
        return known
    }
}

extension RenewalTests.Change {
    /// The ledger with the change, and the files that tell it; nil when the ledger has nothing to change.
    func apply(to ledger: OracleLedger, _ day: Day, _ random: inout OracleRandom) -> (OracleLedger, files: [String])? {
        var changed = ledger
        switch self {
        case .correctedLedger: return correct(&changed, day) ? (changed, ["ledger-\(day.isoText).csv"]) : nil
        case .correctedOpening:
            let opening = Period.monthToDate(day).openingDay
            return correct(&changed, opening) ? (changed, ["ledger-\(opening.isoText).csv"]) : nil
        case .removedItems:
            guard let items = ledger.snapshots[day], let company = items.map(\.company).max() else { return nil }
            // One item of each company stays, so that the file still covers all of them.
            var seen: Set<String> = []
            changed.snapshots[day] = items.filter { seen.insert($0.company).inserted || $0.company != company }
            return (changed, ["ledger-\(day.isoText).csv"])
        case .changedRate, .earlierRate: return changeRate(&changed, day) ? (changed, ["rates.csv"]) : nil
        case .changedPosting, .earlierPosting, .addedPosting: return changePosting(&changed, day) ? (changed, ["postings.csv"]) : nil
        case .newOwner: return changeOwner(&changed) ? (changed, ["portfolios.csv"]) : nil
        case .newTeam:
            for position in changed.analysts.indices { changed.analysts[position].team = random.pick(["East", "West"]) }
            return (changed, ["analysts.csv"])
        case .newCountry:
            for position in changed.customers.indices { changed.customers[position].country = random.pick(["FR", "US"]) }
            return (changed, ["customers.csv"])
        case .newTarget:
            let value = Decimal64(mantissa: 123_456, scale: 0)
            changed.targets.removeAll { $0.month == day.month && $0.scope == .all && $0.metric == "cash.collected" }
            changed.targets.append(
                Target(month: day.month, scope: .all, key: "", metric: "cash.collected", value: value, currency: ledger.reportingCurrency))
            return (changed, ["targets.csv"])
        case .changedPromises:
            for position in changed.promises.indices { changed.promises[position].amountMinor += 1_000 }
            return (changed, ["promises.csv"])
        case .closedDisputes:
            for position in changed.disputes.indices where changed.disputes[position].openedOn <= day {
                changed.disputes[position].closedOn = day
            }
            return (changed, ["disputes.csv"])
        case .changedContacts:
            for position in changed.activities.indices {
                (changed.activities[position].direction, changed.activities[position].outcome) = (.out, .promise)
            }
            return (changed, ["activities.csv"])
        }
    }

    private func correct(_ ledger: inout OracleLedger, _ day: Day) -> Bool {
        guard let items = ledger.snapshots[day], let position = items.firstIndex(where: { $0.openMinor > 0 }) else { return false }
        ledger.snapshots[day]![position].openMinor += 777
        ledger.snapshots[day]![position].dueDate = day.adding(days: -400)
        return true
    }

    /// Another rate on the same day, or one on a day between that had none.
    private func changeRate(_ ledger: inout OracleLedger, _ day: Day) -> Bool {
        let used = Set((ledger.snapshots[day] ?? []).map(\.currency))
        let known = ledger.rates.filter { $0.day <= day && used.contains($0.currency) }.max { $0.day < $1.day }
        guard let known, let position = ledger.rates.firstIndex(of: known) else { return false }
        let rate = Decimal64(mantissa: known.rate.mantissa * 2 + 1, scale: known.rate.scale)
        if self == .changedRate {
            ledger.rates[position] = ExchangeRate(day: known.day, currency: known.currency, rate: rate)
            return true
        }
        guard known.day < day else { return false }
        ledger.rates.append(ExchangeRate(day: day, currency: known.currency, rate: rate))
        return true
    }

    private func changePosting(_ ledger: inout OracleLedger, _ day: Day) -> Bool {
        let period = Period.monthToDate(day)
        let position = ledger.postings.firstIndex { posting in
            let isNow = period.first <= posting.postingDate && posting.postingDate <= day
            return posting.kind == .invoice && posting.amountMinor > 0
                && (self == .earlierPosting ? posting.postingDate < period.first : isNow)
        }
        guard let position else { return false }
        guard self == .addedPosting else {
            ledger.postings[position].amountMinor += 4_321
            return true
        }
        var posting = ledger.postings[position]
        (posting.document, posting.kind, posting.amountMinor) = ("added", .payment, -55)
        posting.clears = ledger.postings[position].document
        ledger.postings.append(posting)
        return true
    }

    /// Gives all customers of one owner to another one.
    private func changeOwner(_ ledger: inout OracleLedger) -> Bool {
        let owners = Set(ledger.portfolios.map(\.analyst)).sorted()
        guard let from = owners.first, let to = ledger.analysts.map(\.analyst).last(where: { $0 != from }) else { return false }
        for position in ledger.portfolios.indices where ledger.portfolios[position].analyst == from {
            ledger.portfolios[position].analyst = to
        }
        return true
    }
}
