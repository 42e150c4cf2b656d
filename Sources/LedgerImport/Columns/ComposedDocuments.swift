import Ledger
import LedgerColumns

/// Documents that a profile names by kind, date and customer because they have no number: several of them may have one name.
struct ComposedDocuments {
    private let profile: ImportProfile

    init(_ profile: ImportProfile) { self.profile = profile }

    /// Puts the amount behind the names of documents that share one and differ in it, and a number behind those that are alike in that too, but for the first of
    /// them, so that it has the same name when the others are gone. What the names become does not depend on the order of rows, but for rows that are alike
    /// in everything.
    ///
    /// - Returns: The pairs that still have the same key, and how many documents have a number.
    func tellApart(_ pairs: [DuplicatePair], in columns: inout MergedColumns) -> (pairs: [DuplicatePair], numberedCount: Int) {
        guard profile.namesDocuments else { return (pairs, 0) }
        let shared = pairs.filter { isComposed($0.second, columns) }
        guard !shared.isEmpty else { return (pairs, 0) }
        var names: [Int: String] = [:]
        let groups = Dictionary(grouping: Set(shared.flatMap { [$0.first, $0.second] })) { key($0, columns.texts[0][$0], columns) }
        for rows in groups.values {
            let amounts = rows.map { columns.amountText($0) }
            let differ = Set(amounts).count > 1
            for (row, amount) in zip(rows, amounts) { names[row] = columns.texts[0][row] + (differ ? " " + amount : "") }
        }
        var seen: Set<[String]> = []
        var numberedCount = 0
        for row in names.keys.sorted(by: { order($0, columns).lexicographicallyPrecedes(order($1, columns)) }) {
            let name = names[row]!
            var number = 1
            while !seen.insert(key(row, names[row]!, columns)).inserted {
                number += 1
                names[row] = name + " " + String(number)
            }
            if number > 1 { numberedCount += 1 }
        }
        var texts = StringColumn()
        for row in 0..<columns.count { texts.append(names[row] ?? columns.texts[0][row]) }
        columns.texts[0] = texts
        return (pairs.filter { names[$0.second] == nil }, numberedCount)
    }

    /// Company, name and line of a row under a name.
    private func key(_ row: Int, _ name: String, _ columns: MergedColumns) -> [String] {
        let line = columns.wide.count > 2 ? columns.dictionaries[2][columns.wide[2][row]] : ""
        return [columns.dictionaries[0][columns.wide[0][row]], name, line]
    }

    /// What decides which of several documents that are alike gets which number: their days and what is open, then their place.
    private func order(_ row: Int, _ columns: MergedColumns) -> [Int64] {
        [Int64(columns.days[0][row]), Int64(columns.days[1][row]), columns.amounts[0][row], Int64(row)]
    }

    private func isComposed(_ row: Int, _ columns: MergedColumns) -> Bool {
        columns.texts[0][row].hasSuffix(" " + columns.dictionaries[1][columns.wide[1][row]])
    }
}

extension MergedColumns {
    /// The original amount of an item, or what is open of it where the file does not tell it.
    func amountText(_ row: Int) -> String {
        let original = amounts.count > 1 ? amounts[1][row] : ItemColumns.noAmount
        let minor = original == ItemColumns.noAmount ? amounts[0][row] : original
        return amountText(minor, row)
    }

    /// An amount in the currency of a row.
    func amountText(_ minor: Int64, _ row: Int) -> String {
        Decimal64(mantissa: minor, scale: currencies[Int(narrow[0][row])].exponent).text
    }
}
