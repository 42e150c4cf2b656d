import Synchronization

/// Neighbouring items of a snapshot, each column encoded as a store keeps it. Codes are those of the dictionaries of the whole snapshot.
public struct ItemSegment: Hashable, Sendable {
    /// Number of items.
    public let count: Int
    /// Every column has one.
    private let columns: [ItemColumn: HeldBytes]
    /// The largest codes of company, customer, currency and line; -1 of no items.
    let largestCodes: ItemCodes<Int>

    /// Encodes some rows. All columns must reach to the end of the range. Linear.
    public init(_ items: ItemColumns, rows: Range<Int>) {
        count = rows.count
        columns = Dictionary(uniqueKeysWithValues: ItemColumn.allCases.map { ($0, HeldBytes(Self.encode(items, $0, rows))) })
        func largest<Code: SegmentElement & UnsignedInteger>(_ codes: [Code]) -> Int {
            let codes = codes.span.extracting(rows)
            var largest = -1
            for row in codes.indices { largest = max(largest, Int(codes[row])) }
            return largest
        }
        largestCodes = ItemCodes(
            company: largest(items.company), customer: largest(items.customer), currency: largest(items.currency), line: largest(items.line)
        )
    }

    /// A column as it is stored; one that was given up stops the program.
    public func encoded(_ column: ItemColumn) -> [UInt8] { columns[column]!.bytes }

    /// Frees a column in this and all copies of it; nobody may ask for it any more.
    func giveUp(_ column: ItemColumn) { columns[column]!.giveUp() }

    /// Some columns as they were before, without dictionaries; the others are empty. Linear in the items of each column.
    public func decoded(_ columns: Set<ItemColumn>) -> ItemColumns {
        var items = ItemColumns()
        for column in columns { decode(column, into: &items) }
        return items
    }

    private static func encode(_ items: ItemColumns, _ column: ItemColumn, _ rows: Range<Int>) -> [UInt8] {
        switch column {
        case .document: encodeSegment(items.document, rows: rows)
        case .company: encodeSegment(items.company.span.extracting(rows))
        case .customer: encodeSegment(items.customer.span.extracting(rows))
        case .currency: encodeSegment(items.currency.span.extracting(rows))
        case .kind: encodeSegment(items.kind.span.extracting(rows))
        case .line: encodeSegment(items.line.span.extracting(rows))
        case .reference: encodeSegment(items.reference, rows: rows)
        case .documentDay: encodeSegment(items.documentDay.span.extracting(rows))
        case .dueDay: encodeSegment(items.dueDay.span.extracting(rows))
        case .amountMinor: encodeSegment(items.amountMinor.span.extracting(rows))
        case .openMinor: encodeSegment(items.openMinor.span.extracting(rows))
        }
    }

    private func decode(_ column: ItemColumn, into items: inout ItemColumns) {
        let bytes = encoded(column)
        switch column {
        case .document: items.document = ownTexts(bytes)
        case .company: items.company = ownNumbers(bytes)
        case .customer: items.customer = ownNumbers(bytes)
        case .currency: items.currency = ownNumbers(bytes)
        case .kind: items.kind = ownNumbers(bytes)
        case .line: items.line = ownNumbers(bytes)
        case .reference: items.reference = ownTexts(bytes)
        case .documentDay: items.documentDay = ownNumbers(bytes)
        case .dueDay: items.dueDay = ownNumbers(bytes)
        case .amountMinor: items.amountMinor = ownNumbers(bytes)
        case .openMinor: items.openMinor = ownNumbers(bytes)
        }
    }
}

/// Bytes that can be freed while several hold them.
private final class HeldBytes: Hashable, Sendable {
    private let held: Mutex<[UInt8]?>

    /// A copy, because the room that encoding takes is larger than what is kept.
    init(_ bytes: [UInt8]) { held = Mutex(bytes.withUnsafeBytes { [UInt8]($0) }) }

    var bytes: [UInt8] {
        guard let bytes = held.withLock({ $0 }) else { preconditionFailure("a column was given up") }
        return bytes
    }

    func giveUp() { held.withLock { $0 = nil } }

    static func == (left: HeldBytes, right: HeldBytes) -> Bool { left === right || left.bytes == right.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// Something of each of the four columns of items that have codes.
struct ItemCodes<Value: Hashable & Sendable>: Hashable, Sendable {
    var company: Value
    var customer: Value
    var currency: Value
    var line: Value
}

/// The numbers of a segment that this process encoded itself: its checksum is not computed again, and bytes that cannot be decoded are a fault of the program.
public func ownNumbers<Element: SegmentElement>(_ bytes: [UInt8]) -> [Element] {
    do { return try decodeSegment(bytes.span.bytes, of: Element.self, isVerified: true) } catch {
        preconditionFailure("a column in memory cannot be decoded: \(error.message)")
    }
}

/// The texts of a segment that this process encoded itself.
public func ownTexts(_ bytes: [UInt8]) -> StringColumn {
    var column = StringColumn()
    do { _ = try decodeSegment(bytes.span.bytes, appendingTo: &column) } catch {
        preconditionFailure("a column in memory cannot be decoded: \(error.message)")
    }
    return column
}
