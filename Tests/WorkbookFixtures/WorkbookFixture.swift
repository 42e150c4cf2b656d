/// An XLSX workbook as spreadsheet programs write it, made of parts that tests can replace.
public struct WorkbookFixture: Sendable {
    /// A cell.
    public enum Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
        case empty
        /// A text among the shared ones.
        case text(String)
        /// A text in the sheet itself.
        case inline(String)
        /// A number, as its XML has it, with a style: an index of ``WorkbookFixture/formats``.
        case number(String, style: Int)
        case boolean(Bool)
        case error(String)
        /// A formula with its value, or without.
        case formula(String, value: String?, type: String)
        /// The `c` element itself, with `REF` where its reference belongs.
        case verbatim(String)

        public init(stringLiteral text: String) { self = .text(text) }
        public init(integerLiteral number: Int) { self = .number(String(number), style: 0) }
        public init(floatLiteral number: Double) { self = .number(String(number), style: 0) }

        /// A number with the format `yyyy-mm-dd`.
        public static func date(_ serial: String) -> Cell { .number(serial, style: 1) }
    }

    /// A sheet.
    public struct Sheet: Sendable {
        public var name: String
        public var rows: [[Cell]]
        /// Attributes of rows by zero-based index, such as `hidden="1"`.
        public var rowAttributes: [Int: String] = [:]
        public var state: String?
        public var mergedCells: [String] = []
        /// The number of the first row.
        public var firstRow = 1
        /// The zero-based column of the first cell of each row.
        public var firstColumn = 0

        public init(_ name: String, _ rows: [[Cell]]) {
            self.name = name
            self.rows = rows
        }
    }

    public var sheets: [Sheet]
    /// Format codes by style from 3 on; 0 is General, 1 `yyyy-mm-dd`, 2 `#,##0.00`.
    public var formats: [String] = []
    public var countsFrom1904 = false
    public var isDeflated = true

    public init(_ sheets: Sheet...) { self.sheets = sheets }

    /// The file.
    public var bytes: [UInt8] { archive.bytes }

    /// The archive of all parts.
    public var archive: ArchiveFixture {
        var texts = SharedTextList()
        let sheetParts = sheets.enumerated().map { index, sheet in
            ArchiveFixture.Part("xl/worksheets/sheet\(index + 1).xml", sheetXML(sheet, &texts))
        }
        var parts = [
            ArchiveFixture.Part("[Content_Types].xml", Self.declaration + "<Types xmlns=\"\(Self.packageURI)/content-types\"/>"),
            ArchiveFixture.Part("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
            ArchiveFixture.Part("xl/workbook.xml", workbookXML),
            ArchiveFixture.Part(
                "xl/_rels/workbook.xml.rels",
                relations(
                    sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [
                        ("styles", "styles.xml"), ("sharedStrings", "/xl/sharedStrings.xml"),
                    ])),
            ArchiveFixture.Part("xl/styles.xml", stylesXML),
            ArchiveFixture.Part("xl/sharedStrings.xml", texts.xml),
        ]
        parts += sheetParts
        for index in parts.indices { parts[index].isDeflated = isDeflated }
        return ArchiveFixture(parts)
    }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    static let mainURI = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let packageURI = "http://schemas.openxmlformats.org/package/2006"
    static let relationsURI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private func relations(_ targets: [(type: String, target: String)]) -> String {
        let entries = targets.enumerated().map { index, entry in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"\(Self.relationsURI)/\(entry.type)\" Target=\"\(entry.target)\"/>"
        }
        return Self.declaration + "<Relationships xmlns=\"\(Self.packageURI)/relationships\">" + entries.joined() + "</Relationships>"
    }

    private var workbookXML: String {
        let entries = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(escaped(sheet.name))\" sheetId=\"\(index + 1)\"" + (sheet.state.map { " state=\"\($0)\"" } ?? "")
                + " r:id=\"rId\(index + 1)\"/>"
        }
        return Self.declaration + "<workbook xmlns=\"\(Self.mainURI)\" xmlns:r=\"\(Self.relationsURI)\"><workbookPr"
            + (countsFrom1904 ? " date1904=\"1\"" : "") + "/><sheets>" + entries.joined() + "</sheets></workbook>"
    }

    private var stylesXML: String {
        let codes = ["yyyy\\-mm\\-dd", "#,##0.00"] + formats
        let formatEntries = codes.enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\(escaped($1))\"/>" }
        let styles = codes.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
        return Self.declaration + "<styleSheet xmlns=\"\(Self.mainURI)\"><numFmts>" + formatEntries.joined()
            + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>" + styles.joined()
            + "</cellXfs></styleSheet>"
    }

    private func sheetXML(_ sheet: Sheet, _ texts: inout SharedTextList) -> String {
        var xml = Self.declaration + "<worksheet xmlns=\"\(Self.mainURI)\"><dimension ref=\"A1\"/><sheetData>"
        for (index, row) in sheet.rows.enumerated() {
            let number = sheet.firstRow + index
            xml += "<row r=\"\(number)\" \(sheet.rowAttributes[index] ?? "")>"
            for (column, cell) in row.enumerated() {
                xml += cellXML(cell, reference: columnName(sheet.firstColumn + column) + String(number), &texts)
            }
            xml += "</row>"
        }
        xml += "</sheetData>"
        if !sheet.mergedCells.isEmpty {
            xml += "<mergeCells>" + sheet.mergedCells.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>"
        }
        return xml + "</worksheet>"
    }

    private func cellXML(_ cell: Cell, reference: String, _ texts: inout SharedTextList) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): "<c r=\"\(reference)\" t=\"s\"><v>\(texts.index(of: text))</v></c>"
        case .inline(let text):
            "<c r=\"\(reference)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
        case .number(let number, let style): "<c r=\"\(reference)\" s=\"\(style)\"><v>\(number)</v></c>"
        case .boolean(let flag): "<c r=\"\(reference)\" t=\"b\"><v>\(flag ? 1 : 0)</v></c>"
        case .error(let name): "<c r=\"\(reference)\" t=\"e\"><v>\(name)</v></c>"
        case .formula(let formula, let value, let type):
            "<c r=\"\(reference)\" t=\"\(type)\"><f>\(escaped(formula))</f>\(value.map { "<v>\($0)</v>" } ?? "")</c>"
        case .verbatim(let xml): xml.replacing("REF", with: reference)
        }
    }
}

/// The name of a zero-based column: A, Z, AA …
public func columnName(_ column: Int) -> String {
    (column >= 26 ? columnName(column / 26 - 1) : "") + String(Unicode.Scalar(UInt8(0x41 + column % 26)))
}

/// Texts that cells share, each once.
private struct SharedTextList {
    private var indices: [String: Int] = [:]
    private var texts: [String] = []

    mutating func index(of text: String) -> Int {
        if let known = indices[text] { return known }
        indices[text] = texts.count
        texts.append(text)
        return texts.count - 1
    }

    var xml: String {
        WorkbookFixture.declaration + "<sst xmlns=\"\(WorkbookFixture.mainURI)\">"
            + texts.map { "<si><t xml:space=\"preserve\">\(escaped($0))</t></si>" }.joined() + "</sst>"
    }
}

private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;").replacing("\r", with: "_x000D_")
}
