import Glibc
import Ledger
import Testing

@testable import LedgerImport

@Suite struct FileLevelTests {
    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: ImportError.self) {
            try LedgerFileReader.read(path: "/nowhere/x.csv", profile: .canonical(.ledger))
        }
        #expect(error?.code == .noSuchFile)
        #expect(error?.description == "/nowhere/x.csv: error: there is no such file [no-such-file]; check the path")
    }

    @Test func aFolderIsNotReadable() {
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.read(path: "/tmp", profile: .canonical(.ledger)) }
        #expect(error?.code == .notReadable)
    }

    @Test func aPipeIsNotReadableAndNobodyWaitsForIt() throws {
        let file = TemporaryFile("x", name: "ledger.csv")
        let path = file.path + ".pipe"
        #expect(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.read(path: path, profile: .canonical(.ledger)) }
        #expect(error?.code == .notReadable)
    }

    @Test func anEmptyFileAndALoneHeaderAreRefused() {
        #expect(readError("")?.code == .empty)
        #expect(readError(Sample.ledgerHeader + "\n")?.code == .headerOnly)
        #expect(readError("analyst,name\n", .analysts)?.code == .headerOnly)
    }

    @Test(arguments: ["\n\r\n", "\u{FEFF}", "\u{FEFF} \t\n", "   "]) func blanksAloneAreEmpty(text: String) {
        #expect(readError(text)?.code == .empty)
    }

    @Test func blanksInUTF16AreEmpty() {
        let file = TemporaryFile([0xFF, 0xFE, 0x20, 0, 0x0A, 0])
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.detectProfile(path: file.path) }
        #expect(error?.code == .empty)
    }

    @Test func aLedgerWithoutOpenAmountsIsNoHistory() throws {
        let header = "company,document,line,kind,customer,document_date,due_date,currency,amount,reference"
        let file = TemporaryFile(header + "\nA,1,,invoice,C,2026-01-01,2026-02-01,EUR,1.00,\n")
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.detectProfile(path: file.path) }
        #expect(error?.code == .missingColumn)
        #expect(error?.diagnostics.first?.message.contains("no column 'open_amount', which a file of kind ledger") == true)
        let history = try LedgerFileReader.detectProfile(path: file.path, kind: .history)
        #expect(history.kind == .history)
        let plain = TemporaryFile("company,document,customer,document_date,due_date,currency,amount\n")
        let detected = try LedgerFileReader.detectProfile(path: plain.path)
        #expect(detected.kind == .history)
    }

    @Test func anOwnProfileIsTakenForWhatTheCanonicalOneLeavesOver() throws {
        let names = Sample.ledgerHeader.split(separator: ",").map(String.init)
        var own = ImportProfile(name: "own", kind: .ledger, headers: Dictionary(uniqueKeysWithValues: names.map { ($0, [$0]) }))
        own.headers["reference"] = ["reference", "note"]
        let canonical = TemporaryFile(Sample.ledger(Sample.ledgerRow))
        #expect(try LedgerFileReader.detectProfile(path: canonical.path, profiles: [own]) == .canonical(.ledger))
        let noted = TemporaryFile(Sample.ledger(Sample.ledgerRow).replacing("reference", with: "note"))
        #expect(try LedgerFileReader.detectProfile(path: noted.path, profiles: [own]) == own)
        #expect(try LedgerFileReader.detectProfile(path: noted.path) == .canonical(.ledger))
    }

    @Test(arguments: [";", "\t", "|"]) func canonicalColumnsAreReadWithAnySeparator(separator: String) throws {
        let file = TemporaryFile(Sample.ledger(Sample.ledgerRow).replacing(",", with: separator))
        for kind in [nil, FileKind.ledger] {
            let profile = try LedgerFileReader.detectProfile(path: file.path, kind: kind)
            #expect(profile == .canonical(.ledger))
            let read = try LedgerFileReader.read(path: file.path, profile: profile)
            #expect(read.report.separator == separator && read.report.separatorConfidence == .likely)
            #expect(read.items?.openMinor == [600_000])
        }
    }

    @Test(
        arguments: [
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "old binary format"), (Array("<html><table>".utf8), "HTML or XML"),
            ([0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0'?>".utf8), "HTML or XML"),
        ] as [([UInt8], String)]) func whatIsNoTextIsRefusedWithWhatToDo(bytes: [UInt8], said: String)
    {
        let file = TemporaryFile(bytes + [UInt8](repeating: 1, count: 600), name: "open-2026-10-31.xls")
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.detectProfile(path: file.path) }
        #expect(error?.code == (said == "HTML or XML" ? .otherWorkbook : .oldWorkbook))
        #expect(error?.diagnostics.first?.message.contains(said) == true)
        #expect(error?.diagnostics.first?.advice?.contains(".xlsx") == true)
    }

    @Test func missingColumnsAreListed() throws {
        let error = try #require(readError("company,document,kind,customer,currency\nA,1,invoice,C,EUR\n"))
        #expect(error.code == .missingColumn)
        #expect(error.diagnostics.first?.message == "the header has no column 'document_date', 'open_amount', required for ledger")
    }

    @Test func aRepeatedColumnIsRefused() throws {
        let error = try #require(readError("analyst,name,name\nA,B,C\n", .analysts))
        #expect(error.code == .repeatedColumn)
        #expect(error.diagnostics.first?.column == 3)
    }

    @Test func theAsOfDayComesFromOptionThenNameThenColumn() throws {
        let text = "as_of," + Sample.ledgerHeader + "\n2026-06-30," + Sample.ledgerRow + "\n"
        let day = Day(iso: "2026-06-30")!
        #expect(try read(text, name: "ledger.csv").report.asOfSource == .column)
        #expect(try read(text, name: "ledger_20260630.csv").report.asOfSource == .fileName)
        #expect(try read(text, name: "ledger.csv", options: ImportOptions(asOf: day)).report.asOfSource == .option)
        #expect(try read(text, name: "ledger.csv").report.asOf == day)
    }

    @Test func theAsOfDayIsNeverGuessed() throws {
        let error = try #require(readError(Sample.ledger(Sample.ledgerRow), name: "ledger.csv"))
        #expect(error.code == .asOfUnknown)
        let two = try #require(readError(Sample.ledger(Sample.ledgerRow), name: "from-2026-05-31-to-2026-06-30.csv"))
        #expect(two.code == .asOfUnknown)
        #expect(two.diagnostics.first?.message == "the file name holds more than one day: 2026-05-31, 2026-06-30")
    }

    @Test func twoAsOfDaysAreRefusedWithTheirLines() throws {
        let other = Sample.ledgerRow.replacing("I1", with: "I2")
        let text = "as_of," + Sample.ledgerHeader + "\n2026-06-30," + Sample.ledgerRow + "\n2026-06-29," + other + "\n"
        let error = try #require(readError(text, name: "ledger.csv"))
        #expect(error.code == .twoAsOfDays)
        #expect(error.diagnostics.first?.message == "'as_of' says 2026-06-29, line 2 says 2026-06-30")
        #expect(error.diagnostics.first?.line == 3)
        let single = "as_of," + Sample.ledgerHeader + "\n2026-06-30," + Sample.ledgerRow + "\n"
        let against = try #require(readError(single, name: "ledger-2026-07-31.csv"))
        #expect(against.diagnostics.first?.message == "the file name says 2026-07-31, the 'as_of' column says 2026-06-30")
    }

    @Test func whatStandsOutIsCountedAsWarnings() throws {
        let file = try read(
            Sample.ledger(
                "A,1,,credit_note,C,2026-01-01,,EUR,,1.00,", "A,2,,invoice,C,2026-07-01,2026-06-30,EUR,,1.00,",
                "A,3,,invoice,C,2026-01-01,2026-02-01,EUR,,-1.00,"))
        #expect(file.report.missingDueDates == 1)
        #expect(file.report.dueBeforeDocument == 1)
        #expect(file.report.futureDates == 1)
        #expect(file.report.signConflicts == 2)
        #expect(file.report.newestDay == Day(iso: "2026-07-01"))
        #expect(file.report.diagnostics.map(\.code) == ["due-before-document", "future-date", "sign-conflict"])
    }

    @Test func kindsAreToldFromTheHeader() {
        #expect(LedgerFileReader.kind(ofHeader: Sample.ledgerHeader.split(separator: ",").map(String.init)) == .ledger)
        let postings = "posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears"
        #expect(LedgerFileReader.kind(ofHeader: postings.split(separator: ",").map(String.init)) == .postings)
        #expect(LedgerFileReader.kind(ofHeader: ["document", "customer", "document_date", "due_date", "amount"]) == .history)
        #expect(LedgerFileReader.kind(ofHeader: ["date", "currency", "rate"]) == .rates)
        #expect(LedgerFileReader.kind(ofHeader: ["analyst", "customer", "name"]) == nil)
        #expect(LedgerFileReader.kind(ofHeader: ["analyst", "customer", "name"], fileName: "customers.csv") == .customers)
        #expect(LedgerFileReader.kind(ofHeader: ["colour"]) == nil)
    }

    @Test func theDigestIsTheOneOfTheBytes() throws {
        let file = try read("analyst,name\nA,B\n", .analysts)
        #expect(file.report.sha256 == "ee7f11fa634cda535f08293d5839390ce57880258cbe57a6de8ab18bcc72e7e9")
        #expect(file.report.byteCount == 17)
    }
}
