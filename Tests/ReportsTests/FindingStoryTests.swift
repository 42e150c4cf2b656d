import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

/// The story of the period is held against the reference, customer by customer.
@Suite("Story of the period")
struct FindingStoryTests {
    private struct Move {
        var from: Int64 = 0
        var to: Int64 = 0
    }

    /// The past due of each key on the opening day and on D; portfolios have the customers they have on D.
    private static func moves(_ ledger: OracleLedger, asOf: Day, by scope: String) -> [String: Move]? {
        let opening = asOf.month.adding(months: -1).lastDay
        guard ledger.snapshots[opening] != nil, ledger.creditsPolicy == .separate else { return nil }
        func owner(_ customer: String) -> String {
            ledger.portfolios.filter { $0.customer == customer && $0.validFrom <= asOf && ($0.validTo.map { $0 >= asOf } ?? true) }
                .first?.analyst ?? "house"
        }
        var moves: [String: Move] = [:]
        for (day, path) in [(opening, \Move.from), (asOf, \Move.to)] {
            for (key, value) in OracleMetrics.evaluate(ledger, asOf: day) where key.scope == "customer" && key.metric == "ar.past-due" {
                guard case .money(let minor) = value else { continue }
                moves[scope == "customer" ? key.key : owner(key.key), default: Move()][keyPath: path] += Int64(minor)
            }
        }
        return moves
    }

    /// The text with the names of customers and portfolios taken out, and who they were.
    private static func numbersOnly(_ text: String, _ ledger: OracleLedger, key: String) -> String {
        let name = ledger.customers.first { $0.customer == key }?.name ?? ""
        return text.replacing("(\(name))", with: "").replacing(key, with: "")
    }

    @Test("names who moved the past due most, with direction, size and result, on random ledgers", arguments: Language.allCases)
    func movers(language: Language) throws {
        var told = (portfolio: 0, customer: 0, up: 0, down: 0)
        for seed in UInt64(0)..<24 {
            let ledger = OracleLedger.random(seed: seed)
            guard let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            for asOf in ledger.asOfDays.suffix(2) {
                let data = try ReviewFixture.data(ledger, spec, asOf: asOf)
                let context = BlockContext(spec: spec, data: data, words: words(language), language: language)
                for finding in FindingsBlock().story(context) {
                    guard case .pastDueMover(let mover, let from, let to, let currency) = finding else { continue }
                    let text = context.words.sentence(finding)
                    let key: String
                    let moves: [String: Move]
                    switch mover {
                    case .portfolio(let code):
                        moves = try #require(Self.moves(ledger, asOf: asOf, by: "analyst"))
                        key = moves.keys.first { context.words.key($0) == code } ?? code
                        told.portfolio += 1
                    case .customer(let customer):
                        moves = try #require(Self.moves(ledger, asOf: asOf, by: "customer"))
                        key = customer.id
                        #expect(customer.name == ledger.customers.first { $0.customer == key }?.name ?? "")
                        told.customer += 1
                    }
                    let move = moves[key] ?? Move()
                    #expect(move.from == from && move.to == to && currency == ledger.reportingCurrency, "seed \(seed) \(asOf): \(text)")
                    let isUp = moves.values.reduce(0) { $0 + $1.to - $1.from } > 0
                    #expect(isUp == (to > from), "seed \(seed) \(asOf): \(text)")
                    let same = moves.values.map { $0.to - $0.from }.filter { isUp ? $0 > 0 : $0 < 0 }
                    #expect(same.allSatisfy { abs($0) <= abs(to - from) }, "seed \(seed) \(asOf): \(text)")
                    told.up += isUp ? 1 : 0
                    told.down += isUp ? 0 : 1
                    let format = context.words.format
                    #expect(text.contains(format.moneyInSentence(abs(to - from), currency)), "\(text)")
                    #expect(text.contains(format.moneyInSentence(to, currency)), "\(text)")
                    let (up, down) = language == .italian ? (" aumentato ", " ridotto ") : (" raised ", " lowered ")
                    let said = Self.numbersOnly(text, ledger, key: key)
                    #expect(said.contains(up) == isUp && said.contains(down) == !isUp, "\(text)")
                }
            }
        }
        #expect(told.portfolio > 5 && told.customer > 10 && told.up > 3 && told.down > 3, "\(told)")
    }

    @Test("names the largest broken promise of the period", arguments: Language.allCases)
    func brokenPromises(language: Language) throws {
        var told = 0
        for seed in UInt64(0)..<24 {
            let ledger = OracleLedger.random(seed: seed)
            guard let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            for asOf in ledger.asOfDays.suffix(2) {
                let data = try ReviewFixture.data(ledger, spec, asOf: asOf)
                let context = BlockContext(spec: spec, data: data, words: words(language), language: language)
                let format = context.words.format
                for finding in FindingsBlock().story(context) {
                    let text = context.words.sentence(finding)
                    switch finding {
                    case .brokenPromise(let customer, let minor, let currency, let due):
                        let isThere = ledger.promises.contains {
                            $0.customer == customer.id && $0.amountMinor == minor && $0.currency == currency && $0.dueOn == due
                        }
                        #expect(isThere && due.month == asOf.month && due <= asOf, "\(text)")
                        #expect(text.contains(format.moneyInSentence(minor, currency)) && text.contains(format.date(due)), "\(text)")
                        told += 1
                    default: continue
                    }
                }
            }
        }
        #expect(told > 2, "\(told)")
    }
}
