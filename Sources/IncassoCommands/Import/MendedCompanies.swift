import Ledger
import LedgerImport
import LedgerStore

/// The companies of mended rows, held against those of the rows they are put beside.
struct MendedCompanies {
    /// Companies of the mended rows that no other row of the file has, in alphabetical order.
    let new: [String]
    private let path: String

    init(_ companies: [String], beside known: [String], path: String) {
        new = Set(companies).subtracting(known).sorted()
        self.path = path
    }

    /// Refuses a company that some other parts of days have: their items would give way to the mended rows.
    ///
    /// Throws `company-of-other-file`.
    func refuse(_ others: [SnapshotPart]) throws(ImportError) {
        for company in new {
            guard let other = others.first(where: { $0.companies.contains(company) }) else { continue }
            let finding = Diagnostic(
                code: "company-of-other-file", file: path,
                message:
                    "company '\(company)' is in none of the other rows of the file, and \(other.source.name) has its items: they would give way to these rows",
                advice: "write the company as in the original file, or correct it there and import that")
            throw ImportError(code: .dataRejected, diagnostics: [finding])
        }
    }

    /// The warning about ids that lost zeros, when there is one; without it, one about companies that no other row has.
    func warnings(_ zeros: Diagnostic?) -> [Diagnostic] {
        if let zeros { return [zeros] }
        guard let first = new.first else { return [] }
        return [
            Diagnostic(
                code: "company-of-mended-rows", severity: .warning, file: path,
                message: (new.count == 1 ? "company '\(first)' is" : "\(new.count) companies are, the first '\(first)',")
                    + " in nothing that was imported beside these rows",
                advice: "check that it is written as in the original file")
        ]
    }
}
