import Ledger
import Testing
import WorkbookFixtures

@testable import LedgerImport

/// Dates of a sheet that a spreadsheet program may have made of texts, with day and month swapped.
@Suite struct SheetDatesTests {
    /// A ledger whose document dates are cells: 10 March 2026, then others.
    private func ledger(_ others: WorkbookFixture.Cell...) -> WorkbookFixture {
        let first = WorkbookTests.row([5: .date("46091"), 6: ""])
        let rows = others.enumerated().map { WorkbookTests.row([1: .text("I\($0 + 2)"), 5: $1, 6: ""]) }
        return WorkbookFixture(.init("Sheet1", [WorkbookTests.header, first] + rows))
    }

    /// Options with an answer for a column; an empty name: for all columns.
    private func answer(_ answer: SheetDates, _ column: String = ImportOptions.allColumns) -> ImportOptions {
        var options = ImportOptions()
        options.sheetDates = [column: answer]
        return options
    }

    private func documentDays(_ workbook: WorkbookFixture, _ options: ImportOptions) throws -> [String] {
        let items = try #require(try read(workbook, options: options).items)
        return items.documentDay.map { Day(daysSinceEpoch: $0).isoText }
    }

    @Test("dates up to the 12th beside texts that fit one order only are asked for") func theQuestion() {
        let error = readError(ledger("25/03/2026", .date("46092")))
        #expect(error?.code == .swappedDays)
        #expect(
            error?.texts == [
                "ledger-2026-06-30.xlsx:Sheet1!F1: error: in column 'document_date' (document_date) 2 cells are dates of the sheet, none behind the 12th of "
                    + "its month, and 1 is a text with the day first: the former may be what a spreadsheet program made of texts, with day and month swapped; "
                    + "are they? [swapped-days]; say --sheet-dates swapped or --sheet-dates as-shown (for this column only: --sheet-dates "
                    + "document_date=swapped), or import the file itself, before a spreadsheet program opens it"
            ])
        #expect(error?.report?.hasCountedRows == false && error?.report?.sheet == "Sheet1")
        #expect(readError(ledger("03/25/2026", .date("46092")))?.code == .swappedDays)
    }

    @Test("a date behind the 12th, and a text that fits both ways, say that nothing was swapped") func noQuestion() throws {
        #expect(try documentDays(ledger("25/03/2026", .date("46096")), ImportOptions()) == ["2026-03-10", "2026-03-25", "2026-03-15"])
        #expect(try documentDays(ledger("25/03/2026", "05/03/2026"), ImportOptions()) == ["2026-03-10", "2026-03-25", "2026-03-05"])
        // What fits two ways is asked for all the same.
        #expect(readError(ledger("05/03/2026"))?.code == .ambiguousDates)
    }

    @Test("the answer holds: swapped, or as shown") func theAnswer() throws {
        let workbook = ledger("25/03/2026", .date("46092"))
        let swapped = ["2026-10-03", "2026-03-25", "2026-11-03"]
        #expect(try documentDays(workbook, answer(.swapped)) == swapped)
        #expect(try documentDays(workbook, answer(.swapped, "document_date")) == swapped)
        #expect(try documentDays(workbook, answer(.asShown)) == ["2026-03-10", "2026-03-25", "2026-03-11"])
        #expect(readError(workbook, options: answer(.swapped, "due_date"))?.code == .swappedDays)
        let notes = try read(workbook, options: answer(.swapped)).report.diagnostics.filter { $0.code == "swapped-days" }
        #expect(notes.map(\.severity) == [.note])
        #expect(try read(workbook, options: answer(.asShown)).report.diagnostics.allSatisfy { $0.code != "swapped-days" })
    }

    @Test("an answer for all columns is for those that leave it open") func otherColumns() throws {
        // Nothing in this column is text, so that nothing says its dates were texts.
        #expect(try documentDays(ledger(.date("46092")), answer(.swapped)) == ["2026-03-10", "2026-03-11"])
    }

    @Test("a date that cannot have been swapped rejects its row") func impossibleSwap() {
        let error = readError(ledger("25/03/2026", .date("46096")), options: answer(.swapped, "document_date"))
        #expect(error?.report?.rejected == ["bad-date": 1])
        #expect(
            error?.diagnostics.first?.message
                == "'document_date' 2026-03-15 is no date whose day and month were swapped: it has no month 15")
    }

    @Test("rejected rows are written with the days that are meant") func rejectedRows() throws {
        var options = answer(.swapped)
        options.allowedRejects = .count(1)
        var row = WorkbookTests.row([5: .date("46092"), 6: ""])
        row[3] = "invoce"
        let workbook = WorkbookFixture(
            .init("Sheet1", [WorkbookTests.header, WorkbookTests.row([1: "I2", 5: "25/03/2026", 6: ""]), row]))
        let report = try read(workbook, options: options).report
        #expect(report.rejectedRows.map(\.text) == ["IT01,I1,1,invoce,C1,03.11.2026,,EUR,10000,6000,R1"])
    }

    @Test("small tables in workbooks are asked for as well") func smallTables() throws {
        let header: [WorkbookFixture.Cell] = ["date", "currency", "rate"]
        let workbook = WorkbookFixture(
            .init("Sheet1", [header, [.date("46091"), "USD", .number("0.9", style: 0)], ["25/03/2026", "GBP", .number("1.1", style: 0)]]))
        #expect(readError(workbook, .rates)?.code == .swappedDays)
        guard case .rates(let rates) = try read(workbook, .rates, options: answer(.swapped, "date")).content else {
            Issue.record("no rates")
            return
        }
        #expect(rates.map(\.day.isoText) == ["2026-10-03", "2026-03-25"])
        let late = WorkbookFixture(
            .init("Sheet1", [header, [.date("46096"), "USD", .number("0.9", style: 0)], ["25/03/2026", "GBP", .number("1.1", style: 0)]]))
        #expect(readError(late, .rates, options: answer(.swapped, "date"))?.report?.rejected == ["bad-date": 1])
    }
}
