import Ledger
import LedgerColumns

/// The customers of open items, held against the customers file and against each other.
///
/// Ids that differ in zeros in front, in blanks around them or in capitals only, such as `0000004711` and `4711`, are two to everything that names customers.
struct CustomerIds {
    private let known: StringDictionary
    /// The ids of the customers file by what makes them alike.
    private let alike: [UInt64: String]

    /// Ids that a finding names at the most.
    private static let exampleCount = 3

    init(_ customers: [Customer]) {
        var known = StringDictionary()
        _ = known.codes(adding: customers.map(\.customer))
        self.known = known
        alike = Dictionary(customers.map { (BareId.hash($0.customer), $0.customer) }) { first, _ in first }
    }

    private var isWithoutFile: Bool { known.count == 0 }

    /// What stands out in the customers of open items, each of which is given once. Linear in them, but for sorting.
    func warnings(_ named: [String], file: String) -> [Diagnostic] {
        // Without a customers file nothing is missing in it.
        let others = isWithoutFile ? [] : named.filter { known.code(of: $0) == nil }
        let written = Set(others.filter { alike[BareId.hash($0)] != nil })
        return [
            otherwiseWritten(written.sorted(), file), unknown(others.filter { !written.contains($0) }.sorted(), file),
            // What the customers file tells apart is apart.
            isWithoutFile || !others.isEmpty ? alikeAmong(named, file) : nil,
        ].compactMap { $0 }
    }

    private func otherwiseWritten(_ ids: [String], _ file: String) -> Diagnostic? {
        guard let first = ids.first, let other = alike[BareId.hash(first)] else { return nil }
        return Diagnostic(
            code: "customer-zeros", severity: .warning, file: file,
            message: (ids.count == 1 ? "1 customer stands" : "\(ids.count) customers stand")
                + " in the customers file with other zeros in front, blanks or capitals, and is not found there: the first is '\(first)', there '\(other)'",
            advice: "write customers alike in all files")
    }

    private func unknown(_ ids: [String], _ file: String) -> Diagnostic? {
        guard !ids.isEmpty else { return nil }
        let examples = ids.prefix(Self.exampleCount).joined(separator: ", ") + (ids.count > Self.exampleCount ? ", …" : "")
        return Diagnostic(
            code: "unknown-customers", severity: .warning, file: file,
            message: (ids.count == 1 ? "1 customer of open items is" : "\(ids.count) customers of open items are")
                + " not in the customers file, so that name, country, segment and credit limit are missing: \(examples)",
            advice: "export the customers again and import them")
    }

    private func alikeAmong(_ ids: [String], _ file: String) -> Diagnostic? {
        let hashes = ids.map(BareId.hash)
        // In most ledgers none are alike.
        var (seen, repeated) = (Set<UInt64>(minimumCapacity: hashes.count), Set<UInt64>())
        for hash in hashes where !seen.insert(hash).inserted { repeated.insert(hash) }
        guard !repeated.isEmpty else { return nil }
        var groups: [UInt64: [String]] = [:]
        for (id, hash) in zip(ids, hashes) where repeated.contains(hash) { groups[hash, default: []].append(id) }
        let told = groups.values.filter { ids in ids.contains { known.code(of: $0) == nil } }.map { $0.sorted() }
        guard let shown = told.min(by: { $0[0] < $1[0] }) else { return nil }
        return Diagnostic(
            code: "alike-customers", severity: .warning, file: file,
            message: (told.count == 1 ? "1 customer stands" : "\(told.count) customers stand")
                + " in open items under ids that differ in zeros in front, blanks or capitals only, and is several customers so: "
                + shown.map { "'\($0)'" }.joined(separator: ", "),
            advice: "write a customer alike in all rows")
    }
}
