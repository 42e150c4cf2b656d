import Ledger
import Metrics

/// The names of the files behind a portfolio's figures. A file named after another analyst or another portfolio's customer is left out: its name would tell of them.
public struct PortfolioFiles: Sendable {
    private let names: @Sendable (FigureWorking) -> [String]
    /// Whom the files' names mention.
    private let mentioned: [String: Mentioned]

    private struct Mentioned: Sendable {
        var analysts: Set<String> = []
        var customers: Set<String> = []
    }

    /// - Parameters:
    ///   - known: The names of all files.
    ///   - tables: Those of the whole ledger.
    ///   - analysts: All that have figures, also those who are not in the tables.
    ///   - customers: All that have figures.
    ///   - names: The files that a working of a portfolio's figure was made from, each once, by name.
    public init(
        _ known: some Sequence<String>, tables: ReferenceTables, analysts: [String] = [], customers: [String] = [],
        names: @escaping @Sendable (FigureWorking) -> [String]
    ) {
        self.names = names
        let known = Set(known)
        let words = Words(
            tables, analysts: analysts, customers: customers, among: known.reduce(into: []) { $0.formUnion(Words.phrases($1)) })
        mentioned = Dictionary(uniqueKeysWithValues: known.map { ($0, words.mentioned(in: $0)) })
    }

    func names(behind working: FigureWorking, of portfolio: Portfolio) -> [String] {
        names(working).filter { isOwn($0, portfolio) }
    }

    /// Whether a file's name mentions nobody but the portfolio's analysts and customers; a name that is not known may.
    func isOwn(_ name: String, _ portfolio: Portfolio) -> Bool {
        guard let mentioned = mentioned[name] else { return false }
        return mentioned.analysts.allSatisfy { portfolio.tables.analysts[$0] != nil || $0 == portfolio.key }
            && mentioned.customers.allSatisfy { portfolio.tables.customers[$0] != nil || portfolio.customers.contains($0) }
    }

    /// The words that tell of somebody: ids, parts of analysts' names, and the first words of customers' names.
    private struct Words {
        private var analystIds: [(id: String, word: String)] = []
        private var analysts: [String: Set<String>] = [:]
        private var customers: [String: Set<String>] = [:]

        /// Shorter ids and parts of names are found as whole words only, or not at all: they are in many words.
        private static let idLengthMin = 4
        private static let nameLengthMin = 3

        /// - Parameter named: Those in names of files; others need not be known.
        init(_ tables: ReferenceTables, analysts ids: [String], customers others: [String], among named: Set<String>) {
            for id in Set(tables.analysts.keys).union(ids).subtracting([PortfolioIndex.house, ScopeKey.unknown]) {
                analystIds.append((id, id.lowercased()))
                let name = tables.analysts[id].map { Self.words($0.name).filter { $0.count >= Self.nameLengthMin } } ?? []
                for word in [id.lowercased()] + name { analysts[word, default: []].insert(id) }
            }
            for id in Set(tables.customers.keys).union(others) {
                let name = tables.customers[id].map { Self.start($0.name) } ?? ""
                for word in [Self.start(id), name] where !word.isEmpty && named.contains(word) { customers[word, default: []].insert(id) }
            }
        }

        /// The first two words of an id or a name.
        private static func start(_ text: String) -> String { words(text).prefix(2).joined(separator: " ") }

        func mentioned(in name: String) -> Mentioned {
            var found = Mentioned()
            for word in Self.words(name) { found.analysts.formUnion(analysts[word] ?? []) }
            for phrase in Self.phrases(name) { found.customers.formUnion(customers[phrase] ?? []) }
            let text = name.lowercased()
            for (id, word) in analystIds where word.count >= Self.idLengthMin && text.contains(word) { found.analysts.insert(id) }
            return found
        }

        /// The words of a name, and each two of them that stand beside each other.
        static func phrases(_ name: String) -> [String] {
            let words = words(name)
            return words + zip(words, words.dropFirst()).map { $0 + " " + $1 }
        }

        private static func words(_ text: String) -> [String] {
            let text = text.lowercased()
            // Of ASCII, as most names are, bytes tell as much as characters, of which more would be looked up.
            guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
                return text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            }
            return text.utf8.split { !(0x61...0x7A).contains($0) && !(0x30...0x39).contains($0) }.map { String(Substring($0)) }
        }
    }
}
