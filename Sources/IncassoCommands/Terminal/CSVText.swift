import CSVRenderer

/// Comma-separated values for programs (RFC 4180, line feeds): numbers as they are, texts that a spreadsheet would run as a formula defused, quoted where needed.
enum CSVText {
    /// A row with its line end.
    static func row(_ fields: [String]) -> String {
        fields.map { field(isNumber($0) ? $0 : CSVRenderer.defused($0)) }.joined(separator: ",") + "\n"
    }

    /// Digits with a sign in front and a point between them, at most.
    private static func isNumber(_ text: String) -> Bool { text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil }

    private static func field(_ text: String) -> String {
        let special: Set<UInt8> = [0x2C, 0x22, 0x0A, 0x0D]
        guard text.utf8.contains(where: special.contains) else { return text }
        let doubled: String = text.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
        return "\"" + doubled + "\""
    }
}
