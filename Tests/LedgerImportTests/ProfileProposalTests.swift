import Ledger
import Testing

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

    @Test func theProposalIsAProfileThatReadsTheFileOnceCompleted() throws {
        let file = TemporaryFile(Self.text, name: "erp.csv")
        let yaml = try #require(try LedgerFileReader.proposeProfile(path: file.path)).yaml(for: "erp.csv")
        let (read, faults) = ImportProfileReader.read(utf8: Array(yaml.utf8), file: "erp.yml", name: "erp")
        #expect(faults.isEmpty, "\(faults.map(\.text))")
        let profile = try #require(read)
        let options = ImportOptions(asOf: Day(iso: "2026-10-31"), company: "IT01")
        let items = try #require(try LedgerFileReader.read(path: file.path, profile: profile, options: options).items)
        #expect(
            items.rowTexts == [
                "IT01|F1||invoice|100|2026-09-01|2026-09-30|EUR|123450|", "IT01|F2||other|101|2026-09-13|2026-10-31|EUR|-450|",
            ])
    }

    @Test func whatHasNoHeaderIsNotProposed() throws {
        let file = TemporaryFile("hello\nworld\n", name: "x.csv")
        #expect(try LedgerFileReader.proposeProfile(path: file.path) == nil)
    }
}
