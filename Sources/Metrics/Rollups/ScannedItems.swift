import Ledger
import LedgerColumns

/// The items of a snapshot as scans go through them: columns in memory, or encoded ones, of which only pieces at hand are decoded.
struct ScannedItems: Sendable {
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
