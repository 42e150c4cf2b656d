/// What a workbook may ask for. Beyond it, it is refused before memory or time is spent.
public struct WorkbookLimits: Hashable, Sendable {
    /// Parts of the archive.
    public var partCount = 10_000
    /// Bytes of a sheet's part, which is streamed.
    public var sheetByteCount = 8 << 30
    /// Bytes of the part with the shared texts, which are kept.
    public var sharedTextByteCount = 1 << 30
    /// Bytes of any other part that is read.
    public var smallPartByteCount = 64 << 20
    /// Bytes of the values of a row.
    public var rowByteCount = 16 << 20
    /// How many times its stored size a part may have; sheets of real systems reach 10 to 40.
    public var expansion = 200
    /// Bytes of a part from which on ``expansion`` holds.
    public var expansionFreeByteCount = 4 << 20

    /// The limits of the product.
    public init() {}

    /// Rows and columns of a sheet, by its format.
    static let rowCount = 1_048_576
    static let columnCount = 16_384
}
