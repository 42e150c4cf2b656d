import SeededNumbers
import Testing

@testable import LedgerImport

@Suite("The first pass over a file")
struct BlockSurveyTests {
    /// Bytes of which some are quotes, line feeds, texts in UTF-8 and others that are none.
    private static func bytes(seed: UInt64, count: Int) -> [UInt8] {
        var generator = SeededRandom(seed: seed)
        var bytes: [UInt8] = []
        while bytes.count < count {
            switch Int.random(in: 0..<40, using: &generator) {
            case 0: bytes += Array("é株".utf8)
            case 1: bytes += [0xE8, 0xFF]
            case 2: bytes.append(0x22)
            case 3: bytes.append(0x0A)
            default: bytes += Array("text".utf8)
            }
        }
        return bytes
    }

    @Test("counts the same whatever the size of blocks and the number of threads", arguments: [1, 2, 7])
    func blocks(threads: Int) {
        let bytes = Self.bytes(seed: 3, count: 20_000)
        let file = FileBytes(copying: bytes)
        let whole = BlockSurvey(file, blockByteCount: bytes.count, threads: 1)
        let (quotes, lineFeeds) = (bytes.count { $0 == 0x22 }, bytes.count { $0 == 0x0A })
        #expect(whole.counts[0].quotes == quotes && whole.counts[0].lineFeeds == lineFeeds)
        #expect(whole.runs.valid > 0 && whole.runs.invalid > 0)
        for size in [1, 7, 64, 4099] {
            let survey = BlockSurvey(file, blockByteCount: size, threads: threads)
            #expect(survey.counts.reduce(0) { $0 + $1.quotes } == quotes)
            #expect(survey.counts.reduce(0) { $0 + $1.lineFeeds } == lineFeeds)
            #expect(survey.runs.valid == whole.runs.valid && survey.runs.invalid == whole.runs.invalid)
        }
    }

    @Test("sees every byte that may have to be taken off a field, wherever it stands, and no others")
    func blanks() {
        let visible = UInt8(ascii: "!")...UInt8(ascii: "~")
        for byte in UInt8.min...UInt8.max {
            let isPlain = visible.contains(byte) && byte != UInt8(ascii: "=") || byte == 0x0A || byte == 0x0D
            for count in [1, 8, 9, 40] {
                for place in 0..<count {
                    var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: count)
                    bytes[place] = byte
                    let counts = BlockCounts(bytes.span.bytes)
                    #expect(counts.mayHaveBlanks == !isPlain)
                }
            }
        }
    }

    @Test("blanks are taken off fields also where only one of several chunks has any", arguments: [1, 2, 7])
    func trimmedChunks(threads: Int) throws {
        let rows = (0..<400).map { "A,\($0),,invoice,C\($0),2026-01-01,,EUR,,1.00," }
        var padded = rows
        padded[250] = "A, 250\u{A0},,invoice, C250,2026-01-01,,EUR,,1.00, "
        let options = ImportOptions(threads: threads, chunkByteCount: 512)
        let expected = try read(([Sample.ledgerHeader] + rows).joined(separator: "\n"), options: options).items
        let found = try read(([Sample.ledgerHeader] + padded).joined(separator: "\n"), options: options).items
        #expect(found == expected && expected?.count == 400)
    }

    @Test("gives a file of several blocks the rows that it has in small chunks")
    func severalBlocks() throws {
        let rows = (0..<45_000).map { row in
            let customer = row % 700 == 3 ? "\"two\nlines \(row)\"" : "C\(row % 90)"
            return "A,\(row),,invoice,\(customer),2026-01-01,,EUR,,1.00,"
        }
        let text = ([Sample.ledgerHeader] + rows).joined(separator: "\n")
        #expect(text.utf8.count > BlockSurvey.blockByteCount(ofFile: text.utf8.count))
        let file = try read(text)
        let other = try read(text, options: ImportOptions(threads: 2, chunkByteCount: 70_001))
        #expect(file.items?.count == rows.count)
        #expect(file.content == other.content)
    }
}
