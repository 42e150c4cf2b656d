import Foundation
import Ledger
import LedgerImport
import Metrics
import RenderedFiles
import ReportDocument
import Testing

@testable import IncassoCommands

@Suite("A self-view")
struct SelfViewPrivacyTests {
    private static let spec = Review.packageRoot + "/report-specs/analyst-self-view.yml"

    /// Every byte of every file of each analyst, workbooks unpacked, and the engine behind them; rendered on some threads.
    private static func rendered(
        _ road: Road, threads: Int, languages: [Language]
    ) throws -> (files: [String: [String: Data]], engine: MetricsEngine, asOf: Day) {
        let asOf = Day(iso: "2026-11-06")!
        let request = ReportRequest(
            specs: [spec], asOf: asOf, periodName: "p", formats: [.xlsx, .html, .csv], languages: languages, dialect: .machine)
        return try TemporaryFolder.with { folder in
            let output = try OutputFolder(path: folder)
            var files: [String: [String: Data]] = [:]
            let names = try RenderedReports.render(request, road.workspace, road.store, into: output, threads: threads)
            for path in try output.publish(names) {
                let name = String(path.dropFirst(folder.count + 1))
                let analyst = String(name.split(separator: "/")[1])
                files[analyst, default: [:]][name] = try Data(contentsOf: URL(fileURLWithPath: path))
                guard path.hasSuffix(".xlsx") else { continue }
                for (part, bytes) in try UnpackedWorkbook.parts(path) { files[analyst]?[name + "/" + part] = bytes }
            }
            return (files, try road.engine(), asOf)
        }
    }

    @Test("holds no id, name or amount of another portfolio in any byte, and is the same on any number of threads", .tags(.slow))
    func nothingOfOthers() throws {
        try TemporaryFolder.with { folder in
            let road = try Road(in: folder, Policy())
            try road.take(paths: Review.Source.sample.paths(), ImportOptions(company: "IT02"))
            let (files, engine, asOf) = try Self.rendered(road, threads: 2, languages: Language.allCases)
            let other = try Self.rendered(road, threads: 1, languages: [.italian]).files
            #expect(files.count == 8 && other.count == 8)
            let figures = try engine.figures(asOf: asOf)
            var ownCustomersSeen = 0
            for (analyst, files) in files {
                #expect(other[analyst]?.allSatisfy { files[$0.key] == $0.value } == true, "\(analyst): another number of threads")
                #expect(
                    files.keys.contains { $0.hasSuffix("docProps/core.xml") } && files.keys.contains { $0.hasSuffix("xl/workbook.xml") })
                let secrets = Secrets(of: analyst, figures, engine.tables, asOf)
                #expect(secrets.words.count > 250 && secrets.names.count > 200 && secrets.amounts.count > 200)
                for (name, bytes) in files where !name.hasSuffix(".xlsx") {
                    let words = SearchedText.words(bytes)
                    let found = secrets.found(words, bytes)
                    #expect(found.isEmpty, "\(analyst) \(name): \(found.prefix(5))")
                    ownCustomersSeen += words.intersection(secrets.ownCustomers).count
                    if name.hasSuffix(".html") { #expect(words.contains(analyst)) }
                }
            }
            #expect(ownCustomersSeen > 100, "the search finds what is there")
        }
    }
}

/// The words and numbers of a text, as they stand between other characters.
private enum SearchedText {
    static func words(_ bytes: Data) -> Set<String> {
        var found: Set<String> = []
        for run in bytes.split(whereSeparator: { !isDigit($0) && !isLetter($0) }) { found.insert(String(decoding: run, as: UTF8.self)) }
        return found
    }

    /// Numbers in any of the forms a renderer writes, as digits: `1.234,50`, `1,234.50` and `1234.5` are `123450`.
    static func amounts(_ bytes: Data) -> Set<String> {
        var found: Set<String> = []
        for run in bytes.split(whereSeparator: { !isDigit($0) && $0 != 0x2C && $0 != 0x2E }) {
            guard let mark = run.lastIndex(where: { !isDigit($0) }), (1...2).contains(run.endIndex - mark - 1) else { continue }
            let digits = run.filter(isDigit) + (run.endIndex - mark == 2 ? [0x30] : [])
            found.insert(String(decoding: digits, as: UTF8.self))
        }
        return found
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80 }
}

/// What an analyst's files must not hold.
private struct Secrets {
    /// Ids and names of customers and analysts.
    private(set) var words: Set<String> = []
    private(set) var names: [String] = []
    /// Minor units as digits: of customers and documents of others, of other portfolios and of the teams.
    private(set) var amounts: Set<String> = []
    private(set) var ownCustomers: Set<String> = []

    init(of analyst: String, _ figures: DayFigures, _ tables: ReferenceTables, _ asOf: Day) {
        let customers = Set(figures.keys(.customer)).union(tables.customers.keys)
        ownCustomers = customers.filter { tables.portfolios.owner(of: $0, on: asOf) == analyst }
        let others = customers.subtracting(ownCustomers)
        words = others.union(tables.analysts.keys.filter { $0 != analyst })
        names =
            others.compactMap { tables.customers[$0]?.name }
            + tables.analysts.values.filter { $0.analyst != analyst }.flatMap { [$0.name, $0.email ?? $0.name] }
        // Ids of what others' customers promised, dispute and owe.
        words.formUnion(tables.promises.filter { others.contains($0.customer) }.map(\.promise))
        words.formUnion(tables.disputes.filter { others.contains($0.customer) }.map(\.dispute))
        words.formUnion(tables.activities.filter { others.contains($0.customer) }.map(\.activity))
        names += tables.disputes.filter { others.contains($0.customer) }.map(\.document)
        names += tables.promises.filter { others.contains($0.customer) }.compactMap(\.document)
        // Two customers may have one name.
        let ownNames = Set(ownCustomers.compactMap { tables.customers[$0]?.name })
        names.removeAll { name in ownNames.contains { $0.contains(name) } }
        for metric in [
            Metric.arNet, .arGross, .arPastDue, .arCredits, .bridgeOpening, .collectCash, .sales, .aging(bucket: 0), .aging(bucket: 1),
        ] {
            for customer in others { add(figures.value(metric, .customer, customer)) }
            for key in figures.keys(.analyst) where key != analyst { add(figures.value(metric, .analyst, key)) }
            for key in figures.keys(.team) { add(figures.value(metric, .team, key)) }
            add(figures.value(metric))
        }
        for promise in tables.promises where others.contains(promise.customer) { add(.money(promise.amountMinor)) }
        for dispute in tables.disputes where others.contains(dispute.customer) { add(.money(dispute.amountMinor)) }
        let own = [
            Metric.arNet, .arGross, .arPastDue, .arCredits, .bridgeOpening, .collectCash, .sales, .aging(bucket: 0), .aging(bucket: 1),
        ]
        for metric in own {
            for customer in ownCustomers { remove(figures.value(metric, .customer, customer)) }
            remove(figures.value(metric, .analyst, analyst))
        }
        for promise in tables.promises where ownCustomers.contains(promise.customer) { remove(.money(promise.amountMinor)) }
        for dispute in tables.disputes where ownCustomers.contains(dispute.customer) { remove(.money(dispute.amountMinor)) }
    }

    /// Smaller amounts may stand anywhere by chance.
    private mutating func add(_ value: FigureValue) {
        if case .money(let minor) = value, minor.magnitude >= 500_000 { amounts.insert(String(minor.magnitude)) }
    }

    private mutating func remove(_ value: FigureValue) {
        if case .money(let minor) = value { amounts.remove(String(minor.magnitude)) }
    }

    func found(_ words: Set<String>, _ bytes: Data) -> [String] {
        Array(self.words.intersection(words)) + Array(amounts.intersection(SearchedText.amounts(bytes)))
            + names.filter { bytes.range(of: Data($0.utf8)) != nil }
    }
}
