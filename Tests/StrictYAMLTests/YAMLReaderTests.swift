import Ledger
import StrictYAML
import Testing

@Suite struct YAMLReaderTests {
    private func faults(_ text: String) -> [String] { YAMLReader.read(text: text, file: "x.yml").faults.map(\.text) }

    @Test func valuesKeepTextAndPlace() throws {
        let (root, faults) = YAMLReader.read(text: "a:\n  b: [007, 'no']\nc:\n", file: "x.yml")
        #expect(faults.isEmpty)
        let entries = try #require(root.flatMap { if case .mapping(let entries) = $0.content { entries } else { nil } })
        #expect(entries.map(\.key) == ["a", "c"])
        #expect(entries[1].value.isNull)
        guard case .mapping(let inner) = entries[0].value.content, case .list(let list) = inner[0].value.content else {
            Issue.record("a.b is no list")
            return
        }
        #expect(list.map(\.content) == [.scalar("007", isQuoted: false), .scalar("no", isQuoted: true)])
        #expect(list[1].path == "a.b[1]")
        #expect((list[1].location.line, list[1].location.column) == (2, 12))
    }

    @Test func emptyTextIsAnEmptyMapping() {
        for text in ["", "# nothing\n", "\u{FEFF}"] {
            let (root, faults) = YAMLReader.read(text: text, file: "x.yml")
            #expect(root?.content == .mapping([]))
            #expect(faults.isEmpty)
        }
    }

    @Test func syntaxFaultHasItsPlace() {
        let found = faults("a: [1, 2\nb: 3\n")
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("x.yml:2:"))
        #expect(found[0].contains("[yaml-syntax]"))
    }

    @Test func duplicateKeysAreRefused() {
        let place = "x.yml:1:1: error: the key \"a\" is written more than once [duplicate-key]; keep one of them"
        #expect(faults("a: 1\nb: 2\na: 3\n") == [place])
        let quoted = "x.yml:2:1: error: the key \"1\" is written more than once, first in line 1 [duplicate-key]; keep one of them"
        #expect(faults("1: x\n\"1\": y\n") == [quoted])
    }

    @Test func anchorsAreRefusedOnce() {
        let anchor =
            "x.yml:1:4: error: anchors (&) and aliases (*) are not accepted [anchor-refused]; write the value out where it is needed"
        #expect(faults("a: &x [1]\nb: *x\nc: *x\n") == [anchor])
    }

    @Test func secondDocumentIsRefused() {
        let found = faults("a: 1\n---\nb: 2\n")
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("x.yml:2:1: error: the file is not valid YAML: but found another document"))
    }

    @Test func bytesThatAreNoUTF8AreRefused() {
        let (root, faults) = YAMLReader.read(utf8: [0x61, 0x3A, 0x20, 0xE8], file: "x.yml")
        #expect(root == nil)
        #expect(faults.map(\.code) == ["bad-encoding"])
    }

    @Test func controlCharacterHasItsPlace() {
        #expect(faults("a: 1\nb: \u{1}\n").first?.hasPrefix("x.yml:2:4: error: the file is not valid YAML: control") == true)
    }
}
