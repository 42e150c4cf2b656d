import Foundation
import Ledger
import LedgerFixtures
import MailRenderer
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

@Suite("The huddle snapshot")
struct HuddleDocumentTests {
    private static func spec(_ aging: AgingLimits) throws -> ReportSpec? {
        let file = ReviewFixture.root.appending(path: "report-specs/huddle-snapshot.yml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let (spec, faults) = ReportSpecReader.read(name: "huddle-snapshot", utf8: Array(text.utf8), file: "h.yml", aging: aging)
        #expect(faults.isEmpty, "\(faults.map(\.text))")
        return spec
    }

    private static func data(_ ledger: OracleLedger, _ spec: ReportSpec, asOf: Day) throws -> ReportData {
        let scanned = ScannedLedger(ledger)
        var data = try ReviewFixture.data(ledger, spec, asOf: asOf)
        let previous = scanned.items.keys.filter { $0 < asOf }.max()
        for day in Set(data.figures.keys).union([previous].compactMap { $0 }) {
            data.figures[day] = try scanned.engine.figures(asOf: day, scopes: spec.scopes(on: day, asOf: asOf))
        }
        data.workingDay = try workingDay(scanned, asOf: asOf)
        return data
    }

    private static func workingDay(_ scanned: ScannedLedger, asOf: Day) throws -> WorkingDay {
        let before = scanned.policy.workCalendar.businessDay(asOf, minus: 1)
        return WorkingDay(
            asOf: asOf, before: before, previousSnapshot: scanned.items.keys.filter { $0 < asOf }.max(),
            cash: try scanned.engine.cash(in: Period(first: before, last: asOf.adding(days: -1))),
            promises: try scanned.engine.promises(asOf: asOf))
    }

    @Test("is a message under its size, names nobody, and its formulas give its values, on random ledgers")
    func randomLedgers() throws {
        var formulas = 0
        for seed in UInt64(0)..<10 {
            let ledger = seed == 0 ? try ReviewFixture.ledger(folder: "Tests/Golden") : OracleLedger.random(seed: seed)
            guard let asOf = ledger.asOfDays.last, let spec = try Self.spec(AgingLimits(ledger.limits)!) else { continue }
            let data = try Self.data(ledger, spec, asOf: asOf)
            for language in Language.allCases {
                let document = ReportBuilder(spec: spec, data: data).document(language)
                let message = try MailRenderer.render(document)
                #expect(message.subject.hasPrefix(language == .italian ? "Punto del mattino " : "Huddle "))
                #expect(ledger.analysts.allSatisfy { !message.html.contains($0.name) && !message.text.contains($0.name) })
                let evaluator = FormulaEvaluator(document)
                for cell in document.tables.flatMap(\.rows).flatMap(\.cells) {
                    guard let formula = cell.formula else { continue }
                    formulas += 1
                    #expect(evaluator.value(formula) == cell.value.number, "seed \(seed)")
                }
            }
        }
        #expect(formulas > 40)
    }

    @Test("tells two reasons of an account at most, without points, as its spec asks", arguments: Language.allCases)
    func reasons(language: Language) throws {
        var several = 0
        for seed in UInt64(0)..<20 {
            let ledger = OracleLedger.random(seed: seed)
            guard let asOf = ledger.asOfDays.last, let spec = try Self.spec(AgingLimits(ledger.limits)!) else { continue }
            let data = try Self.data(ledger, spec, asOf: asOf)
            let document = ReportBuilder(spec: spec, data: data).document(language)
            guard let table = document.tables.first(where: { $0.id == "top-accounts" }), let worklist = data.lists?.worklist else {
                continue
            }
            let column = try #require(table.columns.firstIndex { $0.id == "because" })
            let (words, imported) = (words(language), data.figures[asOf]!.frame.imported)
            for (row, found) in zip(table.rows, worklist) {
                let told = found.reasons.prefix(2).map { words.because($0, data.policy.reportingCurrency, imported) }
                #expect(row.cells[column].value == .text(told.joined(separator: "; ")))
                several += found.reasons.count > 2 ? 1 : 0
            }
            let caption = words.caption(.worklist, data.policy, withPoints: false)
            #expect(table.rows.isEmpty || table.caption?.hasPrefix(caption ?? "") == true)
        }
        #expect(several > 5)
    }

    @Test("shows promises due since the last working day, and those whose tolerance ended yesterday, each as counted by hand")
    func promises() throws {
        var (due, broken, partial) = (0, 0, 0)
        for seed in UInt64(0)..<60 {
            let ledger = OracleLedger.random(seed: seed)
            guard !ledger.promiseToleranceIsInBankDays else { continue }
            let scanned = ScannedLedger(ledger)
            for asOf in ledger.asOfDays {
                let day = try Self.workingDay(scanned, asOf: asOf)
                for judgement in try scanned.engine.promises(asOf: asOf) {
                    let promise = judgement.promise
                    let isOpen = judgement.paidMinor < promise.amountMinor
                    let lastDay = promise.dueOn.adding(days: ledger.promiseToleranceDays)
                    let isDue = isOpen && promise.dueOn > day.before && promise.dueOn <= asOf
                    let isBroken = judgement.paidMinor == 0 && lastDay >= day.before && lastDay < asOf
                    #expect(day.due.contains(judgement) == isDue)
                    #expect(day.broken.contains(judgement) == isBroken)
                    due += isDue ? 1 : 0
                    broken += isBroken ? 1 : 0
                    partial += isOpen && !isBroken && lastDay >= day.before && lastDay < asOf ? 1 : 0
                }
            }
        }
        #expect(due > 5 && broken > 5 && partial > 0)
    }

    @Test("tells the pace right, whatever the amounts")
    func pace() {
        var random = OracleRandom(seed: 11)
        for _ in 0..<500 {
            let all = Int64(random.next() % 23) + 1
            let gone = Int64(random.next() % UInt64(all + 1))
            let target = Int64(random.next() % 1_000_000_000) + 1
            let cash = Int64(random.next() % 1_200_000_000) - 100_000_000
            let pace = PaceFigures(cashMinor: cash, targetMinor: target, daysGone: gone, daysOfMonth: all, currency: .eur)
            let exact = Rational(Int128(target) * Int128(gone), Int128(all))
            let error = exact - Rational(pace.targetToDateMinor)
            #expect(error <= Rational(1, 2) && error >= Rational(-1, 2))
            #expect(pace.daysLeft == all - gone)
            for language in Language.allCases {
                let sentence = words(language).sentence(pace)
                let ahead = language == .english ? ["ahead of", "behind", "exactly"] : ["sopra", "sotto", "esattamente"]
                let lead = cash - pace.targetToDateMinor
                let expected = lead > 0 ? 0 : lead < 0 ? 1 : 2
                #expect(ahead.indices.filter { sentence.contains(ahead[$0]) } == [expected], "\(sentence)")
                #expect((pace.neededPerDayMinor != nil) == (cash < target && gone < all))
                let amounts = PrintedAmounts.cents(sentence, language)
                let (toDate, goal) = lead == 0 ? (1, 2) : (2, 3)
                guard amounts.count == goal + (cash < target ? 2 : 1) else {
                    Issue.record("\(sentence)")
                    continue
                }
                #expect(abs(amounts[0] - cash) <= 50 && abs(amounts[goal] - target) <= 50, "\(sentence)")
                // What is between two amounts is what is between them as they are printed.
                if lead != 0 { #expect(amounts[1] == abs(amounts[0] - amounts[toDate]) && amounts[1] > 0, "\(sentence)") }
                guard cash < target else { continue }
                if let needed = pace.neededPerDayMinor, pace.daysLeft > 1 {
                    #expect(abs(amounts[goal + 1] - needed) <= 50, "\(sentence)")
                } else {
                    #expect(amounts[goal + 1] == amounts[goal] - amounts[0], "\(sentence)")
                }
            }
        }
    }

    @Test("names in its thanks those who agreed, and counts the others", arguments: Language.allCases)
    func accolades(language: Language) {
        let words = words(language)
        let rules = AccoladeRules(rules: AccoladeRules.Rule.allCases, promisesAtLeast: 3, pastDueDownBy: Rational(1, 10), named: [])
        func text(_ names: [String], _ others: Int) -> String { words.accolade(.targetReached, names: names, others: others, rules) }
        let expected: [(names: [String], others: Int, english: String, italian: String)] = [
            (["Ada"], 0, "Ada has", "Ada ha "), (["Ada", "Bo"], 0, "Ada and Bo have", "Ada e Bo hanno "),
            ([], 1, "One portfolio has", "Un portafoglio ha "), ([], 3, "3 portfolios have", "3 portafogli hanno "),
            (["Ada"], 1, "Ada and one other portfolio have", "Ada e un altro portafoglio hanno "),
            (["Ada", "Bo"], 2, "Ada, Bo and 2 other portfolios have", "Ada, Bo e altri 2 portafogli hanno "),
        ]
        for entry in expected {
            #expect(text(entry.names, entry.others).hasPrefix(language == .english ? entry.english : entry.italian))
        }
    }

    @Test("leaves a section out when no block of it has anything to say")
    func emptySections() throws {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        var spec = try #require(try Self.spec(.standard))
        let asOf = try #require(ledger.asOfDays.last)
        spec.sections.append(
            SectionSpec(
                id: "none", title: LocalizedText(english: "None", italian: "Niente"),
                blocks: [.accolades(AccoladeRules(rules: [], promisesAtLeast: 1, pastDueDownBy: Rational(1, 10), named: []))]))
        let document = ReportBuilder(spec: spec, data: try Self.data(ledger, spec, asOf: asOf)).document(.english)
        #expect(!document.sections.contains { $0.id == "none" })
        #expect(document.sections.first?.id == "cash")
    }
}
