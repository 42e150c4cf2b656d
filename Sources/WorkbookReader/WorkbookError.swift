/// Why a workbook cannot be read. Messages name parts, sheets and cells, never what stands in them.
public struct WorkbookError: Error, Hashable, Sendable {
    /// The reason.
    public enum Code: String, CaseIterable, Sendable {
        /// The archive or a part of it is not what its format asks for: cut off, changed, a part missing.
        case damaged
        /// The content is encrypted.
        case protected
        /// A ZIP archive that holds something else than an XLSX workbook.
        case otherFormat
        /// The archive has more parts than a workbook needs.
        case tooManyParts
        /// A part grows to many times its stored size.
        case suspiciousCompression
        /// A part is larger than accepted.
        case partTooLarge
        /// A part's name leads out of the archive, or two parts have one name.
        case unsafePartName
        /// A part has a document type declaration, with which entities could be declared.
        case documentType
    }

    public let code: Code
    /// What happened: one sentence without a full stop.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
