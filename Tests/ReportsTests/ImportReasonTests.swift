import Testing

@testable import Reports

@Suite("Reasons of rejected rows") struct ImportReasonTests {
    @Test("have words in every language") func words() {
        let (english, italian) = (EnglishWords.rejectReasons, ItalianWords.rejectReasons)
        #expect(english.keys.sorted() == italian.keys.sorted() && !english.isEmpty)
        #expect(Set(english.values).count == english.count && Set(italian.values).count == italian.count)
    }
}
