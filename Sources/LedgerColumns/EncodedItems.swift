import Ledger

/// The open items of a snapshot as a store has them: some of their columns, encoded, to be decoded a piece at a time.
public struct EncodedItems: Sendable {
    /// What one ledger file says of the day: the values that the codes of its rows stand for.
    public struct Part: Sendable {
        public let companies: StringDictionary
        public let customers: StringDictionary
        public let lines: StringDictionary
        /// At most 256 currencies.
        public let currencies: [Currency]

        public init(companies: StringDictionary, customers: StringDictionary, lines: StringDictionary, currencies: [Currency]) {
            (self.companies, self.customers, self.lines, self.currencies) = (companies, customers, lines, currencies)
        }
    }

    /// Neighbouring items of one part.
    public struct Piece: Sendable {
        /// The index of their part.
        public let part: Int
        /// Number of items.
        public let count: Int
        private let columns: [ItemColumn: EncodedColumn]

        public init(part: Int, count: Int, columns: [ItemColumn: EncodedColumn]) {
            (self.part, self.count, self.columns) = (part, count, columns)
        }

        fileprivate func column(_ column: ItemColumn) throws(ColumnError) -> EncodedColumn {
            guard let found = columns[column] else { throw ColumnError(.missingColumn, "the items have no column \(column.rawValue)") }
            return found
        }
    }

    /// In the order of their rows.
    public let parts: [Part]
    /// All items, in order.
    public let pieces: [Piece]
    /// Number of items.
    public let count: Int

    /// Items of their pieces, each of one of the parts.
    public init(parts: [Part], pieces: [Piece]) {
        precondition(pieces.allSatisfy { parts.indices.contains($0.part) }, "a piece belongs to a part")
        self.parts = parts
        self.pieces = pieces
        count = pieces.reduce(0) { $0 + $1.count }
    }

    /// Some columns of a piece, without dictionaries; the others are empty. Linear in the items of each column.
    ///
    /// Throws, naming the segment, when a column is damaged, was not read, has not as many rows as the piece, or has a code without a value.
    public func decoded(_ wanted: Set<ItemColumn>, piece index: Int) throws(ColumnError) -> ItemColumns {
        let piece = pieces[index]
        let part = parts[piece.part]
        var items = ItemColumns()
        for column in ItemColumn.allCases where wanted.contains(column) {
            let encoded = try piece.column(column)
            switch column {
            case .document: items.document = try encoded.texts(piece.count)
            case .company: items.company = try encoded.codes(piece.count, below: part.companies.count)
            case .customer: items.customer = try encoded.codes(piece.count, below: part.customers.count)
            case .currency: items.currency = try encoded.codes(piece.count, below: part.currencies.count)
            case .kind: items.kind = try encoded.codes(piece.count, below: ItemKind.allCases.count)
            case .line: items.line = try encoded.codes(piece.count, below: part.lines.count)
            case .reference: items.reference = try encoded.texts(piece.count)
            case .documentDay: items.documentDay = try encoded.numbers(piece.count)
            case .dueDay: items.dueDay = try encoded.numbers(piece.count)
            case .amountMinor: items.amountMinor = try encoded.numbers(piece.count)
            case .openMinor: items.openMinor = try encoded.numbers(piece.count)
            }
        }
        return items
    }

    /// The documents of all items. Linear in their bytes; errors as of ``decoded(_:piece:)``.
    public func documents() throws(ColumnError) -> StringColumn {
        var documents = StringColumn()
        documents.ends.reserveCapacity(count)
        for piece in pieces {
            try piece.column(.document).append(to: &documents, piece.count)
            // Room for texts like those so far, so that the bytes seldom move.
            if documents.count > 0 { documents.bytes.reserveCapacity((documents.bytes.count / documents.count + 1) * count) }
        }
        return documents
    }

    /// The documents of a piece as numbers; nil when they are not written as such. Errors as of ``decoded(_:piece:)``.
    public func documentNumbers(piece index: Int) throws(ColumnError) -> DocumentNumbers? {
        try pieces[index].column(.document).documentNumbers(pieces[index].count)
    }
}

/// A column of a piece as it is stored, and where it is from.
public struct EncodedColumn: Sendable {
    private let bytes: [UInt8]
    /// For errors.
    private let context: String
    /// Whether this process encoded the bytes itself, so that their checksum need not be computed again.
    private let isVerified: Bool

    public init(_ bytes: [UInt8], context: String) { self.init(bytes, context: context, isVerified: false) }

    fileprivate init(_ bytes: [UInt8], context: String, isVerified: Bool) {
        (self.bytes, self.context, self.isVerified) = (bytes, context, isVerified)
    }

    fileprivate func numbers<Element: SegmentElement>(_ count: Int) throws(ColumnError) -> [Element] {
        do {
            let values = try decodeSegment(bytes.span.bytes, of: Element.self, isVerified: isVerified)
            try Self.require(values.count, count)
            return values
        } catch { throw error.named(context) }
    }

    fileprivate func codes<Code: SegmentElement & UnsignedInteger>(_ count: Int, below limit: Int) throws(ColumnError) -> [Code] {
        let codes: [Code] = try numbers(count)
        guard codes.isEmpty || largestBits(codes) < limit else {
            throw ColumnError(.malformed, "a column has a code that is not in its dictionary", column: context)
        }
        return codes
    }

    fileprivate func texts(_ count: Int) throws(ColumnError) -> StringColumn {
        var column = StringColumn()
        try append(to: &column, count)
        return column
    }

    fileprivate func append(to column: inout StringColumn, _ count: Int) throws(ColumnError) {
        do { try Self.require(try decodeSegment(bytes.span.bytes, appendingTo: &column), count) } catch { throw error.named(context) }
    }

    fileprivate func documentNumbers(_ count: Int) throws(ColumnError) -> DocumentNumbers? {
        do {
            let numbers = try DocumentNumbers(segment: bytes.span.bytes)
            if let numbers { try Self.require(numbers.numbers.count, count) }
            return numbers
        } catch { throw error.named(context) }
    }

    private static func require(_ rowCount: Int, _ count: Int) throws(ColumnError) {
        guard rowCount == count else { throw ColumnError(.wrongLength, "a column has not the rows of the others") }
    }
}

extension PackedItems {
    /// Some columns of the items as a store would have them, to be decoded a piece at a time. They stay in memory as long as what is returned does, also when they are given up here.
    public func encoded(_ wanted: Set<ItemColumn>) -> EncodedItems {
        let pieces = segments.map { segment in
            let columns = wanted.map { column in
                (column, EncodedColumn(segment.encoded(column), context: "column \(column.rawValue)", isVerified: true))
            }
            return EncodedItems.Piece(part: 0, count: segment.count, columns: Dictionary(uniqueKeysWithValues: columns))
        }
        let part = EncodedItems.Part(companies: companies, customers: customers, lines: lines, currencies: currencies)
        return EncodedItems(parts: [part], pieces: pieces)
    }
}
