import Ledger
import LedgerColumns
import LedgerImport

/// The companies of a file, held against those of the store and against each other.
///
/// Ids that differ in zeros in front, in blanks around them or in capitals only, such as `IT15` and `it15`, are two to everything that names companies.
struct CompanyIds {
    private let known: Set<String>

    /// - Parameter known: The companies of the store.
    init(known: Set<String>) {
        self.known = known
    }

    /// The warning about a company that is alike another one; nil without any.
    func warning(_ companies: [String], file: String) -> Diagnostic? {
        let all = known.union(companies)
        let alike = Dictionary(grouping: all, by: BareId.hash).values.filter { $0.count > 1 && !$0.allSatisfy(known.contains) }
        guard let shown = alike.map({ $0.sorted() }).min(by: { $0[0] < $1[0] }) else { return nil }
        return Diagnostic(
            code: "alike-companies", severity: .warning, file: file,
            message: "companies " + shown.map { "'\($0)'" }.joined(separator: ", ")
                + " differ in zeros in front, blanks or capitals only, and are several companies so",
            advice: "write a company alike in all files; then take out what was imported under the wrong one (`incasso snapshots --delete`)"
        )
    }
}

extension ImportedContent {
    /// The companies that items and postings are of; none of small tables.
    var companies: [String] {
        switch self {
        case .ledger(_, let items): items.companies.values
        case .postings(let postings): postings.companies.values
        case .history(let history): history.rows.companies.values
        default: []
        }
    }

    /// The history, when it is one.
    var history: RebuiltHistory? {
        guard case .history(let history) = self else { return nil }
        return history
    }
}
