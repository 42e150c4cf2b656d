/// Takes the cells of a sheet out of its XML.
final class SheetHandler: XMLHandler {
    private let sheetName: String
    private let styles: CellStyles
    private let sharedTexts: SharedTexts
    private var batch = SheetBatch()
    private(set) var mergedRanges: [MergedRange] = []
    private var row = RowState()
    private var cell = CellState()
    private var place = Place.outside

    private enum Place { case outside, row, cell, formula, value, inlineText, text, phonetic }

    /// The row that is being read.
    private struct RowState {
        /// One-based; 0 before the first.
        var number = 0
        var isHidden = false
        /// The next cell without a reference, and the least column of one with a reference; zero-based.
        var nextColumn = 0
        /// Where its bytes begin.
        var start = 0
    }

    /// The cell that is being read.
    private struct CellState {
        var column = 0
        var type = CellType.number
        var style = 0
        var hasFormula = false
        var hasValue = false
        var start = 0
    }

    private enum CellType { case number, sharedText, text, inlineText, boolean, error, isoDate }

    /// Bytes of a shared text that are taken: far more than any field may have, so that what is cut is refused all the same, and little enough
    /// that one text which many cells share does not fill memory.
    private static let sharedTextLimit = 1 << 14
    private let rowByteLimit: Int

    init(sheetName: String, styles: CellStyles, sharedTexts: SharedTexts, rowByteLimit: Int) {
        self.rowByteLimit = rowByteLimit
        self.sheetName = sheetName
        self.styles = styles
        batch.looks = styles.looks
        self.sharedTexts = sharedTexts
    }

    /// Whether the rows that are complete fill a batch.
    func isFull(_ size: SheetStream.BatchSize) -> Bool {
        guard let last = batch.rows.last else { return false }
        return batch.rows.count >= size.rowCount || last.cellEnd >= size.cellCount || batch.bytes.count >= size.byteCount
    }

    /// The complete rows; the row that is being read stays. nil when there are none.
    func takeRows() -> SheetBatch? {
        guard let last = batch.rows.last else { return nil }
        var rest = SheetBatch()
        rest.looks = batch.looks
        let byteEnd = last.cellEnd < batch.cells.count ? Int(batch.cells[last.cellEnd].start) : openCellStart
        for kept in batch.cells[last.cellEnd...] {
            rest.cells.append(
                SheetBatch.Cell(
                    column: kept.column, content: kept.content, look: kept.look, start: kept.start - UInt32(byteEnd),
                    end: kept.end - UInt32(byteEnd)))
        }
        rest.bytes = Array(batch.bytes[byteEnd...])
        cell.start -= byteEnd
        row.start = 0
        var taken = batch
        taken.cells.removeLast(batch.cells.count - last.cellEnd)
        taken.bytes.removeLast(batch.bytes.count - byteEnd)
        batch = rest
        return taken
    }

    /// Where the bytes of the cell that is being read begin; the end of all when there is none.
    private var openCellStart: Int { place == .outside || place == .row ? batch.bytes.count : cell.start }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch place {
        case .outside:
            if name == "row" { startRow(attributes) } else if name == "mergeCell" { addMergedRange(attributes) }
        case .row:
            if name == "c" { startCell(attributes) }
        case .cell:
            if name == "v" {
                cell.hasValue = true
                place = .value
            } else if name == "f" {
                cell.hasFormula = true
                place = .formula
            } else if name == "is" {
                place = .inlineText
            }
        case .inlineText:
            if name == "t" {
                cell.hasValue = true
                place = .text
            } else if name == "rPh" {
                place = .phonetic
            }
        case .formula, .value, .text, .phonetic: break
        }
    }

    override func end(_ name: XMLName) {
        switch place {
        case .outside: break
        case .row: if name == "row" { endRow() }
        case .cell: if name == "c" { endCell() }
        case .formula: if name == "f" { place = .cell }
        case .value: if name == "v" { place = .cell }
        case .inlineText: if name == "is" { place = .cell }
        case .text: if name == "t" { place = .inlineText }
        case .phonetic: if name == "rPh" { place = .inlineText }
        }
    }

    override func text(_ piece: UnsafeBufferPointer<UInt8>) {
        guard place == .value || place == .text else { return }
        guard batch.bytes.count + piece.count - row.start <= rowByteLimit else {
            failure =
                failure ?? WorkbookError(.partTooLarge, "row \(row.number) of sheet '\(sheetName)' has more than \(rowByteLimit) bytes")
            return
        }
        batch.bytes.append(contentsOf: piece)
    }

    private func fail(_ what: String) {
        failure = failure ?? WorkbookError(.damaged, "\(what) in sheet '\(sheetName)', row \(row.number)")
    }

    private func startRow(_ attributes: XMLAttributes) {
        var number = row.number + 1
        var isHidden = false
        for index in 0..<attributes.count {
            let name = attributes.name(index)
            if name == "r" {
                guard let stated = decimal(attributes.value(index)) else { return fail("a row has no number") }
                number = stated
            } else if name == "hidden" {
                isHidden = attributes.flag("hidden")
            }
        }
        guard number > row.number, number <= WorkbookLimits.rowCount else { return fail("the rows are out of order or too many") }
        row = RowState(number: number, isHidden: isHidden, start: batch.bytes.count)
        place = .row
    }

    private func endRow() {
        place = .outside
        guard batch.cells.count > batch.rows.last?.cellEnd ?? 0 else { return }
        batch.rows.append(
            SheetBatch.Row(number: UInt32(row.number), cellEnd: batch.cells.count, isHidden: row.isHidden))
    }

    private func startCell(_ attributes: XMLAttributes) {
        cell = CellState()
        cell.column = row.nextColumn
        cell.start = batch.bytes.count
        for index in 0..<attributes.count {
            let name = attributes.name(index)
            let value = attributes.value(index)
            if name == "r" {
                guard let place = CellReference(value), place.row == row.number else { return fail("a cell has a wrong reference") }
                cell.column = place.column - 1
            } else if name == "t" {
                guard let type = cellType(value) else { return fail("a cell has a type that is not known") }
                cell.type = type
            } else if name == "s" {
                cell.style = decimal(value) ?? 0
            }
        }
        guard cell.column >= row.nextColumn, cell.column < WorkbookLimits.columnCount else {
            return fail("the cells are out of order or too many")
        }
        row.nextColumn = cell.column + 1
        place = .cell
    }

    private func cellType(_ text: UnsafeBufferPointer<UInt8>) -> CellType? {
        switch (text.count, text.first) {
        case (1, UInt8(ascii: "n")): .number
        case (1, UInt8(ascii: "s")): .sharedText
        case (1, UInt8(ascii: "b")): .boolean
        case (1, UInt8(ascii: "e")): .error
        case (1, UInt8(ascii: "d")): .isoDate
        case (3, UInt8(ascii: "s")): .text
        case (9, UInt8(ascii: "i")): .inlineText
        default: nil
        }
    }

    private func endCell() {
        place = .row
        if cell.type == .text || cell.type == .inlineText { unescapeControls(&batch.bytes, from: cell.start) }
        var content = SheetBatch.Content.text
        var look: UInt8 = 0
        switch cell.type {
        case .text, .inlineText: content = .text
        case .sharedText: takeSharedText()
        case .boolean: content = .boolean
        case .error: content = .error
        case .isoDate: content = .isoDate
        case .number:
            switch styles.meaning(cell.style) {
            case .number:
                content = .number
                look = styles.look(cell.style)
            case .date: content = .dateNumber
            case .percentage: content = .percentage
            case .time: content = .timeNumber
            }
        }
        if batch.bytes.count == cell.start {
            // A formula may give an empty text, which is a value; where it gives a number, an empty one says that none was stored.
            guard cell.hasFormula, !cell.hasValue || cell.type == .number else { return }
            content = .formulaWithoutValue
        }
        batch.cells.append(
            SheetBatch.Cell(
                column: UInt16(cell.column), content: content, look: look, start: UInt32(cell.start),
                end: UInt32(batch.bytes.count)))
    }

    /// Puts a shared text in place of its index.
    private func takeSharedText() {
        guard batch.bytes.count > cell.start else { return }
        let index = batch.bytes.withUnsafeBufferPointer { decimal(UnsafeBufferPointer(rebasing: $0[cell.start...])) }
        guard let index, index < sharedTexts.count else { return fail("a cell has a shared text that does not exist") }
        batch.bytes.removeLast(batch.bytes.count - cell.start)
        batch.bytes.append(contentsOf: sharedTexts.bytes[sharedTexts.prefix(index, byteLimit: Self.sharedTextLimit)])
    }

    private func addMergedRange(_ attributes: XMLAttributes) {
        guard let text = attributes.text("ref") else { return }
        let corners = text.utf8.split(separator: UInt8(ascii: ":"))
        let places = corners.compactMap { corner in Array(corner).withUnsafeBufferPointer { CellReference($0) } }
        guard places.count == corners.count, let first = places.first, let last = places.last, places.count <= 2,
            first.row <= last.row, first.column <= last.column
        else { return fail("merged cells have a wrong reference") }
        mergedRanges.append(MergedRange(rows: first.row...last.row, columns: first.column...last.column))
    }
}

/// A cell's place as written in a sheet, `C12`; both one-based.
struct CellReference {
    let row: Int
    let column: Int

    /// The place of a text; nil for what is none in a sheet.
    @inline(__always)
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var (column, offset) = (0, 0)
        while offset < text.count, text[offset] >= 0x41, text[offset] <= 0x5A {
            column = column &* 26 &+ Int(text[offset] &- 0x40)
            guard column <= WorkbookLimits.columnCount else { return nil }
            offset &+= 1
        }
        guard column > 0, let row = decimal(UnsafeBufferPointer(rebasing: text[offset...])), row > 0, row <= WorkbookLimits.rowCount else {
            return nil
        }
        self.row = row
        self.column = column
    }
}

/// The number of one to nine digits; nil for anything else.
@inline(__always)
func decimal(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count > 0, text.count <= 9 else { return nil }
    var number = 0
    for byte in text {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        number = number &* 10 &+ Int(byte &- 0x30)
    }
    return number
}
