/// Why a stored column could not be read.
public struct ColumnError: Error, Hashable, Sendable {
    /// What is wrong, for programs.
    public enum Code: String, Hashable, Sendable {
        /// The bytes do not start as a segment or archive does.
        case notASegment
        /// The bytes were written by a newer version of the format.
        case newerFormat
        /// The bytes end too early, or too late.
        case wrongLength
        /// The bytes are not the ones that were written.
        case checksumMismatch
        /// The bytes are intact but hold another type than the one asked for.
        case wrongType
        /// The bytes are intact but say something impossible.
        case malformed
        /// The archive has no column of that name.
        case missingColumn
    }

    /// What is wrong.
    public let code: Code
    /// One sentence without a full stop.
    public let message: String
    /// The column's name, where it is known.
    public let column: String?

    /// An error about a column.
    public init(_ code: Code, _ message: String, column: String? = nil) {
        self.code = code
        self.message = message
        self.column = column
    }

    /// The same error about a named column.
    func named(_ column: String) -> ColumnError { ColumnError(code, message, column: self.column ?? column) }
}
