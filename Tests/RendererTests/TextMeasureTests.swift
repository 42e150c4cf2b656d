@testable import ExcelRenderer
import Testing

@Suite struct TextMeasureTests {
    @Test func lettersHaveTheWidthsOfTheFont() {
        // Thousandths of 10 pt, which is 13.33 pixels: 556 a digit, 278 a point, 667 a capital A.
        #expect(abs(TextMeasure.pixels("1.234,50") - (6 * 556 + 2 * 278) * 0.013_333_3) < 0.01)
        #expect(abs(TextMeasure.pixels("AA") - 2 * 667 * 0.013_333_3) < 0.01)
        #expect(TextMeasure.pixels("Total", isBold: true) > TextMeasure.pixels("Total"))
        #expect(TextMeasure.pixels("") == 0)
    }

    @Test func textsAreBrokenAtSpaces() {
        let word = TextMeasure.pixels("delinquent")
        #expect(TextMeasure.lines("delinquent delinquent", widthPixels: 2 * word) == 2)
        #expect(TextMeasure.lines("delinquent delinquent", widthPixels: 2 * word + 4) == 1)
        #expect(TextMeasure.lines("a\nb", widthPixels: 1_000) == 2)
        #expect(TextMeasure.lines("", widthPixels: 10) == 1)
    }

    @Test func wordsWiderThanTheColumnAreBrokenWhereItEnds() {
        let word = TextMeasure.pixels("delinquent")
        #expect(TextMeasure.lines("delinquent", widthPixels: word * 0.4) == 3)
        #expect(TextMeasure.lines("of delinquent", widthPixels: word * 0.4) == 4)
        #expect(TextMeasure.lines("delinquent", widthPixels: 0) > 1)
    }
}
