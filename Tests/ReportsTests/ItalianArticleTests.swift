import Ledger
import Metrics
import ReportDocument
import Testing

@testable import Reports

@Suite("Italian articles before numbers")
struct ItalianArticleTests {
    @Test("take the form of the number's reading")
    func singular() {
        let expected: [(String, String)] = [
            ("82,0%", "l’82,0%"), ("87,7%", "l’87,7%"), ("8,1%", "l’8,1%"), ("11,0%", "l’11,0%"), ("1,0%", "l’1,0%"), ("800", "l’800"),
            ("8.000", "l’8.000"), ("80.500", "l’80.500"), ("1.000.000", "l’1.000.000"), ("1.000", "il 1.000"), ("70,2%", "il 70,2%"),
            ("18,0%", "il 18,0%"), ("10,8%", "il 10,8%"), ("108", "il 108"), ("111", "il 111"), ("0,5%", "lo 0,5%"),
            ("\u{2212}8,0%", "il \u{2212}8,0%"),
        ]
        for (number, text) in expected { #expect(ItalianArticle.il.before(number) == text) }
        #expect(
            ItalianArticle.allCases.map { $0.before("8,1%") }.joined(separator: " ")
                == "l’8,1% all’8,1% dell’8,1% dall’8,1% nell’8,1% sull’8,1%")
        #expect(ItalianArticle.allCases.map { $0.before("0") }.joined(separator: " ") == "lo 0 allo 0 dello 0 dallo 0 nello 0 sullo 0")
        #expect(ItalianArticle.allCases.map { $0.before("7") }.joined(separator: " ") == "il 7 al 7 del 7 dal 7 nel 7 sul 7")
    }

    @Test("do so in the plural")
    func plural() {
        #expect(
            ItalianArticle.allCases.map { $0.beforePlural("8") }.joined(separator: " ") == "gli 8 agli 8 degli 8 dagli 8 negli 8 sugli 8")
        #expect(ItalianArticle.allCases.map { $0.beforePlural("12") }.joined(separator: " ") == "i 12 ai 12 dei 12 dai 12 nei 12 sui 12")
        #expect(ItalianWords().peers(.all, people: 8, holdsHouse: false) == "Tutti gli 8 portafogli")
        #expect(ItalianWords().peers(.all, people: 7, holdsHouse: false) == "Tutti i 7 portafogli")
    }

    @Test("stand before days as their number is read")
    func days() throws {
        let texts = try ["2026-11-01", "2026-11-08", "2026-11-11", "2026-11-18"].map { text in
            ItalianWords().date(.dal, try #require(Day(iso: text)))
        }
        #expect(texts == ["dal 01/11/2026", "dall’08/11/2026", "dall’11/11/2026", "dal 18/11/2026"])
    }

    @Test("fit in every sentence with a share", arguments: [(82, "l’82,0%"), (70, "il 70,0%"), (8, "l’8,0%"), (0, "lo 0,0%")])
    func sentences(percent: Int128, text: String) {
        let share = Rational(percent, 100)
        let words = ItalianWords()
        #expect(words.sentence(.concentration(share: share)).contains("pesano per " + text))
        let pastDue = Finding.pastDue(
            pastDueMinor: 100, previousMinor: nil, share: share, overLastMinor: 0, overLastLabel: 90, currency: .eur)
        #expect(words.sentence(pastDue).contains(", " + text + " dei crediti lordi"))
    }

    @Test("say by how much the target is missed, and the target itself")
    func attainment() {
        func sentence(_ cash: Int64, _ language: Language) -> String {
            words(language).sentence(.attainment(cashMinor: cash, targetMinor: 100_00, currency: .eur))
        }
        #expect(sentence(80_00, .italian) == "L’incasso di 80,00\u{A0}€ è inferiore di 20,00\u{A0}€ all’obiettivo di 100,00\u{A0}€.")
        #expect(sentence(120_00, .italian) == "L’incasso di 120,00\u{A0}€ è superiore di 20,00\u{A0}€ all’obiettivo di 100,00\u{A0}€.")
        #expect(sentence(80_00, .english) == "Cash of €80.00 is €20.00 below the target of €100.00.")
        #expect(sentence(120_00, .english) == "Cash of €120.00 is €20.00 above the target of €100.00.")
    }

    @Test("and counts keep the marks of the language")
    func counts() {
        #expect(words(.italian).importFinding(.missingDueDates, 19_048) == "19.048 senza scadenza")
        #expect(words(.english).importFinding(.missingDueDates, 19_048) == "19,048 without due date")
        #expect(words(.italian).controlTotals(found: 1200, agreeing: 1199) == "1.200, 1 non quadra")
    }
}
