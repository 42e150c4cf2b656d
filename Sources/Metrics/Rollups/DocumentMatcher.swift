import Ledger
import LedgerColumns

/// Finds documents (company + document number) of interest among many rows without making a string per row.
///
/// Open addressing by a 64-bit hash, at most half full; texts are compared on every hit.
struct DocumentMatcher {
    private struct Slot {
        var hash: UInt64 = 0
        /// Number + 1; 0 marks a free slot.
        var mark: UInt32 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 64)
    private var companies = StringDictionary()
    /// By number.
    private var company: [UInt32] = []
    private var documents = StringColumn()

    /// Number of documents of interest.
    var count: Int { company.count }

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

    /// The number of a document of interest, which is added when it is new. Amortised constant time.
    mutating func number(adding company: String, companyHash: UInt64, documents: StringColumn, row: Int) -> Int {
        let hash = Self.hash(companyHash, documents, row)
        let (known, free) = find(company, hash, documents, row)
        if let known { return known }
        let number = count
        self.company.append(companies.code(adding: company))
        self.documents.append(documents, row)
        slots[free] = Slot(hash: hash, mark: UInt32(number + 1))
        if count * 2 > slots.count { grow() }
        return number
    }

    /// The number of the document in a row, or nil when it is of no interest.
    func number(of company: String, companyHash: UInt64, documents: StringColumn, row: Int) -> Int? {
        find(company, Self.hash(companyHash, documents, row), documents, row).number
    }

    private func find(_ company: String, _ hash: UInt64, _ documents: StringColumn, _ row: Int) -> (number: Int?, free: Int) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].mark != 0 {
            let number = Int(slots[index].mark) - 1
            if slots[index].hash == hash, self.documents.equals(number, documents, row), companies[self.company[number]] == company {
                return (number, index)
            }
            index = (index + 1) & mask
        }
        return (nil, index)
    }

    private mutating func grow() {
        var larger = [Slot](repeating: Slot(), count: slots.count * 2)
        for slot in slots where slot.mark != 0 {
            var index = Int(truncatingIfNeeded: slot.hash) & (larger.count - 1)
            while larger[index].mark != 0 { index = (index + 1) & (larger.count - 1) }
            larger[index] = slot
        }
        slots = larger
    }
}
