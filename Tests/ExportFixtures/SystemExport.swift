import Ledger
import LedgerImport
import WorkbookFixtures

/// A field of an export, before it is put into a text or a sheet.
public enum ExportCell: Sendable, ExpressibleByStringLiteral {
    case text(String)
    case day(Day?)
    /// Minor units of a currency with two places.
    case amount(Int64)
    /// A number as programs write it that keep no ids and days, only numbers: `1930438491.0`; in a sheet a number without a format.
    case number(String)

    public init(stringLiteral text: String) { self = .text(text) }
}

/// A list as a system exports it, with the system's traps, and what it says in canonical form.
public struct SystemExport: Sendable, CustomStringConvertible {
    /// The shipped profile that reads it.
    public let profile: String
    /// A row of no cells is blank, one of a single cell a title.
    public let rows: [[ExportCell]]
    /// Whether its texts may stand in quotes.
    public var hasQuotes = true
    /// What it says, as a canonical file.
    public let canonical: String
    /// What its import needs to be told.
    public var options: [String] = []
    /// Subtotals and totals in it that say how much is open.
    public var controlTotalCount = 0

    public var description: String { profile }

    /// The list as delimited text.
    public func text(_ style: WritingStyle) -> String {
        rows.map { cells in
            let fields = cells.map { cell in
                switch cell {
                case .text(let text): text
                case .day(let day): style.date(day)
                case .amount(let minor): style.amount(minor)
                case .number(let number): number
                }
            }
            if fields.isEmpty { return style.lineEnd }
            return hasQuotes ? style.row(fields) : style.plainRow(fields)
        }.joined()
    }

    /// The list as a workbook: away from the corner of its sheet, titles merged over all columns, shared and inline texts by turns, days and amounts by
    /// number format, behind a sheet with the selection and before a hidden one with the same table.
    public func workbook() -> WorkbookFixture {
        var isShared = false
        let cells = rows.map { row in
            row.map { cell -> WorkbookFixture.Cell in
                isShared.toggle()
                return Self.cell(cell, isShared: isShared)
            }
        }
        let width = rows.map(\.count).max() ?? 1
        var sheet = WorkbookFixture.Sheet("Export", cells)
        (sheet.firstRow, sheet.firstColumn) = (2, 1)
        sheet.mergedCells = rows.indices.filter { rows[$0].count == 1 }.map { "B\($0 + 2):\(columnName(width))\($0 + 2)" }
        var hidden = sheet
        (hidden.name, hidden.state) = ("Before", "hidden")
        var workbook = WorkbookFixture(.init("Selection", [["Selected by", "A. User"], ["Lines", 40]]), sheet, hidden)
        workbook.formats = ["dd/mm/yyyy"]
        return workbook
    }

    private static func cell(_ cell: ExportCell, isShared: Bool) -> WorkbookFixture.Cell {
        switch cell {
        case .text(""), .day(nil): .empty
        case .text(let text): isShared ? .text(text) : .inline(text)
        case .day(let day?): daySerial(day.isoText).map { .number(String($0), style: 3) } ?? .empty
        case .amount(let minor): .number(plain(minor), style: 2)
        case .number(let number): .number(number.hasSuffix(".0") ? String(number.dropLast(2)) : number, style: 0)
        }
    }
}
