/// Text that may stand in a header.
enum HeaderText {
    /// Whether a text is one visible line: no control characters (CR, LF, NUL among them), no format characters (which turn the direction of text or take no
    /// room), no line or paragraph separators, and nothing that is no character.
    static func isPlain(_ text: String, byteCountMax: Int) -> Bool {
        text.utf8.count <= byteCountMax
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
                default: true
                }
            }
    }

    /// Whether a byte is an ASCII letter or digit.
    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
