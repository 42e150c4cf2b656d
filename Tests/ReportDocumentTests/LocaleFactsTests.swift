import Ledger
import ReportDocument
import Testing

/// What CLDR says of Italian and of English (as `Intl` of Chromium 156 shows it), and the three choices that differ from it.
@Suite struct LocaleFactsTests {
    let italian = FigureFormat(.italian)
    let english = FigureFormat(.english)

    /// With the hyphen that CLDR writes.
    @Test(arguments: [
        (Language.italian, Int64(-1_234_567_89), "EUR", "-1.234.567,89\u{A0}€"), (.italian, -50, "CHF", "-0,50\u{A0}CHF"),
        (.italian, 500, "GBP", "5,00\u{A0}£"), (.italian, 500, "USD", "5,00\u{A0}USD"), (.italian, 5, "JPY", "5\u{A0}JPY"),
        (.english, -1_234_567_89, "EUR", "-€1,234,567.89"), (.english, -50, "CHF", "-CHF\u{A0}0.50"), (.english, 500, "GBP", "£5.00"),
        (.english, 500, "USD", "$5.00"), (.english, 5, "JPY", "¥5"),
    ]) func amountsCarryTheirCurrencyWhereTheLanguagePutsIt(language: Language, minor: Int64, code: String, text: String) throws {
        let currency = try #require(Currency(code: code))
        #expect(FigureFormat(language, minus: .hyphen).moneyWithCurrency(minor, currency) == text)
    }

    @Test func thePercentSignFollowsWithoutASpaceInBoth() throws {
        #expect(FigureFormat(.italian, minus: .hyphen).percentage(Rational(-485, 1000)) == "-48,5%")
        #expect(FigureFormat(.english, minus: .hyphen).percentage(Rational(-485, 1000)) == "-48.5%")
        let share = try #require(Decimal64(text: "0.025"))
        #expect(italian.exactPercentage(share) == "2,5%" && english.exactPercentage(share) == "2.5%")
    }

    @Test func daysAreOtherThanOneWithADecimal() {
        #expect(italian.textWithUnit(.days(Rational(473, 10))) == "47,3\u{A0}giorni")
        #expect(english.textWithUnit(.days(Rational(473, 10))) == "47.3\u{A0}days")
        #expect(
            italian.textWithUnit(.days(Rational(1))) == "1,0\u{A0}giorni" && english.textWithUnit(.days(Rational(1))) == "1.0\u{A0}days")
    }

    @Test(arguments: [
        (0, "0", "0"), (2, "2", "2"), (21, "21", "21"), (999_999, "999.999", "999,999"), (1_000_000, "1.000.000\u{A0}di", "1,000,000"),
        (1_000_001, "1.000.001", "1,000,001"), (1_500_000, "1.500.000", "1,500,000"), (2_000_000, "2.000.000\u{A0}di", "2,000,000"),
    ]) func wholeMillionsAreNounsInItalian(count: Int, inItalian: String, inEnglish: String) {
        #expect(italian.count(beforeNoun: count) == inItalian)
        #expect(english.count(beforeNoun: count) == inEnglish)
    }

    @Test func monthsAndDaysAreThoseOfTheLanguage() throws {
        let day = try #require(Day(year: 2026, month: 6, day: 5))
        #expect(italian.date(day) == "05/06/2026")
        #expect(italian.month(day.month) == "giu 2026" && english.month(day.month) == "Jun 2026")
        let months = { (format: FigureFormat) in (1...12).map { format.shortMonthName($0) }.joined(separator: " ") }
        #expect(months(italian) == "gen feb mar apr mag giu lug ago set ott nov dic")
        #expect(months(english) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
    }

    @Test func ourChoicesAreGroupsOfFourDigitsARealMinusAndTheDayFirst() throws {
        #expect(italian.money(1_234_50, .eur) == "1.234,50", "CLDR writes 1234,50, which breaks columns; workbooks group it too")
        #expect(italian.text(.count(-1)) == "\u{2212}1" && english.text(.count(-1)) == "\u{2212}1")
        #expect(english.date(try #require(Day(year: 2026, month: 6, day: 5))) == "5 Jun 2026", "the order of British and Irish English")
    }
}
