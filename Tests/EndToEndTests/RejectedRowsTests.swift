import Foundation
import Testing

@Suite("Rejected rows of files with titles and values of several lines")
struct RejectedRowsTests {
    private static let header =
        "Conto;Numero documento;\"Tipo\r\ndocumento\";Data documento;Scadenza al netto;Divisa;Importo divisa estera;Riferimento"

    /// A list as SAP writes it, with title rows, a header cell and a text of two lines, and one day that does not exist.
    private static func list(day: String) -> Data {
        let rows = [
            "Partite aperte clienti - societ\u{E0} IT01;;;;;;;", "", header,
            "C1;1800000001;RV;10.09.2026;10.10.2026;EUR;1.234,56;prima",
            "C2;1800000002;RV;\(day);12.10.2026;EUR;50,00;\"perch\u{E9}\r\ndue righe\"",
        ]
        return rows.map { $0 + "\r\n" }.joined().data(using: .windowsCP1252)!
    }

    @Test("stand below the whole header, and are taken alone when they are mended")
    func mended() throws {
        try Run.inWorkspace { run in
            try run.write(Array(Self.list(day: "31.09.2026")), to: "it01.csv")
            let words = ["--company", "IT01", "--as-of", "2026-09-30"]
            let taken = try run.run(["import", "--allow-rejects", "1"] + words + ["ledger", "it01.csv"])
            #expect(taken.code == 1, "\(taken.messages)")
            let rejected = String(decoding: run.bytes("rejects/it01.rejected.csv") ?? Data(), as: UTF8.self)
            #expect(
                rejected
                    == "\u{FEFF}rejected.line;rejected.because;\(Self.header)\n"
                    + "6;bad-date: 'document_date' '31.09.2026' is not a date day.month.year of the calendar;C2;1800000002;RV;31.09.2026;12.10.2026;EUR;50,00;\"perch\u{E9}\r\ndue righe\"\n",
                "\(rejected)")
            try run.write(rejected.replacingOccurrences(of: "31.09.2026", with: "11.09.2026"), to: "rejects/it01.rejected.csv")
            // Day, company and how it is written are those of the file the rows come from.
            let mended = try run("import", "rejects/it01.rejected.csv")
            #expect(mended.code == 0, "\(mended.messages)")
            let told = try run("metrics", "--as-of", "2026-09-30", "--metric", "ar.net", "--format", "csv").output
            #expect(told.contains("1284.56"), "\(told)")
            let files = try run("snapshots", "--format", "csv").output
            #expect(files.contains("it01.csv + it01.rejected.csv"), "\(files)")
        }
    }

    @Test("are read in the style of the file they come from")
    func styleOfTheOrigin() throws {
        try Run.inWorkspace { run in
            let head = "company,document,kind,customer,document_date,due_date,currency,open_amount\n"
            let rows = [
                "C1,D1,invoice,K1,05/01/2026,05/02/2026,EUR,\"1.234,50\"", "C1,D2,invoce,K1,06/01/2026,06/02/2026,EUR,1.250",
                "C1,D3,invoice,K1,13/01/2026,13/02/2026,EUR,\"1,00\"",
            ]
            try run.write(head + rows.joined(separator: "\n") + "\n", to: "ledger-2026-03-31.csv")
            _ = try run("import", "ledger-2026-03-31.csv", "--allow-rejects", "1")
            let rejected = String(decoding: run.bytes("rejects/ledger-2026-03-31.rejected.csv") ?? Data(), as: UTF8.self)
            try run.write(rejected.replacingOccurrences(of: ",invoce,", with: ",invoice,"), to: "rejects/ledger-2026-03-31.rejected.csv")
            try run.write(
                String(decoding: run.bytes("rejects/ledger-2026-03-31.rejected.csv")!, as: UTF8.self), to: "mended-2026-03-31.csv")
            let renamed = try run("import", "--dates", "dmy", "--decimal", "comma", "mended-2026-03-31.csv")
            #expect(renamed.code == 65 && renamed.messages.contains("[rejected-rows-only]"), "\(renamed.messages)")
            let mended = try run("import", "rejects/ledger-2026-03-31.rejected.csv")
            #expect(mended.code == 0, "\(mended.messages)")
            let told = try run("metrics", "--metric", "ar.net", "--format", "csv").output
            #expect(told.contains("2485.50"), "\(told)")
        }
    }

    @Test("an unknown type is answered with the words of the system")
    func unknownType() throws {
        try Run.inWorkspace { run in
            let list = String(data: Self.list(day: "11.09.2026"), encoding: .windowsCP1252)!.replacingOccurrences(
                of: ";RV;11", with: ";RW;11")
            try run.write(Array(list.data(using: .windowsCP1252)!), to: "it01.csv")
            let refused = try run("import", "--company", "IT01", "--as-of", "2026-09-30", "ledger", "it01.csv")
            #expect(refused.code == 65)
            #expect(refused.messages.contains("'kind' 'RW' is not one of RV, "), "\(refused.messages)")
        }
    }
}
