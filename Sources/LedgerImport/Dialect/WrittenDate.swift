import Ledger

/// A date field as it is written, before the order of its parts is known.
enum WrittenDate {
    /// Nothing but zeros, such as `00000000` or `00.00.0000`: no date.
    case zeros
    /// Year, month, day: `2026-10-31`, `2026/10/31`, `20261031`, `20261031.0`, with or without a time of day.
    ///
    /// `isStrict` holds for `YYYY-MM-DD` to the letter. The day is nil when it is not in the calendar.
    case yearFirst(Int32?, isStrict: Bool)
    /// Two parts and a year behind them. Either reading is nil when that day is not in the calendar. With two digits in front and at the end, `short` is what
    /// both would be as years.
    case yearLast(dayFirst: Int32?, monthFirst: Int32?, short: ShortYears?)
    /// A day count as spreadsheets keep it: `43871`, `43871.0`.
    case serial(Int32)
    /// A month by its name between day and year, or in front of both: `31-OCT-2026`, `31 ott. 2026`, `October 31, 2026`.
    ///
    /// Nil when that day is not in the calendar.
    case monthNamed(Int32?)
    /// Anything else.
    case unreadable

    /// A date of three parts of two digits: `25-01-10`.
    struct ShortYears: Hashable {
        /// The first and the last part as years.
        let first: Int
        let last: Int
        /// The day when the first part is the year; nil when that is not in the calendar.
        let yearFirst: Int32?
        let hasHyphens: Bool
    }

    /// Years written with two digits: up to this one they are of this century, above of the last.
    static let lastShortYear = 69
    /// Day counts that are taken for dates: 1954 to 2119. Spreadsheets count from 1899-12-30.
    static let serials = 20_000...80_000
    private static let serialOfEpoch = 25_569

    /// Reads `count` bytes from an offset. Constant time; allocates nothing.
    init(_ text: RawSpan, _ start: Int, _ count: Int, months: Span<Int32>) {
        if count == 10 {
            if let day = isoDay(text, start, months: months) {
                self = .yearFirst(day, isStrict: true)
                return
            }
            if let known = Self.yearLast(text, start, months) {
                self = known
                return
            }
        }
        self.init(inDigits: text, start, count, months: months)
        if case .unreadable = self { self.init(withMonthName: text, start, start + count, months) }
    }

    /// The date of ten bytes `DD/MM/YYYY`, with one of `/`, `.` and `-` at both places; nil for anything else, and for nothing but zeros.
    @inline(__always)
    private static func yearLast(_ text: RawSpan, _ start: Int, _ months: Span<Int32>) -> WrittenDate? {
        let separator = UInt64(text.byte(start &+ 2))
        guard separator >= 0x2D, separator <= 0x2F else { return nil }
        // Bytes 0...7 in one word, 8 and 9 beside it. Digits become their values, separators 0.
        let mask = 0x3030_0030_3000_3030 | separator &<< 16 | separator &<< 40
        let digits = text.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self) ^ mask
        let lastDigits = text.unsafeLoadUnaligned(fromByteOffset: start &+ 8, as: UInt16.self) ^ 0x3030
        // A digit stays below 0x80 when 0x76 is added only if it is at most 9.
        let check = ((digits &+ 0x7676_7F76_767F_7676) | digits) & ByteWord.highBits
        guard check == 0, ((lastDigits &+ 0x7676) | lastDigits) & 0x8080 == 0, digits | UInt64(lastDigits) != 0 else { return nil }
        func pair(_ shift: UInt64) -> Int {
            Int(truncatingIfNeeded: (digits &>> shift & 0xFF) &* 10 &+ (digits &>> (shift &+ 8) & 0xFF))
        }
        let (first, second) = (pair(0), pair(24))
        let year = pair(48) &* 100 &+ Int(lastDigits & 0xFF) &* 10 &+ Int(lastDigits &>> 8)
        return .yearLast(
            dayFirst: dayNumber(year, second, first, months), monthFirst: dayNumber(year, first, second, months), short: nil)
    }

    /// Reads a date without letters.
    private init(inDigits text: RawSpan, _ start: Int, _ count: Int, months: Span<Int32>) {
        var numbers = (0, 0, 0)
        var lengths = (0, 0, 0)
        var part = 0
        var separator: UInt8 = 0
        var tail = start + count
        var offset = start
        loop: while offset < start + count {
            let byte = text.byte(offset)
            switch byte {
            case 0x30...0x39:
                let digit = Int(byte &- 0x30)
                if part == 0 { (numbers.0, lengths.0) = (numbers.0 &* 10 &+ digit, lengths.0 &+ 1) }
                if part == 1 { (numbers.1, lengths.1) = (numbers.1 &* 10 &+ digit, lengths.1 &+ 1) }
                if part == 2 { (numbers.2, lengths.2) = (numbers.2 &* 10 &+ digit, lengths.2 &+ 1) }
                guard lengths.0 <= 8, lengths.1 <= 8, lengths.2 <= 8 else {
                    self = .unreadable
                    return
                }
            case 0x2D, 0x2E, 0x2F:
                guard part < 2, part == 0 ? lengths.0 > 0 : lengths.1 > 0, separator == 0 || separator == byte else {
                    self = .unreadable
                    return
                }
                separator = byte
                part &+= 1
            case 0x20, 0x54:
                tail = offset
                break loop
            default:
                self = .unreadable
                return
            }
            offset &+= 1
        }
        let hasTime = tail < start + count
        if hasTime && !(part == 2 && isTime(text, tail + 1, start + count)) {
            self = .unreadable
            return
        }
        switch part {
        case 2: self = Self.threeParts(numbers, lengths, isHyphen: separator == 0x2D, hasTime: hasTime, months)
        case 1 where separator == 0x2E && lengths.1 > 0: self = Self.number(numbers.0, lengths.0, fraction: numbers.1, months)
        case 0: self = Self.number(numbers.0, lengths.0, fraction: 0, months)
        default: self = .unreadable
        }
    }

    private static func threeParts(
        _ numbers: (Int, Int, Int), _ lengths: (Int, Int, Int), isHyphen: Bool, hasTime: Bool, _ months: Span<Int32>
    ) -> WrittenDate {
        if numbers == (0, 0, 0) { return .zeros }
        guard (1...2).contains(lengths.1) else { return .unreadable }
        if lengths.0 == 4 {
            guard (1...2).contains(lengths.2) else { return .unreadable }
            let isStrict = isHyphen && lengths.1 == 2 && lengths.2 == 2 && !hasTime
            return .yearFirst(dayNumber(numbers.0, numbers.1, numbers.2, months), isStrict: isStrict)
        }
        guard (1...2).contains(lengths.0), lengths.2 == 4 || lengths.2 == 2 else { return .unreadable }
        let year = fullYear(numbers.2, digits: lengths.2)
        let dayFirst = dayNumber(year, numbers.1, numbers.0, months)
        let monthFirst = dayNumber(year, numbers.0, numbers.1, months)
        guard lengths.0 == 2, lengths.2 == 2 else { return .yearLast(dayFirst: dayFirst, monthFirst: monthFirst, short: nil) }
        let first = fullYear(numbers.0, digits: 2)
        let short = ShortYears(first: first, last: year, yearFirst: dayNumber(first, numbers.1, numbers.2, months), hasHyphens: isHyphen)
        return .yearLast(dayFirst: dayFirst, monthFirst: monthFirst, short: short)
    }

    /// A year as it is meant, of the two or four digits that are written.
    private static func fullYear(_ year: Int, digits: Int) -> Int {
        digits == 2 ? year + (year <= lastShortYear ? 2000 : 1900) : year
    }

    /// A number without separators: eight digits of a date, or a day count.
    private static func number(_ number: Int, _ length: Int, fraction: Int, _ months: Span<Int32>) -> WrittenDate {
        if number == 0 && fraction == 0 { return .zeros }
        if length == 8, fraction == 0 {
            return .yearFirst(dayNumber(number / 10_000, number / 100 % 100, number % 100, months), isStrict: false)
        }
        if length == 5, serials.contains(number) { return .serial(Int32(number - serialOfEpoch)) }
        return .unreadable
    }
}

extension WrittenDate {
    /// Reads a day, the name of a month and a year, or the name in front of the day; between them one or two of blank, `-`, `.`, `/` and `,`.
    fileprivate init(withMonthName text: RawSpan, _ start: Int, _ end: Int, _ months: Span<Int32>) {
        self = .unreadable
        var parts = DateParts(offset: start, end: end)
        let isNameFirst = start < end && !isAsciiDigit(text.byte(start))
        let early = isNameFirst ? nil : parts.number(text)
        if early != nil && !parts.skipGap(text) { return }
        guard let month = parts.month(text), parts.skipGap(text), let number = parts.number(text) else { return }
        var day = early ?? number
        var year = number
        if isNameFirst {
            guard parts.skipGap(text), let last = parts.number(text) else { return }
            (day, year) = (number, last)
        }
        guard day.digits <= 2, year.digits == 2 || year.digits == 4, parts.isAtEnd || parts.isTimeAhead(text) else { return }
        self = .monthNamed(dayNumber(Self.fullYear(year.value, digits: year.digits), month, day.value, months))
    }
}

/// Takes the parts of a date from its text, one behind the other.
private struct DateParts {
    var offset: Int
    let end: Int

    var isAtEnd: Bool { offset == end }

    /// Whether a blank or a `T` and a time of day are all there is left.
    func isTimeAhead(_ text: RawSpan) -> Bool {
        offset < end && (text.byte(offset) == 0x20 || text.byte(offset) == 0x54) && isTime(text, offset + 1, end)
    }

    /// Takes one to four digits.
    mutating func number(_ text: RawSpan) -> (value: Int, digits: Int)? {
        let start = offset
        var value = 0
        while offset < end, offset - start < 4, isAsciiDigit(text.byte(offset)) {
            value = value * 10 + Int(text.byte(offset) - 0x30)
            offset += 1
        }
        return offset > start ? (value, offset - start) : nil
    }

    /// Takes the name of a month.
    mutating func month(_ text: RawSpan) -> Int? {
        let start = offset
        while offset < end, text.byte(offset) >= 0x80 || (text.byte(offset) | 0x20) >= 0x61 && (text.byte(offset) | 0x20) <= 0x7A {
            offset += 1
        }
        return MonthWord(text, start, offset)?.month
    }

    /// Takes one or two marks between parts; false when there is none.
    mutating func skipGap(_ text: RawSpan) -> Bool {
        let start = offset
        while offset < end, offset - start < 2, isGap(text.byte(offset)) { offset += 1 }
        return offset > start
    }

    /// Whether a byte is blank, `,`, `-`, `.` or `/`.
    private func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x2C && byte <= 0x2F }
}

/// The day of parts as days since 1970-01-01; nil when it is not in the calendar.
@inline(__always)
func dayNumber(_ year: Int, _ month: Int, _ day: Int, _ months: Span<Int32>) -> Int32? {
    guard month >= 1, month <= 12, day >= 1, day <= 31 else { return nil }
    guard year >= MonthTable.firstYear, year <= MonthTable.lastYear else {
        return Day(year: year, month: month, day: day)?.daysSinceEpoch
    }
    let index = (year &- MonthTable.firstYear) &* 12 &+ month &- 1
    let result = months[index] &+ Int32(truncatingIfNeeded: day &- 1)
    return result < months[index &+ 1] ? result : nil
}

/// Whether a range is a time of day as it stands behind a date: digits, colons, a fraction, a zone or AM/PM.
private func isTime(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard start < end, isAsciiDigit(text.byte(start)) else { return false }
    return (start..<end).allSatisfy { offset in
        let byte = text.byte(offset)
        return isAsciiDigit(byte) || byte == 0x3A || byte == 0x2E || byte == 0x2B || byte == 0x2D || byte == 0x20 || byte == 0x5A
            || byte == 0x41 || byte == 0x50 || byte == 0x4D
    }
}

/// Whether a date has a time from eight in the evening behind it, in UTC: `2026-10-30T22:00:00Z`, `2026-10-30 23:00:00+00:00`.
func isUTCEvening(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    // A date and an hour have eleven bytes at the least.
    guard end - start > 11, endsInUTC(text, end), let colon = (start + 10..<end).first(where: { text.byte($0) == 0x3A }) else {
        return false
    }
    return text.byte(colon - 2) == UInt8(ascii: "2") && isAsciiDigit(text.byte(colon - 1))
}

/// Whether a text ends with `Z` or `+00:00`.
private func endsInUTC(_ text: RawSpan, _ end: Int) -> Bool {
    if text.byte(end - 1) == 0x5A { return true }
    guard text.byte(end - 6) == 0x2B, text.byte(end - 3) == 0x3A else { return false }
    return [5, 4, 2, 1].allSatisfy { text.byte(end - $0) == UInt8(ascii: "0") }
}

@inline(__always)
private func isAsciiDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
