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
        for offset in 0..<source.byteCount {
            let byte = source.byte(offset)
            if byte < 0x80 {
                bytes.append(byte)
                continue
            }
            let unit = byte < 0xA0 ? windows1252Block[Int(byte) - 0x80] : UInt16(byte)
            guard unit != 0, let scalar = Unicode.Scalar(unit) else { return .failure(UndecodableByte(offset: offset)) }
            bytes.append(contentsOf: UTF8.encode(scalar)!)
        }
        return .success(bytes)
    }

    private static func utf16(_ source: RawSpan, isBigEndian: Bool) -> Result<[UInt8], UndecodableByte> {
        guard source.byteCount % 2 == 0 else { return .failure(UndecodableByte(offset: source.byteCount - 1)) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.byteCount / 2)
        var pending: (high: UInt16, offset: Int)?
        for offset in stride(from: 0, to: source.byteCount, by: 2) {
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
