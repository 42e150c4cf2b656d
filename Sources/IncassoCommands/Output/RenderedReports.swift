import CSVRenderer
import EmbeddedEngine
import ExcelRenderer
import HTMLRenderer
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import ReportDocument
import Reports

/// Renders the reports of a request: specs and figures into documents, documents into files.
enum RenderedReports {
    /// Renders all reports into the staging folder of an output.
    ///
    /// - Returns: The names of the files, in the order they are to be told.
    static func render(_ request: ReportRequest, _ workspace: Workspace, _ store: LedgerStore, into output: OutputFolder) throws -> [String]
    {
        let policy = workspace.configuration.policy
        let specs = try request.specs.map { try spec(at: $0, aging: policy.aging) }
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        var files: [String] = []
        for (spec, path) in zip(specs, request.specs) {
            let data = try data(spec, request, workspace, store, engine)
            for language in request.languages ?? languages(spec, workspace.configuration) {
                let document = ReportBuilder(spec: spec, data: data).document(language)
                for format in request.formats ?? spec.formats {
                    files += try write(document, format, request, name: path, output)
                }
            }
        }
        return files
    }

    /// The languages of a spec that the workspace writes, in the workspace's order; those of the spec when it writes none of them.
    private static func languages(_ spec: ReportSpec, _ configuration: Configuration) -> [Language] {
        let common = configuration.languages.filter(spec.languages.contains)
        return common.isEmpty ? spec.languages : common
    }

    /// The spec in a file. Throws 78 with all its faults.
    static func spec(at path: String, aging: AgingLimits) throws -> ReportSpec {
        let (spec, faults) = ReportSpecReader.read(
            name: ReportRequest.name(ofSpec: path), utf8: try TextFile.bytes(at: path), file: path, aging: aging)
        guard let spec else { throw CommandError(.wrongConfiguration, faults) }
        return spec
    }

    /// The figures of a report's days, and what is behind them.
    static func data(
        _ spec: ReportSpec, _ request: ReportRequest, _ workspace: Workspace, _ store: LedgerStore, _ engine: EmbeddedEngine
    ) throws -> ReportData {
        let snapshots = Dictionary(try store.snapshots().map { ($0.day, $0) }) { _, newest in newest }
        var figures: [Day: DayFigures] = [:]
        for day in spec.days(asOf: request.asOf) where snapshots[day] != nil || day == request.asOf {
            figures[day] = try engine.metrics.figures(asOf: day, scopes: day == request.asOf ? Scope.allCases : [.all])
        }
        let sources = figures.keys.sorted().compactMap { snapshots[$0] }.flatMap { snapshot in
            snapshot.parts.map { part in
                SnapshotSource(
                    day: snapshot.day, version: snapshot.version, itemCount: part.rowCount, file: part.source.name,
                    fingerprint: hexadecimal(part.fingerprint))
            }
        }
        let names: ReportData.AnalystNames =
            switch workspace.configuration.analystPrivacy {
            case .portfolio: .portfolio
            case .named(let basis): .named(basis: basis)
            }
        return ReportData(
            asOf: request.asOf, policy: workspace.configuration.policy, figures: figures, tables: engine.tables, sources: sources,
            analystNames: names)
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func write(
        _ document: ReportDocument, _ format: ReportSpec.Format, _ request: ReportRequest, name: String, _ output: OutputFolder
    ) throws -> [String] {
        switch format {
        case .xlsx:
            let file = request.fileName(spec: name, document.language, ending: "xlsx")
            try ExcelRenderer.render(document, to: try output.stagingPath(for: file))
            return [file]
        case .html:
            let file = request.fileName(spec: name, document.language, ending: "html")
            try TextFile.write(try HTMLRenderer.render(document), to: try output.stagingPath(for: file))
            return [file]
        case .csv:
            // One table a file, so a report's tables have a folder of their own.
            let folder = request.fileName(spec: name, document.language, ending: "csv")
            return try CSVRenderer.files(document, dialect: request.dialect).map { table in
                let file = folder + "/" + table.name
                try TextFile.write(table.text, to: try output.stagingPath(for: file))
                return file
            }
        }
    }
}
