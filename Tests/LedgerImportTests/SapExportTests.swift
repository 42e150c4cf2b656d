import Ledger
import LedgerColumns
import Testing

@testable import LedgerImport

@Suite struct SapExportTests {
    /// An export as SAP writes it: titles, blank rows, trailing minus, one subtotal a currency; in Windows-1252.
    static func export(subtotal: String = "      1.334,56 ") -> [UInt8] {
        let rows = [
            "Partite aperte clienti;;;;;;;;;;", "Società IT02, data 31.10.2026;;;;;;;;;;", "",
            "Conto;Numero documento;Posizione;Tipo di documento;Data documento;Scadenza al netto;Divisa;Importo divisa estera;Arretrati;"
                + "Riferimento;Testo",
            "100001;9000000001;1;RV;01.09.2026;01.10.2026;EUR;    1.234,56 ;30;RIF à;saldo \"aperto\"",
            "100001;9000000001;2;DR;01.09.2026;01.10.2026;EUR;255,22;30;;",
            "100002;9000000002;1;DG;05.10.2026;;EUR;155,22-;0;;", "",
            "100002;9000000001;1;DZ;05.01.2025;;USD;10,00-;0;;", ";;;;;;EUR;\(subtotal);;;", ";;;;;;USD;10,00-;;;", "",
        ]
        return rows.joined(separator: "\r\n").unicodeScalars.map { UInt8($0.value) }
    }

    static let profile = ImportProfile.shipped("sap-italian")!

    static let options = ImportOptions(asOf: Day(iso: "2026-10-31"), company: "IT02", threads: 2, chunkByteCount: 64)

    @Test func theExportIsDetectedAndReadAsALedger() throws {
        let file = TemporaryFile(Self.export(), name: "FBL5N.csv")
        let profile = try LedgerFileReader.detectProfile(path: file.path, options: Self.options)
        #expect(profile.name == "sap-italian")
        let read = try LedgerFileReader.read(path: file.path, profile: profile, options: Self.options)
        let items = try #require(read.items)
        #expect(items.openMinor == [123_456, 25_522, -15_522, -1000])
        #expect(items.kind.map { ItemKind(rawValue: $0)! } == [.invoice, .invoice, .creditNote, .payment])
        #expect(items.companies.values == ["IT02"])
        #expect(items.reference[0] == "RIF à")
        #expect(items.dueDay[2] == ItemColumns.noDay)
        #expect(items.line.map { items.lines[$0] } == ["2026/1", "2026/2", "2026/1", "2025/1"])
        #expect(read.report.profileConfidence == .certain && read.report.encodingConfidence == .certain)
        #expect(read.report.columnStyles.map(\.word) == ["dmy", "dmy", "comma"])
        #expect(read.report.encoding == .windows1252)
        #expect(read.report.dropped == ["title": 2, "blank": 1, "subtotal": 2])
        #expect(read.report.controlTotals.map(\.computedMinor) == [133_456, -1000])
        #expect(read.report.controlTotals.map(\.agrees) == [true, true])
        #expect(read.report.diagnostics == [])
    }

    @Test("posting keys that lost their zero are the same keys") func postingKeys() throws {
        let (profile, faults) = ImportProfileReader.read(
            utf8: Array(
                """
                kind: ledger
                columns: {document: Nr, posting_key: BS, customer: K, document_date: D, open_amount: B}
                constants: {company: A, currency: EUR}
                posting_keys: {"01": invoice, "11": credit_note}
                """.utf8), file: "sap.yml", name: "sap")
        let file = TemporaryFile(
            "Nr;BS;K;D;B\n1;1;C;2026-06-13;5.25\n2;01;C;2026-06-13;6.25\n3;11;C;2026-06-13;-1.25\n", name: "l-2026-06-30.csv")
        #expect(faults.isEmpty)
        let complete = try #require(profile)
        let items = try #require(try LedgerFileReader.read(path: file.path, profile: complete).items)
        #expect(items.kind == [ItemKind.invoice, .invoice, .creditNote].map(\.rawValue))
    }

    @Test func quotesInATitleDoNotHideTheHeader() throws {
        let text = String(decoding: Self.export().map { UInt16($0) }, as: UTF16.self).replacing(
            "Partite aperte clienti", with: "Variante \"Clienti\"")
        let file = TemporaryFile(text, name: "FBL5N.csv")
        let read = try LedgerFileReader.read(
            path: file.path, profile: try LedgerFileReader.detectProfile(path: file.path, options: Self.options), options: Self.options)
        #expect(read.report.profile == "sap-italian" && read.items?.openMinor == [123_456, 25_522, -15_522, -1000])
    }

    @Test func aSubtotalThatDiffersIsReported() throws {
        let file = TemporaryFile(Self.export(subtotal: "1.334,57"), name: "FBL5N.csv")
        let read = try LedgerFileReader.read(path: file.path, profile: Self.profile, options: Self.options)
        #expect(read.report.controlTotals.map(\.agrees) == [false, true])
        #expect(read.report.diagnostics.map(\.code) == ["control-total"])
        #expect(read.report.diagnostics.first?.line == 10)
    }

    @Test func aSubtotalThatLacksRejectedRowsNamesThem() throws {
        let text = String(decoding: Self.export().map { UInt16($0) }, as: UTF16.self).replacing(";RV;", with: ";QX;")
        let file = TemporaryFile(text, name: "FBL5N.csv")
        var options = Self.options
        options.allowedRejects = .count(1)
        let read = try LedgerFileReader.read(path: file.path, profile: Self.profile, options: options)
        #expect(read.report.rejected == ["unknown-word": 1])
        #expect(read.report.controlTotals.map(\.agrees) == [false, true])
        let finding = try #require(read.report.diagnostics.first { $0.code == "control-total" })
        #expect(finding.message.hasSuffix("; 1 rejected row above it missing from the sum"))
        #expect(finding.advice?.hasPrefix("mend the rejected rows") == true)
    }

    @Test func numbersThatRepeatByYearAreDifferentItems() throws {
        let header = "Conto;Numero documento;Posizione;Tipo di documento;Data documento;Scadenza al netto;Divisa;Importo divisa estera\n"
        let two = TemporaryFile(header + "1;9;1;RV;01.09.2026;;EUR;1,00\n1;9;1;RV;01.09.2025;;EUR;1,00\n")
        let read = try LedgerFileReader.read(path: two.path, profile: Self.profile, options: Self.options)
        #expect(read.items?.count == 2)
        let same = TemporaryFile(header + "1;9;1;RV;01.09.2026;;EUR;1,00\n1;9;1;RV;02.09.2026;;EUR;1,00\n")
        let error = #expect(throws: ImportError.self) {
            try LedgerFileReader.read(path: same.path, profile: Self.profile, options: Self.options)
        }
        #expect(error?.report?.rejected == ["duplicate-key": 1])
    }

    @Test func theCompanyMustBeNamed() throws {
        let file = TemporaryFile(Self.export())
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.read(path: file.path, profile: Self.profile) }
        #expect(error?.code == .missingColumn)
        #expect(error?.diagnostics.first?.advice == "add the column, or name the company with --company")
    }

    @Test func aByteOrderMarkOverrulesTheEncodingOfTheProfile() throws {
        let text = String(decoding: Self.export().map { UInt16($0) }, as: UTF16.self)
        let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let file = TemporaryFile(bytes)
        let read = try LedgerFileReader.read(path: file.path, profile: Self.profile, options: Self.options)
        #expect(read.report.encoding == .utf16LittleEndian)
        #expect(read.items?.reference[0] == "RIF à")
    }

    @Test func bytesTheEncodingDoesNotHaveAreRefused() throws {
        let file = TemporaryFile(Self.export() + [0x81])
        let error = #expect(throws: ImportError.self) {
            try LedgerFileReader.read(path: file.path, profile: Self.profile, options: Self.options)
        }
        #expect(error?.code == .badEncoding)
    }
}
