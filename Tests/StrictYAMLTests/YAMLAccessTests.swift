import Ledger
import StrictYAML
import Testing

@Suite struct YAMLAccessTests {
    /// The faults of reading the value of key `k`.
    private func faults(_ value: String, _ read: (YAMLNode, inout [Diagnostic]) -> Void) throws -> [String] {
        var (root, faults) = YAMLReader.read(text: "k: \(value)\n", file: "x.yml")
        let mapping = try #require(root?.mapping(keys: ["k"], &faults))
        let node = try #require(mapping["k"])
        read(node, &faults)
        return faults.map(\.text)
    }

    @Test func scalarsOfTheRightType() throws {
        let text = "s: no\ni: -3\nb: true\nd: 0.050\nday: 2026-02-28\nc: EUR\nl: it\n"
        var (root, faults) = YAMLReader.read(text: text, file: "x.yml")
        let mapping = try #require(root?.mapping(keys: ["s", "i", "b", "d", "day", "c", "l"], &faults))
        #expect(mapping["s"]?.string(&faults) == "no")
        #expect(mapping["i"]?.int(&faults) == -3)
        #expect(mapping["b"]?.bool(&faults) == true)
        #expect(mapping["d"]?.decimal(&faults) == Decimal64(mantissa: 50, scale: 3))
        #expect(mapping["day"]?.day(&faults) == Day(year: 2026, month: 2, day: 28))
        #expect(mapping["c"]?.currency(&faults) == .eur)
        #expect(mapping["l"]?.word(Language.self, &faults) == .italian)
        #expect(faults.isEmpty)
    }

    @Test func scalarsOfTheWrongType() throws {
        #expect(
            try faults("[1]") { _ = $0.string(&$1) }
                == ["x.yml:1:4: error: \"k\" must be a text, not a list [wrong-type]; write it like: k: text"])
        #expect(
            try faults("''") { _ = $0.string(&$1) }
                == ["x.yml:1:4: error: \"k\" is empty [empty-value]; give a text, or remove the key"])
        #expect(
            try faults("1.5") { _ = $0.int(&$1) }
                == ["x.yml:1:4: error: \"k\" must be a whole number, not \"1.5\" [wrong-type]; write it like: k: 30"])
        #expect(
            try faults("'3'") { _ = $0.int(&$1) }
                == ["x.yml:1:4: error: \"k\" must be a whole number, not the text \"3\" [wrong-type]; write it like: k: 30"])
        #expect(
            try faults("70000") { _ = $0.int(in: 1...65535, &$1) }
                == ["x.yml:1:4: error: \"k\" is 70000 [out-of-range]; it must be 1 to 65535"])
        #expect(
            try faults("yes") { _ = $0.bool(&$1) }
                == ["x.yml:1:4: error: \"k\" must be true or false, not \"yes\" [wrong-type]; write it like: k: true"])
        #expect(
            try faults("1,5") { _ = $0.decimal(&$1) }
                == ["x.yml:1:4: error: \"k\" must be a decimal number, not \"1,5\" [wrong-type]; write it like: k: 0.05"])
        #expect(
            try faults("2026-02-30") { _ = $0.day(&$1) }
                == ["x.yml:1:4: error: \"k\" must be a day, not \"2026-02-30\" [wrong-type]; write it like: k: 2026-10-31"])
        #expect(
            try faults("eur") { _ = $0.currency(&$1) }
                == ["x.yml:1:4: error: \"k\" must be a currency code of ISO 4217, not \"eur\" [wrong-type]; write it like: k: EUR"])
    }

    @Test func wrongWordNamesTheNearest() throws {
        #expect(
            try faults("nett") { _ = $0.word(Policy.Sales.self, &$1) }
                == ["x.yml:1:4: error: \"k\" cannot be \"nett\" [unknown-word]; did you mean \"net\"? Valid: gross, net"])
        #expect(
            try faults("fortnightly") { _ = $0.word(Policy.Sales.self, &$1) }
                == ["x.yml:1:4: error: \"k\" cannot be \"fortnightly\" [unknown-word]; valid: gross, net"])
    }

    @Test func allFaultsOfAListAreTold() throws {
        let found = try faults("[1, x, 3, y]") { node, faults in
            let numbers = node.list(&faults) { $0.int(&$1) }
            #expect(numbers == nil)
        }
        #expect(
            found.map { String($0.prefix(45)) } == [
                "x.yml:1:8: error: \"k[1]\" must be a whole numb", "x.yml:1:14: error: \"k[3]\" must be a whole num",
            ])
    }

    @Test func unknownAndMissingKeysAreTold() throws {
        var (root, faults) = YAMLReader.read(text: "limts: 3\nother:\n  x: 1\n", file: "x.yml")
        let mapping = try #require(root?.mapping(keys: ["limits", "other"], &faults))
        #expect(mapping.required("limits", &faults) == nil)
        let inner = try #require(mapping["other"]?.mapping(keys: ["y"], &faults))
        #expect(inner.required("y", &faults) == nil)
        #expect(
            faults.map(\.text) == [
                "x.yml:1:1: error: unknown key \"limts\" [unknown-key]; did you mean \"limits\"? Valid: limits, other",
                "x.yml:1:1: error: the key \"limits\" is missing [missing-key]; add \"limits: …\"",
                "x.yml:3:3: error: unknown key \"x\" in \"other\" [unknown-key]; valid: y",
                "x.yml:3:3: error: the key \"y\" is missing in \"other\" [missing-key]; add \"y: …\"",
            ])
    }

    @Test func mappingWhereAListStands() throws {
        #expect(
            try faults("[1]") { _ = $0.mapping(keys: ["a"], &$1) }
                == ["x.yml:1:4: error: \"k\" must be a mapping, not a list [wrong-type]; write it like: k: {key: value}"])
        #expect(
            try faults("{a: 1}") { _ = $0.list(&$1) }
                == ["x.yml:1:4: error: \"k\" must be a list, not a mapping [wrong-type]; write it like: k: [first, second]"])
    }
}
