import ExcelRenderer
import Foundation
import Ledger
import ReportDocument
import Reports

// `cells-benchmark ROWS WORKBOOK`: writes a report with one table of ROWS rows and ten columns as Incasso writes all its workbooks. `plain.c` writes the same cells.

/// Cells that depend on the row alone, so that both programs write the same.
func cells(_ row: Int, _ first: Day, _ euro: Currency) -> [Cell] {
    [
        Cell(.text("IT0\(row % 3)")), Cell(.text("C\(100_000 + row % 5_000)")), Cell(.text("Customer \(row % 5_000) S.p.A.")),
        Cell(.text("INV\(10_000_000 + row)")), Cell(.date(first.adding(days: row % 365))), Cell(.date(first.adding(days: row % 365 + 30))),
        Cell(.money(Int64(row % 100_003) * 137 - 500_000, euro)), Cell(.money(Int64(row % 7_001) * 211, euro)),
        Cell(.count(Int64(row % 120))), Cell(.ratio(Rational(Int128(row % 1_000), 1_000))),
    ]
}

/// The report with so many rows.
func document(_ rowCount: Int, _ first: Day, _ euro: Currency) -> ReportDocument {
    let columns = [
        Column(id: "company", title: "Company", kind: .text), Column(id: "customer", title: "Customer", kind: .text),
        Column(id: "name", title: "Name", kind: .text), Column(id: "document", title: "Document", kind: .text),
        Column(id: "date", title: "Date", kind: .date), Column(id: "due", title: "Due", kind: .date),
        Column(id: "amount", title: "Amount", unit: "EUR", kind: .number), Column(id: "open", title: "Open", unit: "EUR", kind: .number),
        Column(id: "days", title: "Days past due", kind: .number), Column(id: "share", title: "Share", kind: .number),
    ]
    let table = Table(id: "items", title: "Items", columns: columns, rows: (0..<rowCount).map { Row(cells: cells($0, first, euro)) })
    return ReportDocument(
        name: "cells", language: .english, title: "Cells", subtitle: "Benchmark", asOf: Day(iso: "2026-10-31")!, currency: euro,
        sections: [Section(id: "items", title: "Items", blocks: [.table(table)])], words: words(.english).renderer)
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let rowCount = Int(arguments[1]), let euro = Currency(code: "EUR"), let first = Day(iso: "2025-01-01") else {
    FileHandle.standardError.write(Data("usage: cells-benchmark ROWS WORKBOOK\n".utf8))
    exit(64)
}
let report = document(rowCount, first, euro)
do {
    try ExcelRenderer.render(report, to: arguments[2])
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
