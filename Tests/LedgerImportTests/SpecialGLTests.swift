import Ledger
import Testing

@testable import LedgerImport

@Suite("Special G/L items stay out")
struct SpecialGLTests {
    @Test("by the posting key, whatever the type says", arguments: ["sap-english", "sap-german", "sap-italian", "sap-french"])
    func postingKeys(profile: String) throws {
        let headers = [
            "sap-english":
                "Company Code;Account;Document Number;Document Type;Posting Key;Document Date;Document currency;Amount in doc. curr.",
            "sap-german": "Buchungskreis;Konto;Belegnummer;Belegart;Buchungsschlüssel;Belegdatum;Belegwährung;Betrag in Belegwährung",
            "sap-italian": "Società;Conto;Numero documento;Tipo documento;Chiave contabile;Data documento;Divisa;Importo divisa estera",
            "sap-french":
                "Société;Compte;Numéro de pièce;Type de pièce;Clé de comptabilisation;Date de pièce;Devise de la pièce;Montant en devise pièce",
        ]
        let read = try readList(
            profile, headers[profile]!, "1000;C1;91;RV;01;15.10.2026;EUR;1.000,00", "1000;C1;92;DZ;19;15.10.2026;EUR;5.000,00-",
            "1000;C1;93;RV;09;15.10.2026;EUR;70,00", ";;;;;;EUR;3.930,00-")
        #expect(read.openAmounts == ["91": 100_000] && read.report.dropped == ["special-gl": 2, "subtotal": 1])
        #expect(read.report.controlTotals.map(\.agrees) == [true])
    }

    @Test(
        "by any of the names that lists give the indicator, whatever their punctuation",
        arguments: ["Special G/L ind.", "Special G/L ind", "Sp.G/L", "SGL", "Special G/L", "Special GL Indicator", "Sp. G/L Ind."])
    func indicators(header: String) throws {
        let read = try readList(
            "sap-english",
            "Company Code;Account;Document Number;Document Type;\(header);Document Date;Document currency;Amount in doc. curr.",
            "1000;C1;91;RV;;15.10.2026;EUR;1.000,00", "1000;C1;92;DZ;A;15.10.2026;EUR;5.000,00-")
        #expect(read.report.dropped == ["special-gl": 1] && read.report.unknownColumns == [])
    }

    @Test("--keep special-gl takes both ways") func kept() throws {
        var options = ImportOptions()
        options.keptReasons = ["special-gl"]
        let read = try readList(
            "sap-english", "Company Code;Account;Document Number;Document Type;PK;SG;Document Date;Document currency;Amount in doc. curr.",
            "1000;C1;91;RV;01;A;15.10.2026;EUR;1.000,00", "1000;C1;92;DZ;19;;15.10.2026;EUR;5.000,00-", options: options)
        #expect(read.items?.count == 2)
    }
}
