import Ledger
import Testing

@testable import LedgerImport

/// Mappings proposed for small tables and postings whose headers are not known.
@Suite struct SmallTableProposalTests {
    private func proposal(_ text: String, _ kind: FileKind? = nil) throws -> ProfileProposal {
        let file = TemporaryFile(text, name: "table.csv")
        return try #require(try LedgerFileReader.proposeProfile(path: file.path, kind: kind))
    }

    /// A file, its kind and what its headers are taken for.
    struct Table: Sendable, CustomTestStringConvertible {
        let kind: FileKind
        let text: String
        let mappings: [String]
        var missing: [String] = []

        var testDescription: String { kind.rawValue }
    }

    static let tables = [
        Table(
            kind: .customers, text: "Codice cliente;Ragione sociale;Nazione;Fido;Divisa\nC1;Uno;IT;1.000,50;EUR\n",
            mappings: [
                "customer=Codice cliente", "name=Ragione sociale", "country=Nazione", "credit_limit=Fido", "credit_limit_currency=Divisa",
            ]),
        Table(
            kind: .analysts, text: "Kürzel ID;Name;E-Mail;Team\nA1;Ada;ada@example.com;Nord\n",
            mappings: ["analyst=Kürzel ID", "name=Name", "email=E-Mail", "team=Team"]),
        Table(
            kind: .portfolios, text: "Cliente;Addetto;Dal;Al\nC1;A1;15/01/2026;\n",
            mappings: ["customer=Cliente", "analyst=Addetto", "valid_from=Dal", "valid_to=Al"]),
        Table(
            kind: .activities, text: "N.;Data;Operatore;Cliente;Canale;Direzione;Esito\n1;15/10/2026;A1;C1;Telefono;in;reached\n",
            mappings: [
                "activity=N.", "date=Data", "analyst=Operatore", "customer=Cliente", "channel=Canale", "direction=Direzione",
                "outcome=Esito",
            ]),
        Table(
            kind: .promises,
            text: "Promessa;Cliente;Fattura;Registrata il;Entro il;Divisa;Importo\nP1;C1;F1;15/10/2026;25/10/2026;EUR;100,50\n",
            mappings: [
                "promise=Promessa", "customer=Cliente", "document=Fattura", "made_on=Registrata il", "due_on=Entro il", "currency=Divisa",
                "amount=Importo",
            ]),
        Table(
            kind: .disputes, text: "Reklamation;Kunde;Rechnung;Eröffnet;Grund;Währung;Betrag\nD1;C1;F1;15.10.2026;Preis;EUR;100,50\n",
            mappings: [
                "dispute=Reklamation", "customer=Kunde", "document=Rechnung", "opened_on=Eröffnet", "currency=Währung", "amount=Betrag",
                "reason=Grund",
            ]),
        Table(
            kind: .postings, text: "Ref;Data pagamento;Importo;Fattura;Cliente\nP1;15/10/2026;-1.250,00;F100;C1\n",
            mappings: ["document=Ref", "customer=Cliente", "posting_date=Data pagamento", "amount=Importo", "clears=Fattura"],
            missing: ["company", "kind", "currency"]),
        Table(
            kind: .targets, text: "Mese;Ambito;Chiave;Indicatore;Valore\n2026-10;company;IT01;dso.simple;45\n",
            mappings: ["month=Mese", "scope=Ambito", "key=Chiave", "metric=Indicatore", "value=Valore"]),
        Table(
            kind: .rates, text: "Giorno;Devise;Taux\n2026-10-31;USD;0,9234\n", mappings: ["date=Giorno", "currency=Devise", "rate=Taux"]),
        Table(
            kind: .interest, text: "Halbjahr;Satz;Notiz\n2026-H1;10,15;x\n", mappings: ["half_year=Halbjahr", "rate=Satz"]),
        Table(
            kind: .postings, text: "Data incasso;Cliente;Numero;Importo;Divisa;Fattura\n15/10/2026;C1;P1;-100,50;EUR;F1\n",
            mappings: [
                "document=Numero", "customer=Cliente", "posting_date=Data incasso", "currency=Divisa", "amount=Importo", "clears=Fattura",
            ],
            missing: ["company", "kind"]),
    ]

    @Test(arguments: tables) func headersAndValuesSayWhatATableIs(_ table: Table) throws {
        for kind in [nil, table.kind] {
            let proposal = try proposal(table.text, kind)
            #expect(proposal.kind == table.kind)
            #expect(proposal.mappings.map { "\($0.column)=\($0.header)" } == table.mappings)
            #expect(proposal.missing == table.missing && proposal.likeness == nil)
        }
    }

    @Test(arguments: tables.filter { ![.activities, .postings].contains($0.kind) }) func theProposalReadsTheFile(_ table: Table) throws {
        let file = TemporaryFile(table.text, name: "table.csv")
        let yaml = try proposal(table.text).yaml(for: "table.csv")
        let (profile, faults) = ImportProfileReader.read(utf8: Array(yaml.utf8), file: "table.yml", name: "table")
        #expect(faults.isEmpty, "\(yaml)")
        #expect(try LedgerFileReader.read(path: file.path, profile: try #require(profile)).report.rowsKept == 1)
    }

    @Test("two letters in the midst of a word say nothing") func twoLetters() throws {
        let proposal = try proposal(
            "Invoice ref|Client|Issued|Payable by|Total|Paid|Balance\nF1|C1|2026-09-13|2026-10-13|100.00|60.00|40.00\n"
                + "F2|C1|2026-09-14|2026-10-14|300.00|0.00|300.00\n")
        #expect(proposal.kind == .ledger && proposal.mappings.first { $0.column == "open_amount" }?.header == "Balance")
    }

    @Test("words that are none of the list are to be said, and what is said is read") func words() throws {
        let table = try #require(Self.tables.first { $0.kind == .activities })
        let yaml = try proposal(table.text).yaml(for: "table.csv")
        let open = "#   channel: {\"Telefono\": …}   # one of phone, email, letter, meeting\n"
        #expect(yaml.contains("# values:\n" + open), "\(yaml)")
        func read(_ word: String) -> (profile: ImportProfile?, faults: [Diagnostic]) {
            let text = yaml.replacing("# values:\n" + open, with: "values:\n  channel: {Telefono: \(word)}\n")
            return ImportProfileReader.read(utf8: Array(text.utf8), file: "table.yml", name: "table")
        }
        let file = TemporaryFile(table.text, name: "table.csv")
        guard
            case .activities(let activities) = try LedgerFileReader.read(path: file.path, profile: try #require(read("phone").profile))
                .content
        else {
            Issue.record("no activities")
            return
        }
        #expect(activities.map(\.channel) == [.phone])
        let wrong = read("telephone")
        #expect(wrong.profile == nil && wrong.faults.map(\.code) == ["unknown-word"])
    }

    @Test("one currency of all credit limits is a constant") func limitCurrency() throws {
        let text = "Codice cliente;Ragione sociale;Fido\nC1;Uno;1.000,50\n"
        let yaml = try proposal(text).yaml(for: "table.csv")
        let comment = "# constants: {credit_limit_currency: EUR}   # required beside a credit limit\n"
        #expect(yaml.contains(comment), "\(yaml)")
        let complete = yaml.replacing(comment, with: "constants: {credit_limit_currency: EUR}\n")
        let (profile, _) = ImportProfileReader.read(utf8: Array(complete.utf8), file: "table.yml", name: "table")
        let file = TemporaryFile(text, name: "table.csv")
        guard case .customers(let customers) = try LedgerFileReader.read(path: file.path, profile: try #require(profile)).content else {
            Issue.record("no customers")
            return
        }
        #expect(customers.map(\.creditLimitMinor) == [100_050])
    }

    @Test("a list of items with dates of payment or of posting stays one") func listsOfItems() throws {
        let open = "Kunde;Rechnung;Buchungsdatum;Fällig;Offen;Währung\n1;R1;13.09.2026;13.10.2026;1,50;EUR\n"
        #expect(try proposal(open).kind == .ledger)
        let history = "Kunde;Rechnung;Datum;Fällig;Bezahlt;Betrag;Währung\n1;R1;13.09.2026;13.10.2026;14.10.2026;1,50;EUR\n"
        #expect(try proposal(history).kind == .history)
        #expect(try proposal(open, .postings).kind == .postings)
        // It lacks a date, and has a customer with a name.
        #expect(try proposal("Customer;Name;Invoice;Outstanding\nC1;Uno;I1;5.25\n").kind == .ledger)
    }
}
