import Foundation
import LedgerImport
import Testing

@testable import IncassoCommands

@Suite("Files that are read ahead")
struct ReadAheadTests {
    private func inFolder(_ body: (_ job: (String, String) throws -> ReadAhead.Job) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "incasso-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body { name, text in
            let path = folder + "/" + name
            if !text.isEmpty { try TextFile.write(text, to: path) }
            return ReadAhead.Job(path: path, profile: .canonical(.analysts), options: ImportOptions())
        }
    }

    @Test func eachGivesWhatItHoldsOrWhyItCannotBeRead() throws {
        try inFolder { job in
            let ahead = ReadAhead([
                0: try job("a.csv", "analyst,name\nA1,Ada\n"), 2: try job("missing.csv", ""), 3: try job("b.csv", "analyst,name\nA2,\n"),
                4: try job("c.csv", "analyst,name\nA3,Cy\nA4,Di\n"),
            ])
            defer { ahead.stop() }
            #expect(try ahead.take(0)?.get().report.rowsKept == 1)
            #expect(ahead.take(1) == nil)
            #expect(throws: ImportError.self) { try ahead.take(2)?.get() }
            #expect(throws: ImportError.self) { try ahead.take(3)?.get() }
            #expect(try ahead.take(4)?.get().report.rowsKept == 2)
        }
    }

    @Test func whatIsNotTakenIsLeft() throws {
        try inFolder { job in
            let names = (0..<20).map { "\($0).csv" }
            let jobs = try names.map { try job($0, "analyst,name\nA1,Ada\n") }
            let ahead = ReadAhead(Dictionary(uniqueKeysWithValues: jobs.enumerated().map { ($0.offset, $0.element) }))
            _ = ahead.take(0)
            ahead.stop()
        }
    }
}
