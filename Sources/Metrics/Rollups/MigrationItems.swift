import Ledger
import LedgerColumns

/// The items of a snapshot as a migration goes through them: columns in memory, or encoded ones of which only pieces at hand are decoded.
struct MigrationItems: Sendable {
    private enum Source {
        case columns(ItemColumns)
        case encoded(EncodedItems)
    }

    private let source: Source
    /// The values of codes, by part.
    let parts: [EncodedItems.Part]
    /// The first row of each piece, and behind them the number of items.
    private let starts: [Int]
    /// By piece.
    private let partOfPiece: [Int]

    /// - Parameter pieceRowCount: Rows of a piece at the most.
    init(_ items: ItemColumns, pieceRowCount: Int = 16_384) {
        source = .columns(items)
        parts = [
            EncodedItems.Part(companies: items.companies, customers: items.customers, lines: items.lines, currencies: items.currencies)
        ]
        starts = Array(stride(from: 0, to: items.count, by: pieceRowCount)) + [items.count]
        partOfPiece = [Int](repeating: 0, count: starts.count - 1)
    }

    init(_ items: EncodedItems) {
        source = .encoded(items)
        parts = items.parts
        starts = items.pieces.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        partOfPiece = items.pieces.map(\.part)
    }

    /// Number of items.
    var count: Int { starts[starts.count - 1] }

    var pieceCount: Int { partOfPiece.count }

    /// The part that a piece belongs to.
    func part(ofPiece piece: Int) -> Int { partOfPiece[piece] }

    func rows(ofPiece piece: Int) -> Range<Int> { starts[piece]..<starts[piece + 1] }

    /// Columns with the rows of a piece, and where these stand in them. Only the columns that are asked for are sure to be there.
    func piece(_ piece: Int, _ columns: Set<ItemColumn>) throws(ColumnError) -> (items: ItemColumns, rows: Range<Int>) {
        switch source {
        case .columns(let items): (items, rows(ofPiece: piece))
        case .encoded(let items): (try items.decoded(columns, piece: piece), 0..<items.pieces[piece].count)
        }
    }

    /// The documents of a piece as numbers; nil when they are none.
    func documentNumbers(piece: Int) throws(ColumnError) -> DocumentNumbers? {
        switch source {
        case .columns(let items): DocumentNumbers(items.document, rows: rows(ofPiece: piece))
        case .encoded(let items): try items.documentNumbers(piece: piece)
        }
    }

    /// The documents of all rows.
    func documents() throws(ColumnError) -> StringColumn {
        switch source {
        case .columns(let items): items.document
        case .encoded(let items): try items.documents()
        }
    }

    /// All currencies of the parts.
    var currencies: [Currency] {
        var currencies: [Currency] = []
        for part in parts { _ = currencies.codes(adding: part.currencies) }
        return currencies
    }
}

/// Numbers for the companies, lines and currencies of both snapshots, by code of each part: equal numbers are equal values.
struct MigrationCodes: Sendable {
    /// Numbers by own code.
    struct Part: Sendable {
        let company: [UInt32]
        let line: [UInt32]
        let currency: [UInt32]
    }

    let companies: [String]
    let lines: [String]
    let currencies: [Currency]
    /// By part.
    let opening: [Part]
    let closing: [Part]

    init(opening: MigrationItems, closing: MigrationItems) {
        let parts = opening.parts + closing.parts
        let (companies, company) = Self.numbers(parts.map(\.companies))
        let (lines, line) = Self.numbers(parts.map(\.lines))
        var currencies: [Currency] = []
        let currency = parts.map { currencies.codes(adding: $0.currencies) }
        let numbered = parts.indices.map { Part(company: company[$0], line: line[$0], currency: currency[$0]) }
        (self.companies, self.lines, self.currencies) = (companies, lines, currencies)
        self.opening = Array(numbered.prefix(opening.parts.count))
        self.closing = Array(numbered.dropFirst(opening.parts.count))
    }

    /// The distinct values of some dictionaries, and the numbers of each one's values among them.
    static func numbers(_ dictionaries: [StringDictionary]) -> (values: [String], numbers: [[UInt32]]) {
        var all = dictionaries.first ?? StringDictionary()
        let numbers = dictionaries.map { all.codes(adding: $0.values) }
        return (all.values, numbers)
    }
}
