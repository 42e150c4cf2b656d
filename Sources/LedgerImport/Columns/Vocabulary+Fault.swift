import Ledger

extension Vocabulary {
    /// Reason and message for a value that is not in the vocabulary.
    ///
    /// - Parameter mapped: The file's own words that the profile maps.
    func fault(_ value: String, column: String, mapped: [String]) -> (FaultReason, String) {
        if value.isEmpty { return (.missingValue, "'\(column)' is empty") }
        switch self {
        case .currencies: return (.unknownCurrency, "'\(column)'\(quotableValue(value)) is not an active ISO 4217 code")
        case .words(let words): return (.unknownWord, unknownWordMessage(value, column: column, words: words.map(\.word), mapped: mapped))
        }
    }
}

/// Names an unknown word, the nearest valid one first, then all others: the words of the file's system where a profile maps some, else Incasso's own.
func unknownWordMessage(_ value: String, column: String, words: [String], mapped: [String]) -> String {
    let own = mapped.filter { !$0.isEmpty }.sorted()
    let listed = own.isEmpty ? words.filter { !$0.isEmpty && $0 == $0.lowercased() } : own
    let ranked = listed.enumerated().sorted {
        (editDistance(value, $0.element), $0.offset) < (editDistance(value, $1.element), $1.offset)
    }
    return "'\(column)'\(quotableValue(value)) is not one of " + ranked.map(\.element).joined(separator: ", ")
}

/// Insertions, deletions and replacements of bytes that turn one word into the other. Quadratic; long values are cut to 32 bytes.
func editDistance(_ first: String, _ second: String) -> Int {
    let (left, right) = (Array(first.lowercased().utf8.prefix(32)), Array(second.lowercased().utf8.prefix(32)))
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (column, other) in right.enumerated() {
            let replaced = diagonal + (byte == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
