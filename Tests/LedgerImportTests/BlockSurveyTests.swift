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

    @Test("gives a file of several blocks the rows that it has in small chunks")
    func severalBlocks() throws {
        let rows = (0..<45_000).map { row in
            let customer = row % 700 == 3 ? "\"two\nlines \(row)\"" : "C\(row % 90)"
            return "A,\(row),,invoice,\(customer),2026-01-01,,EUR,,1.00,"
        }
        let text = ([Sample.ledgerHeader] + rows).joined(separator: "\n")
        #expect(text.utf8.count > BlockSurvey.blockByteCount)
        let file = try read(text)
        let other = try read(text, options: ImportOptions(threads: 2, chunkByteCount: 70_001))
        #expect(file.items?.count == rows.count)
        #expect(file.content == other.content)
    }
}
