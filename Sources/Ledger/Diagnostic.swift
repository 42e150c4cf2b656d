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
    /// One-based physical line, counting lines inside quoted fields.
    public var line: Int?
    /// One-based column of the field in the row, or character column in YAML.
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

    /// `file:line:column: severity: message [code]; advice`, leaving out what is not known.
    public var text: String {
        var place = file ?? ""
        if let line { place += (place.isEmpty ? "line " : ":") + String(line) }
        if let column, line != nil { place += ":" + String(column) }
        return (place.isEmpty ? "" : place + ": ") + severity.rawValue + ": " + message + " [" + code + "]"
            + (advice.map { "; " + $0 } ?? "")
    }
}
