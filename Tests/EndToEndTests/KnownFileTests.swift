import Foundation
import Testing

/// Files whose bytes were imported before.
@Suite struct KnownFileTests {
    static let first = "customer,name\nC1,Uno\nC2,Due\n"
    static let second = "customer,name\nC1,Uno SpA\nC3,Tre\n"

    /// A workspace into which the first file and then the second one was imported.
    private func inWorkspace(_ body: (Run) throws -> Void) throws {
        try Run.inWorkspace { run in
            try run.write(Self.first, to: "in/z-first.csv")
            try run.write(Self.second, to: "in/a-second.csv")
            for name in ["in/z-first.csv", "in/a-second.csv"] {
                let code = try run("import", "customers", name).code
                #expect(code == 0)
            }
            try body(run)
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
        try Run.inWorkspace { run in
            try run.write(Self.first, to: "first.csv")
            try run.write("customer,name\nC9,Nove\n", to: "more.csv")
            _ = try run("import", "customers", "first.csv")
            _ = try run("import", "customers", "more.csv")
            let again = try run("import", "customers", "first.csv", "--format", "json").output
            let files = try #require(try JSONSerialization.jsonObject(with: Data(again.utf8)) as? [[String: Any]])
            #expect(files[0]["outcome"] as? String == "already-imported")
            // It left no note of itself: the other file is still the last one of its kind.
            let other = try run("import", "customers", "more.csv").output
            #expect(other.contains("nothing changed"), "\(other)")
        }
    }

    @Test func postingsThatWereReplacedOrTakenBackComeAgain() throws {
        try Run.inWorkspace { run in
            let header = "posting_date,company,document,kind,customer,currency,amount\n"
            try run.write(header + "2026-06-21,A,P1,payment,C1,EUR,-1.00\n", to: "one.csv")
            try run.write(header + "2026-06-21,A,P1,payment,C1,EUR,-2.00\n", to: "two.csv")
            _ = try run("import", "postings", "one.csv")
            _ = try run("import", "postings", "two.csv")
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
        try Run.inWorkspace { run in
            let text =
                "company,document,customer,document_date,due_date,currency,amount,cleared_on\nA,1,C1,2026-01-10,2026-02-09,EUR,100.00,\n"
            try run.write(text, to: "history.csv")
            _ = try run("import", "history.csv")
            let known = try run("import", "history.csv").output
            #expect(known.contains("nothing changed"), "\(known)")
            let deleted = try run("snapshots", "--delete", "2026-01-31@1")
            #expect(deleted.code == 0, "\(deleted.messages)")
            let back = try run("import", "history.csv").output
            #expect(back.contains("stored: snapshot of 2026-01-31, version 2, 1 items"), "\(back)")
        }
    }
}
