import Ledger

extension Language {
    /// A plain number as people write it: with the decimal mark of the language, not grouped.
    func number(_ plain: String) -> String {
        switch self {
        case .english: plain
        case .italian: plain.replacing(".", with: ",")
        }
    }
}
