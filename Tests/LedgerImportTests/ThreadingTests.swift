import Ledger
import LedgerColumns
import SeededNumbers
import Testing

@testable import LedgerImport

/// Random open items, and their text as a canonical file in a random quoting style.
struct RandomLedger {
    private(set) var rows: [[String]] = []
    private var generator: SeededRandom

    init(seed: UInt64, count: Int) {
        generator = SeededRandom(seed: seed)
        for index in 0..<count { rows.append(row(index)) }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &generator)! }

    private mutating func row(_ index: Int) -> [String] {
        let names = ["C1", "C,2", "C \"three\"", "Città", "ein\nZeilenumbruch", "C-0000000000000000006", "株式会社", "zz\r\nzz"]
        let currency = pick(["EUR", "EUR", "JPY", "KWD"])
        let day = Day(iso: "2020-02-28")!.adding(days: Int.random(in: 0..<2000, using: &generator))
        return [
            pick(["IT01", "IT02", "IE\"1"]), "D\(index)" + pick(["", ",", "\"", "\n", "é"]), pick(["", "1", "2"]),
            pick(ItemKind.allCases).name, pick(names) + String(Int.random(in: 0..<40, using: &generator)), day.isoText,
            pick(["", day.adding(days: 30).isoText]), currency, pick(["", amount(currency)]), amount(currency),
            pick(["", "R,\"1\"", "Ref"]),
        ]
    }

    private mutating func amount(_ currency: String) -> String {
        let minor = Int64.random(in: -999_999_999_999...999_999_999_999, using: &generator) >> Int64.random(in: 0..<38, using: &generator)
        return Decimal64(mantissa: minor, scale: Currency(code: currency)!.exponent).text
    }

    mutating func csv() -> String {
        let lineEnd = pick(["\n", "\r\n"])
        let quotesAll = Bool.random(using: &generator)
        let lines = ([Sample.ledgerHeader.split(separator: ",").map(String.init)] + rows).map { row in
            row.map { value in
                let mustQuote = value.utf8.contains { [0x2C, 0x22, 0x0D, 0x0A].contains($0) }
                guard mustQuote || quotesAll || Int.random(in: 0..<9, using: &generator) == 0 else { return value }
                return "\"" + value.replacing("\"", with: "\"\"") + "\""
            }.joined(separator: ",")
        }
        return lines.joined(separator: lineEnd) + pick(["", lineEnd])
    }

    mutating func shuffle() { rows.shuffle(using: &generator) }
}

@Suite struct ThreadingTests {
    @Test(arguments: 1...12) func whatIsWrittenIsReadBack(_ seed: UInt64) throws {
        var ledger = RandomLedger(seed: seed, count: 200)
        let items = try #require(try read(ledger.csv(), options: ImportOptions(threads: 2, chunkByteCount: 997)).items)
        #expect(items.count == ledger.rows.count)
        for (index, row) in ledger.rows.enumerated() {
            let currency = items.currencies[Int(items.currency[index])]
            func text(_ minor: Int64) -> String {
                minor == ItemColumns.noAmount ? "" : Decimal64(mantissa: minor, scale: currency.exponent).text
            }
            func day(_ day: Int32) -> String { day == ItemColumns.noDay ? "" : Day(daysSinceEpoch: day).isoText }
            let found = [
                items.companies[items.company[index]], items.document[index], items.lines[items.line[index]],
                ItemKind(rawValue: items.kind[index])!.name, items.customers[items.customer[index]], day(items.documentDay[index]),
                day(items.dueDay[index]), currency.code, text(items.amountMinor[index]), text(items.openMinor[index]),
                items.reference[index],
            ]
            #expect(found == row)
        }
    }

    @Test(arguments: [1, 2, 7]) func threadsAndChunksDoNotChangeTheResult(_ threads: Int) throws {
        var ledger = RandomLedger(seed: 42, count: 300)
        let text = ledger.csv()
        let expected = try read(text, options: ImportOptions(threads: 1, chunkByteCount: 1 << 24))
        for chunkByteCount in [1, 13, 101, 4099] {
            let file = try read(text, options: ImportOptions(threads: threads, chunkByteCount: chunkByteCount))
            #expect(file.content == expected.content)
            #expect(file.report.contentFingerprint == expected.report.contentFingerprint)
        }
    }

    @Test(arguments: [1, 2, 7]) func threadsAndChunksDoNotChangeTheFindings(_ threads: Int) throws {
        let rows = (1...300).map { row in
            "A,\(row % 90),,\(row % 7 == 0 ? "x" : "invoice"),C\(row),2026-0\(row % 11)-01,,EUR,,1.00\(row % 5),"
        }
        let text = ([Sample.ledgerHeader] + rows).joined(separator: "\n")
        let expected = try #require(readError(text, options: ImportOptions(threads: 1)))
        #expect(expected.report?.rejected["duplicate-key"] != nil)
        for chunkByteCount in [1, 77, 1000] {
            let error = try #require(readError(text, options: ImportOptions(threads: threads, chunkByteCount: chunkByteCount)))
            #expect(error.diagnostics.map(\.message) == expected.diagnostics.map(\.message))
            #expect(error.report?.rejectedRows == expected.report?.rejectedRows)
        }
    }

    @Test(arguments: [2, 7]) func threadsDoNotChangeASmallTable(_ threads: Int) throws {
        let header = "activity,date,analyst,customer,channel,direction,outcome,document,follow_up_on,follow_up_done_on"
        // Enough rows for several threads.
        let good = (1...30_000).map { "A\($0),2026-06-\($0 % 28 + 1 < 10 ? "0" : "")\($0 % 28 + 1),P1,C\($0 % 50),phone,out,reached,,," }
        let expected = try read(([header] + good).joined(separator: "\n"), .activities, options: ImportOptions(threads: 1))
        let found = try read(([header] + good).joined(separator: "\n"), .activities, options: ImportOptions(threads: threads))
        #expect(found.content == expected.content)
        #expect(found.report.contentFingerprint == expected.report.contentFingerprint)

        let bad = good.enumerated().map { $0.offset % 997 == 5 ? $0.element.replacing("phone", with: "telegram") : $0.element }
        let text = ([header] + bad + [good[3]]).joined(separator: "\n")
        let error = try #require(readError(text, .activities, options: ImportOptions(threads: 1)))
        let other = try #require(readError(text, .activities, options: ImportOptions(threads: threads)))
        #expect(error.report?.rejectedRows.count == 32)
        #expect(other.diagnostics.map(\.message) == error.diagnostics.map(\.message))
        #expect(other.report?.rejectedRows == error.report?.rejectedRows)
    }

    @Test func theOrderOfRowsDoesNotChangeTheFingerprint() throws {
        var ledger = RandomLedger(seed: 3, count: 100)
        let first = try read(ledger.csv())
        ledger.shuffle()
        let second = try read(ledger.csv())
        #expect(first.report.contentFingerprint == second.report.contentFingerprint)
        #expect(first.content != second.content)
    }

    @Test func canonicallyEqualTextsAreOneDictionaryValue() throws {
        let file = try read(
            Sample.ledger("A,1,,invoice,Caf\u{E9},2026-01-01,,EUR,,1.00,", "A,2,,invoice,Cafe\u{301},2026-01-01,,EUR,,1.00,"))
        #expect(file.items?.customers.count == 1)
    }

    @Test func progressRisesToOne() throws {
        final class Seen: @unchecked Sendable {
            // SAFETY: calls come one at a time, and are over when reading returns.
            var shares: [Double] = []
        }
        let seen = Seen()
        var ledger = RandomLedger(seed: 5, count: 100)
        _ = try read(ledger.csv(), options: ImportOptions(threads: 2, chunkByteCount: 500, progress: { seen.shares.append($0) }))
        #expect(seen.shares == seen.shares.sorted())
        #expect(seen.shares.last == 1)
    }
}
