import ArgumentParser
import LedgerImport

/// What the user says about how columns are written: a word for all, or `COLUMN=word` for one.
struct ColumnAnswer<Answer: ColumnWord>: ExpressibleByArgument {
    /// The canonical column; empty for all that are not named.
    let column: String
    let answer: Answer

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let word = parts.last, let answer = Answer(word: word), parts.count == 1 || !parts[0].isEmpty else { return nil }
        column = parts.count == 1 ? ImportOptions.allColumns : parts[0]
        self.answer = answer
    }
}

/// A style of columns that has a word on the command line.
protocol ColumnWord: Sendable {
    init?(word: String)
}

extension ImportProfile.DateOrder: ColumnWord {}

extension DecimalMark: ColumnWord {
    init?(word: String) { self.init(rawValue: word) }
}

extension SheetDates: ColumnWord {
    init?(word: String) { self.init(rawValue: word) }
}
