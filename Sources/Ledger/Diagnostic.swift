/// One finding about data, a spec or a config: what, where, and what to do.
///
/// Texts carry rows and ids, never names or amounts, unless the user asked for data to be shown.
public struct Diagnostic: Hashable, Sendable {
    public enum Severity: String, Sendable { case error, warning, note }

    /// Stable, lower-case words with hyphens, listed in `docs/diagnostics.md`: `bad-date`.
    public var code: String
    public var severity: Severity
    /// The file's name as the user gave it.
    public var file: String?
    /// The sheet of a workbook that ``line`` and ``column`` are in.
    public var sheet: String?
    /// One-based physical line, counting lines inside quoted fields; the row of a sheet.
    public var line: Int?
    /// One-based column of the field in the row, or of the cell, or character column in YAML.
    public var column: Int?
    /// What happened: one sentence without a full stop.
    public var message: String
    /// What to do about it: one sentence without a full stop.
    public var advice: String?

    public init(
        code: String, severity: Severity = .error, file: String? = nil, line: Int? = nil, column: Int? = nil, message: String,
        advice: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.advice = advice
    }

    /// `file:line:column: severity: message [code]; advice`, leaving out what is not known; for sheets `file:Sheet1!C12: …` and, where a whole row is
    /// meant, `file:Sheet1!12:12: …`, as spreadsheet programs write it.
    public var text: String {
        var place = file ?? ""
        if let line, let sheet {
            place += (place.isEmpty ? "" : ":") + Diagnostic.sheetReference(sheet, row: line, column: column)
        } else if let line {
            place += (place.isEmpty ? "line " : ":") + String(line)
            if let column { place += ":" + String(column) }
        }
        return (place.isEmpty ? "" : place + ": ") + severity.rawValue + ": " + message + " [" + code + "]"
            + (advice.map { "; " + $0 } ?? "")
    }

    /// A cell, or a whole row, as spreadsheet programs write it: `Sheet1!C12`, `'Open items'!12:12`.
    static func sheetReference(_ sheet: String, row: Int, column: Int?) -> String {
        let isPlain = sheet.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
        let name =
            isPlain && !sheet.isEmpty
            ? sheet : "'" + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        guard let column else { return name + "!\(row):\(row)" }
        var (letters, rest) = ("", column)
        while rest > 0 {
            letters = String(Unicode.Scalar(UInt8(0x41 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return name + "!" + letters + String(row)
    }
}
