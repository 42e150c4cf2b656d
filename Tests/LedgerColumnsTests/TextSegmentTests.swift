import Ledger
import LedgerColumns
import SeededNumbers
import Testing

@Suite("Text segments")
struct TextSegmentTests {
    @Test("texts come back byte for byte")
    func textsRoundTrip() throws {
        let columns: [[String]] = [
            [], [""], ["", "", ""], ["INV00012345", "INV00012346", "CN1"], ["0", "00", "000", ""],
            ["123456789012345678901234567890"], ["9223372036854775807", "999999999999999999"], ["è", "naïve 7", "𝄞12"],
            (0..<3000).map { "RF/2026/\($0)" }, (0..<3000).map { String($0 * 7919, radix: 36) },
            (0..<100).map { String(repeating: "x", count: $0) + "1" },
        ]
        for (index, texts) in columns.enumerated() {
            let bytes = encodeSegment(texts)
            let back = try decodeTextSegment(bytes.span.bytes)
            #expect(back == texts, "column \(index)")
        }
    }

    @Test("a document number costs the bits of its number, not its characters")
    func numberedTextsAreSmall() {
        var random = SeededRandom(seed: 3)
        let texts = (0..<10_000).map { _ in "INV000" + String(10_000 + random.next() % 65_536) }
        #expect(encodeSegment(texts).count < 10_000 * 18 / 8)
    }

    @Test("rows of a longer column are stored alone and appended in turn")
    func rowsAreCutAndJoined() throws {
        var column = StringColumn()
        for row in 0..<1000 { column.append(row % 3 == 0 ? "" : "D\(row)") }
        var joined = StringColumn()
        for rows in [0..<333, 333..<334, 334..<334, 334..<1000] {
            let bytes = encodeSegment(column, rows: rows)
            let count = try decodeSegment(bytes.span.bytes, appendingTo: &joined)
            #expect(count == rows.count)
        }
        #expect(joined == column)
    }

    @Test("bytes that are no UTF-8 are kept as they are")
    func anyBytesAreKept() throws {
        var random = SeededRandom(seed: 5)
        let bytes = (0..<5000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let column = StringColumn(bytes: bytes, ends: stride(from: 5, through: 5000, by: 5).map { UInt32($0) })
        let segment = encodeSegment(column, rows: 0..<column.count)
        var back = StringColumn()
        _ = try decodeSegment(segment.span.bytes, appendingTo: &back)
        #expect(back == column)
    }

    @Test("dictionaries and currencies come back in code order; a doubled value or unknown code is refused")
    func dictionariesRoundTrip() throws {
        let dictionary = StringDictionary(values: ["IT02", "IT01", ""])
        let bytes = encodeSegment(dictionary)
        let back = try decodeDictionarySegment(bytes.span.bytes)
        #expect(back == dictionary)
        let currencies = ["USD", "EUR", "KWD"].compactMap { Currency(code: $0) }
        let currencyBytes = encodeSegment(currencies)
        let currenciesBack = try decodeCurrencySegment(currencyBytes.span.bytes)
        #expect(currenciesBack == currencies)
        let doubled = encodeSegment(["A", "A"])
        #expect(throws: ColumnError.self) { try decodeDictionarySegment(doubled.span.bytes) }
        let unknown = encodeSegment(["EUR", "XXQ"])
        #expect(throws: ColumnError.self) { try decodeCurrencySegment(unknown.span.bytes) }
    }
}

extension TextSegmentTests {
    @Test("every number of digits behind every length of head comes back")
    func everyShapeRoundTrips() throws {
        var random = SeededRandom(seed: 11)
        for headCount in 0...12 {
            for digitCount in 0...20 {
                let texts = (0..<40).map { row in
                    let head = String((0..<headCount).map { _ in "ABCxyz/-".randomElement(using: &random)! })
                    let digits = String((0..<digitCount).map { _ in "0123456789".randomElement(using: &random)! })
                    // Runs of one shape, with others in between.
                    return row % 10 == 9 ? digits + head : (row < 20 ? String(repeating: "K", count: headCount) : head) + digits
                }
                let bytes = encodeSegment(texts)
                let back = try decodeTextSegment(bytes.span.bytes)
                #expect(back == texts, "\(headCount) characters, \(digitCount) digits")
            }
        }
    }
}
