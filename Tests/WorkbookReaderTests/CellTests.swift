import Testing
import WorkbookFixtures
import WorkbookReader

@Suite("Cells of a sheet") struct CellTests {
    @Test func everyTypeOfCellIsToldApart() throws {
        let fixture = WorkbookFixture(
            .init(
                "S",
                [
                    ["shared", .inline("in <line> & more"), 12.5, .date("45992"), .boolean(true), .boolean(false), .error("#N/A")],
                    [
                        .empty, .formula("A1&\"x\"", value: "sharedx", type: "str"), .formula("1+1", value: "2", type: "n"),
                        .formula("B1", value: nil, type: "n"),
                    ],
                    [.verbatim("<c r=\"REF\" t=\"d\"><v>2026-06-30T12:00:00</v></c>"), .verbatim("<c r=\"REF\" s=\"1\"/>")],
                ]))
        #expect(
            try dump(fixture) == [
                "1: A text \"shared\", B text \"in <line> & more\", C number \"12.5\", D dateNumber \"45992\", E boolean \"1\", F boolean \"0\", G error \"#N/A\"",
                "2: B text \"sharedx\", C number \"2\", D formulaWithoutValue \"\"", "3: A isoDate \"2026-06-30T12:00:00\"",
            ])
    }

    @Test func richTextIsJoinedAndPronunciationLeftOut() throws {
        var archive = WorkbookFixture(.init("S", [["x", "y"]])).archive
        archive["xl/sharedStrings.xml"].bytes = Array(
            "<sst><si><r><rPr><b/></rPr><t>one </t></r><r><t>two</t></r><rPh sb=\"0\" eb=\"1\"><t>wan</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>"
                .utf8)
        #expect(try dump(archive.bytes) == ["1: A text \"one two\", B text \"a\rb_x0041_\""])
    }

    @Test func prefixedNamesOtherEncodingsAndMissingReferencesAreRead() throws {
        var archive = WorkbookFixture(.init("S", [[]])).archive
        let xml =
            "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t=\"str\"><x:v>é</x:v></x:c></x:row>"
            + "<x:row r=\"5\"><x:c r=\"C5\"><x:v><![CDATA[2]]></x:v></x:c><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        let expected = ["1: A number \"1\", B text \"é\"", "5: C number \"2\", D number \"3\""]
        archive["xl/worksheets/sheet1.xml"].bytes = Array(xml.utf8)
        #expect(try dump(archive.bytes) == expected)
        archive["xl/worksheets/sheet1.xml"].bytes =
            [0xFF, 0xFE]
            + ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + xml).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try dump(archive.bytes) == expected)
    }

    @Test(arguments: [
        ("yyyy-mm-dd", "dateNumber"), ("d.m.yy", "dateNumber"), ("[$-410]d mmmm yyyy;@", "dateNumber"), ("mmm\\-yy", "dateNumber"),
        ("dd/mm/yyyy hh:mm", "dateNumber"), ("gg/mm/aaaa", "dateNumber"), ("General", "number"), ("#,##0.00", "number"),
        ("0.00E+00", "number"), ("[Red]-#,##0", "number"), ("0 \"days\"", "number"), ("0\\d", "number"), ("[h]:mm:ss", "timeNumber"),
        ("[h]:mm", "timeNumber"),
        ("mm:ss", "timeNumber"), ("0.0%", "percentage"), ("#,##0;\"d\"@", "number"), ("_-* #,##0.00\\ €_-", "number"),
        ("#,##0.00 [$€-410]", "number"),
    ]) func theNumberFormatSaysWhatANumberIs(code: String, content: String) throws {
        var fixture = WorkbookFixture(.init("S", [[.number("45992", style: 3)]]))
        fixture.formats = [code]
        #expect(try dump(fixture) == ["1: A \(content) \"45992\""])
    }

    @Test(arguments: [14, 15, 16, 17, 22, 27, 36, 57]) func builtInDateFormatsAreKnown(id: Int) throws {
        var archive = WorkbookFixture(.init("S", [[.number("1", style: 0)]])).archive
        archive["xl/styles.xml"].bytes = Array("<styleSheet><cellXfs><xf numFmtId=\"\(id)\"/></cellXfs></styleSheet>".utf8)
        #expect(try dump(archive.bytes) == ["1: A dateNumber \"1\""])
    }

    @Test func batchesOfAnySizeGiveTheSameRows() throws {
        let rows: [[WorkbookFixture.Cell]] = (0..<3_000).map { row in
            [.text("T\(row % 7)"), .number("\(row).25", style: 2), .empty, .inline("row \(row)")]
        }
        let fixture = WorkbookFixture(.init("S", rows))
        let whole = try dump(fixture)
        #expect(whole.count == 3_000)
        #expect(whole[41] == "42: A text \"T6\", B number \"41.25\", D text \"row 41\"")
        for size in [SheetStream.BatchSize(rowCount: 1), .init(rowCount: 100), .init(cellCount: 5), .init(byteCount: 64)] {
            #expect(try dump(fixture, size: size) == whole)
        }
    }

    @Test func aBatchHoldsABoundedNumberOfRows() throws {
        let bytes = WorkbookFixture(.init("S", Array(repeating: [1], count: 20_000))).bytes
        let book = try workbook(bytes)
        let stream = try book.rows(of: book.sheets[0], try book.sharedTexts())
        let size = SheetStream.BatchSize(rowCount: 500)
        var (most, all) = (0, 0)
        while let batch = try stream.next(size) {
            most = max(most, batch.rows.count)
            all += batch.rows.count
        }
        #expect(all == 20_000)
        #expect(most <= SheetStream.rowLimit(size))
        #expect(SheetStream.rowLimit(size) < 3_000)
    }

    @Test func sheetsAreListedWithTheirState() throws {
        var fixture = WorkbookFixture(.init("One", [[1]]), .init("T & V", [["x"]]), .init("Old", [[2]]))
        fixture.sheets[2].state = "veryHidden"
        let book = try workbook(fixture.bytes)
        #expect(book.sheets.map(\.name) == ["One", "T & V", "Old"])
        #expect(book.sheets.map(\.isVisible) == [true, true, false])
        #expect(!book.countsFrom1904)
    }
}
