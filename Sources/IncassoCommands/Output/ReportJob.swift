import CSVRenderer
import Delivery
import ExcelRenderer
import HTMLRenderer
import Ledger
import MailRenderer
import Metrics
import ReportDocument
import Reports
import StrictYAML

/// Documents to build from the same data and to write in their formats: the piece of work that threads take.
struct ReportJob: Sendable {
    let spec: ReportSpec
    /// The spec's file.
    let path: String
    /// One document a language.
    let languages: [Language]
    /// The data of the whole ledger; cut when the job runs, so that only documents in the making take room.
    let data: ReportData
    /// How the data is cut; nil: not at all.
    let cut: Cut?

    /// The cut of a report about an analyst or a team.
    struct Cut: Sendable {
        /// `analyst` or `team`.
        let scope: Scope
        let key: String
        let portfolios: PortfolioCuts
    }

    /// The jobs of a spec: one a language of the whole ledger's report, or one for each analyst or team, whose data is cut but once for all languages.
    ///
    /// - Throws: 64 when there is no such analyst, 78 when there is no such team.
    static func jobs(
        _ spec: ReportSpec, path: String, _ data: ReportData, _ request: ReportRequest, languages: [Language]
    ) throws -> [ReportJob] {
        guard spec.audience == .analyst || spec.team != nil, let today = data.figures[data.asOf] else {
            return languages.map { ReportJob(spec: spec, path: path, languages: [$0], data: data, cut: nil) }
        }
        let portfolios = PortfolioCuts(tables: data.tables, customers: today.keys(.customer), asOf: data.asOf)
        if let team = spec.team {
            try check(team, among: today.keys(.team), path: path)
            let cut = Cut(scope: .team, key: team, portfolios: portfolios)
            return [ReportJob(spec: spec, path: path, languages: languages, data: data, cut: cut)]
        }
        let analysts = try request.analysts(among: today.keys(.analyst).filter { $0 != PortfolioIndex.house && $0 != ScopeKey.unknown })
        return analysts.map { analyst in
            ReportJob(
                spec: spec, path: path, languages: languages, data: data, cut: Cut(scope: .analyst, key: analyst, portfolios: portfolios))
        }
    }

    /// Builds the documents and writes them; returns the names of the files.
    func render(_ request: ReportRequest, _ output: OutputFolder) throws -> [String] {
        let builder = try builder()
        return try languages.flatMap { language in
            let document = builder.document(language)
            return try formats(request).flatMap { try write(document, language, $0, request, output) }
        }
    }

    /// What builds the document, with the data it may show.
    func builder() throws -> ReportBuilder { ReportBuilder(spec: spec, data: try cutData()) }

    /// The formats that were asked for and that the report can have.
    func formats(_ request: ReportRequest) -> [ReportSpec.Format] {
        request.formats.map { $0.filter(spec.form.formats.contains) } ?? spec.formats
    }

    private static func check(_ team: String, among known: [String], path: String) throws {
        guard !known.contains(team) else { return }
        throw CommandError(
            .wrongConfiguration, "unknown-team", file: path, "there is no team \"\(team)\"",
            advice: NearestWord.advice(for: team, in: known))
    }

    private func cutData() throws -> ReportData {
        guard let cut else { return data }
        if cut.scope == .team { return try data.cut(to: cut.portfolios.portfolio(team: cut.key), peers: [:]) }
        return try data.cut(to: cut.portfolios.portfolio(analyst: cut.key), peers: data.peerFigures(of: cut.key, cut.portfolios, spec))
    }

    private func write(
        _ document: ReportDocument, _ language: Language, _ format: ReportSpec.Format, _ request: ReportRequest, _ output: OutputFolder
    ) throws -> [String] {
        let analyst = cut?.scope == .analyst ? cut?.key : nil
        func name(_ ending: String) -> String { request.fileName(spec: path, analyst: analyst, language, ending: ending) }
        switch format {
        case .xlsx:
            try ExcelRenderer.render(document, to: try output.stagingPath(for: name("xlsx")))
            return [name("xlsx")]
        case .html:
            let page = spec.form == .mail ? try MailRenderer.render(document).html : try HTMLRenderer.render(document)
            try output.write(page, as: name("html"))
            return [name("html")]
        case .txt:
            try output.write(try MailRenderer.render(document).text, as: name("txt"))
            return [name("txt")]
        case .eml:
            let draft = try draft(try MailRenderer.render(document), language, name("eml")).encoded()
            try output.write(String(decoding: draft, as: UTF8.self), as: name("eml"))
            return [name("eml")]
        case .csv:
            // One table a file, so a report's tables have a folder of their own.
            return try CSVRenderer.files(document, dialect: request.dialect).map { table in
                let file = name("csv") + "/" + table.name
                try output.write(table.text, as: file)
                return file
            }
        }
    }

    /// The message as a draft of the as-of day, to be addressed by whoever opens it: without sender and recipients.
    private func draft(_ mail: MailMessage, _ language: Language, _ file: String) -> OutgoingMessage {
        // One identifier a file; `invalid` is a domain nobody can have (RFC 2606).
        let isPlain = { (byte: UInt8) in byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter || (0x30...0x39).contains(byte) }
        let words = file.utf8.split { !isPlain($0) }.map { String(decoding: $0, as: UTF8.self) }
        return OutgoingMessage(
            from: nil, to: [], subject: mail.subject, text: mail.text, html: mail.html, date: MessageDate(startOf: data.asOf),
            messageId: words.joined(separator: ".") + "@incasso.invalid", language: language.rawValue)
    }
}

extension ReportRequest {
    /// The analysts asked for.
    ///
    /// - Throws: 64 with the nearest id.
    func analysts(among known: [String]) throws -> [String] {
        guard case .one(let analyst) = analysts else { return known }
        guard known.contains(analyst) else {
            throw CommandError(
                .usage, "unknown-analyst", "there is no analyst \"\(analyst)\" on \(asOf.isoText)",
                advice: NearestWord.advice(for: analyst, in: known))
        }
        return [analyst]
    }
}
