/// What programs put into texts that is no row of them: lines that end with a carriage return alone, a first line `sep=;` for spreadsheets, and the mark that
/// DOS ends a text with.
enum TextRepair {
    /// The same text with line feeds, and with blanks in place of the line for spreadsheets, so that lines keep their numbers; nil when nothing is to be done.
    static func repaired(_ text: FileBytes) -> FileBytes? {
        text.withSpan { span in
            let hint = separatorHint(span)
            let needsLineFeeds = hasCarriageReturnsAlone(span)
            let mark = endMark(span)
            guard hint != nil || mark != nil || needsLineFeeds else { return nil }
            var bytes = span.withUnsafeBytes { [UInt8]($0) }
            if let hint { for offset in hint { bytes[offset] = Ascii.space } }
            if let mark { bytes.removeSubrange(mark...) }
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

    /// Where a control character 26 stands behind the last line.
    private static func endMark(_ text: RawSpan) -> Int? {
        var last = text.byteCount - 1
        while last >= 0, text.byte(last) == Ascii.lineFeed || text.byte(last) == Ascii.carriageReturn { last -= 1 }
        guard last > 0, text.byte(last) == 0x1A else { return nil }
        return text.byte(last - 1) == Ascii.lineFeed || text.byte(last - 1) == Ascii.carriageReturn ? last : nil
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
