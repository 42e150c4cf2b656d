/// Comma-separated values for programs (RFC 4180, line feeds): fields as they are, quoted where needed.
enum CSVText {
    /// A row with its line end.
    static func row(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\n" }

    private static func field(_ text: String) -> String {
        let special: Set<UInt8> = [0x2C, 0x22, 0x0A, 0x0D]
        guard text.utf8.contains(where: special.contains) else { return text }
        let doubled: String = text.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
        return "\"" + doubled + "\""
    }
}
