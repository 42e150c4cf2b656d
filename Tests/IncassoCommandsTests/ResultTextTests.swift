import Ledger
import Metrics
import Testing

@testable import IncassoCommands

@Suite struct ResultTextTests {
    @Test func csvFieldsAreQuotedWhereNeeded() {
        #expect(CSVText.row(["a", "b,c", "d\"e", "f\ng", ""]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\n")
    }

    @Test func csvTextsThatWouldRunAsFormulasAreDefusedAndNumbersAreNot() {
        #expect(CSVText.row(["=1+1", "+39", "@a", "-x", "\tb", "a=1"]) == "'=1+1,'+39,'@a,'-x,'\tb,a=1\n")
        #expect(CSVText.row(["-1234.50", "-7", "0.5", "-"]) == "-1234.50,-7,0.5,'-\n")
    }

    @Test func jsonKeepsOrderAndDigits() {
        let value = JSONValue.object([
            ("b", .number("1.50")), ("a", .array([.string("\"\\\n\u{1}è"), .null, .bool(true)])), ("c", .array([])),
        ])
        #expect(
            value.text == """
                {
                  "b": 1.50,
                  "a": [
                    "\\"\\\\\\n\\u0001è",
                    null,
                    true
                  ],
                  "c": []
                }
                """)
    }

    @Test func tableColumnsAreAsWideAsTheirCells() {
        var table = TextTable([("name", .left), ("value", .right)])
        table.add(["x", "12345678"])
        table.add(["", "1"])
        #expect(table.text == "name     value\nx     12345678\n             1\n")
    }

    @Test(arguments: [(0, "0.00"), (-5, "-0.05"), (123_456, "1234.56"), (-100, "-1.00")])
    func majorUnits(minor: Int, text: String) {
        #expect(MajorUnits.text(minor: Int128(minor), currency: .eur) == text)
    }

    @Test func majorUnitsFollowTheCurrency() {
        #expect(MajorUnits.text(minor: -1234, currency: Currency(code: "JPY")!) == "-1234")
        #expect(MajorUnits.text(minor: 5, currency: Currency(code: "KWD")!) == "0.005")
    }

    @Test func figureRowsHaveAValueOrAReason() {
        let ratio = FigureRow(.ratio(Rational(1, 3)), of: .cei, .all, "", policy: Policy())
        #expect(ratio.value == "0.333333333333" && ratio.reason == nil && ratio.shownValue == "33.33 %" && ratio.unit == "ratio")
        let missing = FigureRow(.unavailable(.noPostings), of: .arNet, .analyst, "AN1", policy: Policy())
        #expect(missing.value == nil && missing.reason == "no postings imported" && missing.shownValue == "n/a" && missing.unit == "EUR")
    }
}
