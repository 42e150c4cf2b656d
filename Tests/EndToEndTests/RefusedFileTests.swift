import Foundation
import Testing

/// What is told of files that are refused before or after their rows were counted.
@Suite struct RefusedFileTests {
    private static let ledger = "company;document;kind;customer;document_date;due_date;currency;open_amount\n"

    private func report(_ run: Run, _ arguments: String...) throws -> [String: Any] {
        let output = try run.run(["import", "--format", "json"] + arguments).output
        let files = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
        #expect(files.first?["outcome"] as? String == "refused")
        return try #require(files.first?["report"] as? [String: Any])
    }

    @Test func aFileWithAQuestionTellsHowItIsWritten() throws {
        try Run.inWorkspace { run in
            let text = Self.ledger + "A;1;invoice;C;05/06/2026;;EUR;1.234,50\n"
            try run.write([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "open-2026-10-31.csv")
            let told = try run("import", "open-2026-10-31.csv")
            #expect(told.code == 65)
            #expect(
                told.output.contains(
                    "  profile canonical (certain), UTF-16LE (certain), separator ';' (likely)\n"
                        + "  due_date iso (certain), open_amount comma (certain)\n  refused before its rows were counted\n"
                        + "  [ambiguous-dates] say --dates dmy or --dates mdy (for this column only: --dates document_date=dmy)\n  not taken\n"
                ),
                "\(told.output)")
            let report = try report(run, "open-2026-10-31.csv")
            #expect(report["encoding"] as? String == "UTF-16LE" && report["separator"] as? String == ";")
            #expect(report["rowsRead"] is NSNull && report["rowsKept"] is NSNull)
            #expect((report["diagnostics"] as? [[String: Any]])?.map { $0["code"] as? String } == ["ambiguous-dates"])
            let answered = try run("import", "--dates", "dmy", "open-2026-10-31.csv").code
            #expect(answered == 0)
            // The question is asked again: the answer is not kept.
            let again = try run("import", "open-2026-10-31.csv").code
            #expect(again == 65)
        }
    }

    @Test func aLedgerOfNoDayTellsItsRows() throws {
        try Run.inWorkspace { run in
            try run.write(Self.ledger + "A;1;invoice;C;2026-06-15;;EUR;5,00\n", to: "open.csv")
            let told = try run("import", "open.csv")
            #expect(told.code == 65 && told.output.contains("  rows: 1 read, 1 kept, 0 rejected\n"), "\(told.output)")
            let report = try report(run, "open.csv")
            #expect(report["rowsRead"] as? Int == 1)
            #expect((report["diagnostics"] as? [[String: Any]])?.last?["code"] as? String == "as-of-unknown")
        }
    }

    @Test func aFolderWithAFileOfNoKindSaysWhatToDoAboutIt() throws {
        try Run.inWorkspace { run in
            let told = try run("import", Golden.folder)
            #expect(told.code == 65 && told.output.contains("/expected.csv: "), "\(told.output)")
            let advice = "what is no input is to be moved out of the folder, or the files to take named one by one"
            #expect(told.messages.contains("files of one command are taken together [nothing-imported]; \(advice)\n"), "\(told.messages)")
            let alone = try run("import", Golden.path("expected.csv")).messages
            #expect(alone.contains("[nothing-imported]\n") && !alone.contains("folder"), "\(alone)")
        }
    }

    @Test func aFileOfNoKindTellsItsEncoding() throws {
        try Run.inWorkspace { run in
            try run.write(Array("uno,due,tre\n1,2,citt".utf8) + [0xE0, 0x0A], to: "odd.csv")
            let told = try run("import", "odd.csv").output
            #expect(told.contains(", Windows-1252 (likely), refused before its rows were counted\n  [unknown-kind] "), "\(told)")
            let report = try report(run, "odd.csv")
            #expect(report["encoding"] as? String == "Windows-1252" && report["encodingConfidence"] as? String == "likely")
            // What is no text has none.
            try run.write(Array("PK\u{3}\u{4}damaged".utf8), to: "odd.xlsx")
            let damaged = try self.report(run, "odd.xlsx")
            #expect(damaged["encoding"] is NSNull && damaged["byteCount"] as? Int == 11)
        }
    }
}
