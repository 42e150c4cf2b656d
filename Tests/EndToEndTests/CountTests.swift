import Foundation
import Testing

/// What the program does for more rows, by counts instead of seconds: these are the same on every machine, however busy it is.
@Suite("Counts", .serialized)
struct CountTests {
    /// What `Counts/counts.c` counted.
    private struct Counts {
        let allocations: Int
        let statements: Int
        let steps: Int
        let written: Int
        let fetched: Int
    }

    /// Runs `incasso` in the folder with the counting library, which is compiled there first.
    private static func counts(_ run: Run, _ arguments: [String]) throws -> Counts {
        let library = run.folder + "/counts.so"
        if !FileManager.default.fileExists(atPath: library) {
            let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Counts/counts.c"
            let compiled = try Run.execute(
                URL(fileURLWithPath: "/usr/bin/env"), ["clang", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], in: run.folder)
            try #require(compiled.code == 0, "clang, which comes with the Swift toolchain, compiles the counter: \(compiled.messages)")
        }
        let path = run.folder + "/counts.txt"
        let result = try run.run(arguments, environment: ["LD_PRELOAD": library, "COUNTS_FILE": path])
        try #require(result.code == 0, "\(result.messages)")
        var found: [String: Int] = [:]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ")
            found[String(words[0])] = Int(words[1])
        }
        func count(_ name: String) throws -> Int { try #require(found[name]) }
        return Counts(
            allocations: try count("allocations"), statements: try count("statements"), steps: try count("steps"),
            written: try count("written"), fetched: try count("fetched"))
    }

    private static let rates = "date,currency,rate\n2000-01-01,GBP,1.16437\n2000-01-01,USD,0.91253\n"

    /// What importing a simulated ledger of `items` open items counts.
    private static func importCounts(items: Int) throws -> Counts {
        var counted: Counts?
        try Run.inWorkspace { run in
            try run.write(rates, to: "rates.csv")
            _ = try run("import", "rates", "rates.csv")
            _ = try run("simulate", "--items", String(items), "--as-of", "2026-10-31", "ledger")
            counted = try counts(run, ["import", "ledger/ledger-2026-10-31.csv"])
        }
        return try #require(counted)
    }

    @Test("an import allocates nothing for each row, executes no statement for it, and writes less than 40 bytes")
    func importing() throws {
        let small = try Self.importCounts(items: 40_000)
        let large = try Self.importCounts(items: 120_000)
        let rows = 80_000
        // Chunks, segments and new customers (2 in 100 rows) allocate; a row does not.
        #expect(large.allocations - small.allocations < rows / 10)
        #expect(large.statements == small.statements)
        #expect(large.steps - small.steps < 100)
        #expect(large.written - small.written < rows * 40)
        #expect(large.fetched - small.fetched < 1 << 20)
    }

    /// What importing so many contacts counts.
    private static func activityCounts(_ count: Int) throws -> Counts {
        var counted: Counts?
        try Run.inWorkspace { run in
            var text = "activity,date,analyst,customer,channel,direction,outcome,document,follow_up_on,follow_up_done_on\n"
            for number in 0..<count {
                let day = number % 28 + 1
                text += "A\(number),2026-10-\(day < 10 ? "0" : "")\(day),AN\(number % 5),C\(number % 50),email,out,reached,D\(number),,\n"
            }
            try run.write(text, to: "activities.csv")
            counted = try counts(run, ["import", "activities.csv"])
        }
        return try #require(counted)
    }

    @Test("an import of contacts makes no record of a row and no row of the store")
    func importingActivities() throws {
        let small = try Self.activityCounts(20_000)
        let large = try Self.activityCounts(100_000)
        let rows = 80_000
        // Read one by one, rows take four allocations each.
        #expect(large.allocations - small.allocations < rows / 10)
        #expect(large.statements == small.statements && large.steps == small.steps)
        #expect(large.written - small.written < rows * 20)
    }

    /// Two months of a simulated ledger where each item stands `copies` times, in documents of its own: the accounts are the same.
    private static func inMonths(copies: Int, _ body: (Run) throws -> Void) throws {
        try Run.inWorkspace { run in
            _ = try run("simulate", "--items", "3000", "--months", "2", "series")
            let folder = run.folder + "/series"
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasPrefix("ledger-") {
                let lines = try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n")
                var text = String(lines[0]) + "\n"
                for line in lines.dropFirst() {
                    let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
                    for copy in 0..<copies { text += "\(fields[0]),\(fields[1])X\(copy),\(fields[2])\n" }
                }
                try run.write(text, to: "series/" + name)
            }
            _ = try run("import", "series")
            // The first reading keeps the rollups.
            _ = try run("metrics", "--as-of", "2026-10-31", "--format", "csv")
            try body(run)
        }
    }

    @Test("figures read the same bytes and execute the same statements for six times the items of the same accounts, and write nothing")
    func reading() throws {
        var found: [Counts] = []
        for copies in [1, 6] {
            try Self.inMonths(copies: copies) { run in
                found.append(try Self.counts(run, ["metrics", "--as-of", "2026-10-31", "--format", "csv"]))
            }
        }
        #expect(found[1].statements == found[0].statements)
        #expect(found[1].steps == found[0].steps)
        #expect(found.allSatisfy { $0.written == 0 })
        // Amounts of more items are larger and pack a little wider; items would be six times as many bytes.
        #expect(Double(found[1].fetched) < Double(found[0].fetched) * 1.25)
        #expect(Double(found[1].allocations) < Double(found[0].allocations) * 1.02)
    }
}
