import Ledger
import LedgerColumns

/// The ids of mended rows, held against those of the rows they are put beside: a spreadsheet program that opens a text takes the zeros in front off.
struct CutZeros {
    private let knownCompanies: Set<String>
    /// The length of the shortest number among the known documents; nil when none begins with a zero.
    private let shortestNumber: Int?

    /// Linear in the documents.
    init(companies: [String], documents: StringColumn) {
        knownCompanies = Set(companies)
        let numbers = (0..<documents.count).map { documents.bytes[documents.range($0)] }.filter(Self.isNumber)
        shortestNumber = numbers.contains { $0.first == Self.zero } ? numbers.map(\.count).min() : nil
    }

    /// The warning about mended rows whose company or document seems to lack zeros; nil when there are none. Linear in the rows.
    func warning(companies: [String], documents: StringColumn, file: String) -> Diagnostic? {
        let cut = (0..<documents.count).filter { isCut(documents.bytes[documents.range($0)]) }.map { documents[$0] }
        let known = Set(knownCompanies.map(Self.bare))
        let others = Set(companies).filter { !knownCompanies.contains($0) && known.contains(Self.bare($0)) }.sorted()
        guard let first = others.first.map({ "company '\($0)'" }) ?? cut.first.map({ "document '\($0)'" }) else { return nil }
        return Diagnostic(
            code: "zeros-cut", severity: .warning, file: file,
            message: "ids of these rows have fewer zeros in front than those of the file they come from; the first is \(first)",
            advice:
                "look whether a spreadsheet program cut zeros off; then delete the new versions (`incasso snapshots --delete`), write the ids as in the "
                + "original file, and import the rows again")
    }

    private static let zero = UInt8(ascii: "0")

    private func isCut(_ document: ArraySlice<UInt8>) -> Bool {
        guard let shortestNumber, Self.isNumber(document) else { return false }
        return document.first != Self.zero && document.count < shortestNumber
    }

    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        !text.isEmpty && text.allSatisfy { $0 >= zero && $0 <= UInt8(ascii: "9") }
    }

    private static func bare(_ id: String) -> String { String(id.drop { $0 == "0" }) }
}
