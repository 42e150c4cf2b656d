/// An XLSX workbook: its sheets, and the tables that its cells point into.
///
/// Reads the small parts when it is opened; sheets are streamed. Not for several threads at a time.
public final class Workbook {
    /// A sheet with cells.
    public struct Sheet: Hashable, Sendable {
        public let name: String
        /// Whether it is shown to a person who opens the workbook.
        public let isVisible: Bool
        let partName: String
    }

    /// The sheets with cells, in order of their tabs.
    public let sheets: [Sheet]
    /// Whether day 0 is 1 January 1904, as in workbooks of old Macintoshes; else day 1 is 1 January 1900.
    public let countsFrom1904: Bool
    private let archive: Archive
    private let styles: CellStyles
    private let sharedTextsName: String?

    /// Opens a workbook.
    ///
    /// - Parameters:
    ///   - bytes: The file; valid and unchanged while `owner` lives.
    ///   - owner: Kept as long as the workbook.
    ///   - limits: What it may ask for.
    public init(
        _ bytes: UnsafeRawBufferPointer, keeping owner: AnyObject, limits: WorkbookLimits = WorkbookLimits()
    ) throws(WorkbookError) {
        archive = try Archive(bytes, keeping: owner, limits: limits)
        let main = try Self.mainPart(archive)
        let handler = WorkbookHandler()
        try XMLParsing.parse(try archive.part(main, byteLimit: limits.smallPartByteCount), handler)
        let relations = try Relationships.of(main, in: archive)
        var sheets: [Sheet] = []
        for entry in handler.sheets {
            guard let target = relations.byId[entry.relation] else {
                throw WorkbookError(.damaged, "the workbook names a sheet that is not in it")
            }
            // Charts and dialogues are tabs too.
            if target.type == "worksheet" { sheets.append(Sheet(name: entry.name, isVisible: entry.isVisible, partName: target.name)) }
        }
        self.sheets = sheets
        countsFrom1904 = handler.countsFrom1904
        if let target = relations.first("styles"), archive.contains(target.name) {
            styles = try CellStyles(try archive.part(target.name, byteLimit: limits.smallPartByteCount))
        } else {
            styles = CellStyles()
        }
        sharedTextsName = relations.first("sharedStrings")?.name
    }

    /// The part with the list of sheets.
    private static func mainPart(_ archive: Archive) throws(WorkbookError) -> String {
        let names = archive.names
        if names.contains("xl/workbook.bin") {
            throw WorkbookError(.otherFormat, "this is a binary workbook (XLSB)")
        }
        if names.contains("content.xml"), names.contains("mimetype") {
            throw WorkbookError(.otherFormat, "this is an OpenDocument file")
        }
        guard archive.contains("_rels/.rels") else {
            throw WorkbookError(.otherFormat, "this is a ZIP archive without a workbook in it")
        }
        guard let main = try Relationships.of("", in: archive).first("officeDocument") else {
            throw WorkbookError(.otherFormat, "the archive names no document")
        }
        guard main.name.lowercased().hasPrefix("xl/") || !["word", "ppt", "visio"].contains(where: main.name.lowercased().hasPrefix) else {
            throw WorkbookError(.otherFormat, "this is a document of another program, not a workbook")
        }
        return main.name
    }

    /// The texts that cells of all sheets share. Linear in their bytes.
    public func sharedTexts() throws(WorkbookError) -> SharedTexts {
        guard let sharedTextsName, archive.contains(sharedTextsName) else { return SharedTexts() }
        return try SharedTexts(try archive.part(sharedTextsName, byteLimit: archive.limits.sharedTextByteCount))
    }

    /// A sheet to be read from its first row, with the workbook's ``sharedTexts()``.
    public func rows(of sheet: Sheet, _ sharedTexts: SharedTexts) throws(WorkbookError) -> SheetStream {
        let part = try archive.part(sheet.partName, byteLimit: archive.limits.sheetByteCount)
        return try SheetStream(
            part, sheetName: sheet.name, styles: styles, sharedTexts: sharedTexts, rowByteLimit: archive.limits.rowByteCount)
    }
}

private final class WorkbookHandler: XMLHandler {
    var sheets: [(name: String, relation: String, isVisible: Bool)] = []
    var countsFrom1904 = false

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "sheet" {
            guard let title = attributes.text("name"), let relation = attributes.text("id") else {
                failure = failure ?? WorkbookError(.damaged, "the workbook has a sheet without a name")
                return
            }
            let state = attributes.text("state") ?? "visible"
            sheets.append((title, relation, state == "visible"))
        } else if name == "workbookPr" {
            countsFrom1904 = attributes.flag("date1904")
        }
    }
}
