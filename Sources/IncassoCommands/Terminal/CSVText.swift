import CSVRenderer

/// Comma-separated values for programs (RFC 4180, line feeds): numbers as they are, texts that a spreadsheet would run as a formula defused, quoted where needed.
enum CSVText {
    /// A row with its line end.
    static func row(_ fields: [String]) -> String {
        fields.map { field(isNumber($0) ? $0 : CSVRenderer.defused($0)) }.joined(separator: ",") + "\n"
    }

    /// Digits with a minus in front and a point between them, at most.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == 0x2D ? text.utf8.dropFirst() : text.utf8[...]
        let parts = digits.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return text }
        let doubled: String = text.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
        return "\"" + doubled + "\""
    }
}
