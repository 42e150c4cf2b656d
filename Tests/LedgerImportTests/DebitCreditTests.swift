import Ledger
import Testing

@testable import LedgerImport

@Suite("Words for debits and credits")
struct DebitCreditTests {
    private static func read(_ word: String, amount: String = "200,00-") throws(ImportError) -> ImportedFile {
        try readList(
            "sap-english",
            "Company Code;Account;Document Number;Document Type;Debit/Credit ind;Document Date;Document currency;Amount in doc. curr.",
            "1000;C1;91;RV;D;15.10.2026;EUR;1.000,00", "1000;C1;92;DZ;\(word);16.10.2026;EUR;\(amount)")
    }

    @Test("a minus stays a minus under any word for a credit and without one", arguments: ["H", "h", "Cr", "CREDIT", "c", "-", ""])
    func credits(word: String) throws {
        #expect(try Self.read(word).openAmounts == ["91": 100_000, "92": -20_000])
    }

    @Test("a word for a debit and none leave an amount above 0", arguments: ["S", "s", "Dr", "DEBIT", "", "+"]) func debits(word: String)
        throws
    {
        #expect(try Self.read(word, amount: "200,00").openAmounts["92"] == 20_000)
    }

    @Test("a word that is not known rejects its row") func unknown() throws {
        let error = #expect(throws: ImportError.self) { try Self.read("Haben") }
        #expect(error?.report?.rejected == ["unknown-word": 1])
        #expect(error?.diagnostics.first?.message.hasPrefix("'debit_credit' 'Haben' is not one of ") == true)
        #expect(error?.diagnostics.first?.column == 5)
    }

    @Test("a profile that lists credits alone takes other words for debits, but for amounts with a minus") func creditsAlone() throws {
        let yaml = "base: sap-english\nsign: {credit: [H]}\n"
        let profile = try #require(ImportProfileReader.read(utf8: Array(yaml.utf8), file: "own.yml", name: "own").profile)
        let header = "Company Code;Account;Document Number;Document Type;D/C;Document Date;Document currency;Amount in doc. curr.\n"
        func read(_ row: String) throws -> ImportedFile {
            let file = TemporaryFile(header + row + "\n")
            return try LedgerFileReader.read(path: file.path, profile: profile)
        }
        #expect(try read("1000;C1;91;RV;Soll;15.10.2026;EUR;1.000,00").openAmounts == ["91": 100_000])
        let error = #expect(throws: ImportError.self) { try read("1000;C1;91;RV;Cr;15.10.2026;EUR;1.000,00-") }
        #expect(error?.report?.rejected == ["unknown-word": 1])
    }
}
