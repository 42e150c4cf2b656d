import Ledger
import Metrics
import ReportDocument
import Testing

@testable import Reports

/// Nouns follow their numbers: one is singular, none and many are plural.
@Suite("Numbers and their nouns")
struct PluralTests {
    private static let counts = [0, 1, 2, 21]

    /// Singular and plural of every noun that stands behind a number.
    private static let nouns: [Language: [(one: String, many: String)]] = [
        .english: [
            ("day", "days"), ("point", "points"), ("item", "items"), ("row", "rows"), ("promise", "promises"), ("account", "accounts"),
            ("month", "months"), ("portfolio", "portfolios"), ("dispute", "disputes"), ("credit", "credits"),
            ("working day", "working days"),
            ("line", "lines"), ("calendar day", "calendar days"), ("business day", "business days"), ("credit item", "credit items"),
            ("bar", "bars"), ("follow-up", "follow-ups"), ("file", "files"), ("column", "columns"), ("person", "people"),
        ],
        .italian: [
            ("giorno", "giorni"), ("punto", "punti"), ("partita", "partite"), ("riga", "righe"), ("promessa", "promesse"),
            ("cliente", "clienti"), ("mese", "mesi"), ("portafoglio", "portafogli"), ("contestazione", "contestazioni"),
            ("credito", "crediti"), ("barra", "barre"), ("richiamo", "richiami"), ("colonna", "colonne"), ("persona", "persone"),
        ],
    ]

    /// A number with a noun that does not fit it.
    private static func fault(_ text: String, _ language: Language) -> String? {
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "," || $0 == ".") }.map {
            String($0).trimmingCharacters(in: [",", "."])
        }
        for (number, noun) in zip(words, words.dropFirst()) where number.allSatisfy(\.isNumber) {
            for pair in nouns[language]! where pair.one.split(separator: " ").count == 1 {
                if number == "1", noun == pair.many { return "1 " + noun }
                if number != "1", noun == pair.one { return number + " " + noun }
            }
        }
        return nil
    }

    private static let day = Day(year: 2026, month: 10, day: 31)!

    /// All that the words say of a number of things.
    private static func texts(_ count: Int, _ words: any Words) -> [String] {
        var texts = [
            words.closingItems(count, minor: 100, .eur), words.moreDisputes(count), words.stamp(.agrees(owners: count)),
            words.morePromises(count), words.moreAccounts(count), words.moreKeys(count), words.moreKeysNotShown(count),
            words.otherKeys(count), words.itemsInNoColumn(count, minor: 100, .eur), words.workingDays(gone: Int64(count), of: 21),
            words.reason(.moreThanDays(count)),
            words.unjudgedLimits([UnjudgedLimits(reason: .noRate(.eur, day), customerCount: count)]),
            words.comparisonCaption(people: max(count, 5), holdsOwn: true, holdsHouse: false),
            words.comparisonCaption(people: max(count, 5), holdsOwn: false, holdsHouse: true),
            words.tooFewPeople(count), words.tooFewPeopleBetween(count), words.peers(.all, people: count, holdsHouse: false),
            words.peers(.all, people: count, holdsHouse: true),
            words.chartMessage(.bars(met: count, of: count, furthest: nil, isToDate: false, drawn: count)),
            words.chartMessage(.bars(met: count, of: count + 7, furthest: nil, isToDate: false, drawn: count)),
            words.sentence(
                .disputes(minor: 100, previousMinor: nil, run: nil, count: count, holder: nil, .eur)),
        ]
        texts += ListKind.allCases.map { words.more(count, in: $0) }
        var policy = Policy()
        if count > 0, let aging = AgingLimits([count, count + 30]) {
            texts += (0..<aging.bucketCount).map { words.bucket($0, aging) }
            policy.aging = aging
            if let single = AgingLimits([count]) {
                texts += [words.bucket(1, single), words.name(.ratioOverLast, single)]
            }
        }
        let columns: [EmulatedColumn.Kind] = [
            .current(through: count), .range(first: nil, last: count), .range(first: count + 1, last: nil),
        ]
        texts += columns.map { words.name($0) }
        if let period = count > 0 ? Period(first: day, last: day.adding(days: count - 1)) : nil {
            texts.append(words.policyValue(.period(period)))
        }
        for rule in RiskRules.Rule.allCases {
            policy.risk.rules[rule] = ScoreRule(points: count, count: count, days: count)
            texts.append(words.value(rule, policy))
        }
        for rule in WorklistRules.Rule.allCases {
            policy.worklist.rules[rule] = ScoreRule(points: count, workingDays: count)
            texts.append(words.value(rule, policy))
        }
        policy.attribution.lastTouchDays = count
        policy.attribution.rule = .lastTouch
        texts.append(words.definition(.cashAttributed, policy))
        return texts
    }

    @Test("fit in everything that counts, for 0, 1, 2 and 21", arguments: Language.allCases, counts)
    func nouns(language: Language, count: Int) {
        let texts = Self.texts(count, words(language))
        #expect(texts.compactMap { text in Self.fault(text, language).map { $0 + ": " + text } } == [])
        #expect(texts.count { $0.contains(String(count)) } > 10)
    }

    @Test("are looked for as they are written")
    func faults() {
        #expect(Self.fault("open for 1 days", .english) == "1 days" && Self.fault("21 day late", .english) == "21 day")
        #expect(Self.fault("open for 1 day, 2 points", .english) == nil && Self.fault("da 1 giorni", .italian) == "1 giorni")
    }

    @Test("verbs follow them as nouns do")
    func verbs() {
        let (english, italian) = (EnglishWords(), ItalianWords())
        #expect(english.itemsInNoColumn(1, minor: 217_423, .eur) == "1 item of €2,174.23 stands in none")
        #expect(english.itemsInNoColumn(2, minor: 217_423, .eur) == "2 items of €2,174.23 stand in none")
        #expect(italian.itemsInNoColumn(1, minor: 217_423, .eur) == "1 partita per 2.174,23\u{A0}€ resta fuori")
        #expect(italian.itemsInNoColumn(2, minor: 217_423, .eur) == "2 partite per 2.174,23\u{A0}€ restano fuori")
        let point = ChartMessage.Point(label: "AA", value: .ratio(Rational(1, 2)))
        func bars(_ met: Int, of count: Int) -> ChartMessage.Part {
            .bars(met: met, of: count, furthest: met < count ? point : nil, isToDate: false, drawn: count)
        }
        #expect(english.chartMessage(bars(0, of: 1)) == "0 of 1 bar reaches its target; AA has 50.0% of it.")
        #expect(english.chartMessage(bars(1, of: 1)) == "1 of 1 bar reaches its target.")
        #expect(english.chartMessage(bars(0, of: 2)) == "0 of 2 bars reach their target; furthest from it is AA with 50.0% of it.")
        #expect(italian.chartMessage(bars(0, of: 1)) == "0 barre su 1 raggiungono l’obiettivo; AA è al 50,0% dell’obiettivo.")
        #expect(italian.chartMessage(bars(1, of: 1)) == "1 barra su 1 raggiunge l’obiettivo.")
    }

    @Test("what a chart tells of one thing names it once")
    func oneOfMany() {
        let (english, italian) = (EnglishWords(), ItalianWords())
        func point(_ label: String, _ percent: Int128) -> ChartMessage.Point {
            ChartMessage.Point(label: label, value: .ratio(Rational(percent, 100)))
        }
        func panels(_ highest: ChartMessage.Point, _ lowest: ChartMessage.Point, of count: Int) -> ChartMessage.Part {
            .panels(at: "Oct 2026", highest: highest, lowest: lowest, of: count, whole: point("Total", 98))
        }
        let one = panels(point("AA", 100), point("AA", 100), of: 1)
        #expect(english.chartMessage(one) == "Oct 2026: AA with 100.0%; total 98.0%.")
        #expect(italian.chartMessage(one) == "Oct 2026: AA con 100,0%; total 98,0%.")
        #expect(english.chartStatement("Kept", one) == "Kept, Oct 2026: AA with 100.0%; total 98.0%")
        let alike = panels(point("AA", 100), point("AA", 100), of: 3)
        #expect(english.chartMessage(alike) == "Oct 2026: all 3 with 100.0%; total 98.0%.")
        #expect(italian.chartMessage(alike) == "Oct 2026: tutti e 3 con 100,0%; total 98,0%.")
        let many = panels(point("AA", 100), point("BB", 90), of: 2)
        #expect(english.chartMessage(many) == "Oct 2026: highest AA with 100.0%, lowest BB with 90.0%; total 98.0%.")
        func bridge(_ movements: Int) -> ChartMessage.Part {
            let points = ["Invoiced", "Cash"].prefix(movements).map { ChartMessage.Point(label: $0, value: .money(100, .eur)) }
            return .bridge(
                from: ChartMessage.Point(label: "Opening balance", value: .money(0, .eur)),
                to: ChartMessage.Point(label: "Closing balance", value: .money(200, .eur)), movements: points)
        }
        #expect(english.chartMessage(bridge(1)).hasSuffix("; largest movement: invoiced +€1.00."))
        #expect(english.chartMessage(bridge(2)).hasSuffix("; largest movements: invoiced +€1.00, cash +€1.00."))
        #expect(italian.chartMessage(bridge(1)).hasSuffix("; movimento maggiore: invoiced +1,00\u{A0}€."))
        #expect(italian.chartMessage(bridge(2)).contains("; movimenti maggiori: invoiced +1,00\u{A0}€, cash"))
    }

    @Test("promises to chase are one or many")
    func promisesToChase() {
        let (english, italian) = (EnglishWords(), ItalianWords())
        #expect(english.step(.chasePromise(["r3"])) == "Chase promise r3")
        #expect(english.step(.chasePromise(["r3", "r8"])) == "Chase promises r3 and r8")
        #expect(italian.step(.chasePromise(["r3"])) == "Chiedere conto della promessa r3")
        #expect(italian.step(.chasePromise(["r3", "r8"])) == "Chiedere conto delle promesse r3 e r8")
    }
}
