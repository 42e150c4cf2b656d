import Ledger
import Testing
import WorkbookFixtures

@testable import LedgerImport

@Suite("Workbooks as files") struct WorkbookFileTests {
    static let customers: [[WorkbookFixture.Cell]] = [["customer", "name"], ["C1", "One"]]

    private func detect(_ bytes: [UInt8], kind: FileKind? = nil, sheet: String? = nil) -> Result<ImportProfile, ImportError> {
        let file = TemporaryFile(bytes, name: "book.xlsx")
        var options = ImportOptions()
        options.sheet = sheet
        return Result { () throws(ImportError) in try LedgerFileReader.detectProfile(path: file.path, kind: kind, options: options) }
    }

    private func fault(_ bytes: [UInt8], kind: FileKind? = nil, sheet: String? = nil) -> ImportError? {
        if case .failure(let error) = detect(bytes, kind: kind, sheet: sheet) { error } else { nil }
    }

    @Test func theSheetWithTheHeaderIsFound() throws {
        var fixture = WorkbookFixture(.init("Notes", [["Read me"]]), .init("Empty", []), .init("Customers", Self.customers))
        #expect(try detect(fixture.bytes).get() == .canonical(.customers))
        let read = try LedgerImportTests.read(fixture, .customers)
        #expect(read.report.sheet == "Customers")
        #expect(read.report.text.contains("profile canonical (certain), sheet 'Customers', days counted from 1900"))
        fixture.sheets.append(.init("Old customers", Self.customers))
        fixture.sheets[3].state = "hidden"
        #expect(try detect(fixture.bytes).get() == .canonical(.customers))
        var options = ImportOptions()
        options.sheet = "old CUSTOMERS"
        #expect(try LedgerImportTests.read(fixture, .customers, options: options).report.sheet == "Old customers")
    }

    @Test func severalSheetsThatFitAskForOne() throws {
        let rates: [[WorkbookFixture.Cell]] = [["date", "currency", "rate"], [.date("46091"), "USD", 0.8531234]]
        let fixture = WorkbookFixture(.init("A", Self.customers), .init("B", rates))
        let error = try #require(fault(fixture.bytes))
        #expect(error.code == .severalSheets)
        #expect(error.diagnostics.first?.message == "more than one sheet fits: 'A' (customers), 'B' (rates)")
        #expect(try detect(fixture.bytes, kind: .rates).get() == .canonical(.rates))
        #expect(try detect(fixture.bytes, sheet: "A").get() == .canonical(.customers))
        guard case .rates(let records) = try LedgerImportTests.read(fixture, .rates).content else { return #expect(Bool(false)) }
        #expect(records.first?.rate == Decimal64(text: "0.8531234"))
    }

    @Test func sheetsThatDoNotFitAreToldEach() throws {
        let fixture = WorkbookFixture(
            .init("A", [["colour"], ["red"]]), .init("B b", [["customer", "company", "document"], ["1", "2", "3"]]))
        let error = try #require(fault(fixture.bytes))
        #expect(error.diagnostics.count == 2)
        #expect(error.texts.first?.hasPrefix("book.xlsx:A!1:1: error: the header fits no kind of file") == true)
        #expect(error.texts.last?.hasPrefix("book.xlsx:'B b'!1:1: error: ") == true)
        #expect(fault(fixture.bytes, sheet: "C")?.diagnostics.first?.advice == "its sheets are 'A', 'B b'")
        #expect(fault(WorkbookFixture(.init("A", [])).bytes)?.code == .empty)
    }

    @Test func eachFaultOfAWorkbookHasItsCode() {
        func code(_ change: (inout ArchiveFixture) -> Void) -> String? {
            var archive = WorkbookFixture(.init("A", Self.customers)).archive
            change(&archive)
            return fault(archive.bytes)?.diagnostics.first?.code
        }
        #expect(code { $0["xl/workbook.xml"].checksumError = 1 } == "workbook-damaged")
        #expect(code { $0["xl/workbook.xml"].isEncrypted = true } == "workbook-protected")
        #expect(code { $0.parts.append(.init("../x", "")) } == "unsafe-part-name")
        #expect(code { $0["xl/workbook.xml"].bytes = Array("<!DOCTYPE a><workbook/>".utf8) } == "document-type")
        #expect(code { archive in archive.parts += (0..<10_001).map { .init("x\($0)", "") } } == "workbook-parts")
        #expect(code { $0.parts = [.init("x.txt", "")] } == "other-workbook")
        #expect(code { $0["xl/styles.xml"].statedByteCount = 65 << 20 } == "workbook-too-large")
        #expect(code { $0["xl/sharedStrings.xml"].bytes = Array(repeating: 0x20, count: 5 << 20) } == "workbook-expansion")
    }

    @Test func oldAndProtectedWorkbooksAreToldApart() {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(fault(compound)?.code == .oldWorkbook)
        #expect(fault(compound + name + [0])?.code == .workbookProtected)
        #expect(fault(compound + name)?.diagnostics.first?.advice == "open it with its password, save it without one, and import that")
    }

    @Test func anItalianExportAsWorkbookIsReadByItsProfile() throws {
        let header: [WorkbookFixture.Cell] = [
            "Conto", "Numero documento", "Posizione", "Tipo di documento", "Data documento", "Scadenza al netto", "Divisa",
            "Importo divisa estera", "Arretrati", "Riferimento",
        ]
        var fixture = WorkbookFixture(
            .init(
                "Foglio1",
                [
                    ["Partite aperte clienti"], header,
                    [
                        100001, 9000000001, 1, "RV", .number("46266", style: 3), .number("46296", style: 3), "EUR",
                        .number("1234.56", style: 2), 30, "RIF à",
                    ],
                    ["100002", "9000000002", "1", "DG", "05.09.2026", .empty, "EUR", "155,22-", .empty, .empty],
                    [.empty, .empty, .empty, .empty, .empty, .empty, "EUR", .number("1079.34", style: 2)],
                ]))
        fixture.formats = ["dd/mm/yyyy"]
        let options = ImportOptions(asOf: Day(iso: "2026-10-31"), company: "IT02")
        let file = TemporaryFile(fixture.bytes, name: "FBL5N.xlsx")
        let profile = try LedgerFileReader.detectProfile(path: file.path, options: options)
        #expect(profile.name == "sap-italian")
        let read = try LedgerFileReader.read(path: file.path, profile: profile, options: options)
        let items = try #require(read.items)
        #expect(items.openMinor == [123_456, -15_522])
        #expect(items.documentDay == ["2026-09-01", "2026-09-05"].map { Day(iso: $0)!.daysSinceEpoch })
        #expect(items.customers.values == ["100001", "100002"])
        #expect(read.report.dropped == ["title": 1, "subtotal": 1])
        #expect(read.report.controlTotals.map(\.agrees) == [true])
    }
}
