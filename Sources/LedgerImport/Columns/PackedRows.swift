import LedgerColumns

/// Neighbouring rows of a ledger file that were taken out of the columns being put together, with codes of the whole file.
struct RowPiece: Sendable {
    /// Without dictionaries.
    var items = ItemColumns()
    /// The physical line of each row.
    var lines: [UInt32] = []
    /// The columns of days behind those of the items: the as-of day, the clearing day.
    var otherDays: [[Int32]] = []
}

/// The rows of a piece, encoded.
struct PackedRows: Sendable {
    let items: ItemSegment
    /// As a column of numbers.
    let lines: [UInt8]
    let otherDays: [[UInt8]]

    /// Encodes a piece. Linear.
    init(_ piece: RowPiece) {
        items = ItemSegment(piece.items, rows: 0..<piece.items.count)
        lines = encodeSegment(piece.lines)
        otherDays = piece.otherDays.map { encodeSegment($0) }
    }
}

extension MergedColumns {
    /// The columns of days that are items' own; those behind them are only looked at.
    private static let itemDayCount = 2

    /// Takes all full pieces of rows out, in order, when the rows are to be packed.
    mutating func takeFullPieces() -> [RowPiece] {
        guard packs, lines.count >= pieceRowCount else { return [] }
        return takePieces(rowCount: pieceRowCount)
    }

    /// Takes the rows out that are left, when the rows are to be packed.
    mutating func takeLastPiece() -> RowPiece? {
        guard packs, !lines.isEmpty else { return nil }
        return takePieces(rowCount: lines.count)[0]
    }

    private mutating func takePieces(rowCount: Int) -> [RowPiece] {
        var pieces = splitOff(&lines, rowCount).map { RowPiece(lines: $0) }
        for (index, column) in splitOff(&wide[0], rowCount).enumerated() { pieces[index].items.company = column }
        for (index, column) in splitOff(&wide[1], rowCount).enumerated() { pieces[index].items.customer = column }
        for (index, column) in splitOff(&wide[2], rowCount).enumerated() { pieces[index].items.line = column }
        for (index, column) in splitOff(&narrow[0], rowCount).enumerated() { pieces[index].items.currency = column }
        for (index, column) in splitOff(&narrow[1], rowCount).enumerated() { pieces[index].items.kind = column }
        for (index, column) in splitOff(&days[0], rowCount).enumerated() { pieces[index].items.documentDay = column }
        for (index, column) in splitOff(&days[1], rowCount).enumerated() { pieces[index].items.dueDay = column }
        for (index, column) in splitOff(&amounts[0], rowCount).enumerated() { pieces[index].items.openMinor = column }
        for (index, column) in splitOff(&amounts[1], rowCount).enumerated() { pieces[index].items.amountMinor = column }
        for (index, column) in splitOff(&texts[0], rowCount).enumerated() { pieces[index].items.document = column }
        for (index, column) in splitOff(&texts[1], rowCount).enumerated() { pieces[index].items.reference = column }
        for column in days.indices.dropFirst(Self.itemDayCount) {
            for (index, values) in splitOff(&days[column], rowCount).enumerated() { pieces[index].otherDays.append(values) }
        }
        return pieces
    }

    /// Decodes all packed rows: for files of which rows have to be changed or taken out, and compared in any order.
    mutating func unpack() {
        for part in packed {
            let items = part.items.decoded(Set(ItemColumn.allCases))
            lines.append(contentsOf: ownNumbers(part.lines) as [UInt32])
            wide[0] += items.company
            wide[1] += items.customer
            wide[2] += items.line
            narrow[0] += items.currency
            narrow[1] += items.kind
            days[0] += items.documentDay
            days[1] += items.dueDay
            for (index, column) in part.otherDays.enumerated() {
                days[Self.itemDayCount + index].append(contentsOf: ownNumbers(column) as [Int32])
            }
            amounts[0] += items.openMinor
            amounts[1] += items.amountMinor
            texts[0].append(contentsOf: items.document)
            texts[1].append(contentsOf: items.reference)
        }
        packed = []
    }

    /// The items, packed; for ledger files.
    func packedItems() -> PackedItems {
        guard !packed.isEmpty else { return PackedItems(itemColumns(), segmentRowCount: pieceRowCount) }
        return PackedItems(
            companies: dictionaries[0], customers: dictionaries[1], lines: dictionaries[2], currencies: currencies,
            segments: packed.map(\.items))
    }
}

extension MergedColumns {
    /// Parts that rows can be looked at in, one after the other or at the same time: those that are packed, or one of all rows.
    var partCount: Int { max(1, packed.count) }

    /// The physical lines of a part's rows.
    func lines(ofPart part: Int) -> [UInt32] { packed.isEmpty ? lines : ownNumbers(packed[part].lines) }

    /// The physical lines of all rows.
    var allLines: [UInt32] { (0..<partCount).flatMap { lines(ofPart: $0) } }

    /// A column of days of a part's rows.
    func days(_ column: Int, ofPart part: Int) -> [Int32] {
        guard !packed.isEmpty else { return days[column] }
        switch column {
        case 0: return ownNumbers(packed[part].items.encoded(.documentDay))
        case 1: return ownNumbers(packed[part].items.encoded(.dueDay))
        default: return ownNumbers(packed[part].otherDays[column - Self.itemDayCount])
        }
    }

    /// A column of amounts of a part's rows.
    func amounts(_ column: Int, ofPart part: Int) -> [Int64] {
        guard !packed.isEmpty else { return amounts[column] }
        return ownNumbers(packed[part].items.encoded(column == 0 ? .openMinor : .amountMinor))
    }

    /// The codes of a narrow column of a part's rows.
    func narrow(_ column: Int, ofPart part: Int) -> [UInt8] {
        guard !packed.isEmpty else { return narrow[column] }
        return ownNumbers(packed[part].items.encoded(column == 0 ? .currency : .kind))
    }
}

/// Cuts as many pieces of `size` elements off the front as there are. Linear.
private func splitOff<Value>(_ values: inout [Value], _ size: Int) -> [[Value]] {
    let pieceCount = values.count / size
    var rest: [Value] = []
    rest.reserveCapacity(values.count - pieceCount * size + size + size / 4)
    rest.append(contentsOf: values[(pieceCount * size)...])
    swap(&values, &rest)
    guard pieceCount > 1 else {
        rest.removeLast(rest.count - size)
        return [rest]
    }
    return (0..<pieceCount).map { Array(rest[$0 * size..<($0 + 1) * size]) }
}

/// The same for texts.
private func splitOff(_ texts: inout StringColumn, _ size: Int) -> [StringColumn] {
    let ends = splitOff(&texts.ends, size)
    var start = 0
    var pieces: [StringColumn] = []
    for ends in ends {
        let end = Int(ends.last ?? 0)
        let origin = UInt32(start)
        pieces.append(StringColumn(bytes: Array(texts.bytes[start..<end]), ends: start == 0 ? ends : ends.map { $0 - origin }))
        start = end
    }
    var rest: [UInt8] = []
    rest.reserveCapacity(texts.bytes.count - start + 2 * start)
    rest.append(contentsOf: texts.bytes[start...])
    let origin = UInt32(start)
    texts = StringColumn(bytes: rest, ends: texts.ends.map { $0 - origin })
    return pieces
}
