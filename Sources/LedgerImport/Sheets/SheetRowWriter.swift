import Ledger
import WorkbookReader

/// Lays the rows of a sheet out as a ``RowTable``: the seam behind which a sheet is read like any other file.
struct SheetRowWriter: Sendable {
    /// What the values of a column are taken for, by field; nil: the column is not known, and what its cells hold is no fault.
    private let roles: [FileSchema.Role?]
    /// The fields of companies, documents and customers.
    private let idFields: Set<Int>
    private let firstColumn: Int
    private let countsFrom1904: Bool
    private let firstRow: Int

    /// The columns of the rows below a header, whose first field stands in a column.
    init(_ header: HeaderMatch, firstColumn: Int, countsFrom1904: Bool) {
        var roles = [FileSchema.Role?](repeating: nil, count: header.fieldCount)
        for (name, field) in header.fields { roles[field] = FileSchema.Role.of(name) }
        self.roles = roles
        idFields = Set(["company", "document", "customer"].compactMap { header.fields[$0] })
        self.firstColumn = firstColumn
        self.countsFrom1904 = countsFrom1904
        firstRow = header.dataLine
    }

    /// Appends rows of a batch to a table; returns the bytes their fields stand in: those of the batch, and behind them what was put into another form.
    func write(_ batch: SheetBatch, into table: inout RowTable) -> [UInt8] {
        var text = batch.bytes
        table.prepare(rowLimit: batch.rows.count)
        table.prepareTypes()
        let signs = batch.looks.map { $0.sign.flatMap(CurrencySign.written) }
        var first = 0
        for row in batch.rows {
            let cells = first..<row.cellEnd
            first = row.cellEnd
            guard Int(row.number) >= firstRow else { continue }
            table.clearFields()
            for index in cells {
                let cell = batch.cells[index]
                let field = Int(cell.column) - firstColumn
                if field >= 0, field < roles.count { put(cell, field, signs, batch.looks, into: &table, &text) }
            }
            table.endSheetRow(line: row.number)
        }
        return text
    }

    private func put(
        _ cell: SheetBatch.Cell, _ field: Int, _ signs: [String?], _ looks: [NumberLook], into table: inout RowTable, _ text: inout [UInt8]
    ) {
        let range = cell.range
        switch cell.content {
        case .text: table.setField(field, range.lowerBound, range.upperBound)
        case .timeNumber where idFields.contains(field):
            table.setField(field, range.lowerBound, range.upperBound)
            addFault(.dateAsId, field, to: &table)
        case .number, .percentage, .timeNumber:
            // A day count without a date's format is read as the text of a file is, which counts from 1900; a date of eight digits and zeros are none.
            if countsFrom1904, roles[field] == .day, range.count != 8, text[range].contains(where: { $0 != UInt8(ascii: "0") }) {
                table.setField(field, range.lowerBound, range.upperBound)
                return addFault(.badDate, field, to: &table)
            }
            // The sign that an amount is shown with is held against the currency of its row as if it were written.
            if cell.look > 0, roles[field] == .amount, let sign = signs[Int(cell.look) - 1] {
                return putNumber(cell, field, sign: sign, into: &table, &text)
            }
            // An id is what is shown, with the zeros and texts that its format adds.
            if cell.look > 0, roles[field] == .value, let shown = Self.shown(text[range], looks[Int(cell.look) - 1]) {
                return append(shown.text, field, type: shown.isNumber ? .number : .text, into: &table, &text)
            }
            if cell.content == .number || roles[field] != .number,
                SheetNumber.isPlain(text.span.bytes, range.lowerBound, range.upperBound)
            {
                return table.setField(field, range.lowerBound, range.upperBound, type: .number)
            }
            putNumber(cell, field, into: &table, &text)
        case .dateNumber:
            // What a formula shows of an empty cell.
            if range.count > 0, text[range].allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }) {
                return table.setField(field, range.lowerBound, range.lowerBound)
            }
            let day = SheetDay.day(serial: String(decoding: text[range], as: UTF8.self), countsFrom1904: countsFrom1904)
            putDay(day, cell, field, into: &table, &text)
        case .isoDate: putDay(SheetDay.day(iso: String(decoding: text[range], as: UTF8.self)), cell, field, into: &table, &text)
        case .boolean:
            let isTrue = range.count == 1 && text[range.lowerBound] == 0x31
            append(isTrue ? "TRUE" : "FALSE", field, type: .text, into: &table, &text)
        case .error:
            table.setField(field, range.lowerBound, range.upperBound)
            addFault(.cellError, field, to: &table)
        case .formulaWithoutValue: addFault(.formulaWithoutValue, field, to: &table)
        }
    }

    /// What is shown of a whole number as an id; nil when that is its digits.
    private static func shown(_ number: ArraySlice<UInt8>, _ look: NumberLook) -> (text: String, isNumber: Bool)? {
        let isNegative = number.first == UInt8(ascii: "-")
        let digits = isNegative ? number.dropFirst() : number
        guard let ids = look.ids, !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return ids.text(digits: digits, isNegative: isNegative).map { ($0, $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }) }
    }

    private func putNumber(_ cell: SheetBatch.Cell, _ field: Int, sign: String = "", into table: inout RowTable, _ text: inout [UInt8]) {
        guard var number = SheetNumber.shortest(String(decoding: text[cell.range], as: UTF8.self)) else {
            table.setField(field, cell.range.lowerBound, cell.range.upperBound)
            return addFault(.badNumber, field, to: &table)
        }
        switch roles[field] {
        case .amount: number = SheetNumber.snapped(number)
        // 72 % is kept as 0.72, and meant as 72.
        case .number: if cell.content == .percentage { number.scale -= 2 }
        case .value:
            if SheetNumber.wholeDigitCount(number) > 15 { addFault(.impreciseId, field, to: &table) }
        case .day, nil: break
        }
        append(sign + SheetNumber.text(number), field, type: .number, into: &table, &text)
    }

    /// Notes that a cell has no value, where its column is known.
    private func addFault(_ reason: FaultReason, _ field: Int, to table: inout RowTable) {
        if roles[field] != nil { table.addCellFault(field: field, reason: reason) }
    }

    private func putDay(_ day: Day?, _ cell: SheetBatch.Cell, _ field: Int, into table: inout RowTable, _ text: inout [UInt8]) {
        guard let day else {
            table.setField(field, cell.range.lowerBound, cell.range.upperBound)
            return addFault(.badDate, field, to: &table)
        }
        append(day.isoText, field, type: .day, into: &table, &text)
        if idFields.contains(field) { addFault(.dateAsId, field, to: &table) }
    }

    private func append(
        _ value: String, _ field: Int, type: RowTable.FieldType, into table: inout RowTable, _ text: inout [UInt8]
    ) {
        let start = text.count
        text.append(contentsOf: value.utf8)
        table.setField(field, start, text.count, type: type)
    }
}
