/// What programs put into texts that is no row of them: lines that end with a carriage return alone, and a first line `sep=;` for spreadsheets.
enum TextRepair {
    /// The same text with line feeds, and with blanks in place of the line for spreadsheets, so that lines keep their numbers; nil when nothing is to be done.
    static func repaired(_ text: FileBytes) -> FileBytes? {
        text.withSpan { span in
            let hint = separatorHint(span)
            let needsLineFeeds = hasCarriageReturnsAlone(span)
            guard hint != nil || needsLineFeeds else { return nil }
            var bytes = span.withUnsafeBytes { [UInt8]($0) }
            if let hint { for offset in hint { bytes[offset] = Ascii.space } }
            if needsLineFeeds { for offset in bytes.indices where bytes[offset] == Ascii.carriageReturn { bytes[offset] = Ascii.lineFeed } }
            return FileBytes(copying: bytes)
        }
    }

    /// Where `sep=;` or the like stands on the first line.
    private static func separatorHint(_ text: RawSpan) -> Range<Int>? {
        let start = text.byteCount >= 3 && text.byte(0) == 0xEF && text.byte(1) == 0xBB && text.byte(2) == 0xBF ? 3 : 0
        guard text.byteCount > start + 5, (0..<4).allSatisfy({ text.byte(start + $0) | 0x20 == Array("sep=".utf8)[$0] | 0x20 }) else {
            return nil
        }
        let end = text.byte(start + 5)
        return end == Ascii.lineFeed || end == Ascii.carriageReturn ? start..<start + 5 : nil
    }

    /// Whether lines end with carriage returns and there is no line feed. Ends at the first line feed.
    private static func hasCarriageReturnsAlone(_ text: RawSpan) -> Bool {
        var hasReturn = false
        for offset in 0..<text.byteCount {
            if text.byte(offset) == Ascii.lineFeed { return false }
            if text.byte(offset) == Ascii.carriageReturn { hasReturn = true }
        }
        return hasReturn
    }
}
