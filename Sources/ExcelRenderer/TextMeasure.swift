/// How much room texts take in the sheets' font, Arial: advance widths of its characters, so that lines are counted as a spreadsheet breaks them.
enum TextMeasure {
    /// Pixels of a text in one line at 96 pixels an inch.
    static func pixels(_ text: String, isBold: Bool = false) -> Double { measured(text, isBold: isBold).pixels }

    /// Pixels of a text in one line, and whether it has line feeds.
    static func measured(_ text: String, isBold: Bool) -> (pixels: Double, hasLineFeeds: Bool) {
        var bytes = text
        let ascii = bytes.withUTF8(asciiThousandths)
        let thousandths = ascii ?? text.unicodeScalars.reduce(0) { $0 + advance($1) }
        return (pixels(thousandths, isBold), ascii == nil && text.utf8.contains(0x0A))
    }

    private static func pixels(_ thousandths: Int, _ isBold: Bool) -> Double {
        Double(thousandths) * CellStyle.fontSize * 96 / 72_000 * (isBold ? boldFactor : 1)
    }

    /// Whether a text takes one line whatever its letters: a quick look before it is measured.
    static func surelyFits(_ text: String, widthPixels: Double) -> Bool {
        let widest = widestAdvance * CellStyle.fontSize * 96 / 72_000 * boldFactor
        return Double(text.utf8.count) * widest <= widthPixels && !text.utf8.contains(0x0A)
    }

    /// The advance of a text of printable ASCII, as nearly all are; nil for others.
    private static func asciiThousandths(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let advances = ascii
        var sum = 0
        for byte in bytes {
            guard byte >= 0x20, byte <= 0x7E else { return nil }
            sum += Int(advances[Int(byte) - 0x20])
        }
        return sum
    }

    /// Lines a text takes when it is broken at spaces to a width in pixels; a longer word is broken where the width ends.
    static func lines(_ text: String, widthPixels: Double, isBold: Bool = false) -> Int {
        guard text.utf8.contains(0x0A) else { return lines(paragraph: text, max(widthPixels, 1), isBold) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { total, paragraph in
            total + lines(paragraph: String(paragraph), max(widthPixels, 1), isBold)
        }
    }

    private static func lines(paragraph: String, _ width: Double, _ isBold: Bool) -> Int {
        if pixels(paragraph, isBold: isBold) <= width { return 1 }
        let space = pixels(" ", isBold: isBold)
        var count = 1
        var used = 0.0
        forEachWord(of: paragraph) { thousandths in
            var length = pixels(thousandths, isBold)
            if used > 0, used + space + length <= width {
                used += space + length
                return
            }
            if used > 0 { count += 1 }
            while length > width {
                count += 1
                length -= width
            }
            used = length
        }
        return count
    }

    /// Hands the advance of each word to `body`, in thousandths; between two spaces stands an empty one.
    private static func forEachWord(of paragraph: String, _ body: (Int) -> Void) {
        var paragraph = paragraph
        paragraph.withUTF8 { bytes in
            var start = 0
            while start <= bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x20 { end += 1 }
                let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
                body(asciiThousandths(word) ?? String(decoding: word, as: UTF8.self).unicodeScalars.reduce(0) { $0 + advance($1) })
                start = end + 1
            }
        }
    }

    /// Thousandths of the font's size that no character exceeds.
    private static let widestAdvance = 1_015.0

    /// Bold letters are wider; digits are not, but texts are measured as a whole.
    private static let boldFactor = 1.07

    /// Thousandths of the font's size from one character to the next.
    private static func advance(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20...0x7E: Int(ascii[Int(scalar.value) - 0x20])
        case 0xA0, 0xB7: 278
        case 0x2013, 0x20AC: 556
        case 0x2014, 0x2022...0x2026: 1_000
        case 0xC0...0xDE: 722
        case 0..<0x2E80: 584
        default: 1_000
        }
    }

    /// Advance widths of U+0020...U+007E.
    private static let ascii: [UInt16] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1_015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ]
}
