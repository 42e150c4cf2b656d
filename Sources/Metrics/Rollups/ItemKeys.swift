import Ledger
import LedgerColumns
import Synchronization

/// A word for each row of two snapshots that its item is known by: company, document, line and currency.
///
/// Documents are mostly a few letters and a number, and then the word says all of an item: two rows are the same item when their words are equal. Where documents are
/// something else the word is a hash, and texts are compared.
struct ItemKeys: Sendable {
    /// Stands for rows of the opening snapshot that are no debit items. No key is that small.
    static let noOpeningItem: UInt64 = 0
    /// Stands for rows of the closing snapshot that are no debit items.
    static let noClosingItem: UInt64 = 1
    /// Bits that tell the ways apart in which texts are made: a head and a number of digits.
    private static let patternBitCount = 10

    /// By row.
    let opening: RowMemory<UInt64>
    let closing: RowMemory<UInt64>
    /// What has to be compared besides the words; nil when they say all.
    let texts: Texts?

    /// The documents of all rows, and numbers of company, line and currency by row.
    struct Texts: Sendable {
        let openingDocument: StringColumn
        let openingCode: RowMemory<UInt64>
        let closingDocument: StringColumn
        let closingCode: RowMemory<UInt64>

        @inline(__always)
        func isSame(_ row: Int, _ other: Int) -> Bool {
            openingCode[row] == closingCode[other] && openingDocument.equals(row, closingDocument, other)
        }
    }

    /// Whether two rows with the same word are the same item.
    @inline(__always)
    func isSame(_ row: Int, _ other: Int) -> Bool { texts.map { $0.isSame(row, other) } ?? true }

    /// Finds the keys of both snapshots. Linear, on up to `threads` threads.
    ///
    /// - Parameter hashMask: Keeps some bits of hashes, so that tests can make them collide.
    init(
        opening: ScannedItems, closing: ScannedItems, codes: MigrationCodes, threads: Int, hashMask: UInt64 = .max
    ) throws(ColumnError) {
        self.opening = RowMemory(unwritten: opening.count)
        self.closing = RowMemory(unwritten: closing.count)
        let fields = CodeFields(codes)
        let sides = [
            Side(items: opening, codes: codes.opening.map(fields.words), keys: self.opening, noItem: Self.noOpeningItem),
            Side(items: closing, codes: codes.closing.map(fields.words), keys: self.closing, noItem: Self.noClosingItem),
        ]
        if fields.bitCount + Self.patternBitCount < 64, try Self.number(sides, fields.bitCount, threads: threads) {
            texts = nil
        } else {
            texts = try Self.hash(sides, threads: threads, hashMask: hashMask)
        }
    }

    /// A snapshot, with the part of each key that comes from codes, by part and code.
    private struct Side: Sendable {
        let items: ScannedItems
        let codes: [CodeWords]
        let keys: RowMemory<UInt64>
        let noItem: UInt64
    }

    /// Makes keys of numbers; false when a document is none, or one that does not fit. Then some keys are written, and some not.
    private static func number(_ sides: [Side], _ codeBitCount: Int, threads: Int) throws(ColumnError) -> Bool {
        let heads = Mutex<[[UInt8]: Int]>([:])
        let jobs = PieceJobs(sides.map(\.items.pieceCount))
        let numberBitCount = 64 - patternBitCount - codeBitCount
        let fits = Atomic(true)
        try jobs.run(threads) { side, piece throws(ColumnError) in
            guard fits.load(ordering: .relaxed) else { return }
            let (items, keys) = (sides[side].items, sides[side].keys)
            guard let documents = try items.documentNumbers(piece: piece) else { return fits.store(false, ordering: .relaxed) }
            let numbers = heads.withLock { heads in
                documents.heads.map { head in
                    let number = heads[head] ?? heads.count
                    heads[head] = number
                    return number
                }
            }
            let patterns = numbers.map { (2 + $0 * (DocumentNumbers.digitCountMax + 1)) }
            guard patterns.allSatisfy({ $0 + DocumentNumbers.digitCountMax < 1 << patternBitCount }) else {
                return fits.store(false, ordering: .relaxed)
            }
            let (columns, rows) = try items.piece(piece, [.company, .line, .currency, .openMinor])
            let codes = sides[side].codes[items.part(ofPiece: piece)]
            let places = items.rows(ofPiece: piece)
            let largest = keys.write(places) { keys in
                Self.fill(&keys, documents, patterns, columns, rows, codes, codeBitCount, noItem: sides[side].noItem)
            }
            if largest >> UInt64(numberBitCount) != 0 { fits.store(false, ordering: .relaxed) }
        }
        return fits.load(ordering: .relaxed)
    }

    /// Writes the keys of a piece and returns a number with the bits of all numbers.
    private static func fill(
        _ keys: inout MutableSpan<UInt64>, _ documents: DocumentNumbers, _ patterns: [Int], _ items: ItemColumns, _ rows: Range<Int>,
        _ codes: CodeWords, _ codeBitCount: Int, noItem: UInt64
    ) -> UInt64 {
        let (patterns, heads, digits, numbers) = (
            patterns.span, documents.headCodes.span, documents.digitCounts.span, documents.numbers.span
        )
        let (company, line, currency, open) = (items.company.span, items.line.span, items.currency.span, items.openMinor.span)
        let (companyWord, lineWord, currencyWord) = (codes.company.span, codes.line.span, codes.currency.span)
        var all: UInt64 = 0
        for index in keys.indices {
            let row = rows.lowerBound &+ index
            let digitCount = Int(digits[index])
            // Of a text without digits the number says nothing.
            let number = digitCount == 0 ? 0 : UInt64(bitPattern: numbers[index])
            all |= number
            let pattern = UInt64(patterns[Int(heads[index])] &+ digitCount)
            let code = companyWord[Int(company[row])] | lineWord[Int(line[row])] | currencyWord[Int(currency[row])]
            let key = (number &<< UInt64(patternBitCount) | pattern) &<< UInt64(codeBitCount) | code
            keys[index] = open[row] > 0 ? key : noItem
        }
        return all
    }

    private static func hash(_ documents: StringColumn, _ row: Int, _ code: UInt64) -> UInt64 {
        let seed = foldMultiply(code ^ 0x5555_5555_5555_5555, 0x9E37_79B9_7F4A_7C15)
        return stableHash(documents.bytes.span.extracting(documents.range(row)).bytes, seed: seed)
    }

    /// The documents of both snapshots, decoded side by side.
    private static func documents(of sides: [Side], threads: Int) throws(ColumnError) -> [StringColumn] {
        let documents = Mutex([StringColumn](repeating: StringColumn(), count: sides.count))
        try PieceJobs(sides.map { _ in 1 }).run(threads) { side, _ throws(ColumnError) in
            let own = try sides[side].items.documents()
            documents.withLock { $0[side] = own }
        }
        return documents.withLock { $0 }
    }

    /// Makes keys of hashes.
    private static func hash(_ sides: [Side], threads: Int, hashMask: UInt64) throws(ColumnError) -> Texts {
        let codes = sides.map { RowMemory<UInt64>(unwritten: $0.items.count) }
        let documents = try documents(of: sides, threads: threads)
        try PieceJobs(sides.map(\.items.pieceCount)).run(threads) { side, piece throws(ColumnError) in
            let items = sides[side].items
            let (columns, rows) = try items.piece(piece, [.company, .line, .currency, .openMinor])
            let words = sides[side].codes[items.part(ofPiece: piece)]
            for (row, place) in zip(rows, items.rows(ofPiece: piece)) {
                let code =
                    words.company[Int(columns.company[row])] | words.line[Int(columns.line[row])]
                    | words.currency[Int(columns.currency[row])]
                codes[side][place] = code
                let hash = hash(documents[side], place, code) & hashMask
                sides[side].keys[place] = columns.openMinor[row] > 0 ? hash | 2 : sides[side].noItem
            }
        }
        return Texts(openingDocument: documents[0], openingCode: codes[0], closingDocument: documents[1], closingCode: codes[1])
    }
}

/// Where company, line and currency stand in a key: each in bits of its own.
private struct CodeFields {
    let bitCount: Int
    private let lineShift: UInt64
    private let companyShift: UInt64

    /// Exact: 2^28 companies, 2^28 lines and 256 currencies still fit.
    init(_ codes: MigrationCodes) {
        func bits(_ count: Int) -> Int { Int.bitWidth - max(0, count - 1).leadingZeroBitCount }
        let (currency, line) = (bits(codes.currencies.count), bits(codes.lines.count))
        (lineShift, companyShift) = (UInt64(currency), UInt64(currency + line))
        bitCount = currency + line + bits(codes.companies.count)
        precondition(bitCount <= 64, "a snapshot has fewer companies and lines than rows")
    }

    func words(_ part: MigrationCodes.Part) -> CodeWords {
        CodeWords(
            company: part.company.map { UInt64($0) << companyShift }, line: part.line.map { UInt64($0) << lineShift },
            currency: part.currency.map { UInt64($0) })
    }
}

/// The bits of a key by code of a part.
private struct CodeWords: Sendable {
    let company: [UInt64]
    let line: [UInt64]
    let currency: [UInt64]
}
