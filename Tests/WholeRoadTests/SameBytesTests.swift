import Foundation
import MetricsOracle
import RenderedFiles
import Testing

@Suite("The same input gives the same bytes")
struct SameBytesTests {
    @Test("whatever the process and the order of rows, when files are imported together", .tags(.slow))
    func rowsInAnyOrder() throws {
        let (first, fromKeptRollups) = try IncassoProcess.inWorkspace { incasso in
            try incasso.leaveOutHistory()
            try Self.take([Review.Source.sample.paths()], incasso)
            return (try incasso.review(), try incasso.review())
        }
        let inDisorder = try IncassoProcess.inWorkspace { incasso in
            try incasso.leaveOutHistory()
            try Self.take([Self.shuffled(in: incasso.folder + "/shuffled").reversed()], incasso)
            return try incasso.review()
        }
        // Of each dialect, in two languages: a workbook, a page and a folder of tables.
        #expect(first.keys.count { $0.hasSuffix(".xlsx") } == 4)
        #expect(first.keys.count { $0.hasSuffix(".html") } == 4)
        #expect(first.keys.count { $0.hasSuffix(".csv") } > 80)
        expectSame(fromKeptRollups, first, "from kept rollups")
        expectSame(inDisorder, first, "in disorder")
    }

    @Test("whatever the order of rows and imports, when files are imported one group after the other", .tags(.slow))
    func importsInAnyOrder() throws {
        let first = try IncassoProcess.inWorkspace { incasso in
            try incasso.leaveOutHistory()
            let groups = try Groups(Review.Source.sample.paths())
            try Self.take([groups.rates + groups.others, groups.ledgers, groups.exports], incasso)
            return try incasso.review()
        }
        let inDisorder = try IncassoProcess.inWorkspace { incasso in
            try incasso.leaveOutHistory()
            let groups = Groups(try Self.shuffled(in: incasso.folder + "/shuffled"))
            let exports = groups.exports.suffix(3).reversed().map { [$0] } + [groups.exports.dropLast(3)]
            try Self.take(exports + [groups.ledgers.reversed()] + groups.others.reversed().map { [$0] } + [groups.rates], incasso)
            return try incasso.review()
        }
        expectSame(inDisorder, first, "in disorder")
    }

    /// Imports groups of files, a process each.
    private static func take(_ groups: [[String]], _ incasso: IncassoProcess) throws {
        // The exports do not name their company.
        for files in groups { try incasso.run(["import", "--company", "IT02"] + files) }
    }

    /// The sample's files by what they hold.
    private struct Groups {
        let exports, ledgers, rates, others: [String]

        init(_ paths: [String]) {
            exports = paths.filter { $0.contains("/sap-") }
            ledgers = paths.filter { $0.contains("/ledger-") }
            rates = paths.filter { $0.contains("/rates") }
            others = paths.filter { !$0.contains("/sap-") && !$0.contains("/ledger-") && !$0.contains("/rates") }
        }
    }

    private func expectSame(_ files: [String: Data], _ first: [String: Data], _ name: String) {
        #expect(files.keys.sorted() == first.keys.sorted(), "\(name)")
        let different = first.keys.filter { files[$0] != first[$0] }.sorted()
        #expect(different.isEmpty, "\(name)")
    }

    /// Copies of the sample's files with their rows shuffled.
    private static func shuffled(in folder: String) throws -> [String] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var random = OracleRandom(seed: 7)
        return try Review.Source.sample.paths().map { path in
            let copy = folder + "/" + URL(fileURLWithPath: path).lastPathComponent
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let shuffled = ShuffledFile.bytes(bytes, &random)
            let isOther = shuffled != bytes && shuffled.count == bytes.count
            #expect(isOther, "\(path) is not in another order")
            try shuffled.write(to: URL(fileURLWithPath: copy))
            return copy
        }
    }
}
