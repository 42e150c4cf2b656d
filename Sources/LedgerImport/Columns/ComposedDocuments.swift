import Ledger
import LedgerColumns

/// Documents that a profile names by kind, date and customer because they have no number: several of them may have one name.
struct ComposedDocuments {
    private let profile: ImportProfile

    init(_ profile: ImportProfile) { self.profile = profile }

    /// Puts the amount behind the names of documents that share one and differ in it, and returns the pairs that still have the same key. What the names
    /// become does not depend on the order of rows.
    func tellApart(_ pairs: [DuplicatePair], in columns: inout MergedColumns) -> [DuplicatePair] {
        guard profile.documentFrom.contains("customer") else { return pairs }
        let shared = pairs.filter { isComposed($0.second, columns) }
        guard !shared.isEmpty else { return pairs }
        let renamed = Set(shared.flatMap { [$0.first, $0.second] })
        var texts = StringColumn()
        for row in 0..<columns.count {
            let name = columns.texts[0][row]
            texts.append(renamed.contains(row) ? name + " " + amountText(row, columns) : name)
        }
        columns.texts[0] = texts
        var seen: [String: Int] = [:]
        var left = pairs.filter { !renamed.contains($0.second) }
        for row in renamed.sorted() {
            let company = columns.dictionaries[0][columns.wide[0][row]]
            let line = columns.wide.count > 2 ? columns.dictionaries[2][columns.wide[2][row]] : ""
            let key = [company, columns.texts[0][row], line].joined(separator: "\u{1F}")
            if let first = seen[key] { left.append(DuplicatePair(first: first, second: row)) } else { seen[key] = row }
        }
        return left.sorted { $0.second < $1.second }
    }

    private func isComposed(_ row: Int, _ columns: MergedColumns) -> Bool {
        columns.texts[0][row].hasSuffix(" " + columns.dictionaries[1][columns.wide[1][row]])
    }

    /// The original amount, or what is open of it where the file does not tell it.
    private func amountText(_ row: Int, _ columns: MergedColumns) -> String {
        let original = columns.amounts.count > 1 ? columns.amounts[1][row] : ItemColumns.noAmount
        let minor = original == ItemColumns.noAmount ? columns.amounts[0][row] : original
        return Decimal64(mantissa: minor, scale: columns.currencies[Int(columns.narrow[0][row])].exponent).text
    }
}
