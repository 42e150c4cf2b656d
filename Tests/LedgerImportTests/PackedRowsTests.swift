import Ledger
import LedgerColumns
import Testing

@testable import LedgerImport

/// Rows of a ledger are encoded in pieces while others are read: nothing that is told or kept depends on where the pieces end.
@Suite("Packed rows")
struct PackedRowsTests {
    private static let pieces = [1, 3, 64, 299, 300, 301]

    private static func options(_ pieceRowCount: Int, threads: Int = 2, chunkByteCount: Int = 997) -> ImportOptions {
        var options = ImportOptions(threads: threads, chunkByteCount: chunkByteCount)
        options.pieceRowCount = pieceRowCount
        return options
    }

    /// What is told of a file beside its path.
    private static func told(_ report: ImportReport) -> [String] {
        let counts: [Int?] = [
            report.rowsRead, report.rowsKept, report.missingDueDates, report.dueBeforeDocument, report.futureDates, report.signConflicts,
        ]
        return report.diagnostics.map(\.message) + counts.map { "\($0 ?? -1)" } + [
            report.contentFingerprint, report.newestDay?.isoText ?? "",
        ]
    }

    @Test("are the rows of the file in their order", arguments: [1, 2, 7])
    func order(threads: Int) throws {
        var ledger = RandomLedger(seed: 11, count: 300)
        let text = ledger.csv()
        let expected = try read(text, options: ImportOptions(threads: 1))
        for pieceRowCount in Self.pieces {
            for chunkByteCount in [1, 997, 1 << 20] {
                let file = try read(text, options: Self.options(pieceRowCount, threads: threads, chunkByteCount: chunkByteCount))
                #expect(file.items == expected.items)
                #expect(Self.told(file.report) == Self.told(expected.report))
            }
        }
    }

    @Test("are compared for duplicate keys across pieces")
    func duplicates() throws {
        let rows = (1...300).map { "A,\($0 % 290),,invoice,C\($0),2026-01-01,,EUR,,1.00," }
        let text = ([Sample.ledgerHeader] + rows).joined(separator: "\n")
        var expected = ImportOptions(allowedRejects: .count(20))
        expected.pieceRowCount = 1000
        let whole = try read(text, options: expected)
        #expect(whole.report.rejected == ["duplicate-key": 10])
        for pieceRowCount in Self.pieces {
            var options = Self.options(pieceRowCount)
            options.allowedRejects = .count(20)
            let file = try read(text, options: options)
            #expect(file.items == whole.items)
            #expect(file.report.rejectedRows == whole.report.rejectedRows)
            #expect(file.items?.count == 290)
        }
    }

    @Test("are looked at for the as-of day in all pieces")
    func asOfColumn() throws {
        func text(_ last: String) -> String {
            let rows = (1...40).map { "A,\($0),,invoice,C,2026-01-01,,EUR,,1.00,,\($0 == 33 ? last : "2026-06-30")" }
            return ([Sample.ledgerHeader + ",as_of"] + rows).joined(separator: "\n")
        }
        for pieceRowCount in [1, 7, 100] {
            let options = Self.options(pieceRowCount)
            let file = try read(text("2026-06-30"), name: "ledger.csv", options: options)
            #expect(file.report.asOf == Day(iso: "2026-06-30"))
            let error = try #require(readError(text("2026-05-31"), name: "ledger.csv", options: options))
            #expect(error.diagnostics.first?.line == 34)
        }
    }

    @Test("are checked in all pieces")
    func findings() throws {
        let rows = (1...200).map { row in
            let amount = row % 50 == 0 ? "-1.00" : "1.00"
            return
                "A,\(row),,invoice,C,2026-0\(row % 9 + 1)-01,\(row % 40 == 0 ? "2025-01-01" : ""),EUR,\(row % 30 == 0 ? "0.50" : ""),\(amount),"
        }
        let text = ([Sample.ledgerHeader] + rows).joined(separator: "\n")
        let whole = try read(text, options: Self.options(1000)).report
        #expect(whole.signConflicts == 4 && whole.dueBeforeDocument == 5 && whole.missingDueDates == 195 && whole.futureDates ?? 0 > 0)
        for pieceRowCount in [1, 7, 199] {
            #expect(Self.told(try read(text, options: Self.options(pieceRowCount)).report) == Self.told(whole))
        }
    }
}
