import StrictYAML
import Testing

@Suite struct NearestWordTests {
    @Test(arguments: [
        ("dso.simpel", "dso.simple"), ("Sales", "sales"), ("reporting-currency", "reporting_currency"), ("aging", nil), ("x", nil),
    ])
    func nearest(word: String, expected: String?) {
        #expect(NearestWord.of(word, in: ["dso.simple", "sales", "reporting_currency", "cei"]) == expected)
    }

    @Test func ofEquallyNearWordsTheFirst() {
        #expect(NearestWord.of("cot", in: ["cat", "cut"]) == "cat")
    }
}
