import Ledger
import LedgerColumns
import LedgerImport

/// Customers of a ledger that the customers file writes with other zeros in front: `0000004711` and `4711` are two to everything that names customers.
struct CustomersWithZeros {
    /// The ids of the customers file by what is left of them without zeros in front.
    private let known: [String: String]
    private let ids: Set<String>

    init(_ customers: [Customer]) {
        ids = Set(customers.map(\.customer))
        known = Dictionary(customers.map { (Self.bare($0.customer), $0.customer) }) { first, _ in first }
    }

    /// The warning about them; nil when there are none. Linear in the customers of the ledger.
    func warning(_ items: ItemColumns, file: String) -> Diagnostic? {
        guard !ids.isEmpty else { return nil }
        let others = items.customers.values.filter { !ids.contains($0) && known[Self.bare($0)] != nil }
        guard let first = others.first, let other = known[Self.bare(first)] else { return nil }
        return Diagnostic(
            code: "customer-zeros", severity: .warning, file: file,
            message: (others.count == 1 ? "1 customer stands" : "\(others.count) customers stand")
                + " in the customers file with other zeros in front, and is not found there: the first is \(first), there \(other)",
            advice: "write customers alike in all files")
    }

    private static func bare(_ id: String) -> String { String(id.drop { $0 == "0" }) }
}
