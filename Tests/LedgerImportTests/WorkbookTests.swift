import Ledger
import LedgerColumns
import Testing
import WorkbookFixtures
import WorkbookReader

@testable import LedgerImport

/// A workbook's bytes read as a file of a kind.
func read(
    _ workbook: WorkbookFixture, _ kind: FileKind = .ledger, name: String = "ledger-2026-06-30.xlsx",
    options: ImportOptions = ImportOptions()
) throws(ImportError) -> ImportedFile {
    let file = TemporaryFile(workbook.bytes, name: name)
    return try LedgerFileReader.read(path: file.path, profile: .canonical(kind), options: options)
}

/// The error reading a workbook ends with, without the path of its file.
func readError(_ workbook: WorkbookFixture, _ kind: FileKind = .ledger, options: ImportOptions = ImportOptions()) -> ImportError? {
    do throws(ImportError) {
        _ = try read(workbook, kind, options: options)
        return nil
    } catch {
        return error
    }
}

extension ImportError {
    /// The findings without the folder of a test.
    var texts: [String] { diagnostics.map { String($0.text.split(separator: "/").last ?? "") } }
}

@Suite("Workbooks") struct WorkbookTests {
    static let header: [WorkbookFixture.Cell] = Sample.ledgerHeader.split(separator: ",").map { .text(String($0)) }

    /// A ledger row with some cells changed, by column.
    static func row(_ changes: [Int: WorkbookFixture.Cell] = [:]) -> [WorkbookFixture.Cell] {
        var cells: [WorkbookFixture.Cell] = [
            "IT01", "I1", .text("1"), "invoice", "C1", .date("46091"), .date("46121"), "EUR", 10000, 6000, "R1",
        ]
        for (column, cell) in changes { cells[column] = cell }
        return cells
    }

    static func ledger(_ rows: [WorkbookFixture.Cell]...) -> WorkbookFixture { WorkbookFixture(.init("Sheet1", [header] + rows)) }

    @Test(arguments: GoldenFileTests.files) func theGoldenFilesAsWorkbooksGiveTheSameContent(
        _ file: (name: String, kind: FileKind, rowCount: Int)
    ) throws {
        let path = GoldenFileTests.folder + file.name
        let text = try FileBytes(path: path).withSpan { $0.text(0..<$0.byteCount) }
        let name = file.name.replacing(".csv", with: ".xlsx")
        let expected = try LedgerFileReader.read(path: path, profile: .canonical(file.kind))
        let workbook = TemporaryFile(WorkbookFixture(canonical: text).bytes, name: name)
        #expect(try LedgerFileReader.detectProfile(path: workbook.path) == .canonical(file.kind))
        let found = try LedgerFileReader.read(path: workbook.path, profile: .canonical(file.kind))
        if case (.targets(let left), .targets(let right)) = (found.content, expected.content) {
            // 60000.00 in a file is the number 60000 in a workbook.
            #expect(left.map(\.value.rational) == right.map(\.value.rational))
            #expect(
                left.map { "\($0.month.isoText) \($0.scope) \($0.key) \($0.metric) \($0.currency?.code ?? "")" }
                    == right.map { "\($0.month.isoText) \($0.scope) \($0.key) \($0.metric) \($0.currency?.code ?? "")" })
        } else {
            #expect(found.content == expected.content)
        }
        if [.ledger, .postings].contains(file.kind) { #expect(found.report.contentFingerprint == expected.report.contentFingerprint) }
        #expect(found.report.rowsKept == file.rowCount)
        #expect(found.report.sheet == "Data")
    }

    @Test func threadsAndBatchesChangeNothingAndRowsInMemoryAreBounded() throws {
        let rows = (0..<6_000).map { Self.row([1: .text("I\($0)"), 9: .number("\($0).5", style: 2), 4: .text("C\($0 % 100)")]) }
        let bytes = WorkbookFixture(.init("Sheet1", [Self.header] + rows)).bytes
        let file = try #require(try WorkbookFile.open(FileBytes(copying: bytes), "l.xlsx"))
        let text = try #require(try SheetHead(file.sheets[0], of: file).text)
        let profile = ImportProfile.canonical(.ledger)
        let (header, syntax) = try LedgerFileReader.matchHeader(text, "l.xlsx", profile.ofSheets, ImportOptions())
        var sheet = SheetRows(file, try SheetHead(file.sheets[0], of: file), header, profile)
        var results: [ItemColumns] = []
        for (threads, rowCount) in [(1, 500), (3, 500), (2, 64)] {
            sheet.batchSize.rowCount = rowCount
            let options = ImportOptions(threads: threads)
            let plan = BatchPlan(
                kind: .ledger, header: header, profile: profile, options: options, syntax: syntax, styles: ColumnStyles())
            let (result, remarks) = try sheet.readColumns(plan, options)
            results.append(result.columns.packedItems().columns())
            // A batch can pass its size by the rows of one piece of XML, which are few when rows are wide.
            #expect(remarks.bufferedRowCountMax <= threads * SheetStream.rowLimit(sheet.batchSize))
            #expect(remarks.bufferedRowCountMax <= threads * (rowCount + 200))
        }
        #expect(results[0].count == 6_000)
        #expect(results[0] == results[1])
        #expect(results[0] == results[2])
    }

    @Test func emptyRowsAndColumnsAndMergedTitlesAreNoObstacle() throws {
        var fixture = WorkbookFixture(.init("Sheet1", [["Open items of 30 June"], [], Self.header, [], Self.row()]))
        fixture.sheets[0].firstRow = 4
        fixture.sheets[0].firstColumn = 2
        fixture.sheets[0].mergedCells = ["C4:M4"]
        let file = try read(fixture)
        #expect(file.items?.openMinor == [600_000])
        #expect(file.report.dropped == ["title": 1])
        fixture.sheets[0].rows[4] = Self.row([7: "EUX"])
        #expect(
            readError(fixture)?.texts.first
                == "ledger-2026-06-30.xlsx:Sheet1!J8: error: 'currency' 'EUX' is not an active ISO 4217 code [unknown-currency]; use an active three-letter ISO 4217 code in capitals"
        )
    }

    @Test func idsKeepTheirZerosAsTextAndAreShortAsNumbers() throws {
        let file = try read(Self.ledger(Self.row([1: "000123", 4: .number("100200", style: 0), 2: .number("1.0", style: 0)])))
        #expect(file.items?.document[0] == "000123")
        #expect(file.items?.customers.values == ["100200"])
        #expect(file.items?.lines.values == ["1"])
        let long = readError(Self.ledger(Self.row([1: .number("1234567890123456", style: 0)])))
        #expect(long?.report?.rejected == ["imprecise-id": 1])
        #expect(
            long?.texts.first?.hasPrefix("ledger-2026-06-30.xlsx:Sheet1!B2: error: 'document' is a number of more than 15 digits") == true)
    }

    @Test(arguments: [
        ("0.30000000000000004", 30), ("1234.5699999999999", 123_457), ("12.3400009", 1_234), ("-0.1", -10), ("1E3", 100_000),
        ("1.5e-1", 15), ("123456789012.34", 12_345_678_901_234), ("9999999999999.99", 999_999_999_999_999), ("0", 0), ("-0", 0),
        ("7.000000", 700),
    ]) func binaryFractionsBecomeTheAmountsTheyStandFor(number: String, minor: Int64) throws {
        #expect(try read(Self.ledger(Self.row([9: .number(number, style: 2)]))).items?.openMinor == [minor])
    }

    @Test(arguments: [
        ("12.345", "too-many-decimals"), ("12.34001", "too-many-decimals"), ("0.005", "too-many-decimals"), ("1E14", "amount-too-large"),
        ("1E300", "amount-too-large"), ("abc", "bad-number"), ("1e999", "bad-number"), ("nan", "bad-number"), ("0x10", "bad-number"),
    ]) func otherNumbersRejectTheirRow(number: String, code: String) {
        let error = readError(Self.ledger(Self.row([9: .number(number, style: 2)])))
        #expect(error?.report?.rejected == [code: 1])
        #expect(error?.diagnostics.first?.column == 10)
    }

    @Test func textCellsAreReadAsInOtherFiles() throws {
        let file = try read(Self.ledger(Self.row([5: "2026-03-10", 9: "6000.00"])))
        #expect(file.items?.openMinor == [600_000])
        #expect(file.items?.documentDay == [Day(iso: "2026-03-10")!.daysSinceEpoch])
        // How texts are written is found from the texts of the column, whatever its numbers are.
        let mixed = try read(Self.ledger(Self.row([9: 1000.5, 5: .date("46096")]), Self.row([1: "I2", 5: "31/03/2026", 9: "1.234,56-"])))
        #expect(mixed.items?.openMinor == [100_050, -123_456])
        #expect(mixed.items?.documentDay == ["2026-03-15", "2026-03-31"].map { Day(iso: $0)!.daysSinceEpoch })
        let open = readError(Self.ledger(Self.row(), Self.row([1: "I2", 5: "01/03/2026"])))
        #expect(open?.texts.first?.hasPrefix("ledger-2026-06-30.xlsx:Sheet1!F3: error: every date of column 'document_date'") == true)
        #expect(readError(Self.ledger(Self.row([9: "6.000,000.0"])))?.report?.rejected == ["bad-amount": 1])
    }

    @Test(arguments: [
        ("1", false, "1900-01-01"), ("59", false, "1900-02-28"), ("61", false, "1900-03-01"), ("46091.75", false, "2026-03-10"),
        ("46090.99999999", false, "2026-03-10"), ("2958465", false, "9999-12-31"), ("1", true, "1904-01-02"), ("44629", true, "2026-03-10"),
    ]) func daysAreCountedFrom1900Or1904(serial: String, countsFrom1904: Bool, day: String) throws {
        var fixture = Self.ledger(Self.row([5: .date(serial), 6: .empty]))
        fixture.countsFrom1904 = countsFrom1904
        #expect(try read(fixture).items?.documentDay == [try #require(Day(iso: day)).daysSinceEpoch])
    }

    @Test("a day of 0 is what a formula shows of an empty cell") func dayZero() throws {
        for (serial, countsFrom1904) in [("0", false), ("0.0", false), ("0", true)] {
            var fixture = Self.ledger(Self.row([6: .date(serial)]))
            fixture.countsFrom1904 = countsFrom1904
            let file = try read(fixture)
            #expect(file.items?.dueDay == [ItemColumns.noDay])
        }
        let required = readError(Self.ledger(Self.row([5: .date("0")])))
        #expect(required?.report?.rejected == ["missing-value": 1])
    }

    @Test(
        "numbers without a date's format in a workbook that counts from 1904: dates of eight digits and zeros are clear, day counts are not"
    )
    func plainNumbers1904() throws {
        for (number, day) in [("20260331", Day(iso: "2026-03-31")!.daysSinceEpoch), ("0", ItemColumns.noDay), ("44000", nil)] {
            var fixture = Self.ledger(Self.row([6: .number(number, style: 0)]))
            fixture.countsFrom1904 = true
            if let day {
                #expect(try read(fixture).items?.dueDay == [day], "\(number)")
            } else {
                #expect(readError(fixture)?.report?.rejected == ["bad-date": 1])
            }
        }
    }

    @Test("ids have the zeros that their format shows; dates are no ids") func shownIds() throws {
        var workbook = Self.ledger(Self.row([1: .number("42", style: 3), 4: .number("12345678901", style: 3), 10: .number("7", style: 3)]))
        workbook.formats = ["0000000000"]
        let file = try read(workbook)
        #expect(file.items?.document[0] == "0000000042")
        #expect(file.items?.customers.values == ["12345678901"])
        #expect(file.items?.openMinor == [600_000])
        for (format, digits, shown) in [
            ("0000;-0000", "42", "0042"), ("0000;-0000", "-42", "-0042"), ("[Red]0000", "42", "0042"), ("\"C\"0000", "42", "C0042"),
            ("\"C\"0000", "-14", "-C0014"), ("000-000", "1234", "001-234"), ("\\C00\\-00", "12345", "C123-45"), ("000", "0", "000"),
            ("0", "42", "42"), ("0.00", "42", "42"), ("#,##0", "1234", "1234"), ("0%", "42", "42"), ("General", "42", "42"),
            ("\"2025-\"0000", "107", "2025-0107"), ("\"INV-2020-\"000", "14", "INV-2020-014"), ("\\2\\0\\2\\6-000", "14", "2026-014"),
            ("[$-409]00000", "14", "00014"), ("0000_)", "14", "0014"), ("000\"/26\"", "14", "014/26"), ("\"1\"0000", "14", "10014"),
            ("\"Rif. 10/\"000", "14", "Rif. 10/014"), ("\"A\"0", "14", "A14"), ("0\"-A\"", "14", "14-A"),
            ("###-####", "5551234", "555-1234"),
            ("[>=100]0000;00", "14", "14"), ("[>=100]0000;00", "140", "0140"),
            ("[<=9999999]###-####;(###) ###-####", "3025551234", "(302) 555-1234"),
            ("\"INV-\"General", "7", "INV-7"), ("General\" A\"", "7", "7 A"), ("\"C\"@", "7", "C7"), ("0##", "7", "007"),
            ("0#-##", "7", "00-07"),
            ("0#\" \"##\" \"##\" \"##\" \"##", "123456789", "01 23 45 67 89"), ("№0000", "12", "№0012"),
            ("0000;-0000;\"none\"", "0", "none"), ("00 \"; \"00", "1234", "12 ; 34"),
        ] {
            workbook = Self.ledger(Self.row([1: .number(digits, style: 3)]))
            workbook.formats = [format]
            #expect(try read(workbook).items?.document[0] == shown, "\(format)")
        }
        workbook = Self.ledger(Self.row([1: .number("0.4173611111111111", style: 3)]))
        workbook.formats = ["h:mm"]
        let time = readError(workbook)
        #expect(time?.report?.rejected == ["date-as-id": 1])
        let error = readError(Self.ledger(Self.row([1: .date("46300")])))
        #expect(error?.report?.rejected == ["date-as-id": 1])
        #expect(
            error?.texts.first?.hasPrefix(
                "ledger-2026-06-30.xlsx:Sheet1!B2: error: 'document' is a date or a time: a spreadsheet program took")
                == true)
        let reference = try read(Self.ledger(Self.row([10: .date("46300")])))
        #expect(reference.items?.reference[0] == "2026-10-05")
    }

    @Test(arguments: ["60", "-1", "2958466", "1e99"]) func numbersThatAreNoDayRejectTheirRow(serial: String) {
        let error = readError(Self.ledger(Self.row([5: .date(serial)])))
        #expect(error?.report?.rejected == ["bad-date": 1])
        #expect(error?.texts.first?.hasPrefix("ledger-2026-06-30.xlsx:Sheet1!F2: error: 'document_date' is no day of the calendar") == true)
    }

    @Test func errorsAndFormulasWithoutValueRejectTheirRowWhereTheColumnIsKnown() throws {
        let good = Self.row([10: .formula("A1", value: "R9", type: "str"), 8: .formula("1+1", value: "2", type: "n")])
        let file = try read(Self.ledger(good))
        #expect(file.items?.amountMinor == [200])
        #expect(file.items?.reference[0] == "R9")
        let bad = readError(
            Self.ledger(good, Self.row([1: "I2", 6: .error("#N/A")]), Self.row([1: "I3", 9: .formula("SUM(A1)", value: nil, type: "n")])))
        #expect(bad?.report?.rejected == ["cell-error": 1, "formula-without-value": 1])
        #expect(
            bad?.texts.prefix(2) == [
                "ledger-2026-06-30.xlsx:Sheet1!G3: error: 'due_date' holds an error instead of a value [cell-error]; correct the formula of the cell, or empty the cell",
                "ledger-2026-06-30.xlsx:Sheet1!J4: error: 'open_amount' holds a formula whose value is not stored [formula-without-value]; "
                    + "open the workbook in the program it is for and save it, so that values are stored beside formulas",
            ])
        var unknown = Self.ledger(Self.row() + [.error("#REF!")])
        unknown.sheets[0].rows[0].append("note")
        #expect(try read(unknown).report.unknownColumns == ["note"])
    }

    @Test func booleansAndPercentagesAreTaken() throws {
        let header: [WorkbookFixture.Cell] = ["document", "customer", "document_date", "due_date", "currency", "amount", "disputed"]
        let history = WorkbookFixture(.init("H", [header, ["1", "C", .date("46091"), .date("46121"), "EUR", 5, .boolean(true)]]))
        #expect(try read(history, .history).report.diagnostics.map(\.code).contains("disputes-without-date"))
        var targets = WorkbookFixture(
            .init(
                "T",
                [
                    ["month", "scope", "key", "metric", "value", "currency"],
                    [.number("46082", style: 3), "team", "Milano", "cei", .number("0.725", style: 4), .empty],
                    ["2026-04", "team", "Milano", "cei", .number("72.5", style: 0), .empty],
                ]))
        targets.formats = ["mmm\\-yy", "0.0%"]
        guard case .targets(let records) = try read(targets, .targets).content else { return #expect(Bool(false)) }
        #expect(records.map(\.month.isoText) == ["2026-03", "2026-04"])
        #expect(records.map(\.value.rational) == [Rational(145, 2), Rational(145, 2)])
    }

    @Test func whatIsHiddenOrBesideTheTableIsTold() throws {
        var fixture = Self.ledger(Self.row(), Self.row([1: "I2"]) + [.empty, "note"])
        fixture.sheets[0].rowAttributes[2] = "hidden=\"1\""
        let file = try read(fixture, name: "ledger-2026-03-31.xlsx")
        #expect(file.report.diagnostics.map(\.code) == ["hidden-rows", "values-beside-table"])
        #expect(file.items?.count == 2)
    }

    @Test func mergedCellsAmongTheRowsAreRefused() throws {
        var fixture = Self.ledger(Self.row(), Self.row([1: "I2", 6: .empty]))
        fixture.sheets[0].mergedCells = ["G2:G3"]
        #expect(
            readError(fixture)?.texts == [
                "ledger-2026-06-30.xlsx:Sheet1!G3: error: 'due_date' belongs to merged cells, of which only the first has a value [merged-cells]; unmerge the cells and fill in each row"
            ])
        fixture.sheets[0].mergedCells = ["A1:A1", "M2:N3"]
        #expect(try read(fixture).items?.count == 2)
        let customers = WorkbookFixture(.init("C", [["customer", "name", "country"], ["1", "A", "IT"], ["2", "B", .empty]]))
        var merged = customers
        merged.sheets[0].mergedCells = ["C2:C3"]
        #expect(try read(customers, .customers).report.rowsKept == 2)
        #expect(readError(merged, .customers)?.code == .mergedCells)
    }

    @Test func duplicateKeysNameRowsAndAreWrittenAsText() {
        let error = readError(Self.ledger(Self.row(), Self.row([9: 12.5, 10: "a,\"b\"\nc"])))
        #expect(error?.report?.rejected == ["duplicate-key": 1])
        #expect(
            error?.texts.first?.contains(
                "ledger-2026-06-30.xlsx:Sheet1!3:3: error: document 'I1' of company 'IT01' has the same key as row 2") == true)
        #expect(error?.report?.rejectedRows.map(\.text) == ["IT01,I1,1,invoice,C1,2026-03-10,2026-04-09,EUR,10000,12.5,\"a,\"\"b\"\" c\""])
        #expect(error?.report?.rejectsHeader == Sample.ledgerHeader)
    }
}
