import LedgerColumns

/// Reads one amount field of every row in minor units of the row's currency; an empty field is `noAmount`, and a fault where required.
///
/// `exponents` and `codes` hold the decimal places and the ISO codes by currency code; negative for codes that are no currency, whose rows are rejected already. What each
/// value says about the decimal mark is added to `evidence`, whatever `mark` it is read with.
func parseAmounts(
    _ text: RawSpan, _ rows: borrowing RowTable, column: ColumnField, mark: DecimalMark, currencies: [UInt32], exponents: [Int8],
    codes: [String],
    faults: inout FaultSink, evidence: inout AmountEvidence
) -> [Int64] {
    var amounts = [Int64](repeating: ItemColumns.noAmount, count: rows.count)
    var output = amounts.mutableSpan
    let fields = rows.fields.span
    let currencies = currencies.span
    let exponents = exponents.span
    let (markByte, otherByte) = (mark.byte, mark.otherByte)
    let hasTypes = rows.hasTypes
    var marked = 0
    var index = column.index
    for row in 0..<rows.count {
        let field = fields[index]
        let isTyped = hasTypes && rows.types[index] == .number
        index &+= rows.columnCount
        let exponent = Int(exponents[Int(currencies[row])])
        if isTyped {
            // A number with a type has a decimal point, which says nothing about the mark of written ones.
            guard exponent >= 0 else { continue }
            let scan = AmountScan(text, Int(field.start), field.count, mark: DecimalMark.point.byte, otherMark: DecimalMark.comma.byte)
            switch scan.minor(exponent: exponent, of: codes[Int(currencies[row])]) {
            case .minor(let amount): output[row] = amount
            case .fault(let reason):
                faults.add(
                    reason, row: row, of: rows, column: column.number, message: reason.amountMessage(column.name, exponent: exponent))
            }
            continue
        }
        if exponent == 2,
            let amount = centAmount(text, Int(field.start), field.count, mark: markByte)
                ?? groupedCentAmount(text, Int(field.start), field.count, mark: markByte, otherMark: otherByte)
        {
            output[row] = amount
            marked &+= 1
            continue
        }
        if field.count == 0 {
            if column.isRequired { faults.addMissing(row: row, of: rows, column: column) }
            continue
        }
        if exponent < 0 { continue }
        var scan = AmountScan(text, Int(field.start), field.count, mark: markByte, otherMark: otherByte)
        switch scan.evidence {
        case .forMark: marked &+= 1
        case .eitherWay:
            evidence.addEitherWay(line: rows.lines[row])
            if scan.hasPlaces && exponent != 3 { evidence.addThreePlaces(line: rows.lines[row]) }
        case .none: break
        }
        if !scan.isValid {
            scan = AmountScan(text, Int(field.start), field.count, mark: otherByte, otherMark: markByte)
            if scan.isValid { evidence.add(mark.other, 1) }
            faults.add(
                .badAmount, row: row, of: rows, column: column.number,
                message: FaultReason.badAmount.amountMessage(column.name, exponent: 0))
            continue
        }
        switch scan.minor(exponent: exponent, of: codes[Int(currencies[row])]) {
        case .minor(let amount): output[row] = amount
        case .fault(let reason):
            faults.add(reason, row: row, of: rows, column: column.number, message: reason.amountMessage(column.name, exponent: exponent))
        }
    }
    evidence.add(mark, marked)
    return amounts
}

extension AmountEvidence {
    /// Counts values that are possible with one mark only.
    mutating func add(_ mark: DecimalMark, _ count: Int) {
        if mark == .point { point += count } else { comma += count }
    }

    /// Counts a value that fits either way.
    mutating func addEitherWay(line: UInt32) {
        eitherWay += 1
        eitherWayLine = firstLine(eitherWayLine, line)
    }

    /// Counts one of these that is read with three decimal places.
    mutating func addThreePlaces(line: UInt32) {
        threePlaces += 1
        threePlacesLine = firstLine(threePlacesLine, line)
    }
}

/// The amount of `-99999999.99`-like text with one to eight digits before two decimal places; nil for anything else.
@inline(__always)
private func centAmount(_ text: RawSpan, _ start: Int, _ count: Int, mark: UInt8) -> Int64? {
    guard count >= 4, start &+ 8 <= text.byteCount else { return nil }
    let isNegative = text.byte(start) == 0x2D
    let first = isNegative ? start &+ 1 : start
    let end = start &+ count
    let wholeCount = end &- first &- 3
    guard wholeCount >= 1, wholeCount <= 8, first &+ 8 <= text.byteCount, text.byte(end &- 3) == mark else { return nil }
    // The digits move to the highest bytes; the bytes below become zero, which reads as leading zeros.
    let shift = UInt64(truncatingIfNeeded: (8 &- wholeCount) &* 8)
    let digits = (text.unsafeLoadUnaligned(fromByteOffset: first, as: UInt64.self) ^ 0x3030_3030_3030_3030) &<< shift
    let cents = text.unsafeLoadUnaligned(fromByteOffset: end &- 2, as: UInt16.self) ^ 0x3030
    guard ((digits &+ 0x7676_7676_7676_7676) | digits) & ByteWord.highBits == 0, ((cents &+ 0x7676) | cents) & 0x8080 == 0 else {
        return nil
    }
    let whole = eightDigits(digits)
    let amount = whole &* 100 &+ Int64(cents & 0xFF) &* 10 &+ Int64(cents &>> 8)
    return isNegative ? 0 &- amount : amount
}

/// The amount of `1.234.567,89`-like text: one to three digits, up to three groups of three more and two decimal places, with a minus at one of the ends or
/// none; nil for anything else.
private func groupedCentAmount(_ text: RawSpan, _ start: Int, _ count: Int, mark: UInt8, otherMark: UInt8) -> Int64? {
    var (first, end) = (start, start &+ count)
    guard count >= 4 else { return nil }
    let isNegative = text.byte(first) == 0x2D || text.byte(end &- 1) == 0x2D
    if text.byte(first) == 0x2D { first &+= 1 } else if isNegative { end &-= 1 }
    var left = end &- 3
    guard left > first, text.byte(left) == mark else { return nil }
    let cents = text.unsafeLoadUnaligned(fromByteOffset: end &- 2, as: UInt16.self) ^ 0x3030
    guard ((cents &+ 0x7676) | cents) & 0x8080 == 0 else { return nil }
    // A digit stays below 0x80 when 0x76 is added only if it is at most 9; the mark in front of a group has become 0.
    let group = 0x3030_3000 | UInt32(otherMark)
    var whole: Int64 = 0
    var scale: Int64 = 1
    while left &- first > 3 {
        guard left &- first > 4, scale <= 1_000_000 else { return nil }
        let digits = text.unsafeLoadUnaligned(fromByteOffset: left &- 4, as: UInt32.self) ^ group
        guard ((digits &+ 0x7676_767F) | digits) & 0x8080_8080 == 0 else { return nil }
        let value = (digits &>> 8 & 0xFF) &* 100 &+ (digits &>> 16 & 0xFF) &* 10 &+ digits &>> 24
        whole &+= Int64(value) &* scale
        scale &*= 1_000
        left &-= 4
    }
    // A group of a lone zero in front is no group: `0.123`.
    if scale > 1, left &- first == 1, text.byte(first) == 0x30 { return nil }
    var lead: Int64 = 0
    while first < left {
        let digit = text.byte(first) &- 0x30
        guard digit <= 9 else { return nil }
        lead = lead &* 10 &+ Int64(digit)
        first &+= 1
    }
    let amount = (whole &+ lead &* scale) &* 100 &+ Int64(cents & 0xFF) &* 10 &+ Int64(cents &>> 8)
    return isNegative ? 0 &- amount : amount
}

extension FaultReason {
    /// What happened to an amount; amounts themselves never stand in messages.
    func amountMessage(_ name: String, exponent: Int) -> String {
        switch self {
        case .otherCurrencySign: "'\(name)' has the sign of another currency than the row's"
        case .tooManyDecimals: "'\(name)' has more than \(exponent) decimal places"
        case .amountTooLarge: "'\(name)' is beyond 10^15 minor units"
        default: "'\(name)' is not an amount"
        }
    }
}
