/// Why a document could not be rendered.
public struct RenderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong; stable, for callers that choose an exit code.
    public var code: Code
    /// One sentence on what happened and what to change.
    public var message: String
    /// The file that was to be written; nil when the fault is in the document.
    public var path: String?

    /// The kinds of failure.
    public enum Code: String, Hashable, Sendable {
        /// The file could not be created, written or renamed.
        case cannotWrite
        /// A section's title cannot be the name of a sheet.
        case badSheetName
        /// A table cannot be a native table: no columns, or two headings that look the same.
        case badTable
        /// A chart, formula or link names a table, cell or section that is not in the document, or no number.
        case badReference
        /// A text is longer than the format allows.
        case textTooLong
        /// What was rendered is longer than its readers take.
        case tooLarge
        /// The library that writes the file refused a value that should be fine: a bug.
        case libraryFailure
    }

    public init(code: Code, message: String, path: String? = nil) {
        self.code = code
        self.message = message
        self.path = path
    }

    public var description: String { "\(code.rawValue): \(message)" + (path.map { " (\($0))" } ?? "") }
}
