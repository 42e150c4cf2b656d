import Testing
import WorkbookFixtures
import WorkbookReader

@Suite("Workbooks that are refused") struct RefusalTests {
    static let plain = WorkbookFixture(.init("S", [["header"], ["value"]]))

    /// The archive of a plain workbook, changed.
    static func changed(_ change: (inout ArchiveFixture) -> Void) -> [UInt8] {
        var archive = plain.archive
        change(&archive)
        return archive.bytes
    }

    @Test func aWorkbookThatIsCutOffIsDamaged() {
        let bytes = Self.plain.bytes
        #expect(refusal(bytes) == nil)
        for count in [3, 30, bytes.count / 2, bytes.count - 1] {
            #expect(refusal(Array(bytes.prefix(count)))?.code == .damaged, "\(count) of \(bytes.count) bytes")
        }
    }

    @Test func aWrongChecksumIsDamage() {
        let error = refusal(Self.changed { $0["xl/worksheets/sheet1.xml"].checksumError = 1 })
        #expect(error?.code == .damaged)
        #expect(error?.message == "the part xl/worksheets/sheet1.xml is cut off or changed")
    }

    @Test(arguments: ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"]) func aMissingPartIsNamed(name: String) {
        let error = refusal(Self.changed { archive in archive.parts.removeAll { $0.name == name } })
        #expect(error?.code == .damaged)
        #expect(error?.message == "the part \(name) is missing")
    }

    @Test(arguments: [
        "../evil.xml", "/etc/passwd", "xl/../../x", "xl\\worksheets\\sheet9.xml", "C:/x", "xl//x", "./x", "a\u{1}b", "xl/.",
    ]) func namesThatLeadOutOfTheArchiveAreRefused(name: String) {
        #expect(refusal(Self.changed { $0.parts.append(.init(name, "x")) })?.code == .unsafePartName)
    }

    @Test func twoPartsOfOneNameAreRefused() {
        #expect(refusal(Self.changed { $0.parts.append(.init("XL/Workbook.xml", "x")) })?.code == .unsafePartName)
    }

    @Test func aRelationOutOfTheArchiveIsRefused() {
        let bytes = Self.changed { archive in
            let text = String(decoding: archive["xl/_rels/workbook.xml.rels"].bytes, as: UTF8.self)
            archive["xl/_rels/workbook.xml.rels"].bytes = Array(text.replacing("worksheets/sheet1", with: "../../../etc/sheet1").utf8)
        }
        #expect(refusal(bytes)?.code == .unsafePartName)
    }

    @Test func encryptedPartsAreProtected() {
        #expect(refusal(Self.changed { $0["xl/workbook.xml"].isEncrypted = true })?.code == .protected)
    }

    @Test func tooManyPartsAreRefused() {
        var limits = WorkbookLimits()
        limits.partCount = 9
        let bytes = Self.changed { archive in for index in 0..<3 { archive.parts.append(.init("x\(index)", "")) } }
        #expect(refusal(bytes, limits: limits)?.code == .tooManyParts)
        #expect(refusal(bytes) == nil)
    }

    @Test func aPartThatGrowsBeyondMeasureIsRefused() {
        var limits = WorkbookLimits()
        limits.expansionFreeByteCount = 100_000
        let bomb = Self.changed { archive in
            let xml = String(decoding: archive["xl/worksheets/sheet1.xml"].bytes, as: UTF8.self)
            let blanks = String(repeating: " ", count: 2_000_000)
            archive["xl/worksheets/sheet1.xml"].bytes = Array(xml.replacing("<sheetData>", with: "<sheetData>" + blanks).utf8)
        }
        #expect(refusal(bomb, limits: limits)?.code == .suspiciousCompression)
        #expect(refusal(bomb) == nil)
    }

    @Test func whatIsUnpackedCountsAndNotWhatTheArchiveStates() {
        var limits = WorkbookLimits()
        limits.sheetByteCount = 1_000
        let bytes = Self.changed { archive in
            archive["xl/worksheets/sheet1.xml"].bytes += Array(String(repeating: " ", count: 5_000).utf8)
            archive["xl/worksheets/sheet1.xml"].statedByteCount = 500
        }
        let error = refusal(bytes, limits: limits)
        #expect(error?.code == .partTooLarge || error?.code == .damaged)
        let honest = Self.changed { $0["xl/worksheets/sheet1.xml"].bytes += Array(String(repeating: " ", count: 5_000).utf8) }
        #expect(refusal(honest, limits: limits)?.code == .partTooLarge)
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet>&a;</worksheet>",
        "<!DOCTYPE x SYSTEM \"http://127.0.0.1/x.dtd\"><worksheet/>",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>",
    ]) func documentTypesAreRefused(xml: String) {
        for name in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"] {
            #expect(refusal(Self.changed { $0[name].bytes = Array(xml.utf8) })?.code == .documentType, "\(name)")
        }
    }

    @Test(arguments: [
        "<worksheet><sheetData><row r=\"1\"></sheetData></worksheet>", "<worksheet><sheetData>", "", "no XML", "<worksheet>&a;</worksheet>",
        "<worksheet a=\"1\" a=\"2\"/>", "<worksheet>\u{1}</worksheet>",
    ]) func whatIsNoXMLIsDamaged(xml: String) {
        #expect(refusal(Self.changed { $0["xl/worksheets/sheet1.xml"].bytes = Array(xml.utf8) })?.code == .damaged)
    }

    @Test(arguments: [
        ("<row r=\"2\"/><row r=\"2\"/>", "the rows are out of order or too many"),
        ("<row r=\"0\"/>", "the rows are out of order or too many"),
        ("<row r=\"1048577\"/>", "the rows are out of order or too many"), ("<row r=\"x\"/>", "a row has no number"),
        ("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "the cells are out of order or too many"),
        ("<row r=\"1\"><c r=\"B2\"/></row>", "a cell has a wrong reference"),
        ("<row r=\"1\"><c r=\"XFE1\"/></row>", "a cell has a wrong reference"),
        ("<row r=\"1\"><c t=\"q\"/></row>", "a cell has a type that is not known"),
        ("<row r=\"1\"><c t=\"s\"><v>99</v></c></row>", "a cell has a shared text that does not exist"),
        ("<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>", "a cell has a shared text that does not exist"),
    ]) func whatASheetCannotHaveIsDamageWithItsRow(rows: String, message: String) {
        let bytes = Self.changed {
            $0["xl/worksheets/sheet1.xml"].bytes = Array("<worksheet><sheetData>\(rows)</sheetData></worksheet>".utf8)
        }
        let error = refusal(bytes)
        #expect(error?.code == .damaged)
        #expect(error?.message.hasPrefix(message + " in sheet 'S', row ") == true, "\(error?.message ?? "read")")
    }

    @Test func otherArchivesAreNamed() {
        func message(_ names: String...) -> String? { refusal(ArchiveFixture(names.map { .init($0, "x") }).bytes)?.message }
        #expect(message("xl/workbook.bin", "_rels/.rels") == "this is a binary workbook (XLSB)")
        #expect(message("mimetype", "content.xml") == "this is an OpenDocument file")
        #expect(message("readme.txt") == "this is a ZIP archive without a workbook in it")
    }

    @Test func aLongSharedTextIsCutWhereAnyColumnRefusesIt() throws {
        let long = String(repeating: "è", count: 20_000)
        let rows = try dump(WorkbookFixture(.init("S", [[.text(long)]])))
        #expect(rows[0].utf8.count < 17_000 && rows[0].utf8.count > 16_000)
        #expect(rows[0].dropFirst(11).dropLast().allSatisfy { $0 == "è" })
    }

    @Test func aRowWithMoreTextThanAnyNeedsIsRefused() {
        var limits = WorkbookLimits()
        limits.rowByteCount = 3_000
        let rows = { (count: Int) in
            WorkbookFixture(.init("S", [["a"], (0..<count).map { .inline(String(repeating: "x", count: 1_000) + String($0)) }]))
        }
        #expect(refusal(rows(2).bytes, limits: limits) == nil)
        let error = refusal(rows(3).bytes, limits: limits)
        #expect(error?.code == .partTooLarge)
        #expect(error?.message == "row 2 of sheet 'S' has more than 3000 bytes")
    }

    @Test func aRowThatIsLargerThanABatchIsReadWhole() throws {
        let cells = (0..<200).map { WorkbookFixture.Cell.inline(String(repeating: "x", count: 1_000) + String($0)) }
        let rows = try dump(WorkbookFixture(.init("S", [["a"], cells, ["b"]])), size: .init(rowCount: 1, cellCount: 1, byteCount: 1))
        #expect(rows.count == 3)
        #expect(rows[1].hasSuffix("x199\""))
    }
}
