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
        let runs = bytes.survey.runs
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

extension LedgerFileReader {
    /// How the bytes of a text file stand for characters, and how sure that is; nil for workbooks, and where no text can be read. Linear.
    public static func encoding(path: String) -> (encoding: ImportProfile.Encoding, confidence: Confidence)? {
        guard let source = try? openFile(path), !WorkbookFile.isNoText(source) else { return nil }
        let detected = DetectedEncoding(source, stated: nil)
        return (detected.encoding, detected.confidence)
    }
}
