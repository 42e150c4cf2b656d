import Ledger
import LedgerColumns

/// Finds documents (company + document number) of interest among many rows without making a string per row.
///
/// A 64-bit hash sorts out the rows that cannot match; texts are compared on every hit.
struct DocumentMatcher {
    private var numbers: [Key: Int] = [:]
    private var hashes: Set<UInt64> = []

    private struct Key: Hashable {
        var company: String
        var document: String
    }

    /// Number of documents of interest.
    var count: Int { numbers.count }

    /// The hash of a company, to be combined with its documents.
    static func companyHash(_ company: String) -> UInt64 {
        let bytes = Array(company.utf8)
        return stableHash(bytes.span.bytes)
    }

    /// The hashes of the companies of a dictionary by code.
    static func companyHashes(_ companies: StringDictionary) -> [UInt64] { companies.values.map(companyHash) }

    private static func hash(_ companyHash: UInt64, _ documents: StringColumn, _ row: Int) -> UInt64 {
        stableHash(documents.bytes.span.extracting(documents.range(row)).bytes, seed: companyHash)
    }

    /// The number of a document of interest, which is added when it is new.
    mutating func number(adding company: String, companyHash: UInt64, documents: StringColumn, row: Int) -> Int {
        let key = Key(company: company, document: documents[row])
        if let known = numbers[key] { return known }
        hashes.insert(Self.hash(companyHash, documents, row))
        numbers[key] = numbers.count
        return numbers.count - 1
    }

    /// The number of the document in a row, or nil when it is of no interest.
    func number(of company: String, companyHash: UInt64, documents: StringColumn, row: Int) -> Int? {
        guard hashes.contains(Self.hash(companyHash, documents, row)) else { return nil }
        return numbers[Key(company: company, document: documents[row])]
    }
}
