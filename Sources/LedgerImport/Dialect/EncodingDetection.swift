/// How the bytes of a file stand for characters, and how sure that is.
struct DetectedEncoding: Hashable, Sendable {
    let encoding: ImportProfile.Encoding
    let confidence: Confidence

    /// A byte order mark says it. Without one: zeros in every other byte mean UTF-16; bytes above 127 that are all UTF-8 mean UTF-8, bytes that are not
    /// mean Windows-1252. Where both occur, what is more frequent counts. `stated` decides between single-byte encodings only. Linear.
    init(_ bytes: FileBytes, stated: ImportProfile.Encoding?) {
        if let marked = bytes.withSpan(Self.byteOrderMark) {
            self.init(encoding: marked, confidence: .certain)
            return
        }
        if let wide = bytes.withSpan(Self.wide) {
            self.init(encoding: wide, confidence: .likely)
            return
        }
        let runs = HighByteRuns(bytes)
        if runs.invalid == 0 {
            self.init(encoding: .utf8, confidence: .certain)
        } else if runs.valid >= runs.invalid {
            self.init(encoding: .utf8, confidence: .likely)
        } else {
            self.init(encoding: .windows1252, confidence: stated == .windows1252 ? .certain : .likely)
        }
    }

    /// What a workbook is in, by its format.
    static let ofSheets = DetectedEncoding(encoding: .utf8, confidence: .certain)

    private init(encoding: ImportProfile.Encoding, confidence: Confidence) {
        self.encoding = encoding
        self.confidence = confidence
    }

    /// The encoding a byte order mark states.
    static func byteOrderMark(_ text: RawSpan) -> ImportProfile.Encoding? {
        guard text.byteCount >= 2 else { return nil }
        switch (text.byte(0), text.byte(1)) {
        case (0xFF, 0xFE): return .utf16LittleEndian
        case (0xFE, 0xFF): return .utf16BigEndian
        case (0xEF, 0xBB) where text.byteCount >= 3 && text.byte(2) == 0xBF: return .utf8
        default: return nil
        }
    }

    /// UTF-16 by its zeros: text of European languages has one in every other byte.
    private static func wide(_ text: RawSpan) -> ImportProfile.Encoding? {
        let count = min(text.byteCount, 4096) / 2
        guard count >= 4 else { return nil }
        var (first, second) = (0, 0)
        for pair in 0..<count {
            first += text.byte(pair * 2) == 0 ? 1 : 0
            second += text.byte(pair * 2 + 1) == 0 ? 1 : 0
        }
        if second * 2 > count, first * 16 < count { return .utf16LittleEndian }
        return first * 2 > count && second * 16 < count ? .utf16BigEndian : nil
    }
}

/// Runs of bytes above 127 in a file: those that are UTF-8 and those that are not.
private struct HighByteRuns {
    var valid = 0
    var invalid = 0

    init(_ bytes: FileBytes) {
        let pieceByteCount = 1 << 20
        var offset = 0
        while offset < bytes.count {
            let start = offset
            let end = min(bytes.count, offset + pieceByteCount)
            bytes.withSpan { text in
                while let run = Self.nextRun(text, from: offset, until: end) {
                    if isValidUtf8(text, run) { valid += 1 } else { invalid += 1 }
                    offset = run.upperBound
                }
            }
            offset = max(offset, end)
            bytes.release(start..<end)
        }
    }

    /// The next run that begins before `limit`; it may reach behind it.
    private static func nextRun(_ text: RawSpan, from start: Int, until limit: Int) -> Range<Int>? {
        var offset = start
        while offset < limit {
            while offset < limit, offset &+ 64 <= text.byteCount, text.isAscii64(offset) { offset &+= 64 }
            guard offset < limit else { return nil }
            let high = text.word(offset) & ByteWord.highBits
            if high == 0 {
                offset &+= 8
                continue
            }
            offset &+= high.trailingZeroBitCount / 8
            var end = offset
            while end < text.byteCount, text.byte(end) >= 0x80 { end &+= 1 }
            return offset < limit ? offset..<end : nil
        }
        return nil
    }
}

extension LedgerFileReader {
    /// How the bytes of a text file stand for characters, and how sure that is; nil for workbooks, and where no text can be read. Linear.
    public static func encoding(path: String) -> (encoding: ImportProfile.Encoding, confidence: Confidence)? {
        guard let source = try? openFile(path), !WorkbookFile.isNoText(source) else { return nil }
        let detected = DetectedEncoding(source, stated: nil)
        return (detected.encoding, detected.confidence)
    }
}
