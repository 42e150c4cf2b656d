import Ledger
import LedgerColumns

/// Rows of activities whose fields may be taken as they stand: columns without mapped words, in a file whose fields have no types. An object, since every row asks for it.
final class PlainActivityRows {
    enum Column: Int, CaseIterable {
        case activity, date, analyst, customer, channel, direction, outcome, document, followUpOn, followUpDoneOn

        fileprivate var name: String {
            switch self {
            case .followUpOn: "follow_up_on"
            case .followUpDoneOn: "follow_up_done_on"
            default: "\(self)"
            }
        }
    }

    /// A column in the file.
    private struct Place {
        /// nil: the file does not have it.
        let field: Int?
        let isRequired: Bool
        let order: ImportProfile.DateOrder
    }

    private let rows: RowTable
    private let places: [Place]

    /// Nil when the fields of the file are not such.
    init?(_ part: RowsPart) {
        rows = part.scanned.rows
        guard rows.types.isEmpty else { return nil }
        var places: [Place] = []
        for column in Column.allCases {
            let known = part.columns[part.columns.place(of: column.name, from: 0)]
            guard known.plan.valueMap.isEmpty else { return nil }
            switch known.plan.source {
            case .field(let field): places.append(Place(field: field, isRequired: known.plan.isRequired, order: known.order))
            case .absent where !known.plan.isRequired: places.append(Place(field: nil, isRequired: false, order: known.order))
            case .absent, .constant: return nil
            }
        }
        self.places = places
    }

    /// Where a column stands in a row; empty for one that the file does not have.
    @inline(__always)
    func bounds(_ row: Int, _ column: Column) -> FieldBounds { bounds(row, places[column.rawValue]) }

    @inline(__always)
    private func bounds(_ row: Int, _ place: Place) -> FieldBounds {
        place.field.map { rows.fields[row &* rows.columnCount &+ $0] } ?? FieldBounds(start: 0, end: 0)
    }

    /// Whether all fields of a row are short ASCII without blanks around it, and no required one is empty.
    func areFieldsPlain(_ row: Int, _ text: RawSpan) -> Bool {
        places.allSatisfy { place in
            let bounds = bounds(row, place)
            return bounds.count == 0 ? !place.isRequired : Self.isPlain(bounds, text)
        }
    }

    @inline(__always)
    private static func isPlain(_ bounds: FieldBounds, _ text: RawSpan) -> Bool {
        let (start, count) = (Int(bounds.start), bounds.count)
        let (first, last) = (text.byte(start), text.byte(start &+ count &- 1))
        guard first > Ascii.space, last > Ascii.space, first < 0x7F, last < 0x7F, count <= TextLimit.characterCount else { return false }
        var high: UInt64 = 0
        for offset in stride(from: 0, to: count, by: 8) {
            high |= ByteWord.prefix(text.word(start &+ offset), min(8, count &- offset))
        }
        return high & ByteWord.highBits == 0
    }

    /// The day of a column; nil when it is none.
    func day(_ row: Int, _ column: Column, _ text: RawSpan) -> Int32? {
        let (bounds, months) = (bounds(row, column), MonthTable.firstDays)
        let written = WrittenDate(text, Int(bounds.start), bounds.count, months: months.span)
        return written.day(places[column.rawValue].order)
    }

    /// The day of a column, or what stands for none where it is empty; nil when it is no day.
    func optionalDay(_ row: Int, _ column: Column, _ text: RawSpan) -> Int32? {
        bounds(row, column).count == 0 ? ItemColumns.noDay : day(row, column, text)
    }

    /// A hash of some fields of a row that are plain, in their order; nil stands for a column that the file does not have.
    func hash(_ row: Int, _ fields: [Int?], _ text: RawSpan) -> UInt64 {
        var hash: UInt64 = 0
        for field in fields {
            let bounds = field.map { rows.fields[row &* rows.columnCount &+ $0] } ?? FieldBounds(start: 0, end: 0)
            hash = FieldHash.mix(hash, FieldHash.of(text, Int(bounds.start), bounds.count))
        }
        return hash
    }
}
