import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Reports
import Testing

@Suite("Workings and restated days in Method")
struct WorkingsBlockTests {
    private static let day = Day(iso: "2026-06-30")!

    private static func document(_ language: Language, _ change: (inout ReportData) -> Void = { _ in }) throws -> ReportDocument {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        let spec = try #require(try ReviewFixture.spec().spec)
        var data = try ReviewFixture.data(ledger, spec, asOf: day)
        change(&data)
        return ReportBuilder(spec: spec, data: data).document(language)
    }

    @Test("show every figure of the report once, with its inputs down to the rows", arguments: Language.allCases)
    func workings(language: Language) throws {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        let spec = try #require(try ReviewFixture.spec().spec)
        let figures = try #require(ReviewFixture.data(ledger, spec, asOf: Self.day).figures[Self.day])
        let document = try Self.document(language)
        let table = try #require(document.tables.first { $0.id == "workings" })
        let ids = table.rows.map { $0.cells[1].value }
        for id in ["dso.simple", "ar.gross", "ar.credits", "bridge.opening", "input.year-opening", "aging.over-90"] {
            #expect(ids.contains(.text(id)), "\(id)")
        }
        // What a row is made from: other figures, rows, or the calendar.
        let from = table.rows.compactMap { row in if case .text(let text) = row.cells[5].value { text } else { nil } }
        #expect(from.contains("ar.net ÷ sales × input.period-days"))
        let word = language == .english ? "open item" : "partit"
        #expect(from.contains { $0.contains(word) && $0.contains("2026") })
        #expect(language == .english || !from.contains { $0.contains("open item") || $0.contains("posting") })
        let names = ids.compactMap { if case .text(let id) = $0 { id } else { nil } }
        #expect(Set(names).count == names.count)
        let missing = Set(Metric.catalogue(.standard).map { $0.id(.standard) }).subtracting(names)
            .filter { !$0.hasPrefix("roll.") }
        #expect(missing.isEmpty, "\(missing)")
        // A family of figures of the migration has the formula over families; those of its figures that are not zero follow it with values and rows.
        let rates = try #require(table.rows.first { $0.cells[1].value == .text("roll.*") })
        #expect(rates.cells[5].value == .text("input.migration.*.* ÷ input.migration.*") && rates.cells[2].value == .empty)
        let isOfMigration = { (id: String) in id.hasPrefix("roll.") || id.hasPrefix("input.migration.") }
        var family = ""
        var members = 0
        for row in table.rows {
            guard case .text(let id) = row.cells[1].value else { throw Missing() }
            if isOfMigration(id), id.contains("*") { family = id }
            guard isOfMigration(id), !id.contains("*") else {
                #expect(row.cells[4].value != .empty, "\(id)")
                continue
            }
            members += 1
            #expect(row.cells[4].value == .empty && id.hasPrefix(family.split(separator: "*")[0]), "\(id) under \(family)")
            let metric = try #require((Metric.catalogue(.standard) + Metric.allInputs(.standard)).first { $0.id(.standard) == id })
            let value = figures.value(metric)
            switch value {
            case .money(let minor): #expect(row.cells[2].value == .money(minor, .eur) && minor != 0, "\(id)")
            case .ratio(let ratio): #expect(row.cells[2].value == .ratio(ratio) && ratio != .zero, "\(id)")
            default: Issue.record("\(id) is \(value)")
            }
            guard case .text(let rows) = row.cells[5].value else { throw Missing() }
            #expect(
                rows.contains(language == .english ? "debit item" : "partit") || rows.contains("÷") || rows.contains("+"), "\(id): \(rows)")
        }
        #expect(members > 10)
        for id in ["input.promise.pending-count", "input.migration.*.*", "input.migration.new.*", "input.working-days"] {
            #expect(names.contains(id), "\(id)")
        }
        let kept = try #require(table.rows.first { $0.cells[1].value == .text("promise.kept") })
        let tolerance = language == .english ? "Tolerance of promises" : "Tolleranza delle promesse"
        guard case .text(let settings) = kept.cells[6].value else { throw Missing() }
        #expect(settings.contains(tolerance), "\(settings)")
        // Every setting named there stands in the table of settings with its value.
        let policies = try #require(document.tables.first { $0.id == "settings" }).rows.map(\.cells[0].value)
        #expect(policies.contains(.text(tolerance)))
        let risk = words(language).setting(.riskRules, figures.frame).name
        for case .text(let settings) in table.rows.map(\.cells[6].value) {
            for name in settings.components(separatedBy: ", ") where !name.isEmpty && name != risk {
                #expect(policies.contains(.text(name)), "\(name)")
            }
        }
        let net = try #require(table.rows.first { $0.cells[1].value == .text("ar.gross") })
        #expect(net.cells[7].value == .text(language == .english ? "30 Jun 2026 (version 1)" : "30/06/2026 (versione 1)"))
    }

    @Test("define each figure of a report once: the review's workings all, another's definitions the rest of what it shows")
    func definedOnce() throws {
        let review = try Self.document(.english)
        #expect(!review.tables.contains { $0.id == "definitions" })
        #expect(review.sections.filter(\.isAppendix).map(\.id).prefix(2) == ["other-systems", "workings"])
        let text = """
            title: {en: A, it: B}
            audience: manager
            sections:
              - id: s
                title: {en: S, it: S}
                blocks:
                  - headline: {metrics: [ar.net, cei]}
                  - migration: {id: m}
              - id: w
                title: {en: W, it: W}
                appendix: true
                blocks:
                  - workings: {id: workings, metrics: [ar.net]}
                  - definitions

            """
        let (read, faults) = ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: .standard)
        #expect(faults.isEmpty)
        let spec = try #require(read)
        let data = try ReviewFixture.data(try ReviewFixture.ledger(folder: "Tests/Golden"), spec, asOf: Self.day)
        let document = ReportBuilder(spec: spec, data: data).document(.english)
        let table = try #require(document.tables.first { $0.id == "definitions" })
        #expect(
            table.rows.map { $0.cells[1].value }
                == ["cei", "roll.*", "roll.*.*", "input.migration.*", "input.migration.*.*", "input.migration.new.*"].map { .text($0) })
    }

    private struct Missing: Error {}

    @Test("stand behind a figure of a detail table, once, where it is at home")
    func behindFigures() throws {
        let document = try Self.document(.english)
        let trend = try #require(document.tables.first { $0.id == "dso-trend" })
        let column = try #require(trend.columns.firstIndex { $0.id == "dso-countback" })
        let origin = try #require(trend.rows.last?.cells[column].origin)
        #expect(origin.contains("dso.countback: ") && origin.contains("Snapshots: 30 Jun 2026 (version 1)"), "\(origin)")
        #expect(trend.rows.dropLast().allSatisfy { $0.cells[column].origin == nil })
        let others = document.tables.filter { $0.id != "dso-trend" }.flatMap(\.rows).flatMap(\.cells).compactMap(\.origin)
        #expect(!others.contains(origin))
    }

    @Test("stand behind the columns of figures by key: what kind of rows each is made from, without numbers of rows")
    func behindColumns() throws {
        let document = try Self.document(.english)
        for id in ["aging-by-team", "bridge-by-company", "disputes-by-department", "past-due-by-company"] {
            let table = try #require(document.tables.first { $0.id == id })
            let origins = table.columns.compactMap(\.origin)
            #expect(!origins.isEmpty && origins.allSatisfy { !$0.contains("1 ") || $0.contains("2026") }, "\(id)")
            if id == "aging-by-team" {
                #expect(origins.count == table.columns.count - 1)
                #expect(
                    origins[0].hasPrefix("aging.current: open items of 30 Jun 2026; Snapshots: 30 Jun 2026 (version 1); Bucket limits: "),
                    "\(origins[0])")
            }
        }
    }

    @Test("name rows, snapshots with their versions, and settings behind a headline figure")
    func origin() throws {
        let document = try Self.document(.english)
        let headline = try #require(document.tables.first { $0.id == "summary-headline" })
        let origins = headline.rows.compactMap(\.cells[1].origin)
        #expect(origins.count == headline.rows.count)
        let cei = try #require(origins.first { $0.hasPrefix("(bridge.opening") })
        #expect(cei.contains("bridge.opening: "))
        #expect(cei.contains("Snapshots: 31 May 2026 (version 1), 30 Jun 2026 (version 1)"))
        #expect(cei.contains("Bucket limits: 30, 60, 90"))
        let net = try #require(origins.first { $0.hasPrefix("ar.gross + ar.credits") })
        #expect(!net.contains("Bucket limits"))
    }

    @Test("restated days show what each version said and what that changed")
    func restatements() throws {
        let versions = [(1, Int64(10_000), Int64(4_000)), (2, 9_000, 4_500)].map { version, net, pastDue in
            RestatedVersion(
                day: Self.day, version: version, importedOn: Self.day.adding(days: version), itemCount: 10 + version, net: .money(net),
                pastDue: .money(pastDue))
        }
        let document = try Self.document(.english) { $0.restatements = versions }
        let table = try #require(document.tables.first { $0.id == "restatements" })
        #expect(table.rows[0].cells[6].value == .empty)
        #expect(table.rows[1].cells[6].value == .money(-1_000, .eur))
        #expect(table.rows[1].cells[7].value == .money(500, .eur))
        #expect(table.rows[1].cells[2].value == .date(Self.day.adding(days: 2)))
        let formula = try #require(table.rows[1].cells[6].formula)
        #expect(FormulaEvaluator(document).value(formula) == table.rows[1].cells[6].value.number)
        let none = try Self.document(.italian) { $0.restatements = [] }
        #expect(!none.tables.contains { $0.id == "restatements" })
        let paragraphs = none.sections.flatMap(\.blocks).compactMap { block in if case .paragraph(let text, _) = block { text } else { nil }
        }
        #expect(paragraphs.contains("Nessun giorno di questo report è stato rettificato."))
    }

    @Test("of an analyst's report count the portfolio's own rows and name the files that tell of nobody else")
    func countedPortfolio() throws {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        let spec = try #require(try ReviewFixture.spec().spec)
        var data = try ReviewFixture.data(ledger, spec, asOf: Self.day)
        data.portfolioRows = try PortfolioRows(ScannedLedger(ledger).engine, #require(data.figures[Self.day]))
        let files = ["rates.csv", "AN1.csv", "AN2.csv"]
        data.portfolioFiles = PortfolioFiles(files + data.sources.map(\.file), tables: data.tables) { _ in files }
        let cuts = PortfolioCuts(tables: data.tables, customers: data.figures[Self.day]!.keys(.customer), asOf: Self.day)
        let own = try data.cut(to: cuts.portfolio(analyst: "AN2"), peers: [:])
        let gross = try #require(own.workings[.arNet]?.inputs.first { $0.metric == .arGross }?.evidence.first)
        let customers = Set(cuts.portfolio(analyst: "AN2").customers)
        let count = try #require(ledger.snapshots[Self.day]).count { $0.openMinor > 0 && customers.contains($0.customer) }
        #expect(gross.rowCount == count && count > 0)
        #expect(own.workingFiles[.arNet] == ["rates.csv", "AN2.csv"])
        #expect(own.sources.allSatisfy { $0.file == "ledger-\($0.day).csv" && $0.fingerprint.isEmpty })
        let document = ReportBuilder(spec: spec, data: own).document(.english)
        let sources = try #require(document.tables.first { $0.id == "sources" })
        #expect(sources.columns.map(\.id) == ["snapshot", "version", "items", "file"])
    }

    @Test("of an analyst's report without rows at hand are of the portfolio's figures: without files and numbers of rows")
    func ofAPortfolio() throws {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        let spec = try #require(try ReviewFixture.spec().spec)
        let data = try ReviewFixture.data(ledger, spec, asOf: Self.day)
        let cuts = PortfolioCuts(tables: data.tables, customers: data.figures[Self.day]!.keys(.customer), asOf: Self.day)
        let own = try data.cut(to: cuts.portfolio(analyst: "AN2"), peers: [:])
        let net = try #require(own.workings[.arNet])
        #expect(net.value == data.figures[Self.day]!.value(.arNet, .analyst, "AN2"))
        let gross = try #require(net.inputs.first { $0.metric == .arGross }?.evidence.first)
        #expect(gross.kind == .items(Self.day) && gross.rowCount == nil)
        #expect(words(.english).evidence(gross) == "open items of 30 Jun 2026")
        #expect(net.snapshotDays == [Self.day] && own.workingFiles.isEmpty)
    }

    @Test("are refused in a report for the team")
    func refusedForTheTeam() {
        let text = """
            title: {en: A, it: A}
            audience: team
            formats: [html]
            languages: [en]
            sections:
              - id: one
                title: {en: One, it: Uno}
                blocks:
                  - workings: {id: w, metrics: [ar.net]}

            """
        let faults = ReportSpecReader.read(name: "a", utf8: Array(text.utf8), file: "a.yml", aging: .standard).faults
        #expect(faults.map(\.code) == ["impossible-block"])
        #expect(faults.first?.line == 9)
    }
}
