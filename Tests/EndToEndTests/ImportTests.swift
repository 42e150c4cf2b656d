import Foundation
import Synchronization
import Testing

@Suite struct ImportTests {
    @Test func filesInAnyOrderAreTakenTogether() throws {
        try Run.inWorkspace { run in
            let result = try run.run(["import"] + Golden.files)
            #expect(result.code == 0)
            #expect(result.messages.isEmpty)
            let kinds = result.output.split(separator: "\n").filter { $0.contains("stored:") }.map(String.init)
            #expect(kinds.first == "  stored: customers: 4 added, 0 changed, 0 unchanged")
            #expect(
                kinds.suffix(3) == [
                    "  stored: postings: 26 added, 0 replaced, 0 unchanged", "  stored: snapshot of 2026-05-31, version 1, 8 items",
                    "  stored: snapshot of 2026-06-30, version 1, 10 items",
                ])
        }
    }

    @Test func theSameFilesAgainChangeNothing() throws {
        try Golden.inWorkspace { run in
            let before = run.bytes("ledger.incasso")
            let again = try run.run(["import"] + Golden.files)
            #expect(again.code == 0)
            #expect(again.output.components(separatedBy: "nothing changed").count == Golden.files.count + 1)
            #expect(run.bytes("ledger.incasso") == before)
        }
    }

    @Test func aFolderIsItsFiles() throws {
        try Run.inWorkspace { run in
            try run.write(try Golden.text("ledger-2026-05-31.csv"), to: "in/ledger-2026-05-31.csv")
            try run.write("notes", to: "in/README.md")
            let imported = try run("import", "in").code
            #expect(imported == 0)
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-05-31,1,yes,8,0,EUR,8,75500.00,0.00,75500.00"))
        }
    }

    @Test func aCorrectedFileMakesANewVersion() throws {
        try Golden.inWorkspace { run in
            let text = try Golden.text("ledger-2026-05-31.csv").replacingOccurrences(of: "8000.00,8000.00", with: "8000.00,7999.99")
            try run.write(text, to: "ledger-2026-05-31.csv")
            let told = try run("import", "ledger-2026-05-31.csv").output
            #expect(told.contains("snapshot of 2026-05-31, new version 2, 8 items; replaces ledger-2026-05-31.csv (8 items)\n"))
            let all = try run("snapshots", "--all", "--format", "csv").output.split(separator: "\n").map { $0.prefix(16) }
            #expect(all == ["day,version,curre", "2026-05-31,1,no,", "2026-05-31,2,yes", "2026-06-30,1,yes"].map { $0.prefix(16) })
        }
    }

    /// The golden ledger of May and one with another amount.
    private func mayAndCorrection() throws -> (may: String, corrected: String) {
        let may = try Golden.text("ledger-2026-05-31.csv")
        return (may, may.replacingOccurrences(of: "8000.00,8000.00", with: "8000.00,7999.99"))
    }

    @Test func aFileThatACorrectionReplacedMayComeBack() throws {
        try Run.inWorkspace { run in
            let (may, corrected) = try mayAndCorrection()
            try run.write(may, to: "may-2026-05-31.csv")
            try run.write(corrected, to: "corrected-2026-05-31.csv")
            _ = try run("import", "may-2026-05-31.csv")
            _ = try run("import", "corrected-2026-05-31.csv")
            let known = try run("import", "corrected-2026-05-31.csv").output
            #expect(known.contains("nothing changed"))
            let back = try run("import", "may-2026-05-31.csv", "--format", "json").output
            #expect(back.contains("new version 3, 8 items; replaces corrected-2026-05-31.csv (8 items)"))
            let files = try #require(try JSONSerialization.jsonObject(with: Data(back.utf8)) as? [[String: Any]])
            let replaced = try #require(files[0]["replaced"] as? [[String: Any]])
            #expect(replaced[0]["file"] as? String == "corrected-2026-05-31.csv" && replaced[0]["items"] as? Int == 8)
        }
    }

    @Test(arguments: ["a-2026-05-31.csv", "z-2026-05-31.csv"])
    func aKnownFileBesideItsCorrectionIsAConflict(name: String) throws {
        try Run.inWorkspace { run in
            let (may, corrected) = try mayAndCorrection()
            try run.write(may, to: "may-2026-05-31.csv")
            try run.write(corrected, to: name)
            _ = try run("import", "may-2026-05-31.csv")
            let before = run.bytes("ledger.incasso")
            let result = try run("import", "may-2026-05-31.csv", name)
            #expect(result.code == 65)
            #expect(result.messages.contains("[conflicting-companies]") && result.messages.contains("may-2026-05-31.csv"))
            #expect(result.messages.contains(name))
            #expect(run.bytes("ledger.incasso") == before)
        }
    }

    @Test func targetsOfNobodyAreToldAndTaken() throws {
        try Golden.inWorkspace { run in
            let lines = ["team,Sooth", "team,South", "analyst,AN1", "analyst,ZZZZZZ", "company,IT77"].map { "2026-07,\($0),cei,80\n" }
            try run.write("month,scope,key,metric,value\n" + lines.joined(), to: "goals.csv")
            let result = try run("import", "goals.csv")
            #expect(result.code == 0)
            let told = (result.output + result.messages).components(separatedBy: "[unknown-target-key]").count - 1
            #expect(told == 2, "\(result)")
            #expect(result.output.contains("there is no team \"Sooth\" in the analysts file"))
            #expect(result.output.contains("did you mean \"South\"?") && result.output.contains("there is no analyst \"ZZZZZZ\""))
        }
    }

    @Test func faultsAreToldWhenRejectedRowsCannotBeWritten() throws {
        try Run.inWorkspace { run in
            let bad = try Golden.text("ledger-2026-05-31.csv").replacingOccurrences(of: "2026-06-14", with: "2026-06-31")
            try run.write(bad, to: "ledger-2026-05-31.csv")
            try? FileManager.default.removeItem(atPath: run.folder + "/rejects")
            try run.write("in the way", to: "rejects")
            let result = try run("import", "ledger-2026-05-31.csv")
            #expect(result.code == 65)
            #expect(result.messages.contains("ledger-2026-05-31.csv:3:7: error:"))
            #expect(result.messages.contains("warning: the rejected rows were not written: it cannot be created [cannot-create]"))
            let taken = try run("import", "--allow-rejects", "1", "ledger-2026-05-31.csv")
            #expect(taken.code == 1 && taken.output.contains("the rejected rows were not written"))
        }
    }

    @Test func ofTwoImportsAtOneTimeOneFindsTheFileKnown() throws {
        try Run.inWorkspace { run in
            let results = Mutex<[Run.Result]>([])
            DispatchQueue.concurrentPerform(iterations: 2) { _ in
                if let result = try? run("import", Golden.path("customers.csv")) { results.withLock { $0.append(result) } }
            }
            let told = results.withLock { $0 }
            #expect(told.map(\.code) == [0, 0], "\(told.map(\.messages))")
            #expect(told.count { $0.output.contains("4 added") } == 1)
            #expect(told.count { $0.output.contains("nothing changed") } == 1)
        }
    }

    @Test func twoDaysMayHaveTheSameBytes() throws {
        try Run.inWorkspace { run in
            let text = try Golden.text("ledger-2026-05-31.csv")
            try run.write(text, to: "ledger-2026-05-31.csv")
            try run.write(text, to: "ledger-2026-06-01.csv")
            let first = try run("import", "ledger-2026-05-31.csv").code
            #expect(first == 0)
            let told = try run("import", "ledger-2026-06-01.csv").output
            #expect(told.contains("stored: snapshot of 2026-06-01, version 1"))
        }
    }

    @Test func aRejectedRowStopsEverything() throws {
        try Golden.inWorkspace { run in
            let before = run.bytes("ledger.incasso")
            let bad = try Golden.text("ledger-2026-05-31.csv").replacingOccurrences(of: "2026-06-14", with: "2026-06-31")
            try run.write(bad, to: "ledger-2026-05-31.csv")
            let good = try Golden.text("ledger-2026-06-30.csv").replacingOccurrences(of: "8000.00,8000.00", with: "8000.00,7999.99")
            try run.write(good, to: "ledger-2026-06-30.csv")
            let result = try run("import", "ledger-2026-06-30.csv", "ledger-2026-05-31.csv")
            #expect(result.code == 65)
            #expect(result.output.hasPrefix("ledger-2026-05-31.csv: ledger, ") && result.output.hasSuffix("\n  not taken\n"))
            #expect(result.output.contains("\n  rows: 8 read, 7 kept, 1 rejected (1 bad-date)\n"), "\(result.output)")
            #expect(result.messages.contains("ledger-2026-05-31.csv:3:7: error:"))
            #expect(run.bytes("ledger.incasso") == before)
            let rejected = String(decoding: run.bytes("rejects/ledger-2026-05-31.rejected.csv") ?? Data(), as: UTF8.self)
            let lines = bad.split(separator: "\n")
            #expect(
                rejected.hasPrefix(
                    "rejected.line,rejected.because,rejected.of," + lines[0]
                        + "\n3,bad-date: 'due_date' '2026-06-31' is not a date YYYY-MM-DD of the calendar,2026-05-31 sha256:"),
                "\(rejected)")
            #expect(rejected.hasSuffix("," + lines[2] + "\n"), "\(rejected)")
        }
    }

    @Test func aFileRefusedBeforeItsRowsAreReadIsReported() throws {
        try Run.inWorkspace { run in
            try run.write("a,b,c\n1,2,3\n", to: "odd.csv")
            let text = try run("import", "odd.csv")
            #expect(text.code == 65)
            #expect(
                text.output.hasPrefix("odd.csv: 12 bytes, SHA-256 ")
                    && text.output.contains("refused before its rows were counted\n  [unknown-kind] "),
                "\(text.output)")
            #expect(text.output.hasSuffix("\n  not taken\n"))
            let json = try run("import", "odd.csv", "--format", "json").output
            let files = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
            let report = try #require(files.first?["report"] as? [String: Any])
            #expect(files.first?["outcome"] as? String == "refused" && report["byteCount"] as? Int == 12)
            #expect((report["sha256"] as? String)?.count == 64)
            #expect(((report["diagnostics"] as? [[String: Any]])?.first?["code"] as? String) == "unknown-kind", "\(json)")
        }
    }

    @Test func oneErrorOfManyFilesIsToldOnce() throws {
        try Run.inWorkspace { run in
            let list =
                "Conto;Numero documento;Tipo di documento;Data documento;Scadenza al netto;Divisa;Importo divisa estera\nC1;1;RV;13.09.2026;13.10.2026;EUR;1,00\n"
            for month in 1...4 { try run.write(list, to: "in/2026-0\(month)-28.csv") }
            let refused = try run("import", "in")
            #expect(refused.code == 65)
            #expect(refused.messages.components(separatedBy: "[company-unknown]").count == 2, "\(refused.messages)")
            #expect(refused.messages.contains("nothing says which company it is of (so do 3 more files)"))
            #expect(refused.output.components(separatedBy: "not taken").count == 5)
        }
    }

    @Test func allowedRejectsAreToldByTheExitCode() throws {
        try Run.inWorkspace { run in
            let bad = try Golden.text("ledger-2026-05-31.csv").replacingOccurrences(of: "2026-06-14", with: "2026-06-31")
            try run.write(bad, to: "ledger-2026-05-31.csv")
            let refused = try run("import", "--allow-rejects", "5%", "ledger-2026-05-31.csv").code
            #expect(refused == 65)
            let result = try run("import", "--allow-rejects", "1", "ledger-2026-05-31.csv")
            #expect(result.code == 1)
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-05-31,1,yes,7,1,"))
        }
    }

    @Test func mendedRowsOfASmallTableAreTaken() throws {
        try Run.inWorkspace { run in
            let bad = try Golden.text("promises.csv").replacingOccurrences(of: "2026-06-15", with: "2026-06-31")
            try run.write(bad, to: "promises.csv")
            let taken = try run("import", "--allow-rejects", "1", "promises.csv").code
            #expect(taken == 1)
            let rejected = String(decoding: run.bytes("rejects/promises.rejected.csv") ?? Data(), as: UTF8.self)
            try run.write(rejected.replacingOccurrences(of: "2026-06-31", with: "2026-06-15"), to: "rejects/promises.rejected.csv")
            let mended = try run("import", "rejects/promises.rejected.csv")
            #expect(mended.output.contains("promises: 1 added, 0 changed, 0 unchanged"), "\(mended.messages)")
            let again = try run("import", "promises.csv")
            #expect(again.output.contains("nothing changed"), "\(again.code) \(again.messages)")
        }
    }

    @Test(arguments: ["in the file", "in the store", "open"])
    func aPaymentThatClearsAnotherCustomersInvoiceIsTold(_ place: String) throws {
        try Run.inWorkspace { run in
            let head = "posting_date,company,document,kind,customer,currency,amount,clears\n"
            let invoice = "2026-05-10,A,1,invoice,C1,EUR,100.00,\n"
            let payments = "2026-06-10,A,Z1,payment,C2,EUR,-60.00,1\n2026-06-11,A,Z2,payment,C1,EUR,-40.00,1\n"
            if place == "in the store" {
                try run.write(head + invoice, to: "may.csv")
                _ = try run("import", "postings", "may.csv")
            }
            if place == "open" {
                let items = "company,document,kind,customer,document_date,currency,open_amount\nA,1,invoice,C1,2026-05-10,EUR,100.00\n"
                try run.write(items, to: "ledger-2026-05-31.csv")
                _ = try run("import", "ledger-2026-05-31.csv")
            }
            try run.write(head + (place == "in the file" ? invoice : "") + payments, to: "june.csv")
            let told = try run("import", "postings", "june.csv")
            #expect(told.code == 0, "\(told.messages)")
            #expect(
                told.output.contains("1 posting is of another customer than the document cleared (the first is Z1, which clears 1)"),
                "\(told.output)")
            #expect(told.output.contains("[clears-other-customer]"))
        }
    }

    @Test func aDryRunStoresNothing() throws {
        try Run.inWorkspace { run in
            let before = run.bytes("ledger.incasso")
            let result = try run.run(["import", "--dry-run"] + Golden.files)
            #expect(result.code == 0)
            #expect(result.output.contains("would be stored: snapshot of 2026-06-30, version 1, 10 items"))
            #expect(run.bytes("ledger.incasso") == before)
        }
    }

    @Test func jsonIsJSON() throws {
        try Run.inWorkspace { run in
            let result = try run.run(["import", "--format", "json"] + Golden.files)
            let files = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
            #expect(files.count == Golden.files.count)
            #expect(files.allSatisfy { $0["outcome"] as? String == "imported" })
        }
    }

    @Test func aUserProfileReadsItsFile() throws {
        try Run.inWorkspace { run in
            let profile = """
                kind: ledger
                columns: {document: Beleg, customer: Konto, kind: Art, document_date: Datum, due_date: Faellig, open_amount: Offen}
                constants: {company: DE01, currency: EUR}
                values: {kind: {R: invoice, Z: payment}}
                ignore: [Text]
                dialect: {separator: ";", decimal: ",", grouping: ".", dates: dmy}
                """
            try run.write(profile, to: "profiles/erp.yml")
            let file = "Beleg;Konto;Art;Datum;Faellig;Offen;Text\n1;K1;R;01.05.2026;31.05.2026;1.234,50;x\n2;K1;Z;02.05.2026;;-4,50;\n"
            try run.write(file, to: "offen-2026-05-31.csv")
            let result = try run("import", "--profile", "erp", "offen-2026-05-31.csv")
            #expect(result.code == 0, "\(result.messages)")
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-05-31,1,yes,2,0,EUR,2,1234.50,-4.50,1230.00"))
        }
    }

    @Test func aSimulatedLedgerWithAnItalianExportTiesOut() throws {
        try Run.inWorkspace { run in
            let simulated = try run("simulate", "--customers", "40", "--months", "3", "--sap-export", "in").code
            #expect(simulated == 0)
            let imported = try run("import", "in", "--company", "IT02")
            #expect(imported.code == 0, "\(imported.messages)")
            let verified = try run("verify")
            #expect(verified.code == 0, "\(verified.output)\(verified.messages)")
        }
    }

    @Test func mendedRowsOfALedgerAmendTheirDay() throws {
        try Run.inWorkspace { run in
            let bad = try Golden.text("ledger-2026-05-31.csv").replacingOccurrences(of: "2026-06-14", with: "2026-06-31")
            try run.write(bad, to: "ledger-2026-05-31.csv")
            let taken = try run("import", "--allow-rejects", "1", "ledger-2026-05-31.csv")
            #expect(taken.code == 1 && taken.output.contains("ledger-2026-05-31.rejected.csv; mend them and import this file"))
            let rejected = String(decoding: run.bytes("rejects/ledger-2026-05-31.rejected.csv") ?? Data(), as: UTF8.self)
            try run.write(rejected.replacingOccurrences(of: "2026-06-31", with: "2026-06-14"), to: "rejects/ledger-2026-05-31.rejected.csv")
            let mended = try run("import", "rejects/ledger-2026-05-31.rejected.csv")
            #expect(mended.code == 0, "\(mended.messages)")
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-05-31,2,yes,8,0,EUR,8,75500.00,0.00,75500.00"), "\(told)")
            let again = try run("import", "rejects/ledger-2026-05-31.rejected.csv", "--company", "IT01")
            #expect(again.code == 65 && again.messages.contains("[rejected-rows-only]"), "\(again.messages)")
        }
    }

    @Test func aRowThatIsOpenAlreadyIsNotAddedAgain() throws {
        try Run.inWorkspace { run in
            let text = try Golden.text("ledger-2026-05-31.csv")
            try run.write(text.replacingOccurrences(of: "2026-06-14", with: "2026-06-31"), to: "ledger-2026-05-31.csv")
            _ = try run("import", "--allow-rejects", "1", "ledger-2026-05-31.csv")
            let rejected = String(decoding: run.bytes("rejects/ledger-2026-05-31.rejected.csv") ?? Data(), as: UTF8.self)
            let lines = rejected.split(separator: "\n")
            let own = lines[1].split(separator: ",", maxSplits: 3).prefix(3).joined(separator: ",")
            let taken = text.split(separator: "\n")[1].replacingOccurrences(of: ".00,", with: ".01,")
            try run.write(lines[0] + "\n" + own + "," + taken + "\n", to: "ledger-2026-05-31.rejected.csv")
            let result = try run("import", "ledger-2026-05-31.rejected.csv")
            #expect(result.code == 65 && result.messages.contains("[already-open]"), "\(result.messages)")
        }
    }

    @Test func aVersionIsDeletedAndLogged() throws {
        try Golden.inWorkspace { run in
            try run.write(try mayAndCorrection().corrected, to: "ledger-2026-05-31.csv")
            _ = try run("import", "ledger-2026-05-31.csv")
            let missing = try run("snapshots", "--delete", "2026-05-31@7")
            #expect(missing.code == 66 && missing.messages.contains("[no-such-version]; the day has version 1, 2"), "\(missing.messages)")
            let deleted = try run("snapshots", "--delete", "2026-05-31@2")
            #expect(deleted.output == "Deleted 2026-05-31@2, 8 items; version 1 is current\n")
            let verified = try run("verify").code
            #expect(verified == 0)
            let log = try run("snapshots", "--log", "--format", "csv").output
            #expect(log.contains(",snapshot,2026-05-31@2 (ledger-2026-05-31.csv "))
            let both = try run("snapshots", "--log", "--delete", "2026-05-31@1")
            #expect(both.code == 64 && both.messages.contains("[one-at-a-time]"))
        }
    }

    @Test func aPostingIsTakenBackAndLogged() throws {
        try Golden.inWorkspace { run in
            try run.write(
                "posting_date,company,document,kind,customer,currency,amount\n2026-06-20,IT01,WRONG,payment,C1,EUR,-1.00\n", to: "wrong.csv"
            )
            _ = try run("import", "postings", "wrong.csv")
            let broken = try run("verify").code
            #expect(broken == 2)
            let back = try run("snapshots", "--take-back", "IT01/WRONG//payment")
            #expect(back.code == 0 && back.output == "Took posting IT01/WRONG//payment back\n", "\(back.messages)")
            let verified = try run("verify").code
            #expect(verified == 0)
            let none = try run("snapshots", "--take-back", "IT01/WRONG//payment")
            #expect(none.code == 66 && none.messages.contains("[no-such-posting]"))
            try run.write(
                "posting_date,company,document,kind,customer,currency,amount\n2026-06-21,IT01,OTHER,payment,C1,EUR,-1.00\n", to: "other.csv"
            )
            _ = try run("import", "postings", "other.csv")
            let file = try run("snapshots", "--take-back-file", "other.csv")
            #expect(file.output == "Took 1 postings of other.csv back\n", "\(file.messages)")
            let unknown = try run("snapshots", "--take-back-file", "nothing.csv")
            #expect(unknown.code == 66)
            let log = try run("snapshots", "--log").output
            #expect(log.contains("IT01/WRONG//payment") && log.contains("other.csv"))
        }
    }

    @Test func aDryRunProposesAProfileForAnUnknownLayout() throws {
        try Run.inWorkspace { run in
            try run.write(
                "Kd;Rechnung;Belegart;Belegdatum;Fällig am;Währung;Offen\n1;R1;RV;13.09.2026;31.10.2026;EUR;1,50\n", to: "offene posten.csv"
            )
            let told = try run("import", "--dry-run", "offene posten.csv")
            #expect(told.code == 65)
            #expect(told.output.contains("kind: \"Belegart\" (certain: a header of profile sap-german)"), "\(told.output)\(told.messages)")
            #expect(told.output.contains("complete it, then import --profile offene-posten"))
            let checked = try run("check").code
            #expect(checked == 0)
            let again = try run("import", "--dry-run", "offene posten.csv").output
            #expect(again.contains("is there already and was not changed"))
        }
    }

    @Test func aQuestionIsAskedAndAnswered() throws {
        try Run.inWorkspace { run in
            let text = "company;document;kind;customer;document_date;currency;open_amount\nA;1;invoice;C;01/02/2026;EUR;1,50\n"
            try run.write(text, to: "ledger-2026-05-31.csv")
            let asked = try run("import", "ledger-2026-05-31.csv")
            #expect(asked.code == 65 && asked.messages.contains("[ambiguous-dates]; say --dates dmy or --dates mdy"), "\(asked.messages)")
            let taken = try run("import", "--dates", "document_date=dmy", "--decimal", "comma", "ledger-2026-05-31.csv")
            #expect(taken.code == 0 && taken.output.contains("document_date dmy (stated), open_amount comma (stated)"), "\(taken.output)")
            let wrong = try run("import", "--dates", "dym", "ledger-2026-05-31.csv").code
            #expect(wrong == 64)
        }
    }

    @Test func aHistoryWithPartPaymentsTiesOut() throws {
        try Run.inWorkspace { run in
            let invoices =
                "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
                + "A,1,C1,2026-01-10,2026-02-09,EUR,100.00,2026-03-20\nA,2,C1,2026-01-31,2026-03-02,EUR,50.00,\n"
            try run.write(invoices, to: "history.csv")
            let alone = try run("import", "history.csv").code
            #expect(alone == 0)
            let payments = "posting_date,company,document,kind,customer,currency,amount,clears\n2026-02-15,A,1,payment,C1,EUR,-40.00,1\n"
            try run.write(payments, to: "payments.csv")
            let both = try run("import", "history.csv", "payments.csv")
            #expect(both.code == 0, "\(both.messages)")
            let verified = try run("verify")
            #expect(verified.code == 0, "\(verified.output)\(verified.messages)")
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-02-28,2,yes,2,0,EUR,2,110.00,0.00,110.00"), "\(told)")
        }
    }

    @Test func theMethodSectionTellsOfTheImports() throws {
        try Golden.inWorkspace { run in
            let rendered = try run("report", "--as-of", "2026-06-30", "--format", "csv", "--language", "it")
            #expect(rendered.code == 0, "\(rendered.messages)")
            let folder = rendered.output.split(separator: "\n").map(String.init).first { $0.hasSuffix("imports.csv") }
            let table = String(decoding: run.bytes(try #require(folder)) ?? Data(), as: UTF8.self)
            #expect(table.contains("ledger-2026-06-30.csv,2026-06-30,canonical"), "\(table)")
            #expect(table.contains("document_date iso, due_date iso") && table.contains("assenti nel file"))
        }
    }
}
