import Ledger
import Testing

@testable import LedgerImport

@Suite("Whose rejected rows a file has") struct RejectsParentTests {
    private static let sha = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    private static let parent = RejectsParent(sha256: sha, day: Day(iso: "2026-10-31"))
    private static let text = "2026-10-31 sha256:0123456789abcdef"

    private func mark(_ text: String, bytes: [UInt8]? = nil) -> LedgerFileReader.RejectsMark {
        let file = TemporaryFile(bytes ?? Array(text.utf8), name: "rows.csv")
        return LedgerFileReader.rejectsMark(path: file.path)
    }

    @Test("is written with day and digest, and read again") func text() {
        #expect(Self.parent.text == Self.text && RejectsParent(text: Self.text) == Self.parent)
        let table = RejectsParent(sha256: Self.sha, day: nil)
        #expect(table.text == "sha256:0123456789abcdef" && RejectsParent(text: table.text) == table)
        for text in [
            "", "2026-10-31", "sha256:0123", "31.10.2026 sha256:0123456789abcdef", "a b sha256:0123456789abcdef", "0123456789abcdef",
        ] {
            #expect(RejectsParent(text: text) == nil, "\(text)")
        }
    }

    @Test("stands in the file, whatever a spreadsheet program made of it") func marks() {
        #expect(mark("company,document\nA,1\n") == .none)
        let own = RejectedRow.ownColumns
        let rows = [own + ["company", "name"], ["3", "bad-date: x", Self.text, "A", "perch\u{E9}"], ["", "", "", "", ""]]
        func written(_ separator: String, quote: String = "") -> String {
            rows.map { $0.map { quote + $0 + quote }.joined(separator: separator) + "\r\n" }.joined()
        }
        for text in [
            written(","), written(";"), written("\t"), written(";", quote: "\""), "\u{FEFF}" + written(","),
            "Titolo;;;;\r\n" + written(";"),
        ] {
            #expect(mark(text) == .parent(Self.parent), "\(text)")
        }
        let windows = written(";").unicodeScalars.map { UInt8($0.value) }
        #expect(mark("", bytes: windows) == .parent(Self.parent))
        let wide = written("\t").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(mark("", bytes: [0xFF, 0xFE] + wide) == .parent(Self.parent))
        let moved = "name;\(own[2]);\(own[0])\nx;\(Self.text);3\n"
        #expect(mark(moved) == .parent(Self.parent))
    }

    @Test("is not known when the column is gone, and refused when it names several") func others() {
        let own = RejectedRow.ownColumns
        #expect(mark("\(own[0]),\(own[1]),company\n3,x,A\n") == .unnamed)
        #expect(mark(own.joined(separator: ",") + ",company\n3,x,,A\n") == .unnamed)
        #expect(mark(own.joined(separator: ",") + ",company\n3,x,\(Self.text),A\n4,x,sha256:0000000000000000,B\n") == .several)
    }
}
