import Ledger

/// One written amount, read with a decimal mark. Nothing is allocated.
///
/// Besides digits it may have: one sign in front or behind (`-`, `+`, `−`) or brackets for a minus (`(1.00)`, `<1.00>`), blanks and no-break blanks
/// around it, a currency sign (`€ $ £ ¥`) or code (`EUR`), `DR` or `CR` behind it, and groups of three digits divided by the other mark, an apostrophe or a blank of any kind.
struct AmountScan {
    /// What the value says about the decimal mark of its column.
    enum Evidence { case none, forMark, eitherWay }

    private(set) var isValid = false
    private(set) var evidence = Evidence.none
    /// The currency sign beside the digits.
    private(set) var sign: CurrencySign?
    /// The three letters of a currency beside the digits, packed; 0: there are none.
    private var code: UInt32 = 0
    private var digits: UInt64 = 0
    private var places = 0
    /// Whether it was read with decimal places.
    var hasPlaces: Bool { places > 0 }
    private(set) var isNegative = false
    /// Whether digits behind the fourth decimal place are not zero.
    private var hasExcess = false
    private var isHuge = false

    /// The largest magnitude accepted, in minor units.
    static let limitMinor: UInt64 = 1_000_000_000_000_000
    private static let powers: [UInt64] = [1, 10, 100, 1_000, 10_000]

    init(_ text: RawSpan, _ start: Int, _ count: Int, mark: UInt8, otherMark: UInt8) {
        var (first, last) = (start, start &+ count)
        guard takeSurroundings(text, &first, &last), first < last else { return }
        readNumber(text, first, last, mark: mark, otherMark: otherMark)
    }

    /// The amount in minor units of a currency with `exponent` decimal places.
    func minor(exponent: Int) -> AmountReading {
        guard isValid else { return .fault(.badAmount) }
        var (value, places) = (digits, places)
        while places > exponent, value % 10 == 0 {
            value /= 10
            places -= 1
        }
        if hasExcess || places > exponent { return .fault(.tooManyDecimals) }
        if isHuge || value > Self.limitMinor { return .fault(.amountTooLarge) }
        value *= Self.powers[exponent - places]
        if value > Self.limitMinor { return .fault(.amountTooLarge) }
        return .minor(isNegative ? 0 &- Int64(value) : Int64(value))
    }

    /// The amount in minor units of a currency with `exponent` decimal places, whose sign it must have when it has one.
    func minor(exponent: Int, of code: String) -> AmountReading {
        if isValid, let sign, !sign.isOf(code) { return .fault(.otherCurrencySign) }
        if isValid, self.code != 0, self.code != Self.packed(code) { return .fault(.otherCurrencySign) }
        return minor(exponent: exponent)
    }

    /// Takes signs, brackets, blanks, currency signs and letters off both ends; false when signs contradict each other.
    private mutating func takeSurroundings(_ text: RawSpan, _ first: inout Int, _ last: inout Int) -> Bool {
        var signCount = 0
        var opening: UInt8 = 0
        while first < last {
            let byte = text.byte(first)
            if byte >= 0x30 && byte <= 0x39 { break }
            if byte == 0x2D || byte == 0x2B {
                isNegative = byte == 0x2D
                signCount += 1
                first &+= 1
            } else if byte == 0x28 || byte == 0x3C {
                guard opening == 0 else { return false }
                opening = byte
                first &+= 1
            } else if byte == 0x20 || byte == 0x24 {
                guard takeSign(text, first, 1) else { return false }
                first &+= 1
            } else if byte == 0xC2, isTwoByteNoise(text, first, last) {
                guard takeSign(text, first, 2) else { return false }
                first &+= 2
            } else if byte == 0xE2, isMinus(text, first, last) {
                isNegative = true
                signCount += 1
                first &+= 3
            } else if byte == 0xE2, isThreeByteNoise(text, first, last) {
                guard takeSign(text, first, 3) else { return false }
                first &+= 3
            } else if byte >= 0x41 && byte <= 0x5A {
                guard takeCode(text, first, last) else { return false }
                first &+= 3
            } else {
                break
            }
        }
        var isClosed = opening == 0
        while first < last {
            let byte = text.byte(last &- 1)
            if byte >= 0x30 && byte <= 0x39 { break }
            if byte == 0x2D || byte == 0x2B {
                // `1500,-` is 1500.00, and `1500,00-` is a credit: behind a mark a stroke stands for no cents.
                if last &- first >= 2, text.byte(last &- 2) == 0x2C || text.byte(last &- 2) == 0x2E { return false }
                isNegative = byte == 0x2D
                signCount += 1
                last &-= 1
            } else if byte == 0x29 || byte == 0x3E {
                guard !isClosed, (opening == 0x28) == (byte == 0x29) else { return false }
                isClosed = true
                last &-= 1
            } else if byte == 0x20 || byte == 0x24 {
                guard takeSign(text, last &- 1, 1) else { return false }
                last &-= 1
            } else if last &- first >= 2, text.byte(last &- 2) == 0xC2, isTwoByteNoise(text, last &- 2, last) {
                guard takeSign(text, last &- 2, 2) else { return false }
                last &-= 2
            } else if last &- first >= 3, text.byte(last &- 3) == 0xE2, isMinus(text, last &- 3, last) {
                isNegative = true
                signCount += 1
                last &-= 3
            } else if last &- first >= 3, text.byte(last &- 3) == 0xE2, isThreeByteNoise(text, last &- 3, last) {
                guard takeSign(text, last &- 3, 3) else { return false }
                last &-= 3
            } else if byte | 0x20 == 0x72, last &- first >= 2, isDebitOrCredit(text, last &- 2, first) {
                isNegative = text.byte(last &- 2) | 0x20 == 0x63
                signCount += 1
                last &-= 2
            } else if byte >= 0x41 && byte <= 0x5A {
                guard last &- first >= 3, takeCode(text, last &- 3, last) else { return false }
                last &-= 3
            } else {
                break
            }
        }
        if opening != 0 { isNegative = true }
        return isClosed && signCount + (opening == 0 ? 0 : 1) <= 1
    }

    /// Notes the currency sign of some bytes, when they are one; false when it is another than the one before.
    private mutating func takeSign(_ text: RawSpan, _ offset: Int, _ length: Int) -> Bool {
        let found: CurrencySign? =
            switch (length, text.byte(offset &+ length &- 1)) {
            case (1, 0x24): .dollar
            case (2, 0xA3): .pound
            case (2, 0xA5): .yen
            case (3, 0xAC): .euro
            default: nil
            }
        guard let found else { return true }
        if let sign, sign != found { return false }
        sign = found
        return true
    }

    /// Notes the code of three letters, when they are the code of a currency and stand alone; false when they are not, or one was there before.
    private mutating func takeCode(_ text: RawSpan, _ offset: Int, _ end: Int) -> Bool {
        guard code == 0, sign == nil, end &- offset >= 3,
            let currency = Currency(text.byte(offset), text.byte(offset &+ 1), text.byte(offset &+ 2))
        else { return false }
        code = Self.packed(currency.code)
        return true
    }

    /// Whether `DR` or `CR`, of either case, stands at an offset, not behind another letter.
    private func isDebitOrCredit(_ text: RawSpan, _ offset: Int, _ first: Int) -> Bool {
        let letter = text.byte(offset) | 0x20
        guard letter == 0x63 || letter == 0x64 else { return false }
        return offset == first || !(0x61...0x7A).contains(text.byte(offset &- 1) | 0x20)
    }

    private static func packed(_ code: String) -> UInt32 { code.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    /// Reads digits, groups and decimal places.
    private mutating func readNumber(_ text: RawSpan, _ first: Int, _ last: Int, mark: UInt8, otherMark: UInt8) {
        var (run, wholeCount, groupCount) = (0, 0, 0)
        var groupKind: UInt32 = 0
        var hasMark = false
        var offset = first
        while offset < last {
            let byte = text.byte(offset)
            if byte >= 0x30 && byte <= 0x39 {
                run &+= 1
                if hasMark && run > 4 {
                    hasExcess = hasExcess || byte != 0x30
                } else if digits < 100_000_000_000_000_000 {
                    digits = digits &* 10 &+ UInt64(byte &- 0x30)
                    if hasMark { places = run }
                } else if hasMark {
                    hasExcess = hasExcess || byte != 0x30
                } else {
                    isHuge = true
                }
                if !hasMark { wholeCount &+= 1 }
                offset &+= 1
                continue
            }
            if byte == mark {
                guard !hasMark, groupCount == 0 || run == 3 else { return }
                hasMark = true
                run = 0
                offset &+= 1
                continue
            }
            let (kind, length) = Self.group(text, offset, last, otherMark: otherMark)
            guard kind != 0, !hasMark, groupKind == 0 || groupKind == kind else { return }
            guard groupCount == 0 ? run >= 1 && run <= 3 : run == 3 else { return }
            // A group of a lone zero in front is no group: `0.123`.
            if groupCount == 0 && run == 1 && text.byte(offset &- 1) == 0x30 { return }
            groupKind = kind
            groupCount &+= 1
            run = 0
            offset &+= length
        }
        guard wholeCount > 0 || (hasMark && run > 0) else { return }
        if !hasMark && groupCount > 0 && run != 3 { return }
        isValid = true
        if hasMark {
            let looksGrouped = groupCount == 0 && run == 3 && wholeCount >= 1 && wholeCount <= 3 && text.byte(first) != 0x30
            evidence = looksGrouped ? .eitherWay : .forMark
        } else if groupKind == UInt32(otherMark) {
            evidence = groupCount == 1 ? .eitherWay : .forMark
        }
    }

    /// What divides groups of digits at an offset, and its length in bytes; 0 for anything else.
    private static func group(_ text: RawSpan, _ offset: Int, _ last: Int, otherMark: UInt8) -> (kind: UInt32, length: Int) {
        let byte = text.byte(offset)
        if byte == otherMark || byte == 0x27 { return (UInt32(byte), 1) }
        if byte == 0x20 { return (0x20, 1) }
        if byte == 0xC2, last &- offset >= 2, text.byte(offset &+ 1) == 0xA0 { return (0xA0, 2) }
        guard byte == 0xE2, last &- offset >= 3, text.byte(offset &+ 1) == 0x80 else { return (0, 1) }
        switch text.byte(offset &+ 2) {
        case 0x99: return (0x2019, 3)
        case 0xAF: return (0x202F, 3)
        case 0x89: return (0x2009, 3)
        case 0x87: return (0x2007, 3)
        default: return (0, 1)
        }
    }
}

/// Whether a no-break blank, a pound or a yen sign stands at an offset.
private func isTwoByteNoise(_ text: RawSpan, _ offset: Int, _ last: Int) -> Bool {
    guard last &- offset >= 2 else { return false }
    let byte = text.byte(offset &+ 1)
    return byte == 0xA0 || byte == 0xA3 || byte == 0xA5
}

/// Whether a narrow, thin or figure blank or a euro sign stands at an offset.
private func isThreeByteNoise(_ text: RawSpan, _ offset: Int, _ last: Int) -> Bool {
    guard last &- offset >= 3 else { return false }
    let pair = (text.byte(offset &+ 1), text.byte(offset &+ 2))
    return pair == (0x80, 0xAF) || pair == (0x80, 0x89) || pair == (0x80, 0x87) || pair == (0x82, 0xAC)
}

/// Whether a minus sign U+2212 stands at an offset.
private func isMinus(_ text: RawSpan, _ offset: Int, _ last: Int) -> Bool {
    last &- offset >= 3 && text.byte(offset &+ 1) == 0x88 && text.byte(offset &+ 2) == 0x92
}
