/// The records of a file while they are written: fields with separators between them, lines that end with CRLF.
struct CSVRecords {
    private let separator: UInt8
    private var bytes: [UInt8]
    private var isFirst = true

    init(_ dialect: CSVDialect) {
        separator = dialect.separator
        bytes = Array(dialect.byteOrderMark.utf8)
    }

    /// What was written so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a field to the record: in quotes where the separator, a quote, a line end or outer spaces ask for them.
    mutating func append(_ field: String) {
        if !isFirst { bytes.append(separator) }
        isFirst = false
        let start = bytes.count
        bytes.append(contentsOf: field.utf8)
        guard needsQuotes(from: start) else { return }
        bytes.removeSubrange(start...)
        bytes.append(Self.quote)
        for byte in field.utf8 {
            if byte == Self.quote { bytes.append(Self.quote) }
            bytes.append(byte)
        }
        bytes.append(Self.quote)
    }

    /// Begins the next record.
    mutating func endRecord() {
        bytes += [0x0D, 0x0A]
        isFirst = true
    }

    private static let quote = UInt8(ascii: "\"")

    private func needsQuotes(from start: Int) -> Bool {
        guard start < bytes.count else { return false }
        let field = bytes.span.extracting(start...)
        if field[0] == 0x20 || field[field.count - 1] == 0x20 { return true }
        for index in field.indices {
            let byte = field[index]
            if byte == Self.quote || byte == 0x0A || byte == 0x0D || byte == separator { return true }
        }
        return false
    }
}
