import CSVRenderer
import Foundation
import Ledger
import LedgerImport
import RenderedFiles
import ReportDocument
import Reports

@testable import IncassoCommands

/// The shipped monthly target review of a ledger by the whole road: the document, and the files it was rendered to.
struct Review {
    let document: ReportDocument
    /// The files' names and bytes.
    let workbook: Data
    let page: String
    private let tables: [CSVDialect: [String: String]]

    /// A ledger to review.
    enum Source: CaseIterable, Sendable {
        case sample, golden

        var asOf: Day { Day(iso: self == .sample ? "2026-10-31" : "2026-06-30")! }

        /// Paths of the input files.
        func paths() throws -> [String] {
            let folder = Review.packageRoot + (self == .sample ? "/sample-data" : "/Tests/Golden")
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") && $0 != "expected.csv" }
                .sorted().map { folder + "/" + $0 }
        }
    }

    /// The folder of the package.
    static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The reviews of a ledger in both languages, made once for all tests.
    static func of(_ source: Source, _ language: Language) throws -> Review {
        let reviews = source == .sample ? sample : golden
        return try reviews.get()[language]!
    }

    private static let sample = Result { try make(.sample) }
    private static let golden = Result { try make(.golden) }

    /// The texts of the tables' files in a dialect, in the document's order.
    func texts(_ dialect: CSVDialect) throws -> [String] {
        try document.tables.map { table in
            let name = document.name + "-" + table.id + dialect.fileExtension
            guard let text = tables[dialect]?[name] else { throw MissingFile(name: name) }
            return text
        }
    }

    struct MissingFile: Error {
        let name: String
    }

    private static func make(_ source: Source) throws -> [Language: Review] {
        try TemporaryFolder.with { folder in
            let road = try Road(in: folder, Policy())
            // IT02 arrives as an export that does not name the company.
            try road.take(paths: source.paths(), ImportOptions(company: source == .sample ? "IT02" : nil))
            let spec = packageRoot + "/report-specs/monthly-target-review.yml"
            var reviews: [Language: Review] = [:]
            let requests = CSVDialect.allCases.map { dialect in
                ReportRequest(
                    specs: [spec], asOf: source.asOf, periodName: "p", formats: [.xlsx, .html, .csv], languages: Language.allCases,
                    dialect: dialect)
            }
            for (request, dialect) in zip(requests, CSVDialect.allCases) {
                let output = try OutputFolder(path: folder + "/\(dialect)")
                _ = try output.publish(RenderedReports.render(request, road.workspace, road.store, into: output))
            }
            let read = try RenderedReports.spec(at: spec, aging: .standard)
            let engine = try road.embeddedEngine()
            let data = try RenderedReports.data(read, requests[0], road.workspace, road.store, engine)
            for language in Language.allCases {
                reviews[language] = try Review(
                    document: ReportBuilder(spec: read, data: data).document(language), base: folder + "/", requests[0])
            }
            return reviews
        }
    }

    private init(document: ReportDocument, base: String, _ request: ReportRequest) throws {
        func path(_ dialect: CSVDialect, _ ending: String) -> String {
            base + "\(dialect)/" + request.fileName(spec: request.specs[0], document.language, ending: ending)
        }
        self.document = document
        workbook = try Data(contentsOf: URL(fileURLWithPath: path(.machine, "xlsx")))
        page = try String(contentsOfFile: path(.machine, "html"), encoding: .utf8)
        tables = try Dictionary(
            uniqueKeysWithValues: CSVDialect.allCases.map { dialect in
                let folder = path(dialect, "csv")
                let names = try FileManager.default.contentsOfDirectory(atPath: folder)
                let texts = try names.map {
                    ($0, String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)), as: UTF8.self))
                }
                return (dialect, Dictionary(uniqueKeysWithValues: texts))
            })
    }
}
