import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

/// What is said of the target and its cause is held against the reference, key by key.
@Suite("Target and cause")
struct FindingTargetTests {
    /// Calls a closure for each of the last days of random ledgers.
    private static func contexts(
        _ language: Language, _ body: (OracleLedger, BlockContext, [OracleKey: OracleValue]) throws -> Void
    ) throws {
        for seed in UInt64(0)..<24 {
            let ledger = OracleLedger.random(seed: seed)
            guard let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            for asOf in ledger.asOfDays.suffix(2) where ledger.snapshots[asOf] != nil {
                let data = try ReviewFixture.data(ledger, spec, asOf: asOf)
                let context = BlockContext(spec: spec, data: data, words: words(language), language: language)
                try body(ledger, context, OracleMetrics.evaluate(ledger, asOf: asOf))
            }
        }
    }

    private static func amounts(_ id: String, _ scope: String, _ values: [OracleKey: OracleValue]) -> [String: Int64] {
        var found: [String: Int64] = [:]
        for (key, value) in values where key.scope == scope && key.metric == id {
            if case .money(let minor) = value { found[key.key] = Int64(minor) }
        }
        return found
    }

    /// The customer's portfolio on a day.
    private static func owner(_ customer: String, _ ledger: OracleLedger, _ day: Day) -> String {
        ledger.portfolios.first { $0.customer == customer && $0.validFrom <= day && ($0.validTo.map { $0 >= day } ?? true) }?.analyst
            ?? "house"
    }

    @Test("the customers named have the largest past due of the portfolio, with their amounts", arguments: Language.allCases)
    func largestPastDue(language: Language) throws {
        var told = (whole: 0, portfolio: 0)
        try Self.contexts(language) { ledger, context, values in
            guard case .largestPastDue(let debtors, let portfolio, let whole, let currency)? = FindingsBlock().largestPastDue(context)
            else {
                return
            }
            let all = Self.amounts("ar.past-due", "customer", values)
            let owner = portfolio.map { name in
                Self.amounts("ar.past-due", "analyst", values).keys.first { context.words.key($0) == name } ?? name
            }
            let own = all.filter { owner == nil || Self.owner($0.key, ledger, context.data.asOf) == owner }
            #expect(debtors.allSatisfy { own[$0.customer.id] == $0.minor && $0.minor > 0 })
            #expect(debtors.map(\.minor) == Array(own.values.filter { $0 > 0 }.sorted(by: >).prefix(3)))
            #expect(Set(debtors.map(\.customer.id)).count == debtors.count && !debtors.isEmpty && currency == context.currency)
            let expected =
                owner.map { Self.amounts("ar.past-due", "analyst", values)[$0] } ?? Self.amounts("ar.past-due", "all", values)[""]
            #expect(whole == expected)
            if owner == nil { told.whole += 1 } else { told.portfolio += 1 }
            let text = context.words.sentence(.largestPastDue(debtors, portfolio: portfolio, wholeMinor: whole, currency))
            for debtor in debtors {
                #expect(text.contains(debtor.customer.text + " " + context.words.format.moneyInSentence(debtor.minor, currency)), "\(text)")
            }
        }
        #expect(told.whole + told.portfolio > 10, "\(told)")
    }

    @Test("a portfolio is set apart in managers' reports only: it is a person's")
    func namesNobodyElsewhere() throws {
        var (named, seen) = (0, 0)
        try Self.contexts(.english) { _, context, _ in
            var spec = context.spec
            spec.audience = .team
            let team = BlockContext(spec: spec, data: context.data, words: context.words, language: .english)
            seen += 1
            guard case .largestPastDue(_, let portfolio, _, _)? = FindingsBlock().largestPastDue(context), portfolio != nil else { return }
            named += 1
            guard case .largestPastDue(_, nil, _, _)? = FindingsBlock().largestPastDue(team) else {
                Issue.record("a portfolio is named")
                return
            }
            let said = FindingsBlock().target(team) ?? ""
            #expect(FindingsBlock().target(context)?.count ?? 0 > said.count, "\(said)")
        }
        #expect(named > 5 && seen > named)
    }

    @Test("no portfolio and no team lacks more than the ones named", arguments: Language.allCases)
    func laggards(language: Language) throws {
        var told = 0
        try Self.contexts(language) { ledger, context, values in
            guard let text = FindingsBlock().target(context) else { return }
            let pace = context.targets.pace
            for (scope, word) in [
                ("team", language == .italian ? "il team " : "team "), ("analyst", language == .italian ? "il portafoglio " : "portfolio "),
            ] {
                let cash = Self.amounts("cash.attributed", scope, values)
                let targets = cash.keys.compactMap { key -> (String, Int64)? in
                    guard let target = context.figures.minor(.targetCash, scope == "team" ? .team : .analyst, key) else { return nil }
                    return (key, (pace?.part(ofMinor: target) ?? target) - cash[key]!)
                }
                let most = targets.map(\.1).max() ?? 0
                guard targets.count > 1, most > 0 else {
                    #expect(!text.contains(word), "\(text)")
                    continue
                }
                told += 1
                let names = targets.filter { $0.1 == most }.map { context.words.key($0.0) }
                let amount = context.words.format.moneyInSentence(most, context.currency)
                let by = language == .italian ? " di " : " by "
                #expect(names.contains { text.contains(word + $0 + by + amount) }, "\(text)")
                let isPace = text.contains(language == .italian ? "Più indietro di tutti sul ritmo" : "Furthest behind the pace")
                #expect(isPace == (pace != nil), "\(text)")
            }
        }
        #expect(told > 10, "\(told)")
    }

    @Test(
        "disputes are told when a department has half of them or they rose by half, with the department that has",
        arguments: Language.allCases)
    func disputes(language: Language) throws {
        var told = (holder: 0, rose: 0, silent: 0, run: 0)
        try Self.contexts(language) { ledger, context, values in
            let texts = FindingsBlock().sentences(context)
            let text = texts.first { $0.hasPrefix(language == .italian ? "Sono in contestazione" : "Open disputes come to") }
            let whole = Self.amounts("dispute.open-amount", "all", values)[""] ?? 0
            let open = context.figures.disputes.open
            let departments = Dictionary(grouping: open.filter { $0.dispute.department != nil }) { $0.dispute.department! }
            let holders = departments.filter {
                $0.value.count > 1 && $0.value.reduce(Int128(0)) { $0 + Int128($1.amountMinor) } * 2 >= Int128(whole)
            }
            let before = context.data.figures[context.previousDay]?.minor(.disputeOpenAmount)
            let run = try Self.run(of: "dispute.open-amount", whole, ledger, context)
            let rose =
                (before.map { Int128(whole) * 2 >= Int128($0) * 3 } ?? false)
                || (run.map { Int128(whole) >= Int128($0.minor) * 2 } ?? false)
            guard whole > 0, !holders.isEmpty || rose else {
                told.silent += 1
                #expect(text == nil)
                return
            }
            let said = try #require(text)
            #expect(said.contains(context.words.format.moneyInSentence(whole, context.currency)), "\(said)")
            let way =
                language == .italian
                ? (up: "in crescita dalla fine di ", down: "in diminuzione dalla fine di ")
                : (up: "rising since the end of ", down: "falling since the end of ")
            if let run {
                told.run += 1
                let amount = context.words.format.moneyInSentence(run.minor, context.currency)
                #expect(
                    said.contains("\(whole > run.minor ? way.up : way.down)\(context.words.format.month(run.since)) (\(amount))"), "\(said)"
                )
            } else {
                #expect(!said.contains(way.up) && !said.contains(way.down), "\(said)")
            }
            guard !holders.isEmpty else {
                told.rose += 1
                #expect(departments.keys.allSatisfy { !said.contains($0 + " ") }, "\(said)")
                return
            }
            told.holder += 1
            #expect(
                holders.contains { name, disputes in
                    let minor = disputes.reduce(Int64(0)) { $0 + $1.amountMinor }
                    return said.contains(name) && said.contains(context.words.format.moneyInSentence(minor, context.currency))
                        && said.contains("\(disputes.count) ") && said.contains(" \(open.count)")
                }, "\(said)")
        }
        #expect(told.holder > 2 && told.silent > 0 && told.run > 0, "\(told)")
    }

    /// The month-end since which an amount has gone one way by the reference, more than a month ago; nil when it has not.
    private static func run(
        of id: String, _ whole: Int64, _ ledger: OracleLedger, _ context: BlockContext
    ) throws -> (since: Month, minor: Int64)? {
        func minor(_ month: Month) -> Int64? {
            guard context.data.figures[month.lastDay] != nil else { return nil }
            return amounts(id, "all", OracleMetrics.evaluate(ledger, asOf: month.lastDay))[""]
        }
        var ends = [whole]
        while let before = minor(context.data.asOf.month.adding(months: -ends.count)),
            ends.count == 1 ? before != whole : (before < ends[ends.count - 1]) == (ends[1] < whole) && before != ends[ends.count - 1]
        {
            ends.append(before)
        }
        return ends.count > 2 ? (context.data.asOf.month.adding(months: 1 - ends.count), ends[ends.count - 1]) : nil
    }

    @Test("the forecast stands beside the pace while days are left, above or below the target as it is", arguments: Language.allCases)
    func forecast(language: Language) throws {
        func sentence(_ gap: Int64) -> String { words(language).sentence(.forecast(minor: 250_000_00, gapMinor: gap, .eur)) }
        let isItalian = language == .italian
        #expect(sentence(-50).contains(isItalian ? "0,50\u{A0}€ sotto l’obiettivo" : "€0.50 below the target"))
        #expect(sentence(1_234_56).contains(isItalian ? "1.235\u{A0}€ sopra l’obiettivo" : "€1,235 above the target"))
        #expect(sentence(0).hasSuffix(isItalian ? "pari all’obiettivo." : "exactly the target."))
        var told = 0
        try Self.contexts(language) { ledger, context, values in
            let target = FindingsBlock().target(context) ?? ""
            let start = isItalian ? "La previsione a fine mese" : "The forecast for the end of the month"
            guard context.targets.pace != nil, let forecast = Self.amounts("landing.forecast", "all", values)[""],
                let gap = Self.amounts("landing.gap", "all", values)[""]
            else {
                #expect(!target.contains(start), "\(target)")
                return
            }
            told += 1
            let sentence = context.words.sentence(.forecast(minor: forecast, gapMinor: gap, context.currency))
            #expect(sentence.hasPrefix(start) && target.contains(sentence), "\(target)")
        }
        #expect(told > 5, "\(told)")
    }

    @Test("no report has more than seven sentences, and the target comes first", arguments: Language.allCases)
    func order(language: Language) throws {
        try Self.contexts(language) { ledger, context, values in
            let shown = FindingsBlock().paragraphs(context)
            #expect(shown.count <= 7)
            guard let target = FindingsBlock().target(context) else { return }
            guard case .paragraph(let first, .finding)? = shown.first else {
                Issue.record("no sentence, although there is a target")
                return
            }
            #expect(first == target)
        }
    }
}
