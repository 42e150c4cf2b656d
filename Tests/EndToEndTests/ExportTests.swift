import ExportFixtures
import Foundation
import Ledger
import LedgerImport
import Testing
import WorkbookFixtures

/// The exports of all systems, as text and as workbooks, give the figures of the same ledger in canonical form.
@Suite struct ExportTests {
    /// The systems whose lists are ledgers.
    static let systems = [
        "sap-english", "sap-italian", "sap-german", "sap-french", "oracle", "netsuite", "quickbooks", "business-central",
        "business-central-codes",
    ]
    static let rates = "date,currency,rate\n2026-01-01,USD,0.85\n2026-01-01,CAD,0.62\n"

    private func export(_ system: String, _ ledger: WrittenLedger, asOf: Day) -> SystemExport {
        switch system {
        case "oracle": .oracle(ledger, asOf: asOf)
        case "netsuite": .netSuite(ledger)
        case "quickbooks": .quickBooks(ledger)
        case "business-central": .businessCentral(ledger)
        case "business-central-codes": .businessCentral(ledger, hasCodes: true)
        default: .sap(ledger, SystemExport.SAPWords.all[Self.systems.firstIndex(of: system) ?? 0])
        }
    }

    /// What `metrics` tells in a workspace into which files were imported with options, day by day.
    private func figures(
        of days: [String], by scope: String, importing: (Run) throws -> [(file: String, options: [String])], profile: String? = nil
    ) throws -> [String] {
        var told: [String] = []
        try Run.inWorkspace { run in
            try run.write(Self.rates, to: "rates.csv")
            _ = try run("import", "rates.csv")
            for (file, options) in try importing(run) {
                let result = try run.run(["import", file, "--format", "json"] + options)
                #expect(result.code == 0, "\(result.messages)")
                if let profile { #expect(result.output.contains("\"profile\":\"\(profile)\""), "\(result.output)") }
                #expect(!result.output.contains("\"agrees\":false"))
            }
            for day in days {
                let result = try run("metrics", "--as-of", day, "--by", scope, "--format", "csv")
                #expect(result.code == 0, "\(result.messages)")
                told.append(result.output)
            }
        }
        return told
    }

    @Test(arguments: systems) func figuresEqualThoseOfTheCanonicalLedger(system: String) throws {
        let days = ["2026-09-30", "2026-10-31"]
        let ledger = WrittenLedger(seed: 71, currencies: ["netsuite", "quickbooks"].contains(system) ? ["EUR"] : ["EUR", "USD"])
        let exports = days.map { export(system, ledger.upTo(Day(iso: $0)!), asOf: Day(iso: $0)!) }
        let expected = try figures(of: days, by: "customer") { run in
            try zip(days, exports).map { day, export in
                try run.write(export.canonical, to: "ledger-\(day).csv")
                return ("ledger-\(day).csv", [])
            }
        }
        #expect(expected[1].contains("aging.1-30") && expected[0] != expected[1])
        let workbooks = try figures(
            of: days, by: "customer",
            importing: { run in
                try zip(days, exports).map { day, export in
                    try run.write(export.workbook().bytes, to: "export-\(day).xlsx")
                    return ("export-\(day).xlsx", export.options)
                }
            }, profile: exports[0].profile)
        #expect(workbooks == expected)
        var style = WritingStyle()
        (style.dates, style.separator, style.mark, style.grouping) = ("dmy/", ";", .comma, .mark)
        let texts = try figures(
            of: days, by: "customer",
            importing: { run in
                try zip(days, exports).map { day, export in
                    try run.write(style.bytes(export.text(style)), to: "export-\(day).txt")
                    return ("export-\(day).txt", export.options)
                }
            }, profile: exports[0].profile)
        #expect(texts == expected)
    }

    @Test(arguments: ["plain-invoice-list", "cleared-invoice-list"]) func figuresOfInvoiceListsEqualThoseOfTheCanonicalHistory(
        profile: String
    ) throws {
        let export: SystemExport =
            profile == "plain-invoice-list"
            ? .plainInvoices(WrittenHistory(seed: 5)) : .clearedInvoices(WrittenHistory(seed: 6, currencies: ["USD", "CAD"]))
        var style = WritingStyle()
        (style.dates, style.lineEnd) = ("m/d/y", "\r\n")
        let days = ["2026-05-31", "2026-08-31"]
        let forms: [(name: String, bytes: [UInt8], options: [String], profile: String)] = [
            ("history.csv", Array(export.canonical.utf8), [], "canonical"),
            ("list.csv", style.bytes(export.text(style)), export.options, profile),
            ("list.xlsx", export.workbook().bytes, export.options, profile),
        ]
        let told = try forms.map { form in
            try figures(
                of: days, by: "all",
                importing: { run in
                    try run.write(form.bytes, to: form.name)
                    return [(form.name, form.options)]
                }, profile: form.profile)
        }
        #expect(told[0][1].contains("all,,cei,ratio,0."), "\(told[0][1])")
        #expect(told[1] == told[0] && told[2] == told[0])
    }

    @Test func monthsInWhichAHistoryStartsOrEndsAreMarked() throws {
        try Run.inWorkspace { run in
            try run.write(WrittenHistory(seed: 8).canonical, to: "history.csv")
            let imported = try run("import", "history.csv").output
            #expect(imported.contains("note: the ledger starts or ends in 2026-01, 2026-02, 2026-10, 2026-11: ratios"), "\(imported)")
            for (day, isEdge) in [("2026-02-28", true), ("2026-06-30", false), ("2026-10-31", true)] {
                let figures = try run("metrics", "--as-of", day, "--format", "json")
                #expect(figures.output.contains("\"comparable\": \(!isEdge)"), "\(figures.output.prefix(200))")
                let warning = "history.csv: warning: the ledger starts or ends in \(day.prefix(7)): ratios of this month are not comparable"
                #expect(figures.messages.contains(warning) == isEdge, "\(figures.messages)")
            }
            for (language, sentence) in [
                ("en", "the ledger starts or ends in Jan 2026, Feb 2026, Oct 2026: ratios of these months are not comparable"),
                ("it", "il partitario inizia o finisce in gen 2026, feb 2026, ott 2026: gli indici di questi mesi non sono confrontabili"),
            ] {
                let report = try run(
                    "report", "monthly-target-review", "--as-of", "2026-10-31", "--format", "csv", "--language", language)
                let file = report.output.split(separator: "\n").map(String.init).first { $0.hasSuffix("imports.csv") }
                let table = String(decoding: run.bytes(try #require(file)) ?? Data(), as: UTF8.self)
                #expect(table.components(separatedBy: sentence).count == 2, "\(table)")
            }
        }
    }

    @Test func aDryRunProposesAProfileForAWorkbookWhichReadsItOnceCompleted() throws {
        let header: [WorkbookFixture.Cell] = ["Kd-Nr", "Rechnung", "Belegart", "Belegdatum", "Fällig am", "Währung", "Offen"]
        var book = WorkbookFixture(
            .init("Info", [["Stand", .number("46326", style: 3)]]),
            .init("Posten", [["Offene Posten"], header, ["1", "R1", "RV", .number("46278", style: 3), .empty, "EUR", 1.5]]))
        book.formats = ["dd.mm.yyyy"]
        try Run.inWorkspace { run in
            try run.write(book.bytes, to: "offene posten.xlsx")
            let refused = try run("import", "--as-of", "2026-10-31", "offene posten.xlsx")
            #expect(refused.code == 65 && refused.messages.contains("xlsx:Posten!"), "\(refused.messages)")
            let told = try run("import", "--dry-run", "offene posten.xlsx").output
            #expect(told.contains("kind ledger, sheet 'Posten', header in row 2"), "\(told)")
            #expect(told.contains("document_date: \"Belegdatum\" (certain: a header of profile sap-german)"), "\(told)")
            let taken = try run(
                "import", "--profile", "offene-posten", "--company", "DE01", "--as-of", "2026-10-31", "offene posten.xlsx")
            #expect(taken.code == 0, "\(taken.messages)")
            let snapshots = try run("snapshots", "--format", "csv").output
            #expect(snapshots.contains("2026-10-31,1,yes,1,0,EUR,1,1.50,0.00,1.50"), "\(snapshots)")
        }
    }

    @Test func aColumnOfAnotherNameIsMappedOnceOnTopOfTheShippedProfile() throws {
        let export = SystemExport.sap(WrittenLedger(seed: 9), SystemExport.SAPWords.all[1])
        var style = WritingStyle()
        (style.dates, style.separator, style.mark, style.minus) = ("dmy.", ";", .comma, .behind)
        let text = export.text(style).replacing("Importo divisa estera", with: "Saldo in divisa")
        let expected = try figures(of: ["2026-10-31"], by: "customer") { run in
            try run.write(export.canonical, to: "ledger-2026-10-31.csv")
            return [("ledger-2026-10-31.csv", [])]
        }
        let found = try figures(
            of: ["2026-10-31"], by: "customer",
            importing: { run in
                try run.write(text, to: "fbl5n-2026-10-31.csv")
                let refused = try run("import", "fbl5n-2026-10-31.csv")
                #expect(refused.code == 65 && refused.messages.contains("(profile sap-italian) needs"), "\(refused.messages)")
                let told = try run("import", "--dry-run", "fbl5n-2026-10-31.csv").output
                let sentence = "15 of its 16 headers are those of profile sap-italian, which also needs 'open_amount'"
                #expect(told.contains(sentence), "\(told)")
                return [("fbl5n-2026-10-31.csv", ["--profile", "fbl-n"])]
            }, profile: "fbl-n")
        #expect(found == expected)
    }

    @Test func workbooksThatCannotBeReadAreRefusedWithAReason() throws {
        var bomb = WorkbookFixture(.init("A", [["customer", "name"], ["C1", "One"]])).archive
        bomb["xl/sharedStrings.xml"].bytes = Array(repeating: 0x20, count: 5 << 20)
        var entities = WorkbookFixture(.init("A", [["customer", "name"]])).archive
        entities["xl/workbook.xml"].bytes = Array(
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><workbook>&x;</workbook>".utf8)
        var parts = WorkbookFixture(.init("A", [["customer", "name"]])).archive
        parts.parts += (0..<10_001).map { .init("x\($0)", "") }
        var locked = WorkbookFixture(.init("A", [["customer", "name"]])).archive
        locked["xl/workbook.xml"].isEncrypted = true
        var large = WorkbookFixture(.init("A", [["customer", "name"]])).archive
        large["xl/styles.xml"].statedByteCount = 65 << 20
        let good = WorkbookFixture(.init("A", [["customer", "name"], ["C1", "One"]])).bytes
        let files: [(bytes: [UInt8], code: String)] = [
            (bomb.bytes, "workbook-expansion"), (entities.bytes, "document-type"), (parts.bytes, "workbook-parts"),
            (locked.bytes, "workbook-protected"), (large.bytes, "workbook-too-large"), (Array(good.dropLast(200)), "workbook-damaged"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600), "old-workbook"),
            ([0x09, 0x08, 0x08, 0x00, 0x00, 0x06, 0x10, 0x00] + [UInt8](repeating: 0, count: 600), "old-workbook"),
        ]
        try Run.inWorkspace { run in
            for (bytes, code) in files {
                try run.write(bytes, to: "book.xlsx")
                let result = try run("import", "book.xlsx")
                #expect(result.code == 65 || result.code == 66, "\(code): \(result.code)")
                #expect(result.messages.hasPrefix("book.xlsx: error: ") && result.messages.contains("[\(code)]; "), "\(result.messages)")
                #expect(!result.messages.contains("root:"))
            }
        }
    }
}
