import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

/// Sentences of reports are read back, number by number and word by word, and held against the reference's figures.
@Suite("Sentences made from figures")
struct FindingSentenceTests {
    /// A number of a sentence: its digits without separators, signed. 42.3% is 423, €1,234.50 is 123450.
    private static func numbers(_ text: String) -> [Int64] {
        var found: [Int64] = []
        var digits = ""
        var isNegative = false
        var characters = Array(text)[...]
        func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
        while let character = characters.first {
            characters = characters.dropFirst()
            if isDigit(character) || (!digits.isEmpty && (character == "." || character == ",") && characters.first.map(isDigit) == true) {
                if isDigit(character) { digits.append(character) }
                continue
            }
            if !digits.isEmpty {
                found.append((Int64(digits) ?? .max) * (isNegative ? -1 : 1))
                (digits, isNegative) = ("", false)
            }
            if character == "\u{2212}" {
                isNegative = true
            } else if !character.isLetter && !"€$£¥\u{A0}".contains(character) {
                isNegative = false
            }
        }
        if !digits.isEmpty { found.append((Int64(digits) ?? .max) * (isNegative ? -1 : 1)) }
        return found
    }

    /// value × 10^places, half to even: by repeated comparison, not by the formatter's long division.
    private static func rounded(_ value: Rational, _ places: Int) -> Int64 {
        let scaled = (0..<places).reduce(value) { value, _ in value * Rational(10) }
        var whole = scaled.numerator / scaled.denominator
        if Rational(whole) > scaled { whole -= 1 }
        let rest = scaled - Rational(whole)
        if rest > Rational(1, 2) || (rest == Rational(1, 2) && whole % 2 != 0) { whole += 1 }
        return Int64(whole)
    }

    /// An amount as sentences have it, digits only: in whole units from a thousand units on.
    private static func said(_ minor: Int64, _ currency: Currency) -> Int64 {
        let unit = Int64(currency.minorPerMajor)
        return abs(minor) >= 1_000 * unit ? rounded(Rational(Int128(minor), Int128(unit)), 0) : minor
    }

    /// Two amounts with what is between them, as sentences have them, digits only: what is printed adds up.
    private static func triple(_ first: Int64, _ second: Int64, _ currency: Currency) -> [Int64] {
        guard first != second else { return [said(first, currency), said(second, currency)] }
        let unit = Int64(currency.minorPerMajor)
        let areWhole = [first, second].map { abs($0) >= 1_000 * unit }
        let printed = zip([first, second], areWhole).map { minor, isWhole in isWhole ? said(minor, currency) * unit : minor }
        let difference = abs(printed[0] - printed[1])
        guard areWhole.contains(true), difference > 0, difference % unit == 0 else { return [first, abs(first - second), second] }
        return [said(first, currency), difference / unit, said(second, currency)]
    }

    /// The whole ledger's figures of a day by the reference.
    private struct Reference {
        let values: [OracleKey: OracleValue]

        init?(_ ledger: OracleLedger, _ day: Day) {
            guard ledger.snapshots[day] != nil else { return nil }
            values = OracleMetrics.evaluate(ledger, asOf: day)
        }

        func number(_ id: String) -> Rational? {
            switch values[OracleKey(scope: "all", key: "", metric: id)] {
            case .money(let minor): Rational(minor)
            case .fraction(let value): value
            case .count(let count): Rational(count)
            case .notAvailable, nil: nil
            }
        }

        func money(_ id: String) -> Int64? { number(id).map { Int64($0.numerator) } }
    }

    /// Which way a sentence says something went, in the order said: 1 up, −1 down, 0 unchanged.
    private static func directions(_ text: String, _ words: [(String, Int)]) -> [Int] {
        var found: [(position: String.Index, way: Int)] = []
        for (word, way) in words {
            var rest = text[...]
            while let range = rest.range(of: word) {
                found.append((range.lowerBound, way))
                rest = rest[range.upperBound...]
            }
        }
        return found.sorted { $0.position < $1.position }.map(\.way)
    }

    private static func directions(_ text: String, _ language: Language) -> [Int] {
        switch language {
        case .english:
            directions(
                text,
                [
                    (" up ", 1), (" down ", -1), ("unchanged", 0), (" more ", 1), (" less ", -1), (" above ", 1), (" below ", -1),
                    ("meets", 0),
                ])
        case .italian:
            directions(
                text,
                [
                    ("in aumento ", 1), ("in calo ", -1), ("invariat", 0), ("in più", 1), ("in meno", -1), ("superiore", 1),
                    ("inferiore", -1),
                    ("centra", 0),
                ])
        }
    }

    private struct Expected {
        var numbers: [Int64]
        var directions: [Int]
        /// Whether more follows that has a test of its own: who lacks most, which department has most.
        var isBeginning = false
    }

    @Test("say what the reference says: every number, sign and direction, on random ledgers")
    func randomLedgers() throws {
        var read: [String: Int] = [:]
        for seed in UInt64(0)..<20 {
            let ledger = OracleLedger.random(seed: seed)
            guard let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            for asOf in ledger.asOfDays.suffix(2) {
                let data = try ReviewFixture.data(ledger, spec, asOf: asOf)
                guard let now = Reference(ledger, asOf) else { continue }
                let isWhole = asOf == asOf.month.lastDay
                let before = Reference(ledger, asOf.month.adding(months: -1).lastDay)
                for language in Language.allCases {
                    let context = BlockContext(spec: spec, data: data, words: words(language), language: language)
                    for text in FindingsBlock().sentences(context) {
                        guard let (kind, expected) = Self.expected(text, ledger, now, before, isWhole: isWhole) else { continue }
                        read[kind, default: 0] += 1
                        let numbers = Self.numbers(text)
                        let directions = Self.directions(text, language)
                        let (numberCount, directionCount) = (expected.numbers.count, expected.directions.count)
                        #expect(
                            (expected.isBeginning ? Array(numbers.prefix(numberCount)) : numbers) == expected.numbers,
                            "seed \(seed) \(asOf): \(text)")
                        #expect(
                            (expected.isBeginning ? Array(directions.prefix(directionCount)) : directions) == expected.directions,
                            "seed \(seed) \(asOf): \(text)")
                    }
                }
            }
        }
        for kind in ["balance", "effectiveness", "dso", "past due", "attainment", "concentration"] {
            #expect(read[kind, default: 0] >= 6, "\(read)")
        }
    }

    /// What a sentence must say, by the reference; nil for the sentence on the pace, which has a test of its own.
    private static func expected(
        _ text: String, _ ledger: OracleLedger, _ now: Reference, _ before: Reference?, isWhole: Bool
    ) -> (String, Expected)? {
        func starts(_ english: String, _ italian: String) -> Bool { text.hasPrefix(english) || text.hasPrefix(italian) }
        func said(_ minor: Int64) -> Int64 { Self.said(minor, ledger.reportingCurrency) }
        func way(_ value: Rational) -> Int { value > .zero ? 1 : value < .zero ? -1 : 0 }
        func percent(_ id: String) -> Int64 { now.number(id).map { rounded($0, 3) } ?? .min }
        if starts("Net receivables are", "I crediti netti sono") {
            let (net, opening) = (now.money("ar.net")!, now.money("bridge.opening")!)
            let change = net - opening
            return (
                "balance",
                Expected(numbers: triple(net, opening, ledger.reportingCurrency), directions: [change.signum()].map(Int.init))
            )
        }
        if starts("CEI is", "Il CEI è") { return ("effectiveness", effectiveness(now, isWhole ? before : nil, percent)) }
        if starts("Simple DSO is", "Il DSO semplice è") {
            let days = now.number("dso.simple")!
            var numbers = [rounded(days, 1)]
            var directions: [Int] = []
            if isWhole, let earlier = before?.number("dso.simple") {
                let change = rounded(days - earlier, 1)
                if change != 0 { numbers.append(abs(change)) }
                directions.append(change == 0 ? 0 : way(days - earlier))
            }
            // What it would be with nothing late is said where it is less.
            let best = rounded(now.number("dso.best-possible")!, 1)
            return ("dso", Expected(numbers: numbers + (best < numbers[0] ? [best] : []), directions: directions))
        }
        if starts("Past due is", "Lo scaduto è") {
            let pastDue = now.money("ar.past-due")!
            var numbers = [said(pastDue), percent("ratio.past-due")]
            var directions: [Int] = []
            if let earlier = before?.money("ar.past-due") {
                if pastDue != earlier { numbers.append(said(abs(pastDue - earlier))) }
                directions.append(Int((pastDue - earlier).signum()))
            }
            let limit = ledger.limits.last!
            return (
                "past due", Expected(numbers: numbers + [said(now.money("aging.over-\(limit)")!), Int64(limit)], directions: directions)
            )
        }
        if starts("The ten largest", "I dieci maggiori") {
            return ("concentration", Expected(numbers: [percent("concentration.top-10")], directions: []))
        }
        if starts("Open disputes come to", "Sono in contestazione") {
            let minor = now.money("dispute.open-amount")!
            let earlier = before?.money("dispute.open-amount")
            var numbers = [said(minor)]
            if let earlier, earlier != minor { numbers.append(said(abs(minor - earlier))) }
            let directions = earlier.map { [$0 == minor && text.contains("come alla fine") ? nil : Int((minor - $0).signum())] } ?? []
            return ("disputes", Expected(numbers: numbers, directions: directions.compactMap { $0 }, isBeginning: true))
        }
        guard isWhole, starts("Cash of", "L’incasso di"), let cash = now.money("cash.attributed"),
            let attainment = now.number("collect.attainment")
        else { return nil }
        let target = cash == 0 ? nil : Rational(cash) / attainment
        guard let target, target.denominator == 1 else { return nil }
        let gap = cash - Int64(target.numerator)
        return (
            "attainment",
            Expected(
                numbers: gap == 0 ? [said(cash)] : triple(cash, cash - gap, ledger.reportingCurrency),
                directions: [Int(gap.signum())], isBeginning: true)
        )
    }

    private static func effectiveness(_ now: Reference, _ before: Reference?, _ percent: (String) -> Int64) -> Expected {
        var numbers = [percent("cei")]
        var directions: [Int] = []
        func add(_ change: Rational, places: Int) {
            let shown = rounded(change, places)
            if shown != 0 { numbers.append(abs(shown)) }
            directions.append(shown == 0 ? 0 : change > .zero ? 1 : -1)
        }
        if let before, let earlier = before.number("cei") {
            add(now.number("cei")! - earlier, places: 3)
            let changes = Self.changes(now, before).map { rounded($0, 3) }
            if changes.contains(where: { $0 != 0 }) { numbers += changes }
        }
        // The parts are written with as many decimals as it takes for them to add up, up to three more.
        let whole = now.number("cei")!
        let shares = ["cei.cash", "cei.credit-notes", "cei.write-offs", "cei.other"].map { now.number($0)! }
        let places = (3...6).first { places in shares.map { rounded($0, places) }.reduce(0, +) == rounded(whole, places) } ?? 3
        let parts = shares.map { rounded($0, places) }.filter { $0 != 0 }
        return Expected(numbers: numbers + (parts.isEmpty ? [] : [rounded(whole, places)] + parts), directions: directions)
    }

    /// How what was settled and what could be collected changed on last month; nothing when one was not above zero.
    private static func changes(_ now: Reference, _ before: Reference) -> [Rational] {
        func amount(_ month: Reference, less id: String) -> Rational {
            month.number("bridge.opening")! + month.number("sales")! - month.number(id)!
        }
        let (settled, settledBefore) = (amount(now, less: "ar.net"), amount(before, less: "ar.net"))
        let (collectable, collectableBefore) = (amount(now, less: "aging.current"), amount(before, less: "aging.current"))
        guard settled > .zero, settledBefore > .zero, collectable > .zero, collectableBefore > .zero else { return [] }
        return [settled / settledBefore - Rational(1), collectable / collectableBefore - Rational(1)]
    }

    private static func sentence(
        _ cei: Rational, _ before: Rational, settled: Rational, collectable: Rational, _ language: Language
    ) -> String {
        let change = EffectivenessChange(
            before: before, parts: EffectivenessChange.Parts(settled: settled, collectable: collectable))
        return words(language).sentence(
            .effectiveness(cei: cei, change: change, cash: .zero, creditNotes: .zero, writeOffs: .zero, other: .zero))
    }

    @Test("hold what was settled against what could be collected, with their signs")
    func causes() {
        let (was, isNow) = (Rational(708, 1000), Rational(702, 1000))
        func sentence(_ cei: Rational, _ settled: Int128, _ collectable: Int128, _ language: Language) -> String {
            Self.sentence(cei, was, settled: Rational(settled, 1000), collectable: Rational(collectable, 1000), language)
        }
        #expect(
            sentence(isNow, 52, 61, .english)
                == "CEI is 70.2%, down 0.6 points on last month (settled +5.2% against +6.1% to collect).")
        #expect(
            sentence(isNow, 52, 81, .italian)
                == "Il CEI è al 70,2%, in calo di 0,6 punti sul mese scorso (chiuso +5,2% contro +8,1% da incassare).")
        #expect(sentence(isNow, -5, 4, .english).hasSuffix("month (settled \u{2212}0.5% against +0.4% to collect)."))
        #expect(sentence(isNow, 0, 0, .english).hasSuffix("down 0.6 points on last month."))
        #expect(sentence(was, 52, 52, .italian).contains("invariato sul mese scorso (chiuso +5,2%"))
    }

    @Test("name a difference as it is between the two amounts as they are printed, whatever the amounts", arguments: Language.allCases)
    func triplesAddUp(language: Language) {
        var random = OracleRandom(seed: 4)
        var (inUnits, inCents) = (0, 0)
        for round in 0..<4000 {
            let size = [90_000, 150_000, 40_000_000, 900_000_000][round % 4]
            let first = Int64(random.int(-size / 4...size))
            let second = round % 3 == 0 ? first + Int64(random.int(-300...300)) : Int64(random.int(-size / 4...size))
            for finding in [
                Finding.balance(netMinor: first, openingMinor: second, currency: .eur),
                .attainment(cashMinor: first, targetMinor: second, currency: .eur),
            ] where first != second {
                let text = words(language).sentence(finding)
                let amounts = PrintedAmounts.cents(text, language)
                guard amounts.count == 3 else {
                    Issue.record("\(text)")
                    continue
                }
                #expect(amounts[1] == abs(amounts[0] - amounts[2]) && amounts[1] > 0, "\(text)")
                #expect(abs(amounts[0] - first) <= 50 && abs(amounts[2] - second) <= 50, "\(text)")
                #expect((amounts[0] > amounts[2]) == (first > second), "\(text)")
                let areExact = amounts[0] == first && amounts[1] == abs(first - second) && amounts[2] == second
                if areExact { inCents += 1 } else { inUnits += 1 }
            }
        }
        #expect(inUnits > 1000 && inCents > 1000, "\(inUnits) and \(inCents)")
    }

    @Test("round amounts and what is between them alike, and have cents where they would read the same")
    func triples() {
        func balance(_ net: Int64, _ opening: Int64, _ language: Language) -> String {
            words(language).sentence(.balance(netMinor: net, openingMinor: opening, currency: .eur))
        }
        #expect(balance(358_640_60, 307_256_40, .english) == "Net receivables are €358,641, up €51,385 on the opening €307,256.")
        #expect(
            balance(15_805_40, 20_342_60, .italian)
                == "I crediti netti sono 15.805\u{A0}€, in calo di 4.538\u{A0}€ rispetto ai 20.343\u{A0}€ di apertura.")
        #expect(balance(5_000_40, 5_000_10, .english) == "Net receivables are €5,000.40, up €0.30 on the opening €5,000.10.")
        #expect(balance(999_90, 1_200_40, .english) == "Net receivables are €999.90, down €200.50 on the opening €1,200.40.")
        #expect(balance(0, 1_200_40, .english) == "Net receivables are €0.00, down €1,200 on the opening €1,200.")
        #expect(
            words(.english).sentence(.forecast(minor: 99_999_60, gapMinor: -40_000_80, .eur))
                == "The forecast for the end of the month is €100,000, €40,000 below the target.")
        let pace = PaceFigures(cashMinor: 114_766_60, targetMinor: 200_596_00, daysGone: 8, daysOfMonth: 20, currency: .eur)
        #expect(words(.english).sentence(pace).hasPrefix("Cash of €114,767 is €34,529 ahead of the pace of €80,238."))
    }

    @Test("do not say of the DSO that it would be as long or longer with nothing late")
    func bestIsNotBetter() {
        #expect(FindingsBlock.isLessAsShown(Rational(289, 10), than: Rational(30)))
        #expect(!FindingsBlock.isLessAsShown(Rational(2996, 100), than: Rational(30)))
        #expect(!FindingsBlock.isLessAsShown(Rational(31), than: Rational(30)))
        func sentence(_ best: Rational?, _ language: Language) -> String {
            words(language).sentence(.daysSalesOutstanding(days: Rational(30), previous: nil, bestPossible: best))
        }
        #expect(sentence(nil, .english) == "Simple DSO is 30.0 days.")
        #expect(sentence(nil, .italian) == "Il DSO semplice è di 30,0 giorni.")
        #expect(sentence(Rational(289, 10), .english) == "Simple DSO is 30.0 days; with nothing late it would be 28.9 days.")
        #expect(sentence(Rational(289, 10), .italian) == "Il DSO semplice è di 30,0 giorni; senza ritardi sarebbe di 28,9 giorni.")
    }

    @Test("leave out the parts of the CEI that show no points", arguments: Language.allCases)
    func partsOfNothing(language: Language) {
        func parts(_ cash: Int128, _ notes: Int128, _ other: Int128) -> String {
            let sentence = words(language).sentence(
                .effectiveness(
                    cei: Rational(7, 10), change: nil, cash: Rational(cash, 1000), creditNotes: Rational(notes, 1000),
                    writeOffs: Rational(4, 10_000), other: Rational(other, 1000)))
            return String(sentence.drop { $0 != "." && $0 != "," }.drop { $0 != "%" }.dropFirst(3))
        }
        let isItalian = language == .italian
        #expect(
            parts(650, 52, -2)
                == (isItalian
                    ? "Del 70,0%, 65,0 punti sono incassi, 5,2 note di credito e \u{2212}0,2 altri movimenti."
                    : "Of the 70.0%, 65.0 points are cash, 5.2 credit notes and \u{2212}0.2 other movements."))
        #expect(parts(700, 0, 0) == (isItalian ? "Del 70,0%, 70,0 punti sono incassi." : "Of the 70.0%, 70.0 points are cash."))
        #expect(parts(0, 0, 0).isEmpty)
    }

    @Test("write the parts of the CEI so that they add up, or say that they are rounded")
    func partsAddUp() {
        func parts(_ cei: Rational, _ cash: Rational, _ notes: Rational, _ language: Language) -> String {
            words(language).sentence(
                .effectiveness(cei: cei, change: nil, cash: cash, creditNotes: notes, writeOffs: .zero, other: .zero))
        }
        let (cash, notes) = (Rational(50_636, 100_000), Rational(25_344, 100_000))
        #expect(
            parts(cash + notes, cash, notes, .english)
                == "CEI is 76.0%. Of the 75.98%, 50.64 points are cash and 25.34 credit notes.")
        #expect(parts(cash + notes, cash, notes, .italian).hasSuffix(" Del 75,98%, 50,64 punti sono incassi e 25,34 note di credito."))
        let (third, sixth) = (Rational(1, 3), Rational(1, 6))
        #expect(
            parts(Rational(5, 6), third + third, sixth, .english).hasSuffix(
                " Of the 83.3%, about 66.7 points are cash and 16.7 credit notes."))
        #expect(
            parts(Rational(5, 6), third + third, sixth, .italian).hasSuffix(
                " Dell’83,3%, circa 66,7 punti sono incassi e 16,7 note di credito."))
    }

    @Test("say that the CEI rose just when what was settled changed by the larger share, on random figures", arguments: Language.allCases)
    func causesFit(language: Language) {
        var random = OracleRandom(seed: 20_261)
        var told = 0
        for _ in 0..<3000 {
            // Amounts of two months, near enough that changes of either sign are common.
            let amounts = (0..<4).map { _ in Rational(Int128(random.int(800...1199))) }
            let (settled, collectable, settledBefore, collectableBefore) = (amounts[0], amounts[1], amounts[2], amounts[3])
            let text = Self.sentence(
                settled / collectable, settledBefore / collectableBefore, settled: settled / settledBefore - Rational(1),
                collectable: collectable / collectableBefore - Rational(1), language)
            guard let bracket = text.firstIndex(of: "("), case let changes = Self.numbers(String(text[bracket...])),
                changes.count == 2, changes[0] != changes[1]
            else { continue }
            let isUp = text.contains(language == .italian ? "in aumento" : " up ")
            let isDown = text.contains(language == .italian ? "in calo" : " down ")
            told += isUp || isDown ? 1 : 0
            #expect(changes[0] > changes[1] ? !isDown : !isUp, "\(text)")
        }
        #expect(told > 2000)
    }

    @Test("call better only what moved the good way by what can be seen", arguments: Language.allCases)
    func improvements(language: Language) throws {
        var told = 0
        for seed in UInt64(0)..<12 {
            let ledger = OracleLedger.random(seed: seed)
            guard let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            for asOf in ledger.asOfDays.suffix(2) {
                guard let now = Reference(ledger, asOf), let before = Reference(ledger, asOf.month.adding(months: -1).lastDay) else {
                    continue
                }
                let context = BlockContext(
                    spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: asOf), words: words(language), language: language)
                let (lower, higher) = (Metric.ratioPastDue, Metric.cei)
                for (metric, isGoodWhenHigher, id) in [(lower, false, "ratio.past-due"), (higher, true, "cei")] {
                    let texts = ImprovementsBlock(metrics: [metric]).paragraphs(context).compactMap { block in
                        if case .paragraph(let text, _) = block { text } else { nil }
                    }
                    #expect(texts.count == 1)
                    let isComparable = metric == .ratioPastDue || asOf == asOf.month.lastDay
                    guard isComparable, let old = before.number(id), let new = now.number(id), isGoodWhenHigher ? new > old : new < old,
                        Self.rounded(old, 3) != Self.rounded(new, 3)
                    else {
                        #expect(texts == [context.words.noImprovement])
                        continue
                    }
                    told += 1
                    #expect(Self.numbers(texts[0]) == [Self.rounded(old, 3), Self.rounded(new, 3)], "\(texts)")
                    #expect(Self.directions(texts[0], language) == [isGoodWhenHigher ? 1 : -1], "\(texts)")
                }
            }
        }
        #expect(told > 3)
    }
}
