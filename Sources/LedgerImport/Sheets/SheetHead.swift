import WorkbookReader

/// The first rows of a sheet as delimited text, in which a header is looked for as in any other file.
struct SheetHead {
    let sheet: Workbook.Sheet
    /// One line a row, blank ones too, so that lines are rows; nil: the sheet has no values.
    let text: FileBytes?
    /// The first column with a value, zero-based: the first field of each line.
    let firstColumn: Int

    /// How fields are set apart: by a byte that cannot stand in a cell.
    static let syntax = FieldSyntax(separator: 0x1F, hasQuotes: false)
    /// Rows looked at.
    private static let rowLimit = 200
    /// A row below this one belongs to no head.
    private static let lastRow = 2_000

    /// Reads the first rows of a sheet.
    init(_ sheet: Workbook.Sheet, of file: WorkbookFile) throws(ImportError) {
        self.sheet = sheet
        let outcome = file.exclusively { () -> Result<[SheetBatch], ImportError> in
            Result { () throws(ImportError) in try Self.batches(of: sheet, file) }
        }
        let batches = try outcome.get()
        firstColumn = batches.flatMap { batch in batch.cells.map { Int($0.column) } }.min() ?? 0
        text = Self.text(batches, firstColumn: firstColumn, countsFrom1904: file.countsFrom1904)
    }

    /// The batches with the first rows.
    private static func batches(of sheet: Workbook.Sheet, _ file: WorkbookFile) throws(ImportError) -> [SheetBatch] {
        let rows = try file.rows(of: sheet)
        var batches: [SheetBatch] = []
        var count = 0
        while count < rowLimit, let batch = try next(rows, SheetStream.BatchSize(rowCount: rowLimit), file.path) {
            batches.append(batch)
            count += batch.rows.count
        }
        return batches
    }

    private static func text(_ batches: [SheetBatch], firstColumn: Int, countsFrom1904: Bool) -> FileBytes? {
        var text: [UInt8] = []
        var (line, count) = (1, 0)
        for batch in batches {
            var first = 0
            for row in batch.rows where count < rowLimit && row.number <= lastRow {
                while line < row.number {
                    text.append(Ascii.lineFeed)
                    line += 1
                }
                append(batch, first..<row.cellEnd, firstColumn, countsFrom1904, to: &text)
                first = row.cellEnd
                count += 1
            }
        }
        return count == 0 ? nil : FileBytes(copying: text)
    }

    /// The next rows, with failures as errors of the import.
    static func next(_ rows: SheetStream, _ size: SheetStream.BatchSize, _ path: String) throws(ImportError) -> SheetBatch? {
        do throws(WorkbookError) {
            return try rows.next(size)
        } catch {
            throw ImportError(error, path)
        }
    }

    /// The cells of a row with separators between columns. Line ends in a cell become blanks: headers are often broken into lines.
    /// Days stand as `YYYY-MM-DD`.
    private static func append(
        _ batch: SheetBatch, _ cells: Range<Int>, _ firstColumn: Int, _ countsFrom1904: Bool, to text: inout [UInt8]
    ) {
        var column = firstColumn
        for index in cells {
            let cell = batch.cells[index]
            while column < Int(cell.column) {
                text.append(syntax.separator)
                column += 1
            }
            var bytes = batch.bytes[cell.range].map { $0 < 0x20 ? Ascii.space : $0 }
            if cell.content == .dateNumber,
                let day = SheetDay.day(serial: String(decoding: bytes, as: UTF8.self), countsFrom1904: countsFrom1904)
            {
                bytes = Array(day.isoText.utf8)
            }
            // A byte order mark at the beginning of the text would not be taken for a character.
            text.append(contentsOf: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
        }
    }
}

extension ImportProfile {
    /// The profile as it reads the head of a sheet. Titles above the header are usual there.
    var ofSheets: ImportProfile {
        var profile = self
        profile.dialect.separator = SheetHead.syntax.separator
        profile.hasTitleRows = true
        return profile
    }
}
