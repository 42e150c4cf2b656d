import Ledger
import LedgerImport
import Testing

@testable import IncassoCommands

@Suite struct ImportProfileReaderTests {
    private func read(_ text: String) -> (profile: ImportProfile?, faults: [String]) {
        let (profile, faults) = ImportProfileReader.read(utf8: Array(text.utf8), file: "p.yml", name: "p")
        return (profile, faults.map(\.text))
    }

    @Test func everyKeyIsRead() throws {
        let text = """
            kind: ledger
            columns: {company: Società, document: [Numero, N. doc.], open_amount: Importo}
            constants: {currency: EUR}
            values: {kind: {RV: invoice}}
            ignore: [Testo]
            dialect: {separator: tab, quotes: false, decimal: ",", grouping: ".", dates: dmy, encoding: UTF-16LE}
            title_rows: true
            subtotal_rows: true
            numbers_repeat_by_year: true
            """
        let (read, faults) = read(text)
        #expect(faults.isEmpty)
        let profile = try #require(read)
        #expect(profile.name == "p" && profile.kind == .ledger)
        #expect(profile.headers == ["company": ["Società"], "document": ["Numero", "N. doc."], "open_amount": ["Importo"]])
        #expect(profile.constants == ["currency": "EUR"] && profile.valueMaps == ["kind": ["RV": "invoice"]])
        #expect(profile.separator == 9 && !profile.hasQuotes && profile.decimalMark == 0x2C && profile.groupingMark == 0x2E)
        #expect(profile.dateOrder == .dayMonthYear && profile.encoding == .utf16LittleEndian)
        #expect(profile.hasTitleRows && profile.hasSubtotalRows && profile.documentNumbersRepeatByYear)
        #expect(profile.ignoredHeaders == ["Testo"])
    }

    @Test(arguments: [
        ("columns: {}", "1:1: error: the key \"kind\" is missing"),
        ("kind: leger\ncolumns: {}", "1:7: error: \"kind\" cannot be \"leger\" [unknown-word]; did you mean \"ledger\"?"),
        ("kind: ledger", "1:1: error: the key \"columns\" is missing"),
        ("kind: ledger\ncolumns: {due: Scadenza}", "2:11: error: unknown key \"due\" in \"columns\" [unknown-key]"),
        ("kind: ledger\ncolumns: {}\nconstants: {amount: 1}", "3:13: error: unknown key \"amount\" in \"constants\" [unknown-key]"),
        ("kind: ledger\ncolumns: {}\nvalues: {kind: {RV: bill}}", "3:21: error: \"values.kind.RV\" cannot be \"bill\" [unknown-word]"),
        ("kind: ledger\ncolumns: {}\ndialect: {separator: ':'}", "3:22: error: \"dialect.separator\" cannot be \":\" [unknown-word]"),
        (
            "kind: ledger\ncolumns: {}\ndialect: {decimal: ',', grouping: ','}",
            "3:35: error: decimal mark and grouping mark are the same [bad-dialect]"
        ),
    ])
    func fault(text: String, expected: String) {
        let faults = read(text).faults
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("p.yml:" + expected) == true, "\(faults)")
    }
}
