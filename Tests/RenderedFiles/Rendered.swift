import CSVRenderer
import ExcelRenderer
import Foundation
import HTMLRenderer
import Ledger
import ReportDocument

/// The ways a document becomes files.
public enum Renderer: CaseIterable, Sendable { case workbook, page, machineFiles, italianFiles }

/// A cell as it stands in a rendered file.
public struct ShownCell: Decodable, Hashable, Sendable {
    public var text: String
    /// Words of judgements.
    public var badges: [String]
    /// Footnotes, comments, or the field beside it with the reason.
    public var notes: [String]
    /// What openpyxl takes the value for; nil in other formats.
    public var kind: String?
}

/// One renderer's output, readable cell by cell.
public struct Rendered {
    public let document: ReportDocument
    public let renderer: Renderer
    private(set) var rows: [String: [[ShownCell]]] = [:]
    /// All visible text.
    public private(set) var everything = ""

    /// Renders a document and reads the result.
    public init(_ document: ReportDocument, by renderer: Renderer) throws {
        switch renderer {
        case .workbook:
            self = try TemporaryFolder.with { folder in
                try ExcelRenderer.render(document, to: folder + "/report.xlsx")
                return try Rendered(document, workbook: folder + "/report.xlsx")
            }
        case .page: try self.init(document, page: HTMLRenderer.render(document))
        case .machineFiles: try self.init(document, texts: CSVRenderer.files(document, dialect: .machine).map(\.text), .machine)
        case .italianFiles: try self.init(document, texts: CSVRenderer.files(document, dialect: .italian).map(\.text), .italian)
        }
    }

    /// Reads the workbook a document was rendered to.
    public init(_ document: ReportDocument, workbook path: String) throws {
        (self.document, renderer) = (document, .workbook)
        let dump = try WorkbookReader.dump(path)
        for table in document.tables {
            let name = "tbl_" + table.id.replacing("-", with: "_")
            guard let sheet = dump.sheets.first(where: { $0.tables[name] != nil }), let reference = sheet.tables[name] else { continue }
            let firstRow = Int(reference.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
            rows[table.id] = table.rows.indices.map { row in
                table.columns.indices.map { column in
                    let cell = sheet.cells[String(UnicodeScalar(UInt8(0x41 + column))) + String(firstRow + 1 + row)]
                    return ShownCell(text: cell?.value ?? "", badges: [], notes: cell?.comment.map { [$0] } ?? [], kind: cell?.kind)
                }
            }
        }
        everything = dump.sheets.flatMap { sheet in sheet.cells.values.flatMap { [$0.value, $0.comment ?? ""] } }.joined(separator: "\n")
    }

    /// Reads the page a document was rendered to.
    public init(_ document: ReportDocument, page: String) throws {
        (self.document, renderer) = (document, .page)
        let dump = try PageReader.dump(page)
        (rows, everything) = (dump.tables, dump.text)
    }

    /// Reads the texts of the delimited files a document was rendered to, one a table.
    public init(_ document: ReportDocument, texts: [String], _ dialect: CSVDialect) throws {
        (self.document, renderer) = (document, dialect == .machine ? .machineFiles : .italianFiles)
        for (table, text) in zip(document.tables, texts) {
            let records = DelimitedRecords.parse(text, separator: dialect == .machine ? "," : ";")
            let places = DelimitedPlaces(header: records.first ?? [], table: table, dialect: dialect, words: document.words)
            rows[table.id] = records.dropFirst().map { record in places.columns.map { $0.cell(record) } }
        }
        everything = texts.joined()
    }

    /// The cell at a place of a table; nil when the output has none there.
    public func cell(_ table: Table, _ row: Int, _ column: Int) -> ShownCell? {
        guard let found = rows[table.id], found.indices.contains(row), found[row].indices.contains(column) else { return nil }
        return found[row][column]
    }

    /// Numbers of rows by table, as far as the format tells.
    public func rowCount(_ table: Table) -> Int? { rows[table.id]?.count }

    /// The rows a table has in the format: files have those that are not shown as well.
    private func expectedRows(_ table: Table) -> [Row] {
        renderer == .machineFiles || renderer == .italianFiles ? table.allRows : table.rows
    }

    /// All cells that do not say what the document says, each with its place, and how many were compared.
    public func faults() -> (compared: Int, faults: [String]) {
        var compared = 0
        var faults: [String] = []
        for table in document.tables {
            let expected = expectedRows(table)
            if (rowCount(table) ?? 0) != expected.count { faults.append("\(table.id): \(rowCount(table) ?? 0) rows of \(expected.count)") }
            if expected.count < table.rows.count + table.unshownRows.count, !everything.contains(document.moreText(table) ?? "?") {
                faults.append("\(table.id): nothing on the rows that are not shown")
            }
            for (rowIndex, row) in expected.enumerated() {
                for (column, cell) in row.cells.enumerated() {
                    compared += 1
                    guard let shown = self.cell(table, rowIndex, column) else {
                        faults.append("\(table.id) row \(rowIndex) column \(column): nothing")
                        continue
                    }
                    let badges = rows[table.id]?[rowIndex].flatMap(\.badges) ?? []
                    let comparison = CellComparison(document: document, renderer: renderer, shown: shown, rowBadges: badges)
                    if let fault = comparison.fault(cell) {
                        faults.append("\(table.id) row \(rowIndex) column \(column): \(cell.value) is \(shown): \(fault)")
                    }
                }
            }
        }
        return (compared, faults)
    }
}

/// Where the columns of a table stand in a delimited file.
struct DelimitedPlaces {
    struct Place {
        var value: Int?
        var reason: Int?
        var note: Int?
        var status: Int?

        func cell(_ record: [String]) -> ShownCell {
            func field(_ index: Int?) -> String? { index.flatMap { record.indices.contains($0) ? record[$0] : nil } }
            return ShownCell(
                text: field(value) ?? "(no column)", badges: field(status).map { [$0] } ?? [], notes: [reason, note].compactMap(field))
        }
    }

    private(set) var columns: [Place] = []

    init(header: [String], table: Table, dialect: CSVDialect, words: RendererWords) {
        var next = 0
        func take(_ names: [String]) -> Int? {
            guard next < header.count, names.contains(header[next]) || names.contains(String(header[next].dropFirst())) else { return nil }
            next += 1
            return next - 1
        }
        for column in table.columns {
            let name = dialect == .machine ? column.id : column.title
            let names = dialect == .machine ? [name] : [name] + (column.unit.map { ["\(name) (\($0))"] } ?? [])
            columns.append(
                Place(
                    value: take(names), reason: take([dialect == .machine ? name + ".reason" : name + " – " + words.reason]),
                    note: take([dialect == .machine ? name + ".note" : name + " – " + words.note]),
                    status: take([dialect == .machine ? name + ".status" : name + " – " + words.status])))
        }
    }
}
