import ExportFixtures
import Ledger
import Testing
import WorkbookFixtures

@testable import LedgerImport

@Suite struct ProfileProposalTests {
    static let text = """
        Elenco partite;;;;;;
        Debitor ID;Fattura n.;Belegart;Emissione data;Scadenza fattura;Val;Residuo EUR;Nota
        100;F1;RV;01.09.2026;30.09.2026;EUR;1.234,50;abc
        101;F2;XX;13.09.2026;31.10.2026;EUR;-4,50;def

        """

    @Test func anUnknownLayoutIsMappedByNameAndValues() throws {
        let file = TemporaryFile(Self.text, name: "erp.csv")
        #expect(throws: ImportError.self) { try LedgerFileReader.detectProfile(path: file.path) }
        let proposal = try #require(try LedgerFileReader.proposeProfile(path: file.path))
        #expect(proposal.kind == .ledger && proposal.headerLine == 2)
        let found = proposal.mappings.map { "\($0.column)=\($0.header) \($0.confidence.rawValue)" }
        #expect(
            found == [
                "document=Fattura n. likely", "kind=Belegart certain", "customer=Debitor ID likely", "document_date=Emissione data likely",
                "due_date=Scadenza fattura likely", "currency=Val likely", "open_amount=Residuo EUR likely",
            ])
        #expect(proposal.missing == ["company"] && proposal.unused == ["Nota"])
        #expect(proposal.kinds.map(\.value) == ["RV", "XX"] && proposal.kinds.map(\.kind) == ["invoice", nil])
    }

    @Test(
        "of two amounts the one that says so is what is open, and it is asked when none does",
        arguments: [
            ("Betrag;Restbetrag", "Restbetrag"), ("Montant TTC;Reste dû", "Reste dû"), ("Amount;Amount due", "Amount due"),
            ("Importo;Da pagare", "Da pagare"), ("Importo;Altro", nil), ("Betrag 1;Betrag 2", nil), ("Importo;Giorni", "Importo"),
        ]) func openAmounts(_ headers: String, _ expected: String?) throws
    {
        let second = headers.hasSuffix("Giorni") ? ["12", "3"] : ["40,00", "0,00"]
        let text =
            "Fattura n.;Debitore;Emissione data;Scadenza;Val;\(headers)\n1001;C1;13.09.2026;30.10.2026;EUR;100,00;\(second[0])\n"
            + "1002;C2;14.09.2026;30.10.2026;EUR;300,00;\(second[1])\n"
        let file = TemporaryFile(text, name: "erp.csv")
        let proposal = try #require(try LedgerFileReader.proposeProfile(path: file.path))
        #expect(proposal.kind == .ledger)
        #expect(proposal.mappings.first { $0.column == "open_amount" }?.header == expected)
        #expect(proposal.missing.contains("open_amount") == (expected == nil))
        let amount = proposal.mappings.first { $0.column == "amount" }
        #expect(expected != nil || amount == nil)
    }

    @Test(
        "a list of items is one, whatever it has in common with promises, and one with the days of payment is a history",
        arguments: [
            ("Doc,Customer,Date,Due,Amount (doc),Amount (local),Cur", "100,K1,2026-10-01,2026-10-31,100.00,90.00,USD", FileKind.ledger),
            ("Invoice No,Client,Issued,Due,Value A,Value B,Cur", "100,K1,2026-10-01,2026-10-31,100.00,90.00,USD", .ledger),
            ("Invoice,Customer,Date,Due,Paid on,Amount,Currency", "100,K1,2026-10-01,2026-10-31,2026-10-20,100.00,EUR", .history),
            ("Promise,Customer,Taken on,Due,Amount,Cur", "100,K1,2026-10-01,2026-10-31,100.00,EUR", .promises),
        ]) func kinds(_ header: String, _ row: String, _ kind: FileKind) throws
    {
        let file = TemporaryFile(header + "\n" + row + "\n", name: "erp.csv")
        #expect(try LedgerFileReader.proposeProfile(path: file.path)?.kind == kind)
    }

    @Test("a header of many columns is matched in one pass over them") func manyColumns() throws {
        let names = (0..<60_000).map { "c\($0)" }
        let match = HeaderMatch(names + ["DOCUMENT", "document "], profile: .canonical(.ledger), line: 1)
        #expect(match.unknown.count >= 60_000 && match.fieldCount == 60_002)
    }

    @Test("a column whose values are all words for kinds is one of kinds") func kindsByValues() throws {
        let text = "Debitore;Fattura n.;Tp;Emissione data;Val;Residuo\n100;F1;FT;13.09.2026;EUR;1.234,50\n101;F2;NC;14.09.2026;EUR;-4,50\n"
        let file = TemporaryFile(text, name: "erp.csv")
        let proposal = try #require(try LedgerFileReader.proposeProfile(path: file.path))
        #expect(proposal.mappings.first { $0.column == "kind" }?.header == "Tp")
        #expect(proposal.kinds.map(\.kind) == ["invoice", "credit_note"])
    }

    /// A proposal as a person completes it.
    private static func completed(_ yaml: String) -> String {
        yaml.replacing("draft: true\n", with: "").replacing("\"XX\": decide", with: "\"XX\": other")
    }

    @Test func theProposalIsAProfileThatReadsTheFileOnceCompleted() throws {
        let file = TemporaryFile(Self.text, name: "erp.csv")
        let proposed = try #require(try LedgerFileReader.proposeProfile(path: file.path)).yaml(for: "erp.csv")
        let (draft, _) = ImportProfileReader.read(utf8: Array(proposed.utf8), file: "erp.yml", name: "erp")
        let open = try #require(draft)
        #expect(open.isDraft)
        let options = ImportOptions(asOf: Day(iso: "2026-10-31"), company: "IT01")
        let undecided = #expect(throws: ImportError.self) { try LedgerFileReader.read(path: file.path, profile: open, options: options) }
        #expect(undecided?.report?.rejected == ["unknown-word": 1])
        let yaml = Self.completed(proposed)
        let (read, faults) = ImportProfileReader.read(utf8: Array(yaml.utf8), file: "erp.yml", name: "erp")
        #expect(faults.isEmpty, "\(faults.map(\.text))")
        let profile = try #require(read)
        #expect(!profile.isDraft)
        let items = try #require(try LedgerFileReader.read(path: file.path, profile: profile, options: options).items)
        #expect(
            items.rowTexts == [
                "IT01|F1||invoice|100|2026-09-01|2026-09-30|EUR|123450|", "IT01|F2||other|101|2026-09-13|2026-10-31|EUR|-450|",
            ])
    }

    @Test func quotesInsideFieldsAndSeparatorsInsideQuotesDoNotHideRows() throws {
        let free = "Kunde;Rechnung;Datum;Offen;Text\n1;R1;13.09.2026;1,50;ein \"freier\" Text\n2;R2;14.09.2026;2,50;x\n"
        let quoted = "Kunde,Rechnung,Datum,Offen,Text\n\"Rossi, Ada\",R1,2026-09-13,1.50,x\n\"Bianchi, Leo\",R2,2026-09-14,2.50,x\n"
        for text in [free, quoted] {
            let file = TemporaryFile(text, name: "erp.csv")
            let mappings = try LedgerFileReader.proposeProfile(path: file.path)?.mappings ?? []
            let found = mappings.map { "\($0.column)=\($0.header)" }
            #expect(found == ["document=Rechnung", "customer=Kunde", "document_date=Datum", "open_amount=Offen"], "\(text)")
        }
    }

    @Test func whatHasNoHeaderIsNotProposed() throws {
        let file = TemporaryFile("hello\nworld\n", name: "x.csv")
        #expect(try LedgerFileReader.proposeProfile(path: file.path) == nil)
    }

    /// The workbook of the text, behind a sheet of notes, with days and amounts as such.
    static let workbook: WorkbookFixture = {
        var fixture = WorkbookFixture(
            .init("Note", [["Selezione", "aperte"], ["Righe", 2], ["Utente", "x"]]),
            .init(
                "Partite",
                [
                    ["Elenco partite"],
                    ["Debitor ID", "Fattura n.", "Belegart", "Emissione data", "Scadenza fattura", "Val", "Residuo EUR", "Nota"],
                    [
                        100, "F1", "RV", .number("46266", style: 3), .number("46295", style: 3), "EUR", .number("1234.5", style: 2), "abc",
                    ],
                    [101, "F2", "XX", .number("46278", style: 3), .number("46326", style: 3), "EUR", .number("-4.5", style: 2)],
                ]))
        fixture.formats = ["dd/mm/yyyy"]
        return fixture
    }()

    @Test(arguments: [nil, "partite"]) func theBestSheetOfAWorkbookIsProposed(sheet: String?) throws {
        let file = TemporaryFile(Self.workbook.bytes, name: "erp.xlsx")
        let text = TemporaryFile(Self.text, name: "erp.csv")
        let proposal = try #require(try LedgerFileReader.proposeProfile(path: file.path, sheet: sheet))
        let ofText = try #require(try LedgerFileReader.proposeProfile(path: text.path))
        #expect(proposal.sheet == "Partite" && proposal.headerLine == 2)
        #expect(proposal.mappings == ofText.mappings && proposal.missing == ofText.missing && proposal.unused == ["Nota"])
        #expect(proposal.yaml(for: "erp.xlsx").hasPrefix("# Proposed for sheet 'Partite' of erp.xlsx; "))
        let yaml = Self.completed(proposal.yaml(for: "erp.xlsx"))
        let (read, faults) = ImportProfileReader.read(utf8: Array(yaml.utf8), file: "erp.yml", name: "erp")
        #expect(faults.isEmpty, "\(faults.map(\.text))")
        let options = ImportOptions(asOf: Day(iso: "2026-10-31"), company: "IT01")
        let items = try LedgerFileReader.read(path: file.path, profile: try #require(read), options: options).items
        #expect(
            items?.rowTexts == [
                "IT01|F1||invoice|100|2026-09-01|2026-09-30|EUR|123450|", "IT01|F2||other|101|2026-09-13|2026-10-31|EUR|-450|",
            ])
        #expect(throws: ImportError.self) { try LedgerFileReader.proposeProfile(path: file.path, sheet: "nothing") }
        let notes = TemporaryFile(WorkbookFixture(.init("N", [["one"], ["two"]])).bytes, name: "n.xlsx")
        #expect(try LedgerFileReader.proposeProfile(path: notes.path) == nil)
    }

    @Test func theProfileThatAFileIsMostLikeIsNamed() throws {
        let netSuite = "Customer,Transaction Type,Date,Due Date,P.O. No.,Age,Betrag offen\nA,Invoice,1/31/2026,3/2/2026,,5,1.50\n"
        let text = "6 of its 7 headers are those of profile netsuite-aging-detail, which also needs 'company', 'currency', 'open_amount'"
        let file = TemporaryFile(netSuite, name: "aging.csv")
        #expect(try LedgerFileReader.proposeProfile(path: file.path)?.likeness?.text == text)
        for bytes in [
            Array("Kunde,Text,Zuordnung,Name\nA,b,c,d\n".utf8),
            WorkbookFixture(.init("S", [["Kunde", "Text", "Zuordnung", "Name"]])).bytes,
        ] {
            let other = TemporaryFile(bytes, name: "other.csv")
            let error = #expect(throws: ImportError.self) { try LedgerFileReader.detectProfile(path: other.path) }
            #expect(error?.code == .unknownKind)
            #expect(
                error?.diagnostics.first?.message.contains("fits no kind of file; 4 of its 4 headers are those of profile sap-german")
                    == true)
            #expect(error?.diagnostics.first?.advice?.hasPrefix("export it with all its columns, let ") == true)
        }
        let proposed = try #require(try LedgerFileReader.proposeProfile(path: file.path))
        #expect(
            proposed.yaml(for: "aging.csv") == """
                # Proposed for aging.csv; check every line and complete what is open. While it is a draft, it is used only with --profile:
                # without the next line it also reads files by itself.
                draft: true
                # \(text): its columns and rules hold where nothing else is said.
                base: netsuite-aging-detail
                columns:
                  open_amount: "Betrag offen"   # likely: the name has "offen", the values fit
                # constants: {company: IT01, currency: EUR}   # the same for the whole file; company and currency can also be said with --company and --currency

                """)
        let foreign = TemporaryFile("colour,size,weight,price\nred,1,2,3\n", name: "x.csv")
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.detectProfile(path: foreign.path) }
        #expect(error?.diagnostics.first?.message == "the header fits no kind of file")
    }
}
