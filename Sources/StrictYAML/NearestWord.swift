/// Finds the valid word a user most likely meant.
public enum NearestWord {
    /// The word of `words` with the fewest edits to `word`; of equally near ones the first; nil when none is near enough.
    ///
    /// Case does not count. Near enough: at most two edits, or a third of the longer word. Time: |word| × Σ |words|.
    public static func of(_ word: String, in words: [String]) -> String? {
        var best: (word: String, edits: Int)?
        for candidate in words {
            let edits = edits(from: word.lowercased(), to: candidate.lowercased())
            guard edits <= max(2, max(word.count, candidate.count) / 3), edits < max(word.count, candidate.count) else { continue }
            if edits < best?.edits ?? .max { best = (candidate, edits) }
        }
        return best?.word
    }

    /// "did you mean …" with the nearest word, or the list of valid words when none is near; that there are none where there are none.
    public static func advice(for word: String, in words: [String]) -> String {
        if words.isEmpty { return "there are none" }
        if let nearest = of(word, in: words) { return "did you mean \"\(nearest)\"? Valid: \(words.joined(separator: ", "))" }
        return "valid: \(words.joined(separator: ", "))"
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into another (optimal string alignment).
    static func edits(from first: String, to second: String) -> Int {
        let source = Array(first.unicodeScalars)
        let target = Array(second.unicodeScalars)
        guard !source.isEmpty, !target.isEmpty else { return max(source.count, target.count) }
        var beforePrevious = [Int](repeating: 0, count: target.count + 1)
        var previous = Array(0...target.count)
        for row in 1...source.count {
            var current = [row] + [Int](repeating: 0, count: target.count)
            for column in 1...target.count {
                let replaced = previous[column - 1] + (source[row - 1] == target[column - 1] ? 0 : 1)
                current[column] = min(previous[column] + 1, current[column - 1] + 1, replaced)
                if row > 1, column > 1, source[row - 1] == target[column - 2], source[row - 2] == target[column - 1] {
                    current[column] = min(current[column], beforePrevious[column - 2] + 1)
                }
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[target.count]
    }
}
