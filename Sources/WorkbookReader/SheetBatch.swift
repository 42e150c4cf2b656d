/// Some rows of a sheet, one after the other, as far as cells have values.
public struct SheetBatch: Sendable {
    /// A row with at least one cell that has a value.
    public struct Row: Sendable {
        /// One-based number in the sheet.
        public let number: UInt32
        /// The index in ``cells`` behind its last cell.
        public internal(set) var cellEnd: Int
        /// Whether it is hidden, as by a filter.
        public let isHidden: Bool
    }

    /// What a cell holds. The bytes of a cell are UTF-8.
    public enum Content: UInt8, Sendable {
        /// A text.
        case text
        /// A number as text, such as `1234.5` or `1E-3`.
        case number
        /// Likewise, with the format of a date: days since the beginning of the date system.
        case dateNumber
        /// Likewise, with the format of a percentage.
        case percentage
        /// Likewise, with the format of a time.
        case timeNumber
        /// A date as ISO 8601 text.
        case isoDate
        /// `1` or `0`.
        case boolean
        /// The name of an error, such as `#N/A`.
        case error
        /// A formula whose value was not stored; without bytes.
        case formulaWithoutValue
    }

    /// A cell with a value.
    public struct Cell: Sendable {
        /// Zero-based.
        public let column: UInt16
        public let content: Content
        /// The place in ``SheetBatch/looks`` of what the format shows beside a number, from 1; 0: it shows nothing.
        public let look: UInt8
        let start: UInt32
        let end: UInt32

        /// Its bytes in ``bytes``.
        @inline(__always) public var range: Range<Int> { Int(start)..<Int(end) }
    }

    public internal(set) var rows: [Row] = []
    public internal(set) var cells: [Cell] = []
    public internal(set) var bytes: [UInt8] = []
    /// What number formats of the workbook show beside numbers.
    public internal(set) var looks: [NumberLook] = []

    /// Bytes of the part that were read so far, as a share.
    public internal(set) var progress = 0.0
}

/// Cells that are shown as one: only the first one can have a value. All bounds are one-based and belong to it.
public struct MergedRange: Hashable, Sendable {
    public let rows: ClosedRange<Int>
    public let columns: ClosedRange<Int>
}
