/// Turns bytes of other encodings into UTF-8.
enum TextDecoding {
    /// What Windows-1252 has at 0x80...0x9F; 0 where it has nothing.
    private static let windows1252Block: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    /// UTF-8 of the bytes, or the offset of the first that the encoding does not have. A byte order mark is left out.
    static func utf8(of source: RawSpan, encoding: ImportProfile.Encoding) -> Result<[UInt8], UndecodableByte> {
        switch encoding {
        case .utf8: .success((0..<source.byteCount).map { source.byte($0) })
        case .windows1252: windows1252(source)
        case .utf16LittleEndian: utf16(source, isBigEndian: false)
        case .utf16BigEndian: utf16(source, isBigEndian: true)
        }
    }

    /// Where decoding failed.
    struct UndecodableByte: Error { let offset: Int }

    private static func windows1252(_ source: RawSpan) -> Result<[UInt8], UndecodableByte> {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.byteCount + source.byteCount / 16)
        var offset = 0
        while offset < source.byteCount {
            let end = asciiEnd(source, from: offset)
            if end > offset {
                // Most of a file is ASCII, which is copied in runs.
                source.extracting(offset..<end).withUnsafeBytes { bytes.append(contentsOf: $0) }
                offset = end
                continue
            }
            let byte = source.byte(offset)
            let unit = byte < 0xA0 ? windows1252Block[Int(byte) - 0x80] : UInt16(byte)
            guard unit != 0, let scalar = Unicode.Scalar(unit) else { return .failure(UndecodableByte(offset: offset)) }
            bytes.append(contentsOf: UTF8.encode(scalar)!)
            offset += 1
        }
        return .success(bytes)
    }

    /// The end of the run of ASCII bytes that begins at an offset.
    private static func asciiEnd(_ source: RawSpan, from start: Int) -> Int {
        var offset = start
        while offset < source.byteCount {
            let high = source.word(offset) & ByteWord.highBits
            if high != 0 { return offset &+ high.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        return source.byteCount
    }

    /// Four characters of ASCII at an offset; nil where there are others.
    private static func fourAscii(_ source: RawSpan, _ offset: Int, isBigEndian: Bool) -> UInt32? {
        guard offset + 8 <= source.byteCount else { return nil }
        let units = isBigEndian ? source.word(offset) >> 8 : source.word(offset)
        // The high byte of each unit is zero, and so is the high bit of its low byte; the last byte shifted in is zero for either order.
        let others: UInt64 = isBigEndian ? source.word(offset) & 0x80FF_80FF_80FF_80FF : units & 0xFF80_FF80_FF80_FF80
        guard others == 0 else { return nil }
        let pairs = (units | units >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: (pairs | pairs >> 16) & 0xFFFF_FFFF).littleEndian
    }

    private static func utf16(_ source: RawSpan, isBigEndian: Bool) -> Result<[UInt8], UndecodableByte> {
        guard source.byteCount % 2 == 0 else { return .failure(UndecodableByte(offset: source.byteCount - 1)) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.byteCount / 2)
        var pending: (high: UInt16, offset: Int)?
        var offset = 0
        while offset < source.byteCount {
            if pending == nil, let four = fourAscii(source, offset, isBigEndian: isBigEndian) {
                withUnsafeBytes(of: four) { bytes.append(contentsOf: $0) }
                offset += 8
                continue
            }
            defer { offset += 2 }
            let (first, second) = (UInt16(source.byte(offset)), UInt16(source.byte(offset + 1)))
            let unit = isBigEndian ? first << 8 | second : second << 8 | first
            if let (high, highOffset) = pending {
                guard UTF16.isTrailSurrogate(unit) else { return .failure(UndecodableByte(offset: highOffset)) }
                let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
                bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(value)!)!)
                pending = nil
            } else if UTF16.isLeadSurrogate(unit) {
                pending = (unit, offset)
            } else if let scalar = Unicode.Scalar(unit) {
                if unit != 0xFEFF || offset != 0 { bytes.append(contentsOf: UTF8.encode(scalar)!) }
            } else {
                return .failure(UndecodableByte(offset: offset))
            }
        }
        if let (_, highOffset) = pending { return .failure(UndecodableByte(offset: highOffset)) }
        return .success(bytes)
    }
}
