import Foundation
import Testing

@Suite struct BadInputTests {
    /// Runs a command in a workspace with the golden ledger, and checks that nothing is changed.
    private func refused(_ arguments: [String], code: Int32, message: String, prepare: (Run) throws -> Void = { _ in }) throws {
        try Golden.inWorkspace { run in
            try prepare(run)
            let store = run.bytes("ledger.incasso")
            let names = run.names
            let result = try run.run(arguments)
            #expect(result.code == code)
            #expect(result.output.isEmpty || result.output.hasSuffix("  not taken\n"))
            #expect(result.messages.contains(message), "\(result.messages)")
            #expect(run.bytes("ledger.incasso") == store)
            #expect(run.names == names)
        }
    }

    @Test func noSuchFile() throws {
        try refused(["import", "a.csv", "b.csv"], code: 66, message: "b.csv: error: there is no such file [no-such-file]")
    }

    @Test func emptyFile() throws {
        try refused(["import", "empty.csv"], code: 65, message: "empty.csv: error: the file is empty [empty]") {
            try $0.write("", to: "empty.csv")
        }
    }

    @Test func emptyFolder() throws {
        try refused(["import", "in"], code: 66, message: "in: error: the folder has no file to import [empty-folder]") {
            try $0.write("x", to: "in/notes.md")
        }
    }

    @Test func headerOfNoKind() throws {
        try refused(["import", "x.csv"], code: 65, message: "x.csv:1: error: the header fits no kind of file [unknown-kind]") {
            try $0.write("a,b\n1,2\n", to: "x.csv")
        }
    }

    @Test func ledgerWithoutADay() throws {
        try refused(["import", "open.csv"], code: 65, message: "[as-of-unknown]") {
            try $0.write(try Golden.text("ledger-2026-05-31.csv"), to: "open.csv")
        }
    }

    @Test func exportWithoutACompany() throws {
        try refused(
            ["import", "in/sap-it02-2026-10-31.csv"], code: 65, message: "fits profile sap-italian, but nothing says which company"
        ) { run in
            let simulated = try run("simulate", "--customers", "20", "--months", "1", "--sap-export", "in").code
            #expect(simulated == 0)
        }
    }

    @Test func rejectedRowsAsALedger() throws {
        try refused(
            ["import", "ledger-2026-05-31.rejected.csv"], code: 65,
            message: "[rejected-rows-only]; mend the rows in the original file and import that, or"
        ) {
            try $0.write(try Golden.text("ledger-2026-05-31.csv") + "\n", to: "ledger-2026-05-31.rejected.csv")
        }
    }

    @Test(arguments: [
        ("cash.colected", "'metric' is no metric; the nearest is 'cash.collected'", "[unknown-metric]"),
        ("collect.cash", "'metric' 'collect.cash' has no target under its own id: write cash.collected: its", "[impossible-target]"),
        ("cash.attributed", "write cash.collected", "[impossible-target]"),
        ("landing.forecast", "write cash.collected", "[impossible-target]"),
        ("collect.attainment", "write cash.collected: the figure is measured against that target", "[impossible-target]"),
        ("input.target-cash", "write cash.collected", "[impossible-target]"), ("bridge.invoiced", "write sales", "[impossible-target]"),
        ("bridge.fx", "clear whether more or less of it is better", "[impossible-target]"),
        ("risk.score", "held against risk.high_from and risk.escalate_from", "[impossible-target]"),
    ])
    func targetsOfMetricsWithoutThem(metric: String, message: String, code: String) throws {
        for part in [message, code] {
            try refused(["import", "goals.csv", "--dry-run"], code: 65, message: part) {
                try $0.write("month,scope,key,metric,value\n2026-07,all,,cei,80\n2026-07,all,,\(metric),5\n", to: "goals.csv")
            }
        }
    }

    @Test func dayWithoutASnapshot() throws {
        try refused(["metrics", "--as-of", "2026-01-31"], code: 66, message: "no snapshot of 2026-01-31 [no-snapshot]")
    }

    @Test func monthWithoutASnapshot() throws {
        try refused(["report", "--period", "2026-01"], code: 66, message: "there is no snapshot in 2026-01 [no-snapshot]")
    }

    @Test func unwritableOutput() throws {
        try refused(["report", "--output", "file/out"], code: 73, message: "[cannot-create]") { try $0.write("", to: "file") }
    }

    @Test func unwritableSimulation() throws {
        try refused(["simulate", "--items", "3", "file/out"], code: 73, message: "[cannot-create]") { try $0.write("", to: "file") }
    }

    @Test(arguments: ["metrics", "snapshots", "verify"])
    func storeOfANewerVersion(command: String) throws {
        try refused([command], code: 65, message: "[newer-version]") { run in
            // `user_version` of a SQLite file: four bytes, most significant first.
            var store = try #require(run.bytes("ledger.incasso"))
            store.replaceSubrange(60..<64, with: [0, 0, 0, 99])
            try store.write(to: URL(fileURLWithPath: run.folder + "/ledger.incasso"))
        }
    }

    @Test(arguments: ["metrics", "snapshots", "verify"])
    func somethingElseThanAStore(command: String) throws {
        try refused([command], code: 65, message: "[not-a-store]") {
            try $0.write("no database, but a text of some length", to: "ledger.incasso")
        }
    }

    @Test func missingStore() throws {
        try refused(["metrics"], code: 66, message: "there is no store yet [no-store]") {
            try FileManager.default.removeItem(atPath: $0.folder + "/ledger.incasso")
        }
    }

    @Test func failedImportLeavesNoNewStore() throws {
        try refused(["import", "empty.csv"], code: 65, message: "[empty]") { run in
            try FileManager.default.removeItem(atPath: run.folder + "/ledger.incasso")
            try run.write("", to: "empty.csv")
        }
    }

    @Test func missingRate() throws {
        try refused(["metrics", "--as-of", "2026-07-31"], code: 65, message: "no rate for USD on or before 2026-07-31 [missing-rate]") {
            run in
            let text = try Golden.text("ledger-2026-06-30.csv").replacingOccurrences(of: ",EUR,", with: ",USD,")
            try run.write(text, to: "ledger-2026-07-31.csv")
            let imported = try run("import", "ledger-2026-07-31.csv").code
            #expect(imported == 0)
        }
    }
}
