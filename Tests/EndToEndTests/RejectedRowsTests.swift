import Foundation
import Testing
import WorkbookFixtures

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

    /// What the column `rejected.of` says of a file.
    private static func parent(of file: String, day: String, in run: Run) throws -> String {
        let sums = try Run.execute(URL(fileURLWithPath: "/usr/bin/sha256sum"), [file], in: run.folder).output
        return "\(day) sha256:\(sums.prefix(16))"
    }

    private static func text(_ run: Run, _ name: String) -> String {
        String(decoding: run.bytes("rejects/" + name) ?? Data(), as: UTF8.self)
    }

    @Test("stand below the whole header, and are taken alone when they are mended")
    func mended() throws {
        try Run.inWorkspace { run in
            try run.write(Array(Self.list(day: "31.09.2026")), to: "it01.csv")
            let words = ["--company", "IT01", "--as-of", "2026-09-30"]
            let taken = try run.run(["import", "--allow-rejects", "1"] + words + ["ledger", "it01.csv"])
            #expect(taken.code == 1, "\(taken.messages)")
            let name = "rejects/it01.2026-09-30.rejected.csv"
            let rejected = String(decoding: run.bytes(name) ?? Data(), as: UTF8.self)
            let parent = try Self.parent(of: "it01.csv", day: "2026-09-30", in: run)
            #expect(
                rejected
                    == "\u{FEFF}rejected.line;rejected.because;rejected.of;\(Self.header)\n"
                    + "6;bad-date: 'document_date' '31.09.2026' is not a date day.month.year of the calendar;\(parent);C2;1800000002;RV;31.09.2026;12.10.2026;EUR;50,00;\"perch\u{E9}\r\ndue righe\"\n",
                "\(rejected)")
            try run.write(rejected.replacingOccurrences(of: "31.09.2026", with: "11.09.2026"), to: name)
            // Day, company and how it is written are those of the file the rows come from.
            let mended = try run("import", name)
            #expect(mended.code == 0, "\(mended.messages)")
            #expect(mended.output.contains("as-of day 2026-09-30, from the file the rows come from;"), "\(mended.output)")
            #expect(mended.output.contains("  read like it01.csv, whose rejected rows these are\n"), "\(mended.output)")
            let told = try run("metrics", "--as-of", "2026-09-30", "--metric", "ar.net", "--format", "csv").output
            #expect(told.contains("1284.56"), "\(told)")
            let files = try run("snapshots", "--format", "csv").output
            #expect(files.contains("it01.csv + it01.2026-09-30.rejected.csv"), "\(files)")
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
            // Whose rows they are stands in the file, whatever it is called.
            let mended = try run("import", "mended-2026-03-31.csv")
            #expect(mended.code == 0, "\(mended.messages)")
            let again = try run("import", "rejects/ledger-2026-03-31.rejected.csv")
            #expect(again.output.contains("nothing changed"), "\(again.messages)")
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

    @Test(
        "codes are told as they stand, and nothing that may be an amount or a name", arguments: ["R1", "Z10", "1200", "12E45", "Rossi 1"])
    func toldTypes(type: String) throws {
        try Run.inWorkspace { run in
            let text = Self.ledgerHead + "C1,D1,\(type),K1,2026-01-05,2026-02-05,EUR,1.00\n"
            try run.write(text, to: "ledger-2026-01-31.csv")
            let refused = try run("import", "ledger-2026-01-31.csv").messages
            let isCode = ["R1", "Z10"].contains(type)
            #expect(refused.contains(isCode ? "'kind' '\(type)' is not one of " : "'kind' is not one of "), "\(refused)")
        }
    }

    private static let ledgerHead = "company,document,kind,customer,document_date,due_date,currency,open_amount\n"

    /// A ledger with one row that is taken and one whose kind is misspelt.
    private static func ledger(company: String, document: String, amount: String) -> String {
        ledgerHead + "\(company),\(document)0,invoice,K1,2026-01-05,2026-02-05,EUR,1.00\n"
            + "\(company),\(document),invoce,K1,2026-01-06,2026-02-06,EUR,\(amount)\n"
    }

    @Test("of files of one name in two months stay apart, and each goes to its own month")
    func oneNameTwoMonths() throws {
        try Run.inWorkspace { run in
            for (month, amount) in [("01", "10.00"), ("02", "20.00")] {
                try run.write(Self.ledger(company: "C1", document: "D\(month)", amount: amount), to: "2026-\(month)/open.csv")
                let day = month == "01" ? "2026-01-31" : "2026-02-28"
                let taken = try run("import", "2026-\(month)/open.csv", "--as-of", day, "--allow-rejects", "1")
                #expect(taken.code == 1, "\(taken.messages)")
            }
            for (day, amount) in [("2026-01-31", "11.00"), ("2026-02-28", "21.00")] {
                let name = "open.\(day).rejected.csv"
                let mended = Self.text(run, name).replacingOccurrences(of: "invoce,", with: "invoice,")
                #expect(mended.components(separatedBy: "\n").count == 3, "\(mended)")
                try run.write(mended, to: "rejects/" + name)
                let taken = try run("import", "rejects/" + name)
                #expect(taken.code == 0, "\(taken.messages)")
                let told = try run("snapshots", "--format", "csv").output
                #expect(told.contains("\(day),2,yes,2,0,EUR,2,\(amount),"), "\(told)")
            }
        }
    }

    @Test("of files of one name in one command stay apart")
    func oneNameOneCommand() throws {
        try Run.inWorkspace { run in
            try run.write(Self.ledger(company: "C1", document: "A", amount: "10.00"), to: "one/open.csv")
            try run.write(Self.ledger(company: "C2", document: "B", amount: "20.00"), to: "two/open.csv")
            let taken = try run("import", "one/open.csv", "two/open.csv", "--as-of", "2026-01-31", "--allow-rejects", "1")
            #expect(taken.code == 1, "\(taken.messages)")
            for (name, company) in [("open.2026-01-31.rejected.csv", "C1"), ("open.2026-01-31-2.rejected.csv", "C2")] {
                #expect(Self.text(run, name).contains("\(company),"))
                try run.write(Self.text(run, name).replacingOccurrences(of: "invoce,", with: "invoice,"), to: "rejects/" + name)
                let mended = try run("import", "rejects/" + name)
                #expect(mended.code == 0, "\(mended.messages)")
            }
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-01-31,3,yes,4,0,EUR,4,32.00,"), "\(told)")
            // Both files in one: nobody knows which row belongs where.
            let both =
                Self.text(run, "open.2026-01-31.rejected.csv") + Self.text(run, "open.2026-01-31-2.rejected.csv").split(separator: "\n")[1]
            try run.write(both + "\n", to: "both.csv")
            let refused = try run("import", "both.csv")
            #expect(refused.code == 65 && refused.messages.contains("[several-origins]"), "\(refused.messages)")
        }
    }

    @Test("that somebody is mending are not written over, those of refused files are")
    func workInProgress() throws {
        try Run.inWorkspace { run in
            try run.write(Self.ledger(company: "C1", document: "D", amount: "10.00"), to: "open.csv")
            for amount in ["10.00", "11.00"] {
                try run.write(Self.ledger(company: "C1", document: "D", amount: amount), to: "open.csv")
                let refused = try run("import", "open.csv", "--as-of", "2026-01-31")
                #expect(refused.code == 65 && refused.messages.contains("rejects/open.2026-01-31.rejected.csv;"), "\(refused.messages)")
                #expect(Self.text(run, "open.2026-01-31.rejected.csv").contains(amount))
            }
            let mended = Self.text(run, "open.2026-01-31.rejected.csv").replacingOccurrences(of: "invoce,", with: "invoice,")
            try run.write(mended, to: "rejects/open.2026-01-31.rejected.csv")
            let taken = try run("import", "open.csv", "--as-of", "2026-01-31", "--allow-rejects", "1")
            #expect(taken.output.contains("rejects/open.2026-01-31-2.rejected.csv"), "\(taken.output)")
            #expect(Self.text(run, "open.2026-01-31.rejected.csv") == mended)
            // Those of a file that was taken may still be wanted, mended or not.
            try run.write(Self.ledger(company: "C1", document: "E", amount: "12.00"), to: "open.csv")
            let next = try run("import", "open.csv", "--as-of", "2026-01-31", "--allow-rejects", "1")
            #expect(next.output.contains("rejects/open.2026-01-31-3.rejected.csv"), "\(next.output)")
            // The first ones belong to a version that gave way.
            let late = try run("import", "rejects/open.2026-01-31.rejected.csv")
            #expect(late.code == 65 && late.messages.contains("[rejected-rows-only]"), "\(late.messages)")
        }
    }

    @Test("can be mended in rounds, in the new file or on in the old one", arguments: [true, false])
    func rounds(inNewFile: Bool) throws {
        try Run.inWorkspace { run in
            let rows = (1...3).map { "C1,D\($0),\($0 == 1 ? "invoice" : "invoce"),K1,2026-01-05,2026-02-05,EUR,\($0).00\n" }
            try run.write(Self.ledgerHead + rows.joined(), to: "open.csv")
            _ = try run("import", "open.csv", "--as-of", "2026-01-31", "--allow-rejects", "2")
            let name = "open.2026-01-31.rejected.csv"
            try run.write(Self.text(run, name).replacingOccurrences(of: "D2,invoce", with: "D2,invoice"), to: "rejects/" + name)
            let refused = try run("import", "rejects/" + name)
            #expect(refused.code == 65 && !refused.messages.contains("rejected rows: "), "\(refused.messages)")
            let half = try run("import", "rejects/" + name, "--allow-rejects", "1")
            #expect(half.code == 1, "\(half.messages)")
            let between = try run("snapshots", "--format", "csv").output
            #expect(between.contains("2026-01-31,2,yes,2,1,EUR,2,3.00,"), "\(between)")
            let second = "open.2026-01-31-2.rejected.csv"
            let parent = try Self.parent(of: "open.csv", day: "2026-01-31", in: run)
            #expect(Self.text(run, second).hasPrefix("rejected.line,rejected.because,rejected.of,company,"))
            #expect(Self.text(run, second).contains("\n4,unknown-word: ") && Self.text(run, second).contains(",\(parent),C1,D3,invoce,"))
            let next = inNewFile ? second : name
            try run.write(Self.text(run, next).replacingOccurrences(of: "D3,invoce", with: "D3,invoice"), to: "rejects/" + next)
            let whole = try run("import", "rejects/" + next)
            #expect(whole.code == 0, "\(whole.messages)")
            #expect(inNewFile || whole.output.contains("1 row was in the snapshot already, with the same values"), "\(whole.output)")
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-01-31,3,yes,3,0,EUR,3,6.00,"), "\(told)")
            let verified = try run("verify")
            #expect(verified.code == 0, "\(verified.output)")
        }
    }

    @Test("of an import with a draft are read with the draft; when it is gone that is told")
    func draft() throws {
        try Run.inWorkspace { run in
            let profile =
                "draft: true\nkind: ledger\ncolumns: {document: Beleg, customer: Konto, kind: Art, document_date: Datum, due_date: Frist, open_amount: Offen}\n"
                + "constants: {company: DE01, currency: EUR}\nvalues: {kind: {R: invoice}}\n"
            try run.write(profile, to: "profiles/erp.yml")
            try run.write(
                "Beleg;Konto;Art;Datum;Frist;Offen\n1;K1;R;13.05.2026;31.05.2026;1,50\n2;K1;Q;02.05.2026;31.05.2026;1.250\n", to: "list.csv"
            )
            let taken = try run("import", "--profile", "erp", "--as-of", "2026-05-31", "--allow-rejects", "1", "list.csv")
            #expect(taken.code == 1, "\(taken.messages)")
            let name = "rejects/list.2026-05-31.rejected.csv"
            try run.write(String(decoding: run.bytes(name)!, as: UTF8.self).replacingOccurrences(of: ";Q;", with: ";R;"), to: name)
            let mended = try run("import", "--dry-run", name)
            #expect(mended.code == 0 && mended.output.contains("read like list.csv"), "\(mended.messages)")
            try run.write(
                "document,company,kind,customer,document_date,due_date,currency,open_amount,\(RejectedRowsTests.ownColumns)\n"
                    + "9,DE01,invoice,K1,02.05.2026,31.05.2026,EUR,\"7,00\",3,x,\(try Self.parent(of: "list.csv", day: "2026-05-31", in: run))\n",
                to: "moved.csv")
            try FileManager.default.removeItem(atPath: run.folder + "/profiles/erp.yml")
            let detected = try run("import", "--dry-run", "moved.csv")
            #expect(detected.code == 0, "\(detected.messages)")
            #expect(detected.output.contains("profile erp, which list.csv was read with, is not there any more"), "\(detected.output)")
            #expect(detected.output.contains("[origin-unknown]") && detected.output.contains("profile detected from the header"))
        }
    }

    @Test("whose ids lost zeros in front are told, those of ledgers and of histories", arguments: ["ledger-2026-10-31.csv", "h.csv"])
    func cutZeros(file: String) throws {
        let isLedger = file != "h.csv"
        let header = isLedger ? Self.ledgerHead : "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
        func row(_ company: String, _ document: String, _ currency: String) -> String {
            "\(company),\(document)," + (isLedger ? "invoice," : "") + "K1,2026-10-05,2026-11-05,\(currency),5.00"
                + (isLedger ? "\n" : ",\n")
        }
        for (company, document, told) in [
            ("0010", "0611366", nil), ("0010", "611366", "document '611366'"), ("10", "0611366", "company '10'"), ("0010", "A1", nil),
        ] as [(String, String, String?)] {
            try Run.inWorkspace { run in
                try run.write(header + row("0010", "0611365", "EUR") + row("0010", "0611366", "EURO"), to: file)
                _ = try run("import", "--allow-rejects", "1", file)
                let name = String(file.dropLast(4)) + ".rejected.csv"
                let mended = Self.text(run, name).replacingOccurrences(of: "EURO", with: "EUR")
                    .replacingOccurrences(of: "0010,0611366", with: "\(company),\(document)")
                try run.write(mended, to: "rejects/" + name)
                let taken = try run("import", "rejects/" + name)
                #expect(taken.code == 0, "\(taken.messages)")
                #expect(
                    taken.output.contains("[zeros-cut]") == (told != nil) && (told.map(taken.output.contains) ?? true), "\(taken.output)")
            }
        }
    }

    @Test("have the currency that was said for rows without one") func saidCurrency() throws {
        let header = "Customer_No_,Document_Type,Document_No_,Document_Date,Due_Date,Currency_Code,Amount,Remaining_Amount,Open\n"
        let rows = "C1,Invoice,I1,2026-10-01,2026-10-31,USD,9.00,9.00,Yes\nC1,Invoice,I2,2026-10-32,2026-10-31,,5.00,5.00,Yes\n"
        try Run.inWorkspace { run in
            try run.write(header + rows, to: "entries-2026-10-31.csv")
            let asked = try run("import", "--company", "X", "entries-2026-10-31.csv").messages
            #expect(asked.contains("'currency' is empty; --currency says it for rows that have none [missing-value]"), "\(asked)")
            let taken = try run("import", "--company", "X", "--currency", "EUR", "--allow-rejects", "1", "entries-2026-10-31.csv")
            #expect(taken.code == 1, "\(taken.messages)")
            let name = "entries-2026-10-31.rejected.csv"
            #expect(taken.output.contains("rejects/" + name), "\(taken.output)")
            try run.write(Self.text(run, name).replacingOccurrences(of: "2026-10-32", with: "2026-10-02"), to: "rejects/" + name)
            let mended = try run("import", "rejects/" + name)
            #expect(mended.code == 0, "\(mended.messages)")
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-10-31,2,yes,2,0,EUR,1,5.00,") && told.contains("2026-10-31,2,yes,2,0,USD,1,9.00,"), "\(told)")
        }
    }

    @Test("rejected rows of a ledger that were saved as a workbook are refused as such, mended or not") func inAWorkbook() throws {
        try Run.inWorkspace { run in
            let header = "company,document,kind,customer,document_date,due_date,currency,open_amount\n"
            let rows = "A,1,invoice,0047,2026-10-10,,EUR,5.00\nA,2,invoce,0047,2026-10-12,,EUR,7.00\n"
            try run.write(header + rows, to: "ledger-2026-10-31.csv")
            _ = try run("import", "--allow-rejects", "1", "ledger-2026-10-31.csv")
            let rejects = String(decoding: run.bytes("rejects/ledger-2026-10-31.rejected.csv") ?? Data(), as: UTF8.self)
            let names = run.names
            for text in [rejects, rejects.replacingOccurrences(of: "invoce", with: "invoice")] {
                try run.write(WorkbookFixture(canonical: text).bytes, to: "mended.xlsx")
                let refused = try run("import", "mended.xlsx")
                #expect(refused.code == 65 && refused.messages.contains("[rejected-rows-only]; save them as CSV"), "\(refused.messages)")
                #expect(!refused.messages.contains("[as-of-unknown]") && run.names == (names + ["mended.xlsx"]).sorted())
            }
        }
    }

    private static let ownColumns = "rejected.line,rejected.because,rejected.of"
}
