import Foundation
import Testing

@Suite struct VerifyTests {
    @Test func theGoldenLedgerTiesOut() throws {
        try Golden.inWorkspace { run in
            let result = try run("verify")
            #expect(result.code == 0)
            let others = result.output.split(separator: "\n").filter { !$0.hasPrefix("ok     ") }
            #expect(others == ["n/a    2026-05-31 bridge: no snapshot of 30 Apr 2026"])
        }
    }

    @Test func aBridgeWithoutPostingsIsNotCalledSound() throws {
        try Run.inWorkspace { run in
            let imported = try run("import", Golden.path("ledger-2026-06-30.csv"), Golden.path("ledger-2026-05-31.csv")).code
            #expect(imported == 0)
            let result = try run("verify")
            #expect(result.code == 0)
            #expect(result.output.contains("n/a    2026-06-30 bridge: no postings") && !result.output.contains("ok     2026-06-30 bridge"))
        }
    }

    @Test func aStoreWithoutSnapshotsSaysSoAndWhatToDo() throws {
        try Run.inWorkspace { run in
            let result = try run("verify")
            #expect(result.code == 0)
            let lines = result.output.split(separator: "\n")
            #expect(lines.count == 2 && lines.first == "ok     store integrity")
            #expect(lines.last?.contains("no snapshot yet; `incasso import FOLDER`") == true)
        }
    }

    @Test func anUnexplainedMovementIsNamed() throws {
        try Golden.inWorkspace { run in
            let text = try Golden.text("ledger-2026-06-30.csv").replacingOccurrences(of: "8000.00,8000.00", with: "8000.00,7999.99")
            try run.write(text, to: "ledger-2026-06-30.csv")
            let imported = try run("import", "ledger-2026-06-30.csv").code
            #expect(imported == 0)
            let result = try run("verify")
            #expect(result.code == 2)
            #expect(result.output.contains("BREAK  2026-06-30 bridge: 1\n"))
            #expect(result.messages.hasPrefix("error: 2026-06-30: company IT01, customer C-A, EUR: opening and postings since 2026-06-01"))
            #expect(!result.messages.contains("7999"))
        }
    }

    @Test func damageIsFound() throws {
        try Golden.inWorkspace { run in
            var store = try #require(run.bytes("ledger.incasso"))
            var changed = 0
            while let place = store.range(of: Data("C-B".utf8)) {
                store.replaceSubrange(place, with: Data("C-X".utf8))
                changed += 1
            }
            #expect(changed > 0)
            try store.write(to: URL(fileURLWithPath: run.folder + "/ledger.incasso"))
            let result = try run("verify")
            #expect(result.code == 2)
            #expect(result.output.hasPrefix("BREAK  store integrity: "))
        }
    }
}
