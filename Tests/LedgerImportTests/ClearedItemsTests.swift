import Ledger
import Testing

@testable import LedgerImport

@Suite("SAP lists of all items")
struct ClearedItemsTests {
    private static let lines = [
        "Company Code;Account;Document Number;Document Type;Document Date;Net due date;Clearing document;Clearing date;Document currency;Amount in doc. curr.",
        "1000;C1;91;RV;15.01.2026;14.02.2026;1400000077;20.02.2026;EUR;1.000,00",
        "1000;C1;1400000077;DZ;20.02.2026;;1400000077;20.02.2026;EUR;1.000,00-",
        "1000;C1;92;RV;15.10.2026;14.11.2026;;;EUR;200,00", "1000;C1;93;RV;15.09.2026;14.10.2026;1400000099;03.11.2026;EUR;50,00",
        "1000;C1;94;QQ;15.09.2026;14.10.2026;1400000099;31.10.2026;EUR;70,00", ";;;;;;;;EUR;320,00",
    ]

    private static func read(_ lines: [String], options: ImportOptions = ImportOptions()) throws(ImportError) -> ImportedFile {
        let file = TemporaryFile(lines.joined(separator: "\n") + "\n", name: "all.csv")
        var options = options
        options.asOf = Day(iso: "2026-10-31")
        return try LedgerFileReader.read(path: file.path, profile: .shipped("sap-english")!, options: options)
    }

    @Test("items cleared up to the as-of day are left out, whatever is wrong with them, and count in the list's total") func cleared()
        throws
    {
        for chunkByteCount in [60, 1 << 20] {
            let read = try Self.read(Self.lines, options: ImportOptions(chunkByteCount: chunkByteCount))
            #expect(read.openAmounts == ["92": 20_000, "93": 5_000])
            #expect(read.report.dropped == ["cleared": 3, "subtotal": 1] && read.report.rowsRead == 2 && read.report.rowsKept == 2)
            #expect(read.report.controlTotals.map(\.agrees) == [true])
            #expect(read.report.diagnostics == [])
        }
        // The same open items have the same fingerprint, whatever was cleared.
        let open = try Self.read([Self.lines[0], Self.lines[4], Self.lines[3]])
        #expect(try open.report.contentFingerprint == Self.read(Self.lines).report.contentFingerprint)
    }

    @Test("--keep cleared takes them") func kept() throws {
        var options = ImportOptions()
        options.keptReasons = ["cleared"]
        #expect(try Self.read(Array(Self.lines[...4]), options: options).items?.count == 4)
        #expect(ImportProfile.shipped("sap-english")?.leftOutReasons.contains("cleared") == true)
    }

    @Test("a clearing document without a date is told") func undated() throws {
        let blank = try Self.read(Self.lines.map { $0.replacing(";1400000099;03.11.2026;", with: ";1400000099;;") })
        #expect(blank.openAmounts == ["92": 20_000, "93": 5_000])
        #expect(blank.report.diagnostics.map(\.code) == ["cleared-items"])
        let header = Self.lines[0].replacing("Clearing date;", with: "")
        let none = try Self.read([header, "1000;C1;91;RV;15.10.2026;14.11.2026;1400000077;EUR;1.000,00"])
        #expect(none.report.diagnostics.map(\.code) == ["cleared-items"])
        #expect(none.report.diagnostics.first?.message.hasPrefix("1 row has a clearing document") == true)
    }
}
