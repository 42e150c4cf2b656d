import Foundation
import Testing

/// Files whose bytes were imported before.
@Suite struct KnownFileTests {
    /// Names and texts of two customers files, of which the second one corrects the first.
    static let customers = [
        ("in/z-first.csv", "customer,name\nC1,Uno\nC2,Due\n"), ("in/a-second.csv", "customer,name\nC1,Uno SpA\nC3,Tre\n"),
    ]

    /// A workspace into which files of a kind were imported, one after the other.
    private func inWorkspace(
        _ kind: String = "customers", _ files: [(name: String, text: String)] = Self.customers, _ body: (Run) throws -> Void
    ) throws {
        try Run.inWorkspace { run in
            for file in files {
                try run.write(file.text, to: file.name)
                let code = try run("import", kind, file.name).code
                #expect(code == 0)
            }
            try body(run)
        }
    }

    @Test("a ledger with mended rows is not made all of its day") func replaceMendedDay() throws {
        let header = "company,document,kind,customer,document_date,due_date,currency,open_amount\n"
        try Run.inWorkspace { run in
            try run.write(
                header + "A,1,invoice,C1,2026-10-05,2026-11-05,EUR,5.00\nA,2,invoce,C1,2026-10-05,2026-11-05,EUR,7.00\n",
                to: "a-2026-10-31.csv")
            try run.write(header + "B,1,invoice,C1,2026-10-05,2026-11-05,EUR,5.00\n", to: "b-2026-10-31.csv")
            _ = try run("import", "--allow-rejects", "1", "a-2026-10-31.csv", "b-2026-10-31.csv")
            let text = String(decoding: run.bytes("rejects/a-2026-10-31.rejected.csv") ?? Data(), as: UTF8.self)
            try run.write(text.replacingOccurrences(of: "invoce", with: "invoice"), to: "rejects/a-2026-10-31.rejected.csv")
            let mended = try run("import", "rejects/a-2026-10-31.rejected.csv").code
            #expect(mended == 0)
            let before = run.bytes("ledger.incasso")
            let refused = try run("import", "a-2026-10-31.csv", "--replace-day", "--allow-rejects", "1")
            #expect(
                refused.code == 65 && refused.messages.contains("[mended-since]; correct the rows"), "\(refused.messages)\(refused.output)")
            #expect(run.bytes("ledger.incasso") == before)
        }
    }

    @Test("a known file that is all of its day takes the place of the others") func replaceDay() throws {
        let header = "company,document,kind,customer,document_date,due_date,currency,open_amount\n"
        try Run.inWorkspace { run in
            for company in ["A", "B"] {
                try run.write(header + "\(company),1,invoice,C1,2026-10-05,2026-11-05,EUR,5.00\n", to: "\(company)-2026-10-31.csv")
            }
            let both = try run("import", "A-2026-10-31.csv", "B-2026-10-31.csv").code
            let replaced = try run("import", "B-2026-10-31.csv", "--replace-day")
            #expect(both == 0 && replaced.code == 0, "\(replaced.messages)")
            let told = try run("snapshots", "--format", "csv").output
            #expect(told.contains("2026-10-31,2,yes,1,0,EUR,1,5.00,0.00,5.00,B-2026-10-31.csv"), "\(told)")
        }
    }

    @Test func aSmallTableThatAnotherCorrectedTakesEffectAgain() throws {
        try inWorkspace { run in
            let again = try run("import", "customers", "in/z-first.csv").output
            #expect(again.contains("customers: 0 added, 1 changed, 1 unchanged"), "\(again)")
            #expect(again.contains("stored: imported before, on ") && again.contains("what came or went since gives way"), "\(again)")
            // The last one imported counts: now this one is known, and the other one is older.
            let known = try run("import", "customers", "in/z-first.csv").output
            #expect(known.contains("nothing changed"), "\(known)")
            let back = try run("import", "customers", "in/a-second.csv").output
            #expect(back.contains("customers: 0 added, 1 changed, 1 unchanged"), "\(back)")
        }
    }

    @Test func aFolderOfKnownFilesChangesNothingWhateverTheOrderOfTheirNames() throws {
        try inWorkspace { run in
            let before = run.bytes("ledger.incasso")
            let again = try run("import", "customers", "in").output
            #expect(again.components(separatedBy: "nothing changed").count == 3, "\(again)")
            #expect(run.bytes("ledger.incasso") == before)
            let dry = try run("import", "--dry-run", "customers", "in/z-first.csv").output
            #expect(dry.contains("would be stored: customers: 0 added, 1 changed"))
            #expect(run.bytes("ledger.incasso") == before)
        }
    }

    @Test func aFileThatLaterOnesOnlyAddedToChangesNothing() throws {
        let files = [("first.csv", "customer,name\nC1,Uno\n"), ("more.csv", "customer,name\nC9,Nove\n")]
        try inWorkspace("customers", files) { run in
            let again = try run("import", "customers", "first.csv", "--format", "json").output
            let files = try #require(try JSONSerialization.jsonObject(with: Data(again.utf8)) as? [[String: Any]])
            #expect(files[0]["outcome"] as? String == "already-imported")
            // It left no note of itself: the other file is still the last one of its kind.
            let other = try run("import", "customers", "more.csv").output
            #expect(other.contains("nothing changed"), "\(other)")
        }
    }

    @Test func postingsThatWereReplacedOrTakenBackComeAgain() throws {
        let header = "posting_date,company,document,kind,customer,currency,amount\n"
        let files = [("one.csv", "-1.00"), ("two.csv", "-2.00")].map { name, amount in
            (name, header + "2026-06-21,A,P1,payment,C1,EUR,\(amount)\n")
        }
        try inWorkspace("postings", files) { run in
            let again = try run("import", "postings", "one.csv").output
            #expect(again.contains("postings: 0 added, 1 replaced, 0 unchanged"), "\(again)")
            let known = try run("import", "postings", "one.csv").output
            #expect(known.contains("nothing changed"), "\(known)")
            try run.write(header + "2026-06-22,A,P2,payment,C1,EUR,-3.00\n", to: "other.csv")
            _ = try run("import", "postings", "other.csv")
            let taken = try run("snapshots", "--take-back-file", "other.csv").code
            #expect(taken == 0)
            let back = try run("import", "postings", "other.csv").output
            #expect(back.contains("postings: 1 added, 0 replaced, 0 unchanged"), "\(back)")
            let after = try run("import", "postings", "other.csv").output
            #expect(after.contains("nothing changed"), "\(after)")
        }
    }

    @Test func aHistoryOfWhichAVersionWasDeletedComesAgain() throws {
        let text =
            "company,document,customer,document_date,due_date,currency,amount,cleared_on\nA,1,C1,2026-01-10,2026-02-09,EUR,100.00,\n"
        try inWorkspace("history", [("history.csv", text)]) { run in
            let known = try run("import", "history.csv").output
            #expect(known.contains("nothing changed"), "\(known)")
            let deleted = try run("snapshots", "--delete", "2026-01-31@1")
            #expect(deleted.code == 0, "\(deleted.messages)")
            let back = try run("import", "history.csv").output
            #expect(back.contains("stored: snapshot of 2026-01-31, version 2, 1 items"), "\(back)")
        }
    }

    @Test(arguments: [[], ["--company", "A"], ["--decimal", "point"]]) func theOriginalOfMendedRowsDoesNotThrowThemAway(words: [String])
        throws
    {
        try Run.inWorkspace { run in
            let rows = "company,document,kind,customer,document_date,due_date,currency,open_amount\nA,1,invoice,C,2026-10-01,,EUR,5.00\n"
            try run.write(rows + "A,2,invoice,C,2026-10-99,,EUR,7.00\n", to: "ledger-2026-10-31.csv")
            let first = try run.run(["import"] + words + ["--allow-rejects", "1", "ledger-2026-10-31.csv"])
            let name = try #require(run.names.first { $0.hasSuffix(".rejected.csv") })
            let rejects = String(decoding: run.bytes(name) ?? Data(), as: UTF8.self)
            try run.write(rejects.replacingOccurrences(of: "2026-10-99", with: "2026-10-09"), to: name)
            let mended = try run("import", name)
            #expect(first.code == 1 && mended.code == 0 && mended.output.contains("new version 2, 2 items"), "\(mended.messages)")
            let again = try run.run(["import"] + words + ["--allow-rejects", "1", "ledger-2026-10-31.csv"]).output
            #expect(again.contains("nothing changed"), "\(again)")
            let kept = try run("snapshots", "--format", "csv").output
            #expect(kept.contains("2026-10-31,2,yes,2,"), "\(kept)")
        }
    }

    @Test func bytesThatAreReadOtherwiseAreNotKnown() throws {
        try Run.inWorkspace { run in
            let list =
                "Company Code;Account;Document Number;Document Type;SG;Document Date;Document currency;Amount in doc. curr.\n"
                + "1000;C1;91;RV;;15.10.2026;EUR;1.000,00\n1000;C1;92;DZ;A;15.10.2026;EUR;5.000,00-\n"
            try run.write(list, to: "list-2026-10-31.csv")
            let plain = try run("import", "list-2026-10-31.csv").output
            let kept = try run("import", "--keep", "special-gl", "list-2026-10-31.csv").output
            let again = try run("import", "list-2026-10-31.csv").output
            #expect(plain.contains(", 1 items") && kept.contains(", 2 items") && again.contains("new version 3, 1 items"), "\(again)")
            let known = try run("import", "list-2026-10-31.csv").output
            #expect(known.contains("nothing changed"), "\(known)")
            // The same for a mapping that was corrected.
            let mapping =
                "kind: ledger\ncolumns: {company: C, document: D, kind: K, customer: U, document_date: T, open_amount: %}\nconstants: {currency: EUR}\n"
            try run.write("C,D,K,U,T,One,Two\nA,1,invoice,X,2026-10-15,5.00,7.00\n", to: "own-2026-09-30.csv")
            for (column, amount) in [("One", "5.00"), ("Two", "7.00")] {
                try run.write(mapping.replacingOccurrences(of: "%", with: column), to: "profiles/mine.yml")
                let read = try run("import", "own-2026-09-30.csv")
                #expect(read.code == 0, "\(read.messages)")
                let told = try run("snapshots", "--format", "csv").output
                #expect(told.contains("2026-09-30") && told.contains("," + amount), "\(told)")
            }
        }
    }

    @Test func whatOtherItemsGiveWayToIsTold() throws {
        try Run.inWorkspace { run in
            let header = "company,document,kind,customer,document_date,due_date,currency,open_amount\n"
            try run.write(header + "A,1,invoice,C,2026-10-01,,EUR,5.00\n", to: "north-2026-10-31.csv")
            try run.write(header + "A,2,invoice,C,2026-10-02,,EUR,6.00\n", to: "south-2026-10-31.csv")
            _ = try run("import", "north-2026-10-31.csv")
            let other = try run("import", "south-2026-10-31.csv").output
            #expect(other.contains("none of its documents is among the 1 items of north-2026-10-31.csv that give way to it"), "\(other)")
            #expect(other.contains("[replaced-other-items]"))
            try run.write(header + "A,2,invoice,C,2026-10-02,,EUR,6.50\nA,3,invoice,C,2026-10-02,,EUR,1.00\n", to: "south-2026-10-31.csv")
            let corrected = try run("import", "south-2026-10-31.csv").output
            #expect(
                corrected.contains("replaces south-2026-10-31.csv (1 items)") && !corrected.contains("replaced-other-items"), "\(corrected)"
            )
            // With one command the two stand beside each other, also when one of them is known.
            let both = try run("import", "north-2026-10-31.csv", "south-2026-10-31.csv")
            #expect(both.code == 0 && both.output.contains("new version 4, 3 items"), "\(both.output)\(both.messages)")
            let again = try run("import", "north-2026-10-31.csv", "south-2026-10-31.csv").output
            #expect(again.components(separatedBy: "nothing changed").count == 3, "\(again)")
        }
    }

    @Test func postingsOfAnotherYearThatGiveWayAreTold() throws {
        let header = "posting_date,company,document,line,kind,customer,currency,amount\n"
        try inWorkspace("postings", [("2025.csv", header + "2025-03-01,A,100,1,invoice,C1,EUR,10.00\n")]) { run in
            try run.write(header + "2026-03-01,A,100,1,invoice,C2,EUR,20.00\n", to: "2026.csv")
            let next = try run("import", "postings", "2026.csv").output
            #expect(next.contains("1 posting takes the place of one of another year") && next.contains("[replaced-other-year]"), "\(next)")
        }
    }
}
