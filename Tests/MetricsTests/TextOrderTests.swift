import MetricsOracle
import Testing

@testable import Metrics

@Suite("Order of texts")
struct TextOrderTests {
    /// Texts that begin alike, are beginnings of each other, end with a zero byte, or are not of ASCII.
    private static func text(_ random: inout OracleRandom, prefix: String) -> String {
        let letters = ["a", "b", "0", "\0", "é", "日", "Z"]
        return prefix + (0..<Int.random(in: 0...20, using: &random)).map { _ in letters.randomElement(using: &random)! }.joined()
    }

    @Test("is that of their bytes, whatever they have in common", arguments: ["", "C", "CUSTOMER-0000", "a-prefix-longer-than-any-word-"])
    func bytes(prefix: String) {
        var random = OracleRandom(seed: 17)
        for count in [0, 1, 2, 3, 50, 400] {
            let texts = (0..<count).map { _ in Self.text(&random, prefix: prefix) }
            let order = utf8Order(texts)
            #expect(order.sorted() == Array(texts.indices))
            #expect(order.map { texts[$0] } == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
    }

    @Test("leaves texts that are the same in the order they were given")
    func stable() {
        #expect(utf8Order(["b", "a", "b", "a", "b"]) == [1, 3, 0, 2, 4])
    }
}
