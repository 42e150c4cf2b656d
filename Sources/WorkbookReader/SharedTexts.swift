/// The texts cells share, one after the other.
public struct SharedTexts: Sendable {
    /// UTF-8 of all texts.
    private(set) var bytes: [UInt8] = []
    /// Where each text ends.
    private(set) var ends: [UInt32] = []

    /// Number of texts.
    public var count: Int { ends.count }

    /// The bytes of a text; `index` < ``count``.
    @inline(__always)
    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : Int(ends[index &- 1]))..<Int(ends[index]) }

    /// The bytes of a text, or of its first characters that fit a limit.
    @inline(__always)
    func prefix(_ index: Int, byteLimit: Int) -> Range<Int> {
        let range = range(index)
        guard range.count > byteLimit else { return range }
        var end = range.lowerBound + byteLimit
        // A byte 10xxxxxx goes on with a character.
        while end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return range.lowerBound..<end
    }

    /// No texts.
    init() {}

    init(_ part: PartStream) throws(WorkbookError) {
        let handler = SharedTextsHandler()
        try XMLParsing.parse(part, handler)
        bytes = handler.bytes
        ends = handler.ends
    }
}

private final class SharedTextsHandler: XMLHandler {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    private var isInText = false
    private var phoneticDepth = 0
    private var textStart = 0

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "t" {
            isInText = phoneticDepth == 0
        } else if name == "si" {
            textStart = bytes.count
        } else if name == "rPh" {
            // How a text is pronounced: not part of it.
            phoneticDepth += 1
        }
    }

    override func end(_ name: XMLName) {
        if name == "t" {
            isInText = false
        } else if name == "rPh" {
            phoneticDepth -= 1
        } else if name == "si" {
            unescapeControls(&bytes, from: textStart)
            ends.append(UInt32(truncatingIfNeeded: bytes.count))
        }
    }

    override func text(_ piece: UnsafeBufferPointer<UInt8>) {
        if isInText { bytes.append(contentsOf: piece) }
    }
}

/// Replaces `_x000D_`, as workbooks write characters that XML does not have, by the character; `_x005F_` is the underscore itself.
func unescapeControls(_ bytes: inout [UInt8], from start: Int) {
    guard let first = bytes[start...].firstIndex(of: UInt8(ascii: "_")) else { return }
    var (read, write) = (first, first)
    while read < bytes.count {
        guard let unit = escapedUnit(bytes, at: read) else {
            bytes[write] = bytes[read]
            read += 1
            write += 1
            continue
        }
        read += 7
        // A text is at most as long as what stands for it: three bytes for seven. Halves of surrogate pairs stand for nothing.
        for byte in UTF8.encode(Unicode.Scalar(unit) ?? "\u{FFFD}").unsafelyUnwrapped {
            bytes[write] = byte
            write += 1
        }
    }
    bytes.removeLast(read - write)
}

/// The UTF-16 unit that `_xHHHH_` at an offset stands for.
private func escapedUnit(_ bytes: [UInt8], at offset: Int) -> UInt16? {
    guard offset + 7 <= bytes.count, bytes[offset] == UInt8(ascii: "_"), bytes[offset + 1] == UInt8(ascii: "x"),
        bytes[offset + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[offset + 2..<offset + 6] {
        switch byte {
        case 0x30...0x39: unit = unit << 4 | UInt16(byte - 0x30)
        case 0x41...0x46: unit = unit << 4 | UInt16(byte - 0x41 + 10)
        case 0x61...0x66: unit = unit << 4 | UInt16(byte - 0x61 + 10)
        default: return nil
        }
    }
    return unit
}
