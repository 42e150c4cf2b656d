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
            #expect(try ahead.take(0)?.get().imported.report.rowsKept == 1)
            #expect(ahead.take(1) == nil)
            #expect(throws: ImportError.self) { try ahead.take(2)?.get() }
            #expect(throws: ImportError.self) { try ahead.take(3)?.get() }
            #expect(try ahead.take(4)?.get().imported.report.rowsKept == 2)
        }
    }

    @Test func manyAreTakenInTheirOrder() throws {
        try inFolder { job in
            let jobs = try (0..<40).map { number in
                try job("\(number).csv", "analyst,name\n" + (0...number).map { "A\($0),Ada\n" }.joined())
            }
            let ahead = ReadAhead(Dictionary(uniqueKeysWithValues: jobs.enumerated().map { ($0.offset, $0.element) }))
            defer { ahead.stop() }
            for number in jobs.indices { #expect(try ahead.take(number)?.get().imported.report.rowsKept == number + 1) }
        }
    }

    @Test func postingsComeWithWhatTheyClear() throws {
        try inFolder { job in
            let header = "posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears\n"
            let invoice = "2026-01-02,IT01,I1,1,invoice,C1,2026-01-02,2026-02-01,EUR,10.00,\n"
            var postings = try job("postings.csv", header + invoice + "2026-01-20,IT01,P1,1,payment,C2,2026-01-20,,EUR,-10.00,I1\n")
            postings = ReadAhead.Job(path: postings.path, profile: .canonical(.postings), options: ImportOptions())
            let ahead = ReadAhead([0: postings, 1: try job("a.csv", "analyst,name\nA1,Ada\n")])
            defer { ahead.stop() }
            #expect(try ahead.take(0)?.get().cleared?.take()?.foreignRows == [1])
            #expect(try ahead.take(1)?.get().cleared == nil)
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
