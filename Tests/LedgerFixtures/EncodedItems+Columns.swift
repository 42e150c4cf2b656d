import LedgerColumns

extension EncodedItems {
    /// Columns as a store would have them, each a part.
    ///
    /// - Parameter change: What becomes of the bytes of a column's segment; where segments are from says column and number.
    public init(
        _ parts: [ItemColumns], segmentRowCount: Int,
        change: (_ column: ItemColumn, _ segment: Int, _ bytes: [UInt8]) -> [UInt8] = { _, _, bytes in bytes }
    ) {
        var pieces: [Piece] = []
        for (part, items) in parts.enumerated() {
            for (number, segment) in PackedItems(items, segmentRowCount: segmentRowCount).segments.enumerated() {
                let columns = ItemColumn.allCases.map { column in
                    (column, EncodedColumn(change(column, number, segment.encoded(column)), context: "\(column.rawValue) \(number)"))
                }
                pieces.append(Piece(part: part, count: segment.count, columns: Dictionary(uniqueKeysWithValues: columns)))
            }
        }
        let values = parts.map { Part(companies: $0.companies, customers: $0.customers, lines: $0.lines, currencies: $0.currencies) }
        self.init(parts: values, pieces: pieces)
    }
}
