import Foundation
import MetricsOracle
import RenderedFiles
import Testing

@Suite("The same input gives the same bytes")
struct SameBytesTests {
    @Test("whatever the process, the order of rows and the order of imports", .tags(.slow))
    func rowsAndImportsInAnyOrder() throws {
        let paths = try Review.Source.sample.paths()
        let (first, fromKeptRollups) = try IncassoProcess.inWorkspace { incasso in
            try incasso.run(["import", "--company", "IT02"] + paths)
            return (try incasso.review(), try incasso.review())
        }
        let inFreshStore = try IncassoProcess.inWorkspace { incasso in
            try incasso.run(["import", "--company", "IT02"] + paths)
            return try incasso.review()
        }
        let inDisorder = try IncassoProcess.inWorkspace { incasso in
            for files in try Self.shuffled(paths, in: incasso.folder + "/shuffled") {
                try incasso.run(["import", "--company", "IT02"] + files)
            }
            return try incasso.review()
        }
        // Of each dialect, in two languages: a workbook, a page and a folder of tables.
        #expect(first.keys.count { $0.hasSuffix(".xlsx") } == 4)
        #expect(first.keys.count { $0.hasSuffix(".html") } == 4)
        #expect(first.keys.count { $0.hasSuffix(".csv") } > 40)
        expectSame(fromKeptRollups, first, "from kept rollups")
        expectSame(inFreshStore, first, "in a fresh store")
        expectSame(inDisorder, first, "in disorder")
    }

    private func expectSame(_ files: [String: Data], _ first: [String: Data], _ name: String) {
        #expect(files.keys.sorted() == first.keys.sorted(), "\(name)")
        let different = first.keys.filter { files[$0] != first[$0] }.sorted()
        #expect(different.isEmpty, "\(name)")
    }

    /// Copies of all files with their rows shuffled, in the groups they are imported in: exports from the last day on, ledgers, then what came
    /// before them in the ordered import, rates last.
    private static func shuffled(_ paths: [String], in folder: String) throws -> [[String]] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var random = OracleRandom(seed: 7)
        var copies: [String] = []
        for path in paths {
            let copy = folder + "/" + URL(fileURLWithPath: path).lastPathComponent
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let shuffled = ShuffledFile.bytes(bytes, &random)
            let isOther = shuffled != bytes && shuffled.count == bytes.count
            #expect(isOther, "\(path) is not in another order")
            try shuffled.write(to: URL(fileURLWithPath: copy))
            copies.append(copy)
        }
        let exports = copies.filter { $0.contains("/sap-") }
        let ledgers = copies.filter { $0.contains("/ledger-") }
        let rates = copies.filter { $0.contains("/rates") }
        let others = copies.filter { !(exports + ledgers + rates).contains($0) }
        return exports.suffix(3).reversed().map { [$0] } + [exports.dropLast(3), ledgers.reversed(), others.reversed(), rates]
    }
}
