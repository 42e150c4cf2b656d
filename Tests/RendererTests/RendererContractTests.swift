import CSVRenderer
import ExcelRenderer
import Foundation
import HTMLRenderer
import Ledger
import ReportDocument
import Testing

/// What every renderer owes: each figure, each reason, and texts that stay texts.
@Suite struct RendererContractTests {
    enum Renderer: CaseIterable, Sendable { case workbook, page, machineFiles, italianFiles }

    @Test(.tags(.slow), arguments: Renderer.allCases, Language.allCases)
    func everyCellAppearsInItsPlaceWithItsValue(renderer: Renderer, language: Language) throws {
        let document = SampleDocument.make(language)
        let output = try Rendered(document, by: renderer)
        for table in document.tables {
            for (row, cells) in table.rows.map(\.cells).enumerated() {
                for (column, cell) in cells.enumerated() {
                    let shown = output.text(table, row, column)
                    let fits = output.matches(shown, cell)
                    #expect(fits, "\(table.id) row \(row) column \(column): \(cell.value) is shown as \(shown)")
                }
            }
        }
    }

    @Test(.tags(.slow), arguments: Renderer.allCases) func reasonsOfFiguresThatAreNotAvailableCanBeRead(renderer: Renderer) throws {
        let output = try Rendered(SampleDocument.make(.english), by: renderer)
        for reason in ["No ledger of June 2025 was imported.", "Disputes are recorded since May 2026.", "Nothing is open."] {
            let isThere = output.everything.contains(reason)
            #expect(isThere, "\(reason)")
        }
    }

    @Test(.tags(.slow), arguments: Renderer.allCases) func awkwardTextsStayTexts(renderer: Renderer) throws {
        let document = SampleDocument.make(.english)
        let output = try Rendered(document, by: renderer)
        let risk = try #require(document.tables.first { $0.id == "high-risk" })
        let formula = output.text(risk, 0, 1)
        let isCSV = renderer == .machineFiles || renderer == .italianFiles
        #expect(formula == (isCSV ? "'" : "") + "=cmd|' /C calc'!A0")
        #expect(output.text(risk, 2, 1) == "Żółć <script>alert(1)</script>")
        #expect(output.text(try #require(document.tables.first { $0.id == "aging-team" }), 3, 0) == "O'Brien \"Sons\"")
    }
}

/// One renderer's output, readable cell by cell.
struct Rendered {
    let document: ReportDocument
    let renderer: RendererContractTests.Renderer
    private var rows: [String: [[String]]] = [:]
    /// All visible text.
    private(set) var everything = ""

    init(_ document: ReportDocument, by renderer: RendererContractTests.Renderer) throws {
        self.document = document
        self.renderer = renderer
        switch renderer {
        case .workbook: try readWorkbook()
        case .page:
            let page = try HTMLRenderer.render(document)
            for table in document.tables { rows[table.id] = PageTables.rows(page, table: table.id) }
            everything = PageTables.text(page)
        case .machineFiles: readFiles(.machine)
        case .italianFiles: readFiles(.italian)
        }
    }

    func text(_ table: Table, _ row: Int, _ column: Int) -> String {
        guard let found = rows[table.id], found.indices.contains(row), found[row].indices.contains(column) else { return "(nothing)" }
        return found[row][column]
    }

    func matches(_ shown: String, _ cell: Cell) -> Bool {
        switch renderer {
        case .page:
            let expected = document.displayText(cell, document.figureFormat)
            return cell.note != nil || cell.status != nil || cell.value.isNotAvailable ? shown.contains(expected) : shown == expected
        case .workbook: return matchesValue(shown, cell, notAvailable: document.words.notAvailable)
        case .machineFiles: return matchesValue(shown, cell, notAvailable: "")
        case .italianFiles: return matchesValue(shown.replacing(",", with: "."), cell, notAvailable: "")
        }
    }

    private func matchesValue(_ shown: String, _ cell: Cell, notAvailable: String) -> Bool {
        if let number = cell.value.number?.doubleValue {
            guard let value = Double(shown) else { return false }
            return abs(value - number) <= 1e-11 * max(1, abs(number))
        }
        switch cell.value {
        case .date(let day): return shown == day.isoText || shown == day.isoText.split(separator: "-").reversed().joined(separator: "/")
        case .month(let month):
            return shown == month.isoText || shown == month.firstDay.isoText
                || shown == month.isoText.split(separator: "-").reversed().joined(separator: "/")
        case .notAvailable: return shown == notAvailable
        case .empty:
            guard let status = cell.status else { return shown.isEmpty || shown == "(nothing)" }
            return shown == status.rawValue || shown == document.words.statusNames[status]
        case .text(let text):
            return shown == text || shown == "'" + text || shown == text.replacing(",", with: ".")
                || shown == "'" + text.replacing(",", with: ".")
        default: return false
        }
    }

    private mutating func readFiles(_ dialect: CSVDialect) {
        let files = CSVRenderer.files(document, dialect: dialect)
        for (table, file) in zip(document.tables, files) {
            let records = DelimitedRecords.parse(file.text, separator: dialect == .machine ? "," : ";")
            let header = records[0]
            let names = table.columns.map { dialect == .machine ? $0.id : $0.title + ($0.unit.map { $0 == "%" ? "" : " (\($0))" } ?? "") }
            let positions = names.map { header.firstIndex(of: $0) }
            rows[table.id] = records.dropFirst().map { record in positions.map { $0.map { record[$0] } ?? "(no column)" } }
        }
        everything = files.map(\.text).joined()
    }

    private mutating func readWorkbook() throws {
        let dump = try TestFiles.withFolder { folder in
            try ExcelRenderer.render(document, to: folder + "/report.xlsx")
            return try WorkbookReader.dump(folder + "/report.xlsx")
        }
        for table in document.tables {
            let name = "tbl_" + table.id.replacing("-", with: "_")
            guard let sheet = dump.sheets.first(where: { $0.tables[name] != nil }), let reference = sheet.tables[name] else { continue }
            let firstRow = Int(reference.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
            rows[table.id] = table.rows.indices.map { row in
                table.columns.indices.map { column in
                    let address = String(UnicodeScalar(UInt8(0x41 + column))) + String(firstRow + 1 + row)
                    return sheet.cells[address]?.value ?? ""
                }
            }
        }
        everything = dump.sheets.flatMap { sheet in sheet.cells.values.flatMap { [$0.value, $0.comment ?? ""] } }.joined(separator: "\n")
    }
}

extension CellValue {
    var isNotAvailable: Bool { if case .notAvailable = self { true } else { false } }
}
