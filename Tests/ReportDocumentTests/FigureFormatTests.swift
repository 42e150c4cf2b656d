import Ledger
import ReportDocument
import Testing

@Suite struct FigureFormatTests {
    let english = FigureFormat(.english)
    let italian = FigureFormat(.italian, notAvailable: "n.d.")

    @Test(arguments: [
        (Int64(0), "0.00", "0,00"), (1, "0.01", "0,01"), (-1, "−0.01", "−0,01"), (99_999, "999.99", "999,99"),
        (100_000, "1,000.00", "1.000,00"), (-123_456_789, "−1,234,567.89", "−1.234.567,89"),
        (Int64.max, "92,233,720,368,547,758.07", "92.233.720.368.547.758,07"),
        (Int64.min, "−92,233,720,368,547,758.08", "−92.233.720.368.547.758,08"),
    ]) func moneyIsGroupedAndKeepsItsMinorUnits(amountMinor: Int64, inEnglish: String, inItalian: String) {
        #expect(english.money(amountMinor, .eur) == inEnglish)
        #expect(italian.money(amountMinor, .eur) == inItalian)
    }

    @Test func currenciesKeepTheirOwnDecimalPlaces() throws {
        let yen = try #require(Currency(code: "JPY"))
        let dinar = try #require(Currency(code: "KWD"))
        #expect(english.text(.money(-1_234_567, yen)) == "−1,234,567")
        #expect(italian.text(.money(1_234_567, dinar)) == "1.234,567")
    }

    @Test func amountsThatStandAloneNameTheirCurrency() throws {
        let franc = try #require(Currency(code: "CHF"))
        #expect(english.textWithUnit(.money(1_234_567_89, .eur)) == "€1,234,567.89")
        #expect(english.textWithUnit(.money(-50, .eur)) == "−€0.50")
        #expect(english.textWithUnit(.money(-50, franc)) == "−CHF\u{A0}0.50")
        #expect(italian.textWithUnit(.money(-1_234_567_89, .eur)) == "−1.234.567,89\u{A0}€")
        #expect(italian.textWithUnit(.money(1_00, franc)) == "1,00\u{A0}CHF")
    }

    @Test(arguments: [
        (Rational(485, 1000), "48.5%", "48,5%"), (Rational(0), "0.0%", "0,0%"), (Rational(-1, 3), "−33.3%", "−33,3%"),
        (Rational(1), "100.0%", "100,0%"), (Rational(12345, 1000), "1,234.5%", "1.234,5%"),
        (Rational(4855, 10_000), "48.6%", "48,6%"), (Rational(4845, 10_000), "48.4%", "48,4%"),
        (Rational(-1, 100_000), "0.0%", "0,0%"),
    ]) func ratiosArePercentagesRoundedHalfToEven(ratio: Rational, inEnglish: String, inItalian: String) {
        #expect(english.percentage(ratio) == inEnglish)
        #expect(italian.percentage(ratio) == inItalian)
    }

    @Test func pointsCarryASignUnlessTheyRoundToZero() {
        #expect(italian.points(Rational(21, 1000)) == "+2,1")
        #expect(english.points(Rational(-21, 1000)) == "−2.1")
        #expect(english.points(Rational(4, 10_000)) == "0.0")
        #expect(english.points(.zero) == "0.0")
        #expect(italian.text(.ratioPoints(Rational(21, 1000))) == "+2,1\u{A0}p.p.")
        #expect(english.text(.ratioPoints(Rational(-21, 1000))) == "−2.1\u{A0}pts")
        #expect(italian.textWithUnit(.ratioPoints(Rational(21, 1000))) == "+2,1\u{A0}punti")
    }

    @Test func daysHaveOneDecimalAndNumbersAsManyAsTheirColumn() {
        #expect(english.text(.days(Rational(9465, 200))) == "47.3")
        #expect(italian.textWithUnit(.days(Rational(47))) == "47,0\u{A0}giorni")
        #expect(english.text(.number(Rational(3), places: 2)) == "3.00")
        #expect(english.text(.number(Rational(7, 2), places: 2)) == "3.50")
        #expect(english.text(.number(Rational(2, 3), places: 1)) == "0.7")
        #expect(english.text(.number(Rational(9_999, 1_000), places: 0)) == "10")
        #expect(italian.text(.number(Rational(117_666, 100_000), places: 5)) == "1,17666")
        #expect(italian.text(.count(-12_345)) == "−12.345")
    }

    @Test func amountsInSentencesAreWholeFromAThousandOn() throws {
        let english = FigureFormat(.english)
        #expect(english.moneyInSentence(999_99, .eur) == "€999.99" && english.moneyInSentence(1_000_50, .eur) == "€1,000")
        #expect(english.moneyInSentence(-1_234_567_89, .eur) == "\u{2212}€1,234,568")
        #expect(FigureFormat(.italian).moneyInSentence(1_001_50, .eur) == "1.002\u{A0}€")
        let yen = try #require(Currency(code: "JPY"))
        #expect(english.moneyInSentence(1_234, yen) == "¥1,234" && english.moneyInSentence(12, yen) == "¥12")
        #expect(english.textInSentence(.money(1_234_56, .eur), signed: true) == "+€1,235")
        #expect(
            english.textAtAGlance(.money(1_234_56, .eur), signed: true) == "+1,235"
                && english.textAtAGlance(.ratio(Rational(1, 2))) == "50.0%")
    }

    @Test func carriesRunThroughNines() {
        #expect(english.decimal(Rational(999_995, 1000), places: 2) == "1,000.00")
        #expect(english.decimal(Rational(9995, 10_000), places: 3) == "1.000")
        #expect(english.decimal(Rational(5, 1000), places: 2) == "0.00")
        #expect(english.decimal(Rational(15, 1000), places: 2) == "0.02")
    }

    @Test func fractionsWithLargeTermsAreStillExact() {
        let huge = Rational(10_000_000_000_000_000_000_000_000_000_000, 3)
        #expect(english.decimal(huge, places: 1) == "3,333,333,333,333,333,333,333,333,333,333.3")
        let tiny = Rational(1, 1_000_000_000_000_000_000_000_000_000_000_000_000)
        #expect(english.decimal(tiny, places: 2) == "0.00")
    }

    @Test func changesCarryASignUnlessTheyShowZero() {
        #expect(english.text(.money(87_937_33, .eur), signed: true) == "+87,937.33")
        #expect(english.textWithUnit(.money(87_937_33, .eur), signed: true) == "+€87,937.33")
        #expect(english.text(.money(-5, .eur), signed: true) == "−0.05")
        #expect(english.text(.money(0, .eur), signed: true) == "0.00")
        #expect(italian.text(.days(Rational(1, 100)), signed: true) == "0,0")
        #expect(italian.text(.ratioPoints(Rational(21, 1000)), signed: true) == "+2,1\u{A0}p.p.")
    }

    @Test func aRunningMonthSaysToWhichDayItGoes() throws {
        let texts = try ["2026-11-06", "2026-11-08"].map { CellValue.monthToDate(try #require(Day(iso: $0))) }
        #expect(texts.map { english.text($0) } == ["Nov 2026 (to 6 Nov)", "Nov 2026 (to 8 Nov)"])
        #expect(texts.map { italian.text($0) } == ["nov 2026 (al 6 nov)", "nov 2026 (all’8 nov)"])
    }

    @Test func datesAndMonthsFollowTheLanguage() throws {
        let day = try #require(Day(year: 2026, month: 6, day: 30))
        #expect(italian.text(.date(day)) == "30/06/2026")
        #expect(english.text(.date(day)) == "30 Jun 2026")
        #expect(english.text(.date(try #require(Day(year: 2026, month: 1, day: 5)))) == "5 Jan 2026")
        #expect(italian.text(.month(day.month)) == "giu 2026")
        #expect(english.text(.month(day.month)) == "Jun 2026")
    }

    @Test func textsStayAsTheyAreAndMissingFiguresAreAWord() {
        #expect(english.text(.text("1,5")) == "1,5")
        #expect(english.text(.empty).isEmpty)
        #expect(italian.text(.notAvailable(reason: "perché")) == "n.d.")
    }

    @Test func plainTextMayUseTheHyphen() {
        let plain = FigureFormat(.english, minus: .hyphen)
        #expect(plain.textWithUnit(.money(-1_00, .eur)) == "-€1.00")
    }
}
