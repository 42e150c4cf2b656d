import LedgerColumns

/// The items that one thread of a positions scan dealt out: words, and what no word holds as it is.
struct DealtPositions: Sendable {
    private let narrow: DealtItems<UInt64>
    private let wide: DealtItems<PositionItem>
    private let words: PositionWords

    init(cellCount: Int, _ words: PositionWords) {
        narrow = DealtItems(cellCount: cellCount)
        wide = DealtItems(cellCount: cellCount)
        self.words = words
    }

    /// Adds some rows, whose codes stand for these places. Linear.
    func take(_ items: ItemColumns, _ rows: Range<Int>, _ places: AccountPlaces) {
        let (company, customer) = (items.company.span.extracting(rows), items.customer.span.extracting(rows))
        let (currency, kind) = (items.currency.span.extracting(rows), items.kind.span.extracting(rows))
        let (documentDay, dueDay) = (items.documentDay.span.extracting(rows), items.dueDay.span.extracting(rows))
        let openMinor = items.openMinor.span.extracting(rows)
        // Unchecked: all seven have as many rows as the range.
        for row in 0..<rows.count {
            let (cell, code) = places.place(
                company: company[unchecked: row], customer: customer[unchecked: row], currency: currency[unchecked: row],
                kind: kind[unchecked: row])
            take(
                cell: cell,
                PositionItem(
                    code: code, documentDay: documentDay[unchecked: row], dueDay: dueDay[unchecked: row],
                    openMinor: openMinor[unchecked: row]))
        }
    }

    @inline(__always)
    private func take(cell: Int, _ item: PositionItem) {
        if let word = words.word(item) { narrow.take(cell: cell, word) } else { wide.take(cell: cell, item) }
    }

    /// Items of a cell. Linear in their chunks.
    func count(of cell: Int) -> Int { narrow.count(of: cell) + wide.count(of: cell) }

    /// Appends the items of a cell in no order that means anything.
    func append(cell: Int, to narrowItems: inout [UInt64], _ wideItems: inout [PositionItem]) {
        narrow.forEachChunk(of: cell) { chunk in
            chunk.withUnsafeBufferPointer { narrowItems.append(contentsOf: $0) }
        }
        wide.forEachChunk(of: cell) { chunk in chunk.withUnsafeBufferPointer { wideItems.append(contentsOf: $0) } }
    }
}
